"""Faults in figures that another report of the same body states too."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.figures import Amount
from protokollparser.core.records.tables import TableCell
from protokollparser.core.sheets import Sheet
from tests.mutations.figures import other_digit
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind


@dataclass(frozen=True)
class Column:
    """A column of figures of one report: its cells with their labels, and the period that they tell."""

    document: LogicalDocument
    sheet: Sheet
    start: date
    end: date
    cells: tuple[tuple[str, TableCell, Decimal], ...]


def columns(original: Original, scenario: str) -> Iterator[Column]:
    """Yield the columns of a scenario whose period is known, in reports whose body is known."""
    dossier = original.dossier
    told = {(one.table_id, one.row_index, one.column_index) for one in dossier.of(Amount)}
    for sheet in dossier.sheets.values():
        document = dossier.documents.get(sheet.table.document_id or "")
        if document is None or not document.body or not document.host_municipality:
            continue
        for index, column in sheet.columns.items():
            start, end = column.period_start, column.period_end
            if column.scenario != scenario or column.role != _ROLES[scenario] or not start or not end:
                continue
            cells = []
            for row in sheet.body:
                cell = sheet.cells.get((row.row_index, index))
                known = (sheet.table.id, row.row_index, index) in told
                if cell is not None and cell.value and row.label and known:
                    cells.append((row.label, cell, cell.value))
            if len(cells) >= 3 and sheet.table.unit:
                yield Column(document, sheet, start, end, tuple(cells))


_ROLES = {"outturn": "outturn", "prior_outturn": "outturn_prior", "budget": "budget"}


def report(column: Column, head: str, last: date, share: Decimal) -> str:
    """Return a report of the same body to a day, with the same rows and a share of their figures."""
    held = column.document
    title = "Årsredovisning" if last.month == 12 else "Delårsrapport"
    lines = [f"{held.host_municipality} kommun", held.body or "", "", f"{title} {last.year}", ""]
    lines += [f"Resultaträkning ({column.sheet.table.unit})", "", f"Post\t{head}\tAndel"]
    for label, _, value in column.cells:
        part = (value * share).quantize(value) if share != 1 else value
        shown = format(part, "f").replace(".", ",")
        lines.append(f"{label}\t{shown}\t1")
    return "\n".join([*lines, ""])


def _changed(
    original: Original, column: Column, chance: random.Random, *, less: bool, beside: str
) -> Iterator[Change]:
    """Yield the text with one figure of a column changed; `less` makes it much less."""
    for _, cell, _ in column.cells:
        figure = re.search(r"\d[\d\s.]*(?:,\d+)?", cell.span.printed)
        if figure is None or len(re.sub(r"\D", "", figure.group())) < 3:
            continue
        old = cell.span.printed
        if original.text.split("\n")[cell.span.line_start - 1].count(old) > 1:
            continue
        part = figure.group().rstrip()
        new = old.replace(part, _lessened(part) if less else other_digit(part, chance), 1)
        change = original.put(cell.span, new, old)
        if change is not None:
            yield replace(change, beside=(beside,))


def _lessened(printed: str) -> str:
    """Return a figure with 1 for its first digit, or without it where it is 1."""
    if printed[0] != "1":
        return f"1{printed[1:]}"
    rest = printed[1:].lstrip(" .\u00a0")
    return rest if rest[:1] not in ("0", ",", "") else printed


def grows(original: Original, label: str) -> bool:
    """True for the label of a row whose figure can only grow over a year."""
    words = original.dossier.words
    return words.kind(label) not in ("net", "result") and not words.deviation.search(label)


@kind("C01")
def outturn_that_falls_within_the_year(original: Original, chance: random.Random) -> Iterator[Change]:
    for column in columns(original, "outturn"):
        if column.start != date(column.start.year, 1, 1) or column.end.month < 5:
            continue
        told = tuple(cell for cell in column.cells if grows(original, cell[0]))
        column = replace(column, cells=told)
        last = date(column.end.year, column.end.month - 2, 28)
        head = f"Utfall {last.year}{last.month:02}"
        before = report(column, head, last, Decimal("0.8"))
        if len(told) >= 4 and column.sheet.table.kind != "balance_sheet":
            yield from _changed(original, column, chance, less=True, beside=before)


@kind("C02")
def last_year_unlike_its_own_report(original: Original, chance: random.Random) -> Iterator[Change]:
    for column in columns(original, "prior_outturn"):
        head = f"Utfall {column.end.year}{column.end.month:02}"
        before = report(column, head, column.end, Decimal(1))
        yield from _changed(original, column, chance, less=False, beside=before)


@kind("C03")
def budget_of_the_year_unlike_another_report(original: Original, chance: random.Random) -> Iterator[Change]:
    for column in columns(original, "budget"):
        year = column.end.year
        if (column.start, column.end) != (date(year, 1, 1), date(year, 12, 31)):
            continue
        before = report(column, f"Budget {year}", date(year, 4, 30), Decimal(1))
        yield from _changed(original, column, chance, less=False, beside=before)
