"""Whether a budget and the changes of it, column by column, make the budget as it was revised."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Cause, Verdict, canonical, proof, readable
from protokollparser.core.rounding import Figure, compare
from protokollparser.core.rules.base import compile_pattern
from protokollparser.core.sheets import Sheet


class Params(ShapeParams):
    """The heads of the three columns; a revised budget comes after its changes, and those after the first.

    `half`: when fewer than this share of the rows hold, the columns are made in another way.
    """

    original: str
    change: str
    revised: str
    half: float = 0.5


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every row of a budget with its changes."""
    for sheet in dossier.sheets.values():
        columns = _columns(sheet, params)
        if columns is None:
            continue
        verdicts = [one for row in sheet.body if (one := _row(sheet, row.row_index, *columns)) is not None]
        verdicts = _without_sums(verdicts)
        wrong = sum(1 for one in verdicts if one.outcome == "violated")
        if wrong > len(verdicts) * params.half:
            reason = "the columns do not make the revised budget in most rows"
            yield Verdict("undecidable", sheet.table.document_id, reason=reason)
        else:
            yield from verdicts


def _without_sums(verdicts: list[Verdict]) -> list[Verdict]:
    """Return the verdicts, those of sums that follow from the rows above left open."""
    found: list[Verdict] = []
    for one in verdicts:
        above = [other for other in found if other.outcome == "violated"]
        if one.outcome == "violated" and above and one.difference == sum(o.difference or 0 for o in above):
            one = Verdict("undecidable", one.document_id, reason="a row above it is wrong by as much")
        found.append(one)
    return found


def _columns(sheet: Sheet, params: Params) -> tuple[int, list[int], int] | None:
    """Return the columns of the budget, of its changes and of what they make; None where one is lacking."""
    heads = {index: column.header.replace("- ", "").strip() for index, column in sheet.columns.items()}
    at: dict[str, list[int]] = {}
    for kind, words in (
        ("revised", params.revised),
        ("change", params.change),
        ("original", params.original),
    ):
        taken = {index for held in at.values() for index in held}
        pattern = compile_pattern(words)
        at[kind] = [index for index in sorted(heads) if index not in taken and pattern.search(heads[index])]
    for revised in at["revised"]:
        changes = [index for index in at["change"] if index < revised]
        first = [index for index in at["original"] if changes and index < changes[0]]
        # What else stands between them would belong to the sum, and is no change by its head.
        if (
            first
            and changes
            and range(first[-1], revised + 1) == range(first[-1], first[-1] + len(changes) + 2)
        ):
            return first[-1], changes, revised
    return None


def _row(sheet: Sheet, row: int, first: int, changes: list[int], revised: int) -> Verdict | None:
    stated = sheet.figure(row, revised)
    places = [(row, column) for column in (first, *changes)]
    if stated is None or all(sheet.figure(*place) is None for place in places):
        return None
    document_id = sheet.table.document_id
    if any(sheet.unknown(*place) for place in places):
        return Verdict("undecidable", document_id, reason="a term is unknown")
    figures = [(sheet.figure(*place) or Figure(Decimal(0), Decimal(0)), 1) for place in places]
    judged = compare(stated, figures)
    if judged.level == "undecidable":
        return Verdict("undecidable", document_id, reason="a figure has more digits than its precision")
    if judged.level in ("exact", "rounding"):
        return Verdict(judged.level, document_id)
    cell = sheet.cells[row, revised]
    terms = [sheet.cells[place] for place in places if sheet.figure(*place) is not None]
    computed = judged.computed
    return Verdict(
        judged.level,
        document_id,
        span=cell.span,
        stated=canonical(stated.value),
        computed=canonical(computed),
        difference=judged.difference,
        unit=sheet.table.unit,
        confidence=min(cell.confidence, sheet.sureness),
        words={
            "label": sheet.row(row).label or "",
            "revised": readable(stated.value, stated.step),
            "made": readable(computed, stated.step),
            "terms": " + ".join(term.text.strip() for term in terms).replace("+ -", "- "),
        },
        proofs=(proof("stated", cell), *(proof("computed_from", term) for term in terms)),
        causes=(
            Cause(cell.id, computed),
            *(
                Cause(sheet.cells[place].id, figure.value + judged.difference)
                for place in places
                if (figure := sheet.figure(*place)) is not None
            ),
        ),
    )
