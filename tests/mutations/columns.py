"""Faults in what tables compute beside sums, and in what their heads and units promise."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from protokollparser.core.records.figures import Indicator
from protokollparser.core.records.tables import TableCell
from protokollparser.core.sheets import Sheet
from tests.mutations.figures import other_digit
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind

_HUNDRED = Decimal(100)
_RATES = ("sjukfrånvaro", "andel heltid", "sysselsättningsgrad", "frisktal")


def _sheets(original: Original) -> Iterator[Sheet]:
    yield from original.dossier.sheets.values()


def _wrong(original: Original, cell: TableCell, chance: random.Random) -> Change | None:
    """Return the text with another digit in a cell."""
    if not any(sign.isdigit() for sign in cell.text) or cell.text not in cell.span.printed:
        return None
    return original.put(cell.span, other_digit(cell.text, chance), cell.text)


def _figures(sheet: Sheet, column: int) -> dict[int, Decimal]:
    found = {row.row_index: sheet.figure(row.row_index, column) for row in sheet.body}
    return {row: figure.value for row, figure in found.items() if figure is not None}


def _made(sheet: Sheet, column: int, change: bool) -> list[int]:
    """Return the rows whose percentage is what two other columns make, when three or more are."""
    told = _figures(sheet, column)
    for whole, part in permutations(sheet.amount_columns, 2):
        base, other = _figures(sheet, whole), _figures(sheet, part)
        rows = [row for row in told if base.get(row) and row in other]
        less = _HUNDRED if change else Decimal(0)
        right = [row for row in rows if abs(other[row] / base[row] * _HUNDRED - less - told[row]) < 1]
        if len(right) >= 3 and len(right) == len(rows):
            return right
    return []


@kind("A09")
def percentage_of_a_row_miscomputed(original: Original, chance: random.Random) -> Iterator[Change]:
    for sheet in _sheets(original):
        for index, column in sheet.columns.items():
            if column.role == "percent":
                for row in _made(sheet, index, change=False):
                    change = _wrong(original, sheet.cells[row, index], chance)
                    if change is not None:
                        yield change


@kind("A11", "A09")
def percentage_of_change_miscomputed(original: Original, chance: random.Random) -> Iterator[Change]:
    for sheet in _sheets(original):
        for index, column in sheet.columns.items():
            if column.role == "percent":
                for row in _made(sheet, index, change=True):
                    change = _wrong(original, sheet.cells[row, index], chance)
                    if change is not None:
                        yield change


@kind("A11", "A05", "A01", "A07")
def change_that_its_years_do_not_make(original: Original, chance: random.Random) -> Iterator[Change]:
    for sheet in _sheets(original):
        for index, column in sheet.columns.items():
            if column.role == "change":
                for row in _figures(sheet, index):
                    change = _wrong(original, sheet.cells[row, index], chance)
                    if change is not None:
                        yield change


@kind("A10", "A09")
def share_that_leaves_a_hundred(original: Original, chance: random.Random) -> Iterator[Change]:
    for sheet in _sheets(original):
        for index, column in sheet.columns.items():
            told = _figures(sheet, index)
            wholes = [row for row, value in told.items() if value == _HUNDRED]
            if column.role == "percent" and len(wholes) == 1 and len(told) > 2:
                for row in told.keys() - set(wholes):
                    change = _wrong(original, sheet.cells[row, index], chance)
                    if change is not None:
                        yield change


@kind("A13")
def risk_value_unlike_its_factors(original: Original, chance: random.Random) -> Iterator[Change]:
    for sheet in _sheets(original):
        roles = [column.role for column in sheet.columns.values()]
        heads = " ".join(column.header.lower() for column in sheet.columns.values())
        if "sannolikhet" in heads and "konsekvens" in heads and "risk_value" in roles:
            index = roles.index("risk_value")
            for row in _figures(sheet, index):
                change = _wrong(original, sheet.cells[row, index], chance)
                if change is not None:
                    yield change


@kind("A12")
def rate_of_all_outside_its_groups(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    for sheet in _sheets(original):
        title = f"{sheet.table.title} {sheet.columns[min(sheet.columns)].header}".lower()
        if not any(word in title for word in _RATES):
            continue
        for row in sheet.body:
            if (row.label or "").lower().startswith("total"):
                for index, column in sheet.columns.items():
                    cell = sheet.cells.get((row.row_index, index))
                    if column.role == "percent" and cell is not None and cell.value:
                        change = original.put(cell.span, f"1{cell.text}", cell.text)
                        if change is not None:
                            yield change


@kind("A17")
def side_of_a_balance_that_weighs_more(original: Original, chance: random.Random) -> Iterator[Change]:
    """A part and every sum that it is in grow by as much: each sum of the table still holds."""
    for sheet in _sheets(original):
        if sheet.table.kind != "balance_sheet":
            continue
        relations = original.dossier.relations[sheet.table.id]
        for column in sheet.amount_columns:
            parts = {
                r.target_row: [term[0] for term in r.terms] for r in relations if r.target_column == column
            }
            for row in _figures(sheet, column).keys() - parts.keys():
                chain, grown = {row}, True
                while grown:
                    above = {whole for whole, held in parts.items() if chain & set(held)} - chain
                    chain, grown = chain | above, bool(above)
                change = _grown(original, [sheet.cells[one, column] for one in sorted(chain)], chance)
                if change is not None and len(chain) > 1:
                    yield change


def _grown(original: Original, cells: list[TableCell], chance: random.Random) -> Change | None:
    """Return the text in which some figures have grown by as much; the last line is told."""
    by = chance.randint(11, 99)
    text, change = original, None
    for cell in cells:
        if len(cell.text) < 3 or not cell.text[-2:].isdigit() or int(cell.text[-2:]) + by > 99:
            return None
        new = f"{cell.text[:-2]}{int(cell.text[-2:]) + by:02d}"
        change = text.put(cell.span, new, cell.text)
        if change is None:
            return None
        text = Original(original.name, change.text, original.dossier, original.result)
    return change


@kind("X11")
def outcome_of_an_indicator_left_out(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    rows = original.text.split("\n")
    for one in original.dossier.of(Indicator):
        row, told = one.span.line_start - 1, (one.outcome or "").strip()
        if not one.indicator or not one.target or len(told) < 2 or row >= len(rows):
            continue
        for fence in ("|", "\t"):
            cells = rows[row].split(fence)
            at = [number for number, cell in enumerate(cells) if cell.strip() == told]
            if len(at) == 1:
                cells[at[0]] = " "
                left = [cell for cell in cells if cell.strip()]
                # What an assessment still tells is not left out.
                if not one.assessment or left[-1].strip() == one.assessment:
                    kept = fence.join(" " if cell.strip() == one.assessment else cell for cell in cells)
                    text = "\n".join([*rows[:row], kept, *rows[row + 1 :]])
                    yield Change(text, row + 1, told, "")


@kind("X12")
def unit_of_an_outcome_unlike_its_target(original: Original, chance: random.Random) -> Iterator[Change]:
    rows = original.text.split("\n")
    for one in original.dossier.of(Indicator):
        row, told = one.span.line_start - 1, (one.outcome or "").strip()
        if row >= len(rows) or "%" not in told or "%" not in (one.target or ""):
            continue
        wrong = told.replace("%", chance.choice(["st", "dagar", "tkr"]))
        if rows[row].count(told) == 1:
            text = "\n".join([*rows[:row], rows[row].replace(told, wrong), *rows[row + 1 :]])
            yield Change(text, row + 1, told, wrong)


_OTHERS = {"sida": "Dnr", "sid": "Dnr", "datum": "Parti", "parti": "Datum"}


@kind("T09")
def head_over_other_contents(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    rows = original.text.split("\n")
    for number, row in enumerate(rows, 1):
        for fence in ("|", "\t"):
            cells = row.split(fence)
            for at, cell in enumerate(cells):
                other = _OTHERS.get(cell.strip().lower())
                tall = number + 2 < len(rows) and all(fence in below for below in rows[number : number + 3])
                if other and len(cells) > 1 and tall:
                    text = fence.join([*cells[:at], cell.replace(cell.strip(), other), *cells[at + 1 :]])
                    whole = "\n".join([*rows[: number - 1], text, *rows[number:]])
                    yield Change(whole, number, cell.strip(), other)


def _head_rows(original: Original) -> Iterator[tuple[int, str, list[str], Sheet]]:
    """Yield the line, fence and cells of the head of each table of amounts that has one row of heads."""
    rows = original.text.split("\n")
    for sheet in _sheets(original):
        heads = [row for row in sheet.rows if row.role == "header"]
        if len(heads) != 1 or len(sheet.amount_columns) < 3 or len(sheet.body) < 3:
            continue
        at = heads[0].span.line_start - 1
        fence = "|" if at < len(rows) and rows[at].count("|") > 2 else "\t"
        if at < len(rows) and rows[at].count(fence) >= len(sheet.columns) - 1:
            yield at, fence, rows[at].split(fence), sheet


@kind("T07")
def head_of_a_column_lost(original: Original, chance: random.Random) -> Iterator[Change]:
    rows = original.text.split("\n")
    for at, fence, cells, sheet in _head_rows(original):
        first = len(cells) - len(sheet.columns) - (1 if fence == "|" else 0)
        index = chance.choice(sheet.amount_columns)
        place = index + first
        if 0 <= place < len(cells) and cells[place].strip():
            text = fence.join([*cells[:place], " ", *cells[place + 1 :]])
            yield Change("\n".join([*rows[:at], text, *rows[at + 1 :]]), at + 1, cells[place].strip(), "")


@kind("T07", "A05", "A02")
def figures_of_a_row_one_column_to_the_right(original: Original, chance: random.Random) -> Iterator[Change]:
    rows = original.text.split("\n")
    for _, fence, _, sheet in _head_rows(original):
        relations = original.dossier.relations[sheet.table.id]
        proven = {r.target_row for r in relations if r.axis == "row" and r.outcome == "exact" and r.stated}
        for row in [row for row in sheet.body if row.row_index in proven and row.role == "data"][:2]:
            at = row.span.line_start - 1
            label = row.label or ""
            if at >= len(rows) or rows[at].count(label) != 1 or not label:
                continue
            text = rows[at].replace(label, f"{label} {fence} ", 1)
            yield Change("\n".join([*rows[:at], text, *rows[at + 1 :]]), at + 1, rows[at], text)
    del chance


@kind("N05")
def number_of_a_project_given_to_another(original: Original, chance: random.Random) -> Iterator[Change]:
    """All projects of a table get a number, the last one that of the first."""
    for sheet in _sheets(original):
        projects = [row for row in sheet.body if row.role == "data" and row.label]
        rows = original.text.split("\n")
        places = [row.span.line_start - 1 for row in projects]
        if sheet.table.kind not in ("investment", "project_list") or len(projects) < 3:
            continue
        if any(
            at >= len(rows) or (row.label or "") not in rows[at]
            for at, row in zip(places, projects, strict=True)
        ):
            continue
        numbers = chance.sample(range(1001, 1999), len(projects) - 1)
        for at, row, number in zip(places, projects, [*numbers, numbers[0]], strict=True):
            rows[at] = rows[at].replace(row.label or "", f"{number} {row.label}", 1)
        if re.search(r"\S {2,}\S", rows[places[-1]]) and not rows[places[-1]].startswith("|"):
            # What is set in columns by blanks stays so: the rows without a number go in as far.
            for at in set(range(sheet.table.span.line_start - 1, sheet.table.span.line_end)) - set(places):
                rows[at] = "     " + rows[at] if rows[at].strip() else rows[at]
        last = projects[-1].label or ""
        yield Change("\n".join(rows), places[-1] + 1, last, f"{numbers[0]} {last}")
