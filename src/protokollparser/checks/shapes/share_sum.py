"""Columns of shares whose printed total is a hundred."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, canonical, proof, readable
from protokollparser.core.records.tables import TableRow
from protokollparser.core.rounding import compare
from protokollparser.core.sheets import Sheet

_HUNDRED = Decimal(100)


class Params(ShapeParams):
    """`roles`: which columns hold percentages; `least`: so many parts make a sum."""

    roles: tuple[str, ...]
    least: int = 2


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every column of percentages below which a hundred is printed as the total."""
    for table_id, sheet in dossier.sheets.items():
        for index, column in sheet.columns.items():
            totals = [row for row in sheet.body if row.role == "total" and _is_hundred(sheet, row, index)]
            if column.role in params.roles and len(totals) == 1:
                parts = _parts(dossier, table_id, totals[0])
                yield _verdict(sheet, index, totals[0], parts, params)


def _is_hundred(sheet: Sheet, row: TableRow, column: int) -> bool:
    figure = sheet.figure(row.row_index, column)
    return figure is not None and figure.value == _HUNDRED


def _parts(dossier: Dossier, table_id: str, total: TableRow) -> list[int]:
    """Return the rows that another column adds up to the total, else all rows of data above it."""
    for relation in dossier.relations.get(table_id, ()):
        if relation.axis == "column" and relation.target_row == total.row_index and relation.kind == "sum":
            return [row for row, _, _ in relation.terms]
    body = dossier.sheets[table_id].body
    return [row.row_index for row in body if row.role == "data" and row.row_index < total.row_index]


def _verdict(sheet: Sheet, index: int, total: TableRow, rows: list[int], params: Params) -> Verdict:
    document_id = sheet.table.document_id
    figures = [sheet.figure(row, index) for row in rows]
    known = [figure for figure in figures if figure is not None]
    target = sheet.figure(total.row_index, index)
    if target is None or len(known) < params.least or len(known) != len(figures):
        return Verdict("undecidable", document_id, reason="a part is blank")
    found = compare(target, [(figure, 1) for figure in known])
    if found.level not in ("violated", "suspicious"):
        return Verdict(found.level, document_id, reason="a figure has more digits than its precision")
    # Twice a hundred, or half of it, are the shares of another division.
    if abs(found.difference) > _HUNDRED / 2:
        return Verdict("undecidable", document_id, reason="the figures may not be meant to add up")
    cell = sheet.cells[total.row_index, index]
    return Verdict(
        found.level,
        document_id,
        span=cell.span,
        stated=canonical(_HUNDRED),
        computed=canonical(found.computed),
        difference=found.difference,
        unit="percent",
        confidence=min(sheet.sureness, cell.confidence),
        words={
            "column": sheet.columns[index].header,
            "computed": readable(found.computed, known[0].step),
            "count": str(len(known)),
        },
        proofs=(
            proof("stated", cell),
            *(proof("computed_from", sheet.cells[row, index]) for row in rows),
        ),
    )
