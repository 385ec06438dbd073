"""Faults between tables: a total that another table states as a row, budgets and their changes, accruals."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from protokollparser.core.records.tables import TableCell
from protokollparser.core.sheets import Sheet
from protokollparser.core.text import fold
from protokollparser.core.units import Units
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind

_WORD = re.compile(r"[a-zåäö]{6,}")
_STATEMENTS = ("operating_statement", "budget_followup", "income_statement")
_ADDED = re.compile(r"ombudgetering|tilläggs|extra beviljat|omdisp|ändring", re.IGNORECASE)
_REVISED = re.compile(r"^rev|reviderad|s:a budget|total(?:t)? (?:budget|anslag)", re.IGNORECASE)
_NET = re.compile(r"nettokostnad|^netto|^summa", re.IGNORECASE)


def moved(original: Original, steps: Sequence[tuple[TableCell, int]]) -> Change | None:
    """Return the text in which the figures of some cells are greater by a step of their last digit.

    The first line is told. None where a cell would get another sign or number of digits, or stands twice on
    its line.
    """
    text, first = original, None
    for cell, step in steps:
        digits = re.sub(r"\D", "", cell.text)
        sign = -1 if (cell.value or 0) < 0 else 1
        number = int(digits) + sign * step if digits else -1
        if number <= 0 or len(str(number)) != len(digits):
            return None
        fresh = iter(str(number))
        new = re.sub(r"\d", lambda _, left=fresh: next(left), cell.text)  # type: ignore[misc]
        line = text.text.split("\n")[cell.span.line_start - 1]
        change = text.put(cell.span, new, cell.text) if line.count(cell.text) == 1 else None
        if change is None:
            return None
        first = first or change
        text = Original(original.name, change.text, original.dossier, original.result)
    return Change(text.text, first.line, first.old, first.new) if first else None


def _grown(original: Original, sheet: Sheet, row: int, column: int, by: int) -> Change | None:
    """Return the text in which a total and a part of it are greater by as much, and what follows of it."""
    relations = original.dossier.relations[sheet.table.id]
    for relation in relations:
        if (relation.target_row, relation.target_column, relation.axis) != (row, column, "column"):
            continue
        for part, _, weight in relation.terms:
            if weight != 1 or sheet.figure(part, column) is None:
                continue
            steps = [(sheet.cells[one, column], by) for one in (row, part)]
            for one in (row, part):
                for other in relations:
                    weights = [term[2] for term in other.terms if term[:2] == (one, column)]
                    if other.axis == "row" and other.target_row == one and weights:
                        steps.append((sheet.cells[one, other.target_column], weights[0] * by))
            change = moved(original, steps)
            if change is not None:
                return change
    return None


def _values(original: Original) -> dict[Decimal, list[tuple[Sheet, int, int]]]:
    """Return the places of each amount of three digits and more, without sign, in kronor."""
    units = Units.of(original.dossier.rules)
    found: dict[Decimal, list[tuple[Sheet, int, int]]] = {}
    for sheet in original.dossier.sheets.values():
        factor = units.factor(sheet.table.unit) or Decimal(1)
        for row in sheet.body:
            for column in sheet.amount_columns:
                figure = sheet.figure(row.row_index, column)
                if figure is not None and abs(figure.value) >= 100:
                    found.setdefault(abs(figure.value * factor), []).append((sheet, row.row_index, column))
    return found


def _step(sheet: Sheet, row: int, column: int, chance: random.Random) -> int:
    """Return by how much a total grows: more than it would lose in the next larger unit."""
    digits = re.sub(r"\D", "", sheet.cells[row, column].text)
    return chance.randint(2, 9) * 10 ** max(1, len(digits) - 4)


def _shared(sheet: Sheet, row: int, column: int, other: Sheet, other_row: int) -> bool:
    """True when the row of another table shares a long word with the title or head over a total."""
    named = f"{sheet.table.title} {sheet.row(row).label} {sheet.columns[column].header}"
    label = set(_WORD.findall(fold(other.row(other_row).label or "")))
    return bool(label & set(_WORD.findall(fold(named))))


@kind("T02", "T04")
def detail_table_that_leaves_its_row(original: Original, chance: random.Random) -> Iterator[Change]:
    for places in _values(original).values():
        for sheet, row, column in places:
            linked = [
                place
                for place in places
                if place[0] is not sheet
                and place[0].row(place[1]).role == "data"
                and _shared(sheet, row, column, place[0], place[1])
            ]
            if sheet.row(row).role == "total" and linked:
                change = _grown(original, sheet, row, column, _step(sheet, row, column, chance))
                if change is not None:
                    yield change


@kind("T04", "T02")
def operating_total_unlike_the_income_statement(
    original: Original, chance: random.Random
) -> Iterator[Change]:
    for places in _values(original).values():
        for sheet, row, column in places:
            told = sheet.table.kind in _STATEMENTS and sheet.row(row).role == "total"
            linked = [
                place
                for place in places
                if place[0] is not sheet
                and place[0].table.kind in _STATEMENTS
                and _NET.search(place[0].row(place[1]).label or "")
            ]
            if told and linked and sheet.columns[column].role in ("outturn", "budget", "outturn_prior"):
                change = _grown(original, sheet, row, column, _step(sheet, row, column, chance))
                if change is not None:
                    yield change


@kind("T03", "A02", "A01")
def change_of_budget_that_does_not_make_the_revised(
    original: Original, chance: random.Random
) -> Iterator[Change]:
    for sheet in original.dossier.sheets.values():
        heads = {index: column.header.replace("- ", "") for index, column in sheet.columns.items()}
        changed = [index for index, head in heads.items() if _ADDED.search(head)]
        revised = [index for index, head in heads.items() if _REVISED.search(head)]
        if not changed or len(revised) != 1 or revised[0] < changed[-1]:
            continue
        for row in sheet.body:
            cell = sheet.cells.get((row.row_index, revised[0]))
            if cell is not None and cell.value and len(re.sub(r"\D", "", cell.text)) >= 3:
                change = moved(original, [(cell, chance.randint(1, 4) * 10)])
                if change is not None:
                    yield change


@kind("A18")
def accrual_that_is_no_twelfth(original: Original, chance: random.Random) -> Iterator[Change]:
    """A table gets a budget of the year and of four months, a third of it in every row but one."""
    for sheet in original.dossier.sheets.values():
        for column in sheet.amount_columns:
            named = [
                (row.label, cell.value)
                for row in sheet.body
                if row.role == "data" and row.label
                if (cell := sheet.cells.get((row.row_index, column))) is not None
                and cell.value is not None
                and cell.value >= 100
                and cell.value == int(cell.value)
            ]
            if len(named) < 6 or sheet.table.unit not in ("kr", "tkr"):
                continue
            wrong = chance.randrange(len(named))
            table = [
                f"Periodiserad budget ({sheet.table.unit})",
                "",
                "Post\tBudget 2021\tBudget jan-apr 2021",
            ]
            for at, (label, value) in enumerate(named):
                year = int(value) // 3 * 12
                period = int(value) // 3 * 4 + (int(value) // 30 + 1 if at == wrong else 0)
                table.append(f"{label}\t{year}\t{period}")
            text = original.text.rstrip("\n") + "\n\n"
            line = text.count("\n") + 4 + wrong
            told = table[3 + wrong].split("\t")[2]
            yield Change(text + "\n".join([*table, ""]), line, "", told)
            break
