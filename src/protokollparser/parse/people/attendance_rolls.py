"""Rolls of those present whose table was lost: one cell on each line, with hours of arrival and leaving.

    Plats / Ledamot / Ersättare / Parti / Ankom / Utgick        (the head, a word on each line)
    19
    Hoti, Blerta
    Andersson, Hanna
    S
    16:00
    16:28

A second name is the substitute who served in those hours. Two things get lost with the lines of a table:
names of substitutes stand together elsewhere on their page (`RollPage.loose`), and the rows next to a page
break stand cut in two, the left halves of all of them before the right halves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import time

from protokollparser.core.layout import Layout, Line
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.parse.names import Names, natural_order

_HEAD = frozenset({"name", "party", "from", "until"})
_SEAT = re.compile(r"\d{1,3}")
_HOUR = re.compile(r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)")
_WORDS = re.compile(r"[^\W\d_][\w'’´.-]*(?: [^\W\d_][\w'’´.-]*){0,3}")
_MOST_NAMES = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a roll: `kind` is seat, name, party or hour."""

    kind: str
    text: str
    lines: tuple[Line, ...]


@dataclass
class RollRow:
    """One stretch of presence: its cells, the seat, the names (member, then substitute), party and hours.

    `sure` is False where names, party or hours cannot be told from those of other rows.
    """

    cells: list[Cell] = field(default_factory=list)
    seat: str | None = None
    names: list[str] = field(default_factory=list)
    party: str | None = None
    hours: list[time] = field(default_factory=list)
    sure: bool = True

    @property
    def member(self) -> str:
        """Whose seat it is."""
        return natural_order(self.names[0])

    @property
    def substitute(self) -> str | None:
        """Who served there, where a second name stands in the row."""
        return natural_order(self.names[1]) if len(self.names) > 1 else None

    @property
    def lines(self) -> list[Line]:
        """The lines that hold its cells, in order."""
        found = {line.index: line for cell in self.cells for line in cell.lines}
        return [found[index] for index in sorted(found)]


@dataclass(frozen=True, slots=True)
class Break:
    """Names between the left halves of rows and the right halves: of the `last` row or of the `first`."""

    first: RollRow
    last: RollRow
    names: list[Cell]

    def ways(self) -> Iterator[tuple[list[str], list[str]]]:
        """Yield the names of the first and the last row for each way to share them out."""
        words = [cell.text for cell in self.names]
        for count in range(len(words) + 1):
            last = [*words[:count], *self.last.names]
            first = [*self.first.names, *words[count:]]
            if 1 <= len(first) <= _MOST_NAMES and 1 <= len(last) <= _MOST_NAMES:
                yield first, last


@dataclass
class RollPage:
    """The rows of one page, and the names that stand on it outside them, top to bottom."""

    rows: list[RollRow] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    loose: list[Cell] = field(default_factory=list)
    parties: list[Cell] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """The lines of its rows and of what stands outside them."""
        outside = [*self.loose, *self.parties, *(cell for gap in self.breaks for cell in gap.names)]
        return [line for row in self.rows for line in row.lines] + [
            line for cell in outside for line in cell.lines
        ]


class RollReader:
    """Finds rolls among the lines of a part and reads their rows."""

    def __init__(self, rules: Rules) -> None:
        self.names = Names.of(rules)
        columns = rules.vocabulary["attendance_columns"]
        self._columns = {fold(word): role for role, words in columns.items() for word in words}

    def read(self, layout: Layout, lines: Sequence[Line]) -> list[list[RollPage]]:
        """Return the rolls in the lines, in order, each page by page."""
        printed = {fold(layout.lines[index].text) for index in layout.furniture_at}
        lines = [line for line in lines if fold(line.text) not in printed]
        found: list[list[RollPage]] = []
        at = 0
        while at < len(lines):
            stop = self._head(lines, at)
            if stop is None:
                at += 1
                continue
            last = self._end(lines, stop)
            # The first seat may stand among the words of the head.
            rows = [line for line in lines[at:stop] if _SEAT.fullmatch(line.text)] + list(lines[stop:last])
            by_page: dict[int, list[Line]] = {}
            for line in rows:
                by_page.setdefault(line.page, []).append(line)
            found.append([_Page(list(self._cells(page))).read() for page in by_page.values()])
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
            if not list(self._pieces(lines[position])):
                return position
        return len(lines)

    def _party(self, text: str) -> str | None:
        known = self.names.party(text)
        return known[0] if known and known[1] else None

    def _pieces(self, line: Line) -> Iterator[Cell]:
        """Yield the cells of a line: one, or two names, or a name and a party; none where it is no cell."""
        text = " ".join(line.text.replace(" ,", ",").split())
        if _SEAT.fullmatch(text):
            yield Cell("seat", text, (line,))
        elif _HOUR.fullmatch(text):
            yield Cell("hour", text, (line,))
        elif self._party(text):
            yield Cell("party", text, (line,))
        else:
            words = text.split()
            if len(words) > 2 and "," in text and self._party(words[-1]):
                yield from self._name_cells(" ".join(words[:-1]), line)
                yield Cell("party", words[-1], (line,))
            else:
                yield from self._name_cells(text, line)

    @staticmethod
    def _name_cells(text: str, line: Line) -> Iterator[Cell]:
        """Yield one name, or two ("Lindström, Lena Johansson, Claes") where one word parts their commas."""
        pieces = [piece.strip() for piece in text.split(",")]
        if not all(_WORDS.fullmatch(piece) for piece in pieces[:-1]) or len(pieces) > 3:
            return
        if pieces[-1] and not _WORDS.fullmatch(pieces[-1]):
            return
        if len(pieces) == 3 and pieces[2]:
            between = pieces[1].split()
            if len(between) == 2:
                yield Cell("name", f"{pieces[0]}, {between[0]}", (line,))
                yield Cell("name", f"{between[1]}, {pieces[2]}", (line,))
        elif len(pieces) < 3:
            yield Cell("name", text, (line,))

    def _cells(self, lines: Sequence[Line]) -> Iterator[Cell]:
        """Yield the cells of a page, names that were broken over lines made whole."""
        cells = [cell for line in lines for cell in self._pieces(line)]
        surname_first = sum("," in c.text for c in cells) > sum(c.kind == "name" for c in cells) / 2
        name: Cell | None = None
        for cell in cells:
            if name is not None and cell.kind == "name" and _goes_on(name.text, cell.text, surname_first):
                name = Cell("name", f"{name.text} {cell.text}", name.lines + cell.lines)
                continue
            if name is not None:
                yield name
            name = cell if cell.kind == "name" else None
            if name is None:
                yield cell
        if name is not None:
            yield name


