"""The single repair that would make a broken relation hold: a cell with a slip, or parts left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from protokollparser.checks.verdicts import Cause, canonical
from protokollparser.core.mending import Cell, changes, mends
from protokollparser.core.records.tables import Aggregation
from protokollparser.core.sheets import Sheet
from protokollparser.core.slips import slip

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
    options: list[Repair] = []
    for cell, value in changes(sheet, broken, target, lacking):
        figure = sheet.figure(*cell)
        mended = mends(sheet, others, {cell: value})
        if figure is None or mended == 0:
            continue
        misread = _is_misread(sheet, cell, value)
        kind = "misread" if misread else slip(figure.value, value)
        if kind is not None or mended > 1:
            told = f"{kind or 'value'}: {canonical(value)}"
            options.append(Repair(told, cell, value, mended, misread=misread))
    options.sort(key=lambda repair: (not repair.misread, -repair.mends, repair.cell != target))
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


def _is_misread(sheet: Sheet, cell: Cell, value: Decimal) -> bool:
    """True when the arithmetic proposed a value for a figure that was recognised on a picture."""
    proposed = (one for one in sheet.cells[cell].candidates if one.get("origin") == "arithmetic")
    return any(Decimal(one["value"]) == value for one in proposed)


def causes_of(sheet: Sheet, relations: Iterable[Aggregation], broken: Aggregation) -> tuple[Cause, ...]:
    """Return the single changes that make `broken` hold and break nothing else.

    Two totals of one row may be wrong together, one taken from the other: then the first is the cause.
    """
    others = list(relations)
    target = (broken.target_row, broken.target_column)
    if broken.stated is None or broken.computed is None:
        return ()
    single = list(changes(sheet, broken, target, broken.stated - broken.computed))
    alone = [(cell, value) for cell, value in single if mends(sheet, others, {cell: value})]
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
