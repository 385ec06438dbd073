"""What one other figure would do to the relations of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from protokollparser.core.records.tables import Aggregation
from protokollparser.core.rounding import Figure, compare
from protokollparser.core.sheets import Sheet

Cell = tuple[int, int]


def changes(
    sheet: Sheet, broken: Aggregation, target: Cell, lacking: Decimal
) -> Iterable[tuple[Cell, Decimal]]:
    """Yield the cells of a relation, each with the value that alone would make it hold."""
    if broken.computed is not None:
        yield target, broken.computed
    for row, column, weight in broken.terms:
        figure = sheet.figure(row, column)
        if figure is not None:
            yield (row, column), figure.value + lacking * weight


def mends(sheet: Sheet, relations: list[Aggregation], changed: Mapping[Cell, Decimal]) -> int:
    """Return how many broken relations hold with the changed cells, 0 when a sound one breaks."""
    mended = 0
    for relation in relations:
        cells = {(row, column) for row, column, _ in relation.terms}
        cells.add((relation.target_row, relation.target_column))
        if relation.outcome == "undecidable" or not cells & changed.keys():
            continue
        if not _holds(sheet, relation, changed):
            if relation.outcome != "violated":
                return 0
        elif relation.outcome == "violated":
            mended += 1
    return mended


def _holds(sheet: Sheet, relation: Aggregation, changed: Mapping[Cell, Decimal]) -> bool:
    def figure(cell: Cell) -> Figure | None:
        held = sheet.figure(*cell)
        if cell in changed and held is not None:
            return Figure(changed[cell], held.step)
        return held

    stated = figure((relation.target_row, relation.target_column))
    parts = [(figure((row, column)), weight) for row, column, weight in relation.terms]
    known = [(part, weight) for part, weight in parts if part is not None]
    if stated is None:
        return sum((part.value * weight for part, weight in known), Decimal(0)) == 0
    tried = [known]
    if relation.axis == "column" and sheet.columns[relation.target_column].role == "deviation":
        # Effects on the result add up even where income and cost are subtracted.
        tried.append([(part, 1) for part, _ in known])
    return bool(known) and any(compare(stated, some).level in ("exact", "rounding") for some in tried)
