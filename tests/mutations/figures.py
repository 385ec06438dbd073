"""Faults in figures of running text and of tables."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from protokollparser.core.records.figures import Amount
from protokollparser.core.records.tables import DataTable
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind

_DIGIT = re.compile(r"\d")
_PERCENT = re.compile(r"\((\d{1,3}) (?:procent|%)\)")


def other_digit(printed: str, chance: random.Random) -> str:
    """Return a figure with one of its first digits changed, never to a leading zero."""
    places = [match.start() for match in _DIGIT.finditer(printed)][:3]
    at = chance.choice(places)
    digits = [digit for digit in "123456789" if digit != printed[at]]
    return printed[:at] + chance.choice(digits) + printed[at + 1 :]


def _linked(original: Original) -> Iterator[Amount]:
    """Yield the amounts of prose that a cell of a table states too."""
    for amount in original.dossier.of(Amount):
        if amount.origin == "prose" and amount.fact and amount.value is not None:
            yield amount


@kind("X01", "T06")
def amount_in_text_unlike_its_table(original: Original, chance: random.Random) -> Iterator[Change]:
    for amount in _linked(original):
        figure = re.search(r"\d[\d\s]*(?:,\d+)?", amount.span.printed)
        if figure is None:
            continue
        told = figure.group().strip()
        change = original.put(amount.span, other_digit(told, chance), told)
        if change is not None:
            yield change


@kind("T05", "X01")
def unit_in_text_a_thousand_times_too_large(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    for amount in _linked(original):
        for right, wrong in (("tkr", "mnkr"), ("tusen kronor", "miljoner kronor"), (" kr", " tkr")):
            if amount.span.printed.endswith(right):
                change = original.put(amount.span, wrong, right)
                if change is not None:
                    yield change
                break


@kind("T08")
def unit_that_does_not_exist(original: Original, chance: random.Random) -> Iterator[Change]:
    rows = original.text.split("\n")
    for table in original.dossier.of(DataTable):
        for number in range(max(1, table.span.line_start - 3), table.span.line_start + 2):
            row = rows[number - 1] if number <= len(rows) else ""
            found = re.search(r"\b(tkr|kkr|mnkr|mkr)\b", row)
            if found and table.unit:
                wrong = chance.choice(["kkkr", "tkkr", "mnkkr", "tknr"])
                text = [
                    *rows[: number - 1],
                    row[: found.start()] + wrong + row[found.end() :],
                    *rows[number:],
                ]
                yield Change("\n".join(text), number, found.group(), wrong)
                break


@kind("X05")
def percent_that_its_amounts_do_not_make(original: Original, chance: random.Random) -> Iterator[Change]:
    rows = original.text.split("\n")
    for number, row in enumerate(rows, 1):
        for found in _PERCENT.finditer(row):
            wrong = int(found[1]) + chance.choice([-20, -11, 9, 15, 20])
            if wrong > 0:
                text = row[: found.start(1)] + str(wrong) + row[found.end(1) :]
                yield Change(
                    "\n".join([*rows[: number - 1], text, *rows[number:]]), number, found[1], str(wrong)
                )
