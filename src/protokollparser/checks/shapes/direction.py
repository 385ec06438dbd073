"""Whether prose that says surplus or deficit, better or worse, agrees with the sign in the table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.facts import Facts
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Cause, Verdict, proof
from protokollparser.core.line_items import line_kinds
from protokollparser.core.records.figures import Amount
from protokollparser.core.records.tables import Aggregation
from protokollparser.core.rules import compile_pattern
from protokollparser.core.sheets import Sheet

_INCOME = re.compile(r"intäkt|inkomst|avgift|skatt|finansier", re.IGNORECASE)
_COSTS = frozenset({"other", "cost", "net"})
# One row in so many may be called after what it gives or gets ("Föreningsbidrag").
_FEW = 5
# So many rows must show how deviations are made.
_ROWS = 2


class Params(ShapeParams):
    """The sign profiles under which a plus means better: in deviation columns, and in result rows.

    `words`: those that say better or worse beyond doubt; one must stand within `reach` letters. `beyond`:
    those that do so of costs.
    """

    deviations: tuple[str, ...]
    results: tuple[str, ...]
    words: str
    beyond: str
    reach: int = 60


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every amount that is called better or worse and stands in a cell with a sign."""
    clear, beyond = compile_pattern(params.words), compile_pattern(params.beyond)
    for pair in dossier.once(Facts).prose:
        amount = pair.first.record
        if not isinstance(amount, Amount) or pair.fault != "none" or not amount.direction:
            continue
        if amount.fact is None:
            continue
        table_id, row, column = amount.fact
        sheet = dossier.sheets[table_id]
        figure = sheet.figure(row, column)
        if figure is None or figure.value == 0:
            continue
        around = _around(dossier, amount, params.reach)
        if not clear.search(around) and not (beyond.search(around) and _is_cost(dossier, sheet, row)):
            continue
        better = _plus_is_better(dossier, params, sheet, row, column)
        if better is None:
            yield Verdict("undecidable", amount.document_id, reason="the sign of the table is not settled")
        elif ((figure.value > 0) == better) == (amount.direction > 0):
            yield Verdict("exact", amount.document_id)
        else:
            yield _verdict(sheet, amount, row, column)


def _around(dossier: Dossier, amount: Amount, reach: int) -> str:
    """Return the words beside an amount, on its own line."""
    text = dossier.pages[amount.span.page - 1].text
    begin = max(text.rfind("\n", 0, amount.span.start) + 1, amount.span.start - reach)
    end = text.find("\n", amount.span.end)
    return text[begin : min(end if end >= 0 else len(text), amount.span.end + reach)]


def _is_cost(dossier: Dossier, sheet: Sheet, row: int) -> bool:
    return line_kinds(sheet, dossier.words)[row] in ("cost", "net")


def _plus_is_better(dossier: Dossier, params: Params, sheet: Sheet, row: int, column: int) -> bool | None:
    """Return whether a plus in the cell means better, None where the table does not tell."""
    profile = sheet.table.sign_profile or "unknown"
    if sheet.columns[column].role == "deviation":
        if profile in params.deviations:
            return True
        return _by_arithmetic(dossier, sheet, row, column) if profile == "unknown" else None
    results = dossier.words.kind(sheet.row(row).label) == "result" and profile in params.results
    return True if results else None


def _by_arithmetic(dossier: Dossier, sheet: Sheet, row: int, column: int) -> bool | None:
    """Return what a plus means where every row is a cost: less than budget, whichever way costs are signed.

    Tables of what units cost have no row of income beside them that would settle a sign profile.
    """
    kinds = line_kinds(sheet, dossier.words)
    told = [kinds[one.row_index] for one in sheet.body if one.role == "data"]
    others = sum(kind not in _COSTS for kind in told)
    made = [
        relation
        for relation in dossier.relations[sheet.table.id]
        if relation.axis == "row" and relation.kind == "difference" and relation.target_column == column
    ]
    columns = {sheet.columns[place].header for relation in made for _, place, _ in relation.terms}
    heads = " ".join([sheet.table.title or "", *columns])
    if kinds[row] not in _COSTS or others * _FEW > len(told) or _INCOME.search(heads):
        return None
    found = [_signs(sheet, relation) for relation in made]
    signs = {sign for sign in found if sign is not None}
    return signs.pop() if len(signs) == 1 and len(found) >= _ROWS else None


def _signs(sheet: Sheet, relation: Aggregation) -> bool | None:
    """Return whether a plus in a deviation of costs means less than budget; None where it cannot be told."""
    weights: dict[str, int] = {}
    values = []
    for row, column, weight in relation.terms:
        scenario = sheet.columns[column].scenario or ""
        weights["budget" if scenario in ("budget", "appropriation") else "outturn"] = weight
        figure = sheet.figure(row, column)
        values.append(figure.value if figure is not None else None)
    known = [value for value in values if value]
    if set(weights) != {"budget", "outturn"} or relation.outcome not in ("exact", "rounding"):
        return None
    if not known or len({value > 0 for value in known}) != 1:
        return None
    return (weights["budget"] > 0) == (known[0] > 0)


def _verdict(sheet: Sheet, amount: Amount, row: int, column: int) -> Verdict:
    cell = sheet.cells[row, column]
    better = (amount.direction or 0) > 0
    return Verdict(
        "violated",
        amount.document_id,
        span=amount.span,
        stated="+" if better else "-",
        computed="-" if better else "+",
        confidence=min(amount.confidence, cell.confidence),
        words={
            "amount": amount.span.printed,
            "cell": cell.span.printed,
            "label": sheet.row(row).label or "",
            "told": "bättre" if better else "sämre",
            "told_en": "better" if better else "worse",
        },
        proofs=(proof("stated", amount), proof("contradicts", cell)),
        causes=(Cause(cell.id, cell.value),) if cell.value else (),
    )
