"""What one column of a table makes of two others: shares, changes, products, within printed precision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, permutations
from typing import Literal

from protokollparser.core.rounding import Figure, Interval
from protokollparser.core.sheets import Sheet

Cell = tuple[int, int]
Formula = Literal["ratio", "share", "change", "percent_change", "product"]

_COUNTED = re.compile(r"\bantal\b", re.IGNORECASE)
_HUNDRED = Decimal(100)
_LEADING = re.compile(r"(\d{1,2})(?![\d,.%])(?:\s?[-–.:]\s?|\s|$)")
# Wider tables hold months or years side by side; trying every pair would take long and prove little.
_MOST_COLUMNS = 14


@dataclass(frozen=True)
class Worked:
    """One row by a formula: the stated figure, the two it comes from, what they make, and if that agrees.

    `telling` is False where the figures agree whatever the formula: zeros, and products with one.
    """

    row: int
    stated: Figure
    terms: tuple[Cell, Cell]
    computed: Decimal
    agrees: bool
    telling: bool


def number(sheet: Sheet, row: int, column: int) -> Figure | None:
    """Return the figure of a cell, or the one that leads its words ("3 - Möjlig")."""
    figure = sheet.figure(row, column)
    if figure is not None:
        return figure
    cell = sheet.cells.get((row, column))
    found = _LEADING.match(cell.text.strip()) if cell is not None else None
    return Figure(Decimal(found.group(1)), Decimal(0)) if found else None


def worked(sheet: Sheet, column: int, formula: Formula) -> Iterator[list[Worked]]:
    """Yield, for every pair of columns that could make it, the rows of a column worked out by a formula."""
    others = _others(sheet, column, formula)
    if len(others) > _MOST_COLUMNS:
        return
    if formula == "share":
        totals = [row.row_index for row in sheet.body if row.role == "total"]
        for part in others if totals else ():
            yield _rows(sheet, column, formula, part, (totals[-1], part))
        return
    pairs = combinations(others, 2) if formula == "product" else permutations(others, 2)
    for one, two in pairs:
        yield _rows(sheet, column, formula, one, two)


def _others(sheet: Sheet, column: int, formula: Formula) -> list[int]:
    if formula != "product":
        return [index for index in sheet.amount_columns if index != column]
    rows = [row.row_index for row in sheet.body if row.role == "data"]
    return [
        index
        for index in sheet.columns
        if index != column and sum(number(sheet, row, index) is not None for row in rows) * 2 > len(rows)
    ]


def _rows(sheet: Sheet, column: int, formula: Formula, one_of: int, base: int | Cell) -> list[Worked]:
    """Return the rows worked out; the base is a column, or the one cell that is the whole."""
    found = []
    for row in sheet.body:
        if formula == "product" and row.role != "data":
            continue
        stated = sheet.figure(row.row_index, column)
        at = row.row_index
        terms = ((at, one_of), (at, base) if isinstance(base, int) else base)
        one, two = (_exact(sheet, number(sheet, *place), at) for place in terms)
        if stated is None or one is None or two is None:
            continue
        made = _made(formula, one, two)
        if made is not None:
            value, span = made
            # Signs follow each house's habit: a change of costs is told with and without a minus.
            told = Figure(abs(stated.value), stated.step).interval()
            plain = {one.value, two.value, stated.value} & {Decimal(0), Decimal(1)}
            found.append(Worked(row.row_index, stated, terms, value, span.meets(told), not plain))
    return found


def _exact(sheet: Sheet, figure: Figure | None, row: int) -> Figure | None:
    """Return a figure that counts things without its step: a number of cases is not rounded as money is."""
    told = (
        f"{sheet.table.title or ''} {sheet.columns[min(sheet.columns)].header} {sheet.row(row).label or ''}"
    )
    if figure is None or sheet.table.unit is not None or not _COUNTED.search(told):
        return figure
    return Figure(figure.value, Decimal(0)) if figure.step == 1 else figure


def _made(formula: Formula, one: Figure, two: Figure) -> tuple[Decimal, Interval] | None:
    """Return what two figures make, without sign, and the values it may be; None when that is not defined."""
    if formula == "change":
        reach = (one.step + two.step) / 2
        value = abs(one.value - two.value)
        return value, Interval(value - reach, value + reach)
    if formula == "product":
        # Numbers of things and steps of a scale are exact; only prices with decimals are rounded.
        first, second = (
            (_ends(one) if one.step < 1 else (one.value,)),
            (_ends(two) if two.step < 1 else (two.value,)),
        )
        ends = [a * b for a in first for b in second]
        return one.value * two.value, Interval(min(ends), max(ends))
    if two.value == 0 or any(end == 0 for end in _ends(two)):
        return None
    less = _HUNDRED if formula == "percent_change" else Decimal(0)
    ends = [abs(a / b * _HUNDRED - less) for a in _ends(one) for b in _ends(two)]
    value = abs(one.value / two.value * _HUNDRED - less)
    return value, Interval(min(*ends, value), max(ends))


def _ends(figure: Figure) -> tuple[Decimal, Decimal]:
    span = figure.interval()
    return span.low, span.high
