"""Whether prose that says surplus or deficit, better or worse, agrees with the sign in the table."""

from __future__ import annotations

from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.facts import Facts
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Cause, Verdict, proof
from protokollparser.core.records.figures import Amount
from protokollparser.core.rules import compile_pattern
from protokollparser.core.sheets import Sheet


class Params(ShapeParams):
    """The sign profiles under which a plus means better: in deviation columns, and in result rows.

    `words`: those that say better or worse beyond doubt; one must stand within `reach` letters.
    """

    deviations: tuple[str, ...]
    results: tuple[str, ...]
    words: str
    reach: int = 60


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every amount that is called better or worse and stands in a cell with a sign."""
    clear = compile_pattern(params.words)
    for pair in dossier.once(Facts).prose():
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
        if not clear.search(_around(dossier, amount, params.reach)):
            continue
        if not _tells(dossier, params, sheet, row, column):
            yield Verdict("undecidable", amount.document_id, reason="the sign of the table is not settled")
        elif (figure.value > 0) == (amount.direction > 0):
            yield Verdict("exact", amount.document_id)
        else:
            yield _verdict(sheet, amount, row, column)


def _around(dossier: Dossier, amount: Amount, reach: int) -> str:
    """Return the words beside an amount, on its own line."""
    text = dossier.pages[amount.span.page - 1].text
    begin = max(text.rfind("\n", 0, amount.span.start) + 1, amount.span.start - reach)
    end = text.find("\n", amount.span.end)
    return text[begin : min(end if end >= 0 else len(text), amount.span.end + reach)]


def _tells(dossier: Dossier, params: Params, sheet: Sheet, row: int, column: int) -> bool:
    """True when a plus in the cell is known to mean better."""
    profile = sheet.table.sign_profile or "unknown"
    if sheet.columns[column].role == "deviation":
        return profile in params.deviations
    return dossier.words.kind(sheet.row(row).label) == "result" and profile in params.results


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
