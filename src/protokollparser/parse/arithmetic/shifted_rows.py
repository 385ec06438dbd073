"""Rows whose figures stand one column beside their own, so that no column of a sum agrees any more."""

from __future__ import annotations

from protokollparser.core.rounding import Figure, compare
from protokollparser.core.sheets import Sheet

_TELLING_DIGITS = 5


def holds_moved(sheet: Sheet, target: int, parts: tuple[tuple[int, int], ...]) -> int:
    """Return in how many columns a sum holds once one of its rows is moved back by one column, 0 for none.

    Only a row that is blank at the end from which it moved can have been shifted. Every column that can be
    judged must hold, and the totals must have too many digits for chance.
    """
    columns = sheet.amount_columns
    for row in (target, *(part for part, _ in parts)):
        for step, end in ((1, 0), (-1, -1)):
            if len(columns) > 1 and sheet.blank(row, columns[end]):
                agreed = _agreed(sheet, target, parts, row, step)
                if agreed:
                    return agreed
    return 0


def _agreed(sheet: Sheet, target: int, parts: tuple[tuple[int, int], ...], moved: int, step: int) -> int:
    columns = sheet.amount_columns
    agreed = digits = 0
    for at, column in enumerate(columns):
        source = at + step
        beside = columns[source] if 0 <= source < len(columns) else None

        def figure(row: int, own: int = column, other: int | None = beside) -> Figure | None:
            if row != moved:
                return sheet.figure(row, own)
            return sheet.figure(row, other) if other is not None else None

        stated = figure(target)
        held = [(figure(row), weight) for row, weight in parts]
        known = [(part, weight) for part, weight in held if part is not None]
        if stated is None or len(known) < max(2, len(held)):
            continue
        if not compare(stated, known).holds:
            return 0
        agreed += 1
        digits += len(stated.value.normalize().as_tuple().digits)
    return agreed if digits >= _TELLING_DIGITS else 0
