"""The single repair that would make a broken relation hold: a cell with a slip, or parts left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from protokollparser.checks.verdicts import Cause, canonical
from protokollparser.core.mending import Cell, changes, mends
from protokollparser.core.records.tables import Aggregation
from protokollparser.core.sheets import Sheet
from protokollparser.core.slips import slip, slip_near

_MOST_MISSING = 8


@dataclass(frozen=True)
class Repair:
    """One repair: `told` is its canonical text, `cell` the cell to change and `value` what it should be.

    `mends` counts the broken relations that then hold. Parts left out have `missing` cells instead. With
    `misread` the figure was recognised on a picture, and the arithmetic proposed this one for it.
    """

    told: str
    cell: Cell | None = None
    value: Decimal | None = None
    mends: int = 1
    missing: tuple[Cell, ...] = ()
    misread: bool = False


def repair_of(sheet: Sheet, relations: Iterable[Aggregation], broken: Aggregation) -> Repair | None:
    """Return the one repair that makes `broken` hold and breaks nothing else, None when there is none.

    Where several cells could be mended, the one that was misread is taken, or the one that mends most
    relations, if there is one.
    """
    others = list(relations)
    target = (broken.target_row, broken.target_column)
    if broken.stated is None or broken.computed is None:
        return None
    lacking = broken.stated - broken.computed
    by_cell: dict[Cell, Repair] = {}
    for cell, value in _values(sheet, others, broken):
        figure = sheet.figure(*cell)
        mended = mends(sheet, others, {cell: value})
        if figure is None or mended == 0:
            continue
        misread = _is_misread(sheet, cell, value)
        kind = "misread" if misread else slip(figure.value, value)
        if kind is not None or mended > 1:
            told = f"{kind or 'value'}: {canonical(value)}"
            made = Repair(told, cell, value, mended, misread=misread)
            held = by_cell.get(cell)
            if held is None or _rank(made) < _rank(held):
                by_cell[cell] = made
    options = sorted(by_cell.values(), key=lambda repair: (*_rank(repair)[:2], repair.cell != target))
    if options and (
        len(options) == 1
        or options[0].misread
        or options[0].mends > options[1].mends
        or options[0].cell == target
    ):
        return options[0]
    first = first_of_pair(sheet, others, broken)
    kind = slip(broken.stated, broken.computed) if first is not None else None
    if kind is not None:
        return Repair(f"{kind}: {canonical(broken.computed)}", target, broken.computed)
    return _left_out(sheet, others, broken, -lacking)


def _rank(repair: Repair) -> tuple[bool, int, bool]:
    """Return what speaks for a repair, the best first: a misreading, what it mends, a slip."""
    return not repair.misread, -repair.mends, repair.told.startswith("value")


def _values(
    sheet: Sheet, relations: list[Aggregation], broken: Aggregation
) -> Iterator[tuple[Cell, Decimal]]:
    """Yield the cells of a broken relation, each with the values that may make it hold, the plain one first.

    A sum of many rounded figures tells a figure less exactly than a difference of two, and neither as exactly
    as a slip: what another broken relation says of a cell, and what one slip makes of it, are told too where
    roundings leave room for them. Whether they mend is for `mends` to say.
    """
    slack = _slack(sheet, broken)
    told_elsewhere: dict[Cell, list[Decimal]] = defaultdict(list)
    for other in relations:
        if other is not broken and other.outcome == "violated":
            for cell, value in _wanted(sheet, other):
                told_elsewhere[cell].append(value)
    for cell, value in _wanted(sheet, broken):
        figure = sheet.figure(*cell)
        values = [value, *told_elsewhere[cell]]
        near = slip_near(figure.value, value, slack) if figure is not None else None
        values += [near[1]] if near is not None else []
        for told in dict.fromkeys(values):
            if abs(told - value) <= slack:
                yield cell, told


def _wanted(sheet: Sheet, broken: Aggregation) -> Iterable[tuple[Cell, Decimal]]:
    """Return the cells of a relation, each with the value that alone would make it hold exactly."""
    if broken.stated is None or broken.computed is None:
        return ()
    target = (broken.target_row, broken.target_column)
    return changes(sheet, broken, target, broken.stated - broken.computed)


def _slack(sheet: Sheet, relation: Aggregation) -> Decimal:
    """Return how far roundings may part a relation's target from what its terms make."""
    cells = [(relation.target_row, relation.target_column), *((row, col) for row, col, _ in relation.terms)]
    figures = [figure for cell in cells if (figure := sheet.figure(*cell)) is not None]
    return sum((figure.step for figure in figures), Decimal(0)) / 2


