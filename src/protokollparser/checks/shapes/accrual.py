"""Whether the budget of some months is so many twelfths of that of the year, where most rows are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, canonical, proof, readable
from protokollparser.core.records.tables import TableColumn
from protokollparser.core.rounding import Figure
from protokollparser.core.sheets import Sheet

_TWELVE = 12


class Params(ShapeParams):
    """`least` rows, and the `share` of all, must go by twelfths before one that does not is told."""

    least: int = 4
    share: float = 0.75


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every row that has a budget of the year and one of its first months."""
    for sheet in dossier.sheets.values():
        for year, part, months in _columns(sheet):
            yield from _rows(sheet, year, part, months, params)


def _columns(sheet: Sheet) -> Iterator[tuple[int, int, int]]:
    """Yield the columns of a year's budget and of its first months', with the number of months."""
    held = [(index, column) for index, column in sheet.columns.items() if column.scenario == "budget"]
    for year, whole in held:
        for part, column in held:
            months = _months(column)
            if (
                _months(whole) == _TWELVE
                and 0 < months < _TWELVE
                and column.period_start == whole.period_start
            ):
                yield year, part, months


def _months(column: TableColumn) -> int:
    """Return how many months from January a column covers, 0 when it begins later or is not known."""
    start, end = column.period_start, column.period_end
    if start is None or end is None or start != date(end.year, 1, 1):
        return 0
    return end.month


def _rows(sheet: Sheet, year: int, part: int, months: int, params: Params) -> Iterator[Verdict]:
    rows = [row.row_index for row in sheet.body if row.role == "data"]
    told = [
        (row, whole, stated)
        for row in rows
        if (whole := sheet.figure(row, year)) is not None and whole.value
        if (stated := sheet.figure(row, part)) is not None
    ]
    wrong = [one for one in told if not _agrees(one[1], one[2], months)]
    document_id = sheet.table.document_id
    held = len(told) - len(wrong)
    if held < params.least or held < params.share * len(told):
        if told:
            reason = "the period does not go by twelfths"
            yield Verdict("undecidable", document_id, reason=reason)
        return
    for _ in range(held):
        yield Verdict("exact", document_id)
    for row, whole, stated in wrong:
        cell, base = sheet.cells[row, part], sheet.cells[row, year]
        due = whole.value * months / _TWELVE
        step = min(stated.step, Decimal(1))
        yield Verdict(
            "violated",
            document_id,
            span=cell.span,
            stated=canonical(stated.value),
            computed=canonical(due.quantize(step)),
            difference=stated.value - due.quantize(step),
            unit=sheet.table.unit,
            confidence=min(cell.confidence, sheet.sureness),
            words={
                "label": sheet.row(row).label or "",
                "part": cell.text.strip(),
                "months": str(months),
                "year": base.text.strip(),
                "due": readable(due.quantize(step), stated.step),
            },
            proofs=(proof("stated", cell), proof("computed_from", base)),
        )


def _agrees(whole: Figure, part: Figure, months: int) -> bool:
    """True when a part is so many twelfths of the whole, by one unit of what it is printed in."""
    return abs(part.value - whole.value * months / _TWELVE) <= part.step