def _goes_on(name: str, text: str, surname_first: bool) -> bool:
    """Return whether a line goes on with the name above it: one of the two is no whole name."""
    if surname_first:
        return name.endswith(",") or "," not in name or "," not in text
    return " " not in name or " " not in text


class _Page:
    """The cells of one page while they are put together: rows that lack cells stand in a queue."""

    def __init__(self, cells: list[Cell]) -> None:
        self.cells = cells
        self.page = RollPage()
        self.queue: list[RollRow] = []
        self.queued: list[RollRow] = []
        self.closing = False
        self.border: list[Cell] = []

    def read(self) -> RollPage:
        """Return the rows of the page and what stands outside them."""
        for at, cell in enumerate(self.cells):
            following = self.cells[at + 1].kind if at + 1 < len(self.cells) else None
            getattr(self, f"_take_{cell.kind}")(cell, following)
        self._give_up()
        lacking = [row for row in self.page.rows if row.party is None]
        if len(lacking) == len(self.page.parties):
            for row, party in zip(lacking, self.page.parties, strict=True):
                row.party = party.text
                row.cells.append(party)
        return self.page

    def _give_up(self) -> None:
        """Set aside the rows that got no hours, and those that stood in the queue with them."""
        for row in self.queued if self.queue else ():
            row.sure = False
        self.queue, self.closing, self.border = [], False, []

    def _take_seat(self, cell: Cell, _following: str | None) -> None:
        if self.closing:
            self._give_up()
        self._settle()
        row = RollRow([cell], cell.text)
        self.queued = [*self.queued, row] if self.queue else [row]
        self.queue.append(row)
        self.page.rows.append(row)

    def _take_name(self, cell: Cell, _following: str | None) -> None:
        if not self.queue:
            self.page.loose.append(cell)
            return
        row = self.queue[0] if self.closing else self.queue[-1]
        if not self.closing and len(self.queue) > 1:
            self.border.append(cell)
        else:
            row.names.append(cell.text)
            row.cells.append(cell)
            row.sure = row.sure and len(row.names) <= _MOST_NAMES

    def _take_party(self, cell: Cell, following: str | None) -> None:
        if not self.queue:
            self.page.parties.append(cell)
            return
        if not self.closing and following == "hour":
            self._close()
        row = self.queue[0] if self.closing else self.queue[-1]
        if not self.closing:
            self._settle()
        if row.party is not None:
            self._give_up()
            return
        row.party = cell.text
        row.cells.append(cell)

    def _take_hour(self, cell: Cell, _following: str | None) -> None:
        if not self.queue:
            return
        if not self.closing:
            self._close()
        row = self.queue[0]
        match = _HOUR.fullmatch(cell.text)
        if match is not None:
            row.hours.append(time(int(match["hour"]), int(match["minute"])))
            row.cells.append(cell)
        if len(row.hours) == 2:
            self.queue.pop(0)
            self.closing = bool(self.queue)

    def _settle(self) -> None:
        """Give the names before a party or a seat to the row that they stand in."""
        for cell in self.border if self.queue else ():
            self.queue[-1].names.append(cell.text)
            self.queue[-1].cells.append(cell)
        self.border = []

    def _close(self) -> None:
        """Turn to the right halves of the rows in the queue: the first of them comes first."""
        self.closing = True
        first, last = self.queue[0], self.queue[-1]
        if first is not last and not first.names:
            # Seats of two rows in a run: whose the names are, nobody can tell.
            for row in self.queue:
                row.sure = False
        if self.border:
            self.page.breaks.append(Break(first, last, self.border))
        self.border = []
