"""Totals that stand on unknown parts, or are left blank where something is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, canonical, proof, readable
from protokollparser.core.records.tables import Aggregation, TableCell
from protokollparser.core.sheets import Sheet

# In statistics these stand for figures that are known and not shown.
_WITHHELD = frozenset({"..", ".", "…", "..."})
# Rows and notes are numbered up to this.
_MOST_ROWS = 100


class Params(ShapeParams):
    """`blank`: the severity for a total that is left blank although all its parts are known."""

    blank: str = "info"


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every total of a column."""
    for table_id, relations in dossier.relations.items():
        sheet = dossier.sheets[table_id]
        for relation in relations:
            if relation.axis != "column":
                continue
            lacking = _lacking(sheet, relations, relation)
            yield (
                _lost(sheet, relation, lacking) if lacking is not None else _verdict(sheet, relation, params)
            )


def _lacking(sheet: Sheet, relations: Sequence[Aggregation], relation: Aggregation) -> int | None:
    """Return the row of the one part that is left blank although the total needs it, None for others.

    The sum must hold in another column, so that the blank part is known to belong to it.
    """
    if relation.outcome != "undecidable" or relation.stated is None or relation.computed is None:
        return None
    column = relation.target_column
    blank = [row for row, _, _ in relation.terms if sheet.blank(row, column)]
    rows = {row for row, _, _ in relation.terms}
    proven = any(
        other.axis == "column"
        and other.target_row == relation.target_row
        and other.outcome == "exact"
        and {row for row, _, _ in other.terms} == rows
        and other.stated
        for other in relations
    )
    whole = len(rows) > len(blank) + 1
    return blank[0] if len(blank) == 1 and proven and whole and relation.stated != relation.computed else None


def _lost(sheet: Sheet, relation: Aggregation, row: int) -> Verdict:
    """Return what is due in a blank cell."""
    weight = next(weight for part, _, weight in relation.terms if part == row)
    due = ((relation.stated or Decimal(0)) - (relation.computed or Decimal(0))) * weight
    held, place = sheet.row(row), sheet.cells.get((relation.target_row, relation.target_column))
    return Verdict(
        "violated",
        sheet.table.document_id,
        span=held.span,
        stated=None,
        computed=canonical(due),
        unit=sheet.table.unit,
        hypothesis=f"missing: {canonical(due)}",
        words={
            "label": held.label or "",
            "column": sheet.columns[relation.target_column].header,
            "fault": f"uppgiften saknas, men summan {readable(relation.stated)} kräver {readable(due)}",
            "fault_en": f"nothing is stated, but the total {readable(relation.stated)} needs {readable(due)}",
        },
        proofs=(
            proof("stated", held),
            proof("contradicts", place if place is not None else sheet.row(relation.target_row)),
        ),
    )


def _verdict(sheet: Sheet, relation: Aggregation, params: Params) -> Verdict:
    document_id = sheet.table.document_id
    column = relation.target_column
    unknown = [sheet.cells[row, column] for row, _, _ in relation.terms if sheet.unknown(row, column)]
    if any(cell.missing is None or cell.text.strip() in _WITHHELD for cell in unknown):
        return Verdict("undecidable", document_id, reason="a part is unknown")
    if not unknown and (relation.stated is not None or not relation.computed):
        return Verdict("exact", document_id)
    if not unknown and _numbers_rows(sheet, column):
        return Verdict("undecidable", document_id, reason="the column may number its rows")
    target = sheet.cells.get((relation.target_row, column))
    place: TableCell | None = unknown[0] if unknown else target
    row = sheet.row(place.row_index if place is not None else relation.target_row)
    known = readable(relation.computed)
    sv, en = _told(relation, bool(unknown), place.text if place is not None else "", known)
    return Verdict(
        "violated",
        document_id,
        span=place.span if place is not None else row.span,
        stated=canonical(relation.stated),
        computed=canonical(relation.computed),
        unit=sheet.table.unit,
        severity=None if unknown else params.blank,
        words={
            "label": row.label or "",
            "column": sheet.columns[column].header,
            "fault": sv,
            "fault_en": en,
        },
        proofs=(
            *(proof("stated", cell) for cell in unknown),
            proof("context", target if target is not None else sheet.row(relation.target_row)),
        ),
    )


def _numbers_rows(sheet: Sheet, column: int) -> bool:
    """True for a column of small whole figures that only rise: notes or seats, whose head was lost."""
    held = [sheet.figure(row.row_index, column) for row in sheet.body]
    values = [figure.value for figure in held if figure is not None]
    whole = all(0 < value < _MOST_ROWS and value == value.to_integral_value() for value in values)
    return whole and all(one < two for one, two in pairwise(values))


def _told(relation: Aggregation, unknown: bool, mark: str, known: str) -> tuple[str, str]:
    """Return what is missing, in Swedish and in English."""
    if not unknown:
        return (
            f"summan lämnas tom, fast delarna blir {known}",
            f"the total is blank, but its parts make {known}",
        )
    if relation.stated is None:
        sv = f"uppgiften är okänd ({mark}) och summan därför tom; det som är känt blir {known}"
        return sv, f"the figure is unknown ({mark}) and so the total is blank; what is known makes {known}"
    total = readable(relation.stated)
    return (
        f"uppgiften är okänd ({mark}), ändå anges summan {total}",
        f"the figure is unknown ({mark}), yet the total is given as {total}",
    )
