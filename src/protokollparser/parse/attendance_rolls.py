"""Rolls of those present whose table was lost: one cell on each line, with hours of arrival and leaving.

    Plats / Ledamot / Ersättare / Parti / Ankom / Utgick        (the head, a word on each line)
    19
    Hoti, Blerta
    Andersson, Hanna
    S
    16:00
    16:28

A second name is the substitute who served in those hours. Where a substitute's name came to stand
elsewhere on the page, nobody can tell whose hours were the substitute's: such pages are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

from protokollparser.core.dates import find_times
from protokollparser.core.layout import Layout, Line
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.parse.names import Names, natural_order

_HEAD = frozenset({"name", "party", "from", "until"})
_SEAT = re.compile(r"\d{1,3}")
_WORDS = re.compile(r"[^\W\d_][\w'’´.-]*(?: [^\W\d_][\w'’´.-]*){0,3}")


@dataclass
class RollRow:
    """One stretch of presence: the lines it fills, the member, the substitute, party and hours."""

    lines: list[Line] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    party: str | None = None
    hours: list[time] = field(default_factory=list)


class RollReader:
    """Finds rolls among the lines of a part and reads their rows."""

    def __init__(self, rules: Rules) -> None:
        self.names = Names.of(rules)
        columns = rules.vocabulary["attendance_columns"]
        self._columns = {fold(word): role for role, words in columns.items() for word in words}

    def read(self, layout: Layout, lines: Sequence[Line]) -> list[RollRow]:
        """Return the rows of every roll in the lines, page by page, in order."""
        found: list[RollRow] = []
        at = 0
        while at < len(lines):
            stop = self._head(lines, at)
            if stop is None:
                at += 1
                continue
            last = self._end(lines, stop)
            by_page: dict[int, list[Line]] = {}
            for line in lines[stop:last]:
                by_page.setdefault(line.page, []).append(line)
            for page in by_page.values():
                rows, loose = self._rows(page)
                found += [] if loose else rows
            at = max(last, at + 1)
        return found

    def _head(self, lines: Sequence[Line], at: int) -> int | None:
        """Return where the rows begin when the head of a roll stands at `at`: within eight lines."""
        if fold(lines[at].text) not in self._columns:
            return None
        seen: set[str] = set()
        for position in range(at, min(at + 8, len(lines))):
            role = self._columns.get(fold(lines[position].text))
            if role is None and not _SEAT.fullmatch(lines[position].text):
                return None
            seen |= {role} if role else set()
            if seen >= _HEAD:
                return position + 1
        return None

    def _end(self, lines: Sequence[Line], start: int) -> int:
        """Return the position of the first line that cannot be a cell of the roll."""
        for position in range(start, len(lines)):
            text = lines[position].text
            hour = find_times(text)
            cell = _SEAT.fullmatch(text) or self._party(text) or hour or self._name_cell(text)
            if not cell:
                return position
        return len(lines)

    def _party(self, text: str) -> str | None:
        known = self.names.party(text)
        return known[0] if known and known[1] else None

    @staticmethod
    def _name_cell(text: str) -> bool:
        last, _, first = text.partition(",")
        return bool(_WORDS.fullmatch(last) and (not first.strip() or _WORDS.fullmatch(first.strip())))

    def _rows(self, lines: Sequence[Line]) -> tuple[list[RollRow], bool]:
        """Return the rows of one page, and whether names stand on it that belong to no row."""
        rows: list[RollRow] = []
        row, loose = RollRow(), False
        for line in lines:
            hours = find_times(line.text)
            if _SEAT.fullmatch(line.text):
                # Names without party and hours before the next seat have lost their row.
                loose = loose or bool(row.names)
                row = RollRow(lines=[line])
                continue
            row.lines.append(line)
            if hours:
                row.hours.append(hours[0][2])
            elif row.names and self._party(line.text):
                row.party = self._party(line.text)
            else:
                self._add_name(row, line.text)
            if len(row.hours) == 2:
                if row.party and row.names:
                    rows.append(row)
                row = RollRow()
        return rows, loose or bool(row.names)

    @staticmethod
    def _add_name(row: RollRow, text: str) -> None:
        """Take a name, or the rest of one that was broken over two lines."""
        before = row.names[-1] if row.names else ""
        broken = before.endswith(",") or ("," in before) != ("," in text) or "," not in before + text
        if before and broken:
            row.names[-1] = f"{before} {text}"
        else:
            row.names.append(text)


def named(row: RollRow) -> tuple[str, str | None]:
    """Return the member of a row and the substitute, None when the member served."""
    people = [natural_order(name) for name in row.names]
    return people[0], people[1] if len(people) > 1 else None