def _is_misread(sheet: Sheet, cell: Cell, value: Decimal) -> bool:
    """True when the arithmetic proposed a value for a figure that was recognised on a picture."""
    proposed = (one for one in sheet.cells[cell].candidates if one.get("origin") == "arithmetic")
    return any(Decimal(one["value"]) == value for one in proposed)


def causes_of(sheet: Sheet, relations: Iterable[Aggregation], broken: Aggregation) -> tuple[Cause, ...]:
    """Return the single changes that make `broken` hold and break nothing else.

    Two totals of one row may be wrong together, one taken from the other: then the first is the cause.
    """
    others = list(relations)
    if broken.stated is None or broken.computed is None:
        return ()
    alone = [
        (cell, value) for cell, value in _values(sheet, others, broken) if mends(sheet, others, {cell: value})
    ]
    first = first_of_pair(sheet, others, broken)
    if first is not None and first.computed is not None:
        alone.append(((first.target_row, first.target_column), first.computed))
    return tuple(
        Cause(sheet.cells[cell].id, value, figure.step)
        for cell, value in alone
        if (figure := sheet.figure(*cell)) is not None
    )


def first_of_pair(sheet: Sheet, relations: list[Aggregation], broken: Aggregation) -> Aggregation | None:
    """Return the leftmost of the broken totals of one row that only hold when mended together.

    A wrong total is carried into the deviation beside it, which then breaks its own column.
    """
    pair = [
        other
        for other in relations
        if other.outcome == "violated"
        and other.axis == broken.axis == "column"
        and other.target_row == broken.target_row
        and other.target_column != broken.target_column
        and other.computed is not None
        and broken.computed is not None
        and mends(sheet, relations, _both(broken, other)) >= 2
        and not mends(sheet, relations, {(broken.target_row, broken.target_column): broken.computed})
    ]
    return min([*pair, broken], key=lambda one: one.target_column) if pair else None


def _both(one: Aggregation, other: Aggregation) -> dict[Cell, Decimal]:
    return {
        (made.target_row, made.target_column): made.computed
        for made in (one, other)
        if made.computed is not None
    }


def _left_out(
    sheet: Sheet, relations: list[Aggregation], broken: Aggregation, surplus: Decimal
) -> Repair | None:
    """Return the rows whose unstated results add up to the whole difference, None when they do not.

    002 lines 1631-1636: three rows state no deviation, and the total lacks exactly theirs.
    """
    if broken.axis != "row":
        return None
    silent = [
        relation
        for relation in relations
        if relation.axis == "row"
        and relation.target_column == broken.target_column
        and relation.target_row != broken.target_row
        and relation.stated is None
        and relation.computed
        and sheet.blank(relation.target_row, relation.target_column)
    ]
    values = [relation.computed for relation in silent if relation.computed is not None]
    if not 0 < len(values) <= _MOST_MISSING or sum(values) != surplus:
        return None
    parts = " + ".join(canonical(value) or "" for value in values)
    told = f"missing: {parts}" + (f" = {canonical(surplus)}" if len(values) > 1 else "")
    cells = tuple((relation.target_row, relation.target_column) for relation in silent)
    return Repair(told, missing=cells)
