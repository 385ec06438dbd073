"""What the columns of a table hold, as claims in prose ask for them."""

from __future__ import annotations

import re

from protokollparser.core.line_items import LineWords, line_kinds
from protokollparser.core.records.figures import Amount
from protokollparser.core.sheets import Sheet

_CHANGED = re.compile(r"förändr|ökning|minskning", re.IGNORECASE)


def column_kinds(sheet: Sheet) -> dict[int, str]:
    """Return what the columns of a sheet hold; a deviation right of a forecast is that of the forecast."""
    found: dict[int, str] = {}
    last = ""
    years = [column.period_end for column in sheet.columns.values() if column.period_end]
    newest = max(years, default=None)
    for index in sorted(sheet.columns):
        column = sheet.columns[index]
        kind = column.scenario or ""
        rate = column.role == "percent" and sheet.table.unit == "percent"
        if not kind and (column.role == "amount" or rate) and column.period_end:
            kind = "outturn" if column.period_end == newest else "prior_outturn"
        if not kind and column.role == "percent" and _CHANGED.search(column.header):
            kind = "percent change"
        if kind == "deviation":
            kind = "forecast deviation" if last == "forecast" else "deviation"
        elif kind in ("outturn", "forecast"):
            last = kind
        if kind:
            found[index] = kind
    return found


def change_kind(amount: Amount) -> str:
    """Return the kind of the columns that show a change: in per cent, or in kronor."""
    return "percent change" if amount.unit == "percent" else "change"


def newest_year(sheet: Sheet, kinds: dict[int, str]) -> int:
    """Return the year of the newest outturn of a sheet, 0 where none is told."""
    ends = [sheet.columns[index].period_end for index, kind in kinds.items() if kind == "outturn"]
    return max((end.year for end in ends if end is not None), default=0)


def heads(sheet: Sheet) -> str:
    """Return the title of a table and its heads, for searching."""
    return " ".join(
        [sheet.table.title or "", *(column.header for column in sheet.columns.values())]
    ).casefold()


def invests(sheet: Sheet) -> bool:
    return sheet.table.kind == "investment" or "invest" in (sheet.table.title or "").casefold()


def shows_months(sheet: Sheet, months: set[int]) -> bool:
    """True when columns go up to the ends of these months, or no column says up to when it goes."""
    ends = [sheet.table.period_end, *(column.period_end for column in sheet.columns.values())]
    known = {end.month for end in ends if end is not None}
    return not known or months <= known


def shows_results(sheet: Sheet, columns: dict[int, str], words: LineWords) -> bool:
    """True when outturns are results: surpluses of some parts and deficits of others."""
    kinds = line_kinds(sheet, words)
    if {"income", "cost", "contribution"} & set(kinds.values()):
        return False
    rows = [row.row_index for row in sheet.body if row.role == "data"]
    held = [index for index, kind in columns.items() if kind == "outturn"]
    figures = [figure for index in held for row in rows if (figure := sheet.figure(row, index))]
    return {figure.value > 0 for figure in figures if figure.value} == {True, False}
