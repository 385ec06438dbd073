"""Whether the year in the label of a total is that of the table's columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.tables import TableRow
from protokollparser.core.sheets import Sheet

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Params(ShapeParams):
    """`columns`: how many columns must name the year before it counts as the table's."""

    columns: int = 2


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every total whose label holds one year."""
    for sheet in dossier.sheets.values():
        years = [_YEAR.findall(column.header) for column in sheet.columns.values()]
        named = [year for found in years for year in set(found)]
        for row in sheet.body:
            labelled = _YEAR.findall(row.label or "")
            if row.role in ("subtotal", "total") and len(labelled) == 1:
                yield _verdict(dossier, sheet, row, labelled[0], named, params.columns)


def _verdict(
    dossier: Dossier, sheet: Sheet, row: TableRow, year: str, named: list[str], columns: int
) -> Verdict:
    document_id = sheet.table.document_id
    if year in named:
        return Verdict("exact", document_id)
    if len(set(named)) != 1 or len(named) < columns:
        return Verdict("undecidable", document_id, reason="the columns do not name one year")
    cell = next(cell for cell in (sheet.cells.get((row.row_index, c)) for c in sheet.columns) if cell)
    at = cell.span.printed.find(year)
    place = dossier.place(cell.span.page, cell.span.start + at, cell.span.start + at + len(year))
    return Verdict(
        "violated",
        document_id,
        span=place if at >= 0 else cell.span,
        stated=year,
        computed=named[0],
        hypothesis=f"year: {named[0]}",
        words={"label": row.label or "", "year": year, "columns": named[0]},
        proofs=(proof("stated", row), proof("contradicts", sheet.table)),
    )
