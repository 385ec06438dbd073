"""Faults in what municipalities share: keys, equal shares, charges that members enter in their books."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from protokollparser.core.records.figures import Allocation
from protokollparser.core.sheets import Sheet
from tests.mutations.figures import other_digit
from tests.mutations.linked import moved
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind

_KEYED = re.compile(r"invånar|folkmängd", re.IGNORECASE)
_EQUAL = re.compile(r"lika (?:delar|stor|del|mellan|på|för)|delas lika|/kommun", re.IGNORECASE)
_AMOUNT = re.compile(r"\d{1,3}(?: \d{3})+(?= ?(?:kr|tkr))|\d{3,}(?= ?(?:kr|tkr))")
# So many lines above a table its key is told.
_ABOVE = 12


def _shared(original: Original) -> Iterator[Sheet]:
    """Yield the tables of shares below a key that goes by the number of inhabitants."""
    lines = original.text.split("\n")
    for sheet in original.dossier.sheets.values():
        first = sheet.table.span.line_start - 1
        told = " ".join(lines[max(0, first - _ABOVE) : first])
        if sheet.table.kind == "allocation" and _KEYED.search(told):
            yield sheet


@kind("A14", "A13", "A02", "A09")
def shares_that_leave_the_key(original: Original, chance: random.Random) -> Iterator[Change]:
    """One municipality pays more and the next as much less, so that the sum holds."""
    for sheet in _shared(original):
        for column in sheet.amount_columns:
            if _KEYED.search(sheet.columns[column].header) or sheet.columns[column].role == "count":
                continue
            rows = [
                row.row_index
                for row in sheet.body
                if row.role == "data" and (sheet.figure(row.row_index, column) is not None)
            ]
            for one, two in pairwise(rows):
                cells = [sheet.cells[row, column] for row in (one, two)]
                least = min(abs(cell.value or 0) for cell in cells)
                step = 10 ** max(2, len(str(int(least))) - 2)
                by = step * chance.randint(1, 3)
                change = moved(original, [(cells[0], by), (cells[1], -by)]) if least > 3 * step else None
                if change is not None:
                    yield change


@kind("A15")
def equal_share_miscomputed(original: Original, chance: random.Random) -> Iterator[Change]:
    for number, line in enumerate(original.text.split("\n"), 1):
        if not _EQUAL.search(line) or "%" in line:
            continue
        for found in _AMOUNT.finditer(line):
            wrong = other_digit(found.group(), chance)
            text = original.text.split("\n")
            text[number - 1] = line[: found.start()] + wrong + line[found.end() :]
            yield Change("\n".join(text), number, found.group(), wrong)


def _books(original: Original, share: Allocation, body: str, year: int) -> str:
    """Return a report of a member, which enters its share of a joint body's costs."""
    kronor = share.kronor or 0
    lines = [f"{share.municipality} kommun", "Kommunstyrelsen", "", f"Årsredovisning {year}", ""]
    lines += ["Ersättning till gemensamma nämnder och förbund (kr)", "", f"Post\tUtfall {year}"]
    lines += [f"{body}\t{int(kronor)}", "Hyror\t118400", "Summa\t" + str(int(kronor) + 118400), ""]
    del original
    return "\n".join(lines)


@kind("C10", "A01", "A02", "A16", "T06", "A14")
def charge_unlike_the_books_of_a_member(original: Original, chance: random.Random) -> Iterator[Change]:
    dossier = original.dossier
    for share in dossier.of(Allocation):
        document = dossier.documents.get(share.document_id or "")
        line = share.span.line_start
        tables = (one.table for one in dossier.sheets.values())
        held = [one for one in tables if one.span.line_start <= line <= one.span.line_end]
        day = held[0].period_end if held else None
        if document is None or not document.body or day is None or not share.kronor:
            continue
        if share.kronor != int(share.kronor) or not document.host_municipality:
            continue
        figure = re.search(r"\d[\d ]{2,}", share.span.printed)
        if figure is None:
            continue
        part = figure.group().rstrip()
        change = original.put(share.span, other_digit(part, chance), part)
        if change is not None:
            yield replace(change, beside=(_books(original, share, document.body, day.year),))
