"""Stories read from corpus folders: their text as paragraphs, lines in columns and tables."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from protokollparser.core.layout import Layout, Line
from protokollparser.core.outline import Outline
from protokollparser.core.rules import load
from protokollparser.core.text import clean
from protokollparser.ingest import read
from protokollparser.layout import arrange
from protokollparser.outline import segment
from tests.printing.figure_values import figures
from tests.printing.stories import Block, Head, Opening, Spaced, Story, Table, Text

_ITEM = re.compile(r"(?:[-–•●▪*]|\d{1,2}[.)])\s+\S")
_DRAWN = re.compile(r"(?=.*[-=_]{3})[-|:=_\s]+")
_GAP = re.compile(r"\s{3,}|\t")
_PIECE = re.compile(r"\S+(?: {1,2}\S+)*")
# A line that begins so begins a paragraph, however full the line above it is.
_OPENS = re.compile(r"att\b|§|\d{1,3} §|[-–•●▪*]\s|\d{1,2}[.)]\s", re.IGNORECASE)
_HOST = re.compile(r"(?:kommun|stad|region|förbund|AB)\b", re.IGNORECASE)
_ENDED = re.compile(r"[.:!?;]$")
# Lines of so many letters and more are printed lines of prose; wider ones are paragraphs that nobody broke.
_PRINTED_LINE = (60, 125)
_KINDS = {
    "summons": "Kallelse",
    "minutes": "Sammanträdesprotokoll",
    "minutes_extract": "Protokollsutdrag",
    "annual_report": "Årsredovisning",
    "interim_report": "Delårsrapport",
    "official_report": "Tjänsteskrivelse",
}


def read_story(folder: Path) -> Story:
    """Return the story of a corpus folder: tables as in `expected.json`, headings as in the outline.

    Lines that belonged to the pages of the first print are left out; where it began a page, and where a
    document begins, a new page begins.
    """
    return _Reader(folder).read()


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "source.txt"
        self.truth = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        rules = load()
        self.layout: Layout = arrange(read(self.source), rules)
        self.outline: Outline = segment(self.layout, rules)
        self.told = {table["line_start"]: table for table in self.truth.get("tables", [])}
        lengths = [
            len(line.text)
            for line in self.layout.lines
            if _PRINTED_LINE[0] <= len(line.text) <= _PRINTED_LINE[1] and not _GAP.search(self._raw(line))
        ]
        self.width = max(lengths, default=_PRINTED_LINE[1])
        self.blocks: list[Block] = []

    def read(self) -> Story:
        """Return the story."""
        lines = self.layout.lines
        documents = self._documents()
        openings = documents | self._page_openings()
        first = min(openings, default=0)
        head = self._head(lines[first])
        at = 0
        while at < len(lines):
            if at in openings and at != first:
                head = self._head(lines[at]) if at in documents else head
                self.blocks.append(Opening(head))
            last, headers = _table_at(self.layout, at, self.told.get(lines[at].number))
            if last > at:
                self._add_table(at, last, headers)
                at = last + 1
            elif lines[at].blank or at in self.layout.furniture_at:
                at += 1
            else:
                at = self._add_lines(at)
        return Story(self.folder.name, tuple(self.blocks), self.source, self._head(lines[first]))

    def _documents(self) -> set[int]:
        """Return the lines with which documents begin; the first printed line begins one in any case."""
        numbers = {document["line_start"] for document in self.truth.get("documents", [])}
        first = next(self.layout.body(0, len(self.layout.lines) - 1)).index
        return {first} | {line.index for line in self.layout.lines if line.number in numbers}

    def _page_openings(self) -> set[int]:
        """Return the lines with which pages of the source begin, but for those in tables."""
        body = self.layout.body(0, len(self.layout.lines) - 1)
        return {
            line.index
            for above, line in pairwise(body)
            if above.page != line.page and line.index not in self.layout.grid_at
        }

    def _head(self, line: Line) -> Head:
        """Return the head of the document that begins on a line, as far as the truth tells it."""
        documents = self.truth.get("documents", [])
        inner = [d for d in documents if d["line_start"] <= line.number <= d["line_end"]]
        known = max(inner, key=lambda d: d["line_start"], default=None)
        facts = {
            fact["field"]: fact["value"]
            for fact in self.truth.get("document_facts", [])
            if known is not None and fact["line"] == known["line_start"]
        }
        kind = known["kind"] if known else "minutes" if self.truth.get("paragraphs") else "other"
        day = facts.get("document_date", "")
        if not day and kind in ("minutes", "summons"):
            met = [
                m
                for m in self.truth.get("meetings", [])
                if known is None or m.get("line", known["line_start"]) <= known["line_end"]
            ]
            day = next((m["date"] for m in met if m["date"]), "")
        opening = [clean(each.text) for each in islice(self.layout.body(line.index, line.index + 12), 6)]
        host = next((text for text in opening if _HOST.search(text) and len(text) <= 50), "")
        return Head(facts.get("body", host), _KINDS.get(kind, ""), day)

    def _raw(self, line: Line) -> str:
        """Return a line as it stands in the source, its indent included."""
        text = self.layout.document.pages[line.page - 1].text
        return (
            text[text.rfind("\n", 0, line.start) + 1 : line.start].lstrip("\f\r")
            + text[line.start : line.end]
        )

    def _add_table(self, at: int, last: int, headers: int) -> None:
        layout = self.layout
        rows = _rows(layout, [a for a in layout.lines[at : last + 1] if a.index not in layout.furniture_at])
        if rows:
            spaced = at in layout.grid_at and layout.grid_at[at].form == "aligned"
            table = _table(_one_header(rows, headers), 1) if spaced and headers > 1 else _table(rows, headers)
            told = layout.lines[at].number in self.told
            self.blocks.append(replace(table, listed=not told and not figures(table.rows)))

    def _add_lines(self, at: int) -> int:
        """Add the paragraph, heading or lines in columns that begin on a line; return the line after them."""
        lines = self.layout.lines
        heading = self.outline.heading_at.get(at)
        bold = heading is not None and not heading.run_in
        if _is_spaced(self._raw(lines[at])):
            last = at
            while not bold and self._goes_on(last) and self._in_columns(last + 1, at):
                last += 1
            rows = _in_places([self._raw(line) for line in lines[at : last + 1]])
            self.blocks.append(Spaced(rows, bold, self._goes_on(last)))
            return last + 1
        last = at
        text = lines[at].text
        while self._goes_on(last) and self._wrapped(last, text):
            last += 1
            text += f" {lines[last].text}"
        kind = "heading" if bold else "item" if _ITEM.match(text) else "prose"
        self.blocks.append(Text(kind, clean(text), int(lines[at].indent), self._goes_on(last)))
        return last + 1

    def _goes_on(self, at: int) -> bool:
        """True when a line of text follows at once."""
        lines = self.layout.lines
        after = at + 1
        if after == len(lines) or lines[after].blank or after in self.layout.furniture_at:
            return False
        return lines[after].number not in self.told and lines[after].page == lines[at].page

    def _in_columns(self, at: int, first: int) -> bool:
        """True for a line that goes on with the columns from `first`, or stands in a later one of them."""
        if at in self.outline.heading_at:
            return False
        raw = self._raw(self.layout.lines[at])
        if raw.startswith("\t"):
            return "\t" in self._raw(self.layout.lines[first])
        starts = [start for start, _ in _pieces(self._raw(self.layout.lines[first]))[1:]]
        return _is_spaced(raw) or any(abs(len(raw) - len(raw.lstrip()) - start) <= 1 for start in starts)

    def _wrapped(self, at: int, text: str) -> bool:
        """True when the next line goes on with the sentence: its first word found no room on this one."""
        line, after = self.layout.lines[at], self.layout.lines[at + 1]
        if _OPENS.match(after.text) and (_OPENS.match(text) or not after.text[:1].islower()):
            return False
        if _is_spaced(self._raw(after)) or len(line.text) > _PRINTED_LINE[1]:
            return False
        own, other = self.outline.heading_at.get(at), self.outline.heading_at.get(at + 1)
        if own != other:
            return False
        if own:
            return after.text[:1].islower() and _ENDED.search(line.text) is None
        room = max(len(line.text), len(after.text)) if after.text[:1].islower() else self.width
        if _ENDED.search(line.text) and not after.text[:1].islower():
            return False
        if len(line.text) < 0.6 * self.width:
            return False
        return len(line.text) + 1 + len(after.text.split(" ")[0]) > room - 4


def _is_spaced(raw: str) -> bool:
    return _GAP.search(raw.strip()) is not None


def _in_places(raws: Sequence[str]) -> tuple[tuple[tuple[int, str], ...], ...]:
    """Return the pieces of lines in columns: columns of tabs as wide as their longest text, other text parted
    where another line begins a piece."""
    cells = [raw.split("\t") for raw in raws]
    if any(len(row) > 1 for row in cells):
        wide = [max(len(clean(row[k])) for row in cells if k < len(row)) for k in range(max(map(len, cells)))]
        places = [sum(wide[:k]) + 3 * k for k in range(len(wide))]
        return tuple(
            tuple((places[k], clean(text)) for k, text in enumerate(row) if text.strip()) for row in cells
        )
    rows = [_pieces(raw) for raw in raws]
    starts = {place for row in rows for place, _ in row}
    return tuple(tuple(part for piece in row for part in _parted(piece, starts)) for row in rows)


def _parted(piece: tuple[int, str], starts: set[int]) -> list[tuple[int, str]]:
    place, text = piece
    cuts = [at for at in sorted(starts) if place < at < place + len(text) and text[at - place - 1] == " "]
    if len(cuts) != 1:
        return [piece]
    return [(place, text[: cuts[0] - place].rstrip()), (cuts[0], text[cuts[0] - place :])]


def _pieces(raw: str) -> tuple[tuple[int, str], ...]:
    """Return the pieces of a line that wide gaps part, each with its place in letters."""
    return tuple((match.start(), clean(match[0])) for match in _PIECE.finditer(raw))


def _table_at(layout: Layout, at: int, told: dict[str, Any] | None) -> tuple[int, int]:
    """Return the last line and the count of header rows of the table that begins at a line, or `at`, 0."""
    last = at
    if told is None:
        while last + 1 < len(layout.lines) and _is_row(layout.lines[at]) and _is_row(layout.lines[last + 1]):
            last += 1
        return last, 0
    while last + 1 < len(layout.lines) and layout.lines[last + 1].number <= told["line_end"]:
        last += 1
    roles = [row["role"] for row in sorted(told["rows"], key=lambda row: row["line"])]
    headers = 0
    for role in roles:
        if role not in ("header", "separator", "blank"):
            break
        headers += role == "header"
    return last, headers


def _is_row(line: Line) -> bool:
    return line.text.startswith("|")


def _rows(layout: Layout, lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """Return the cells of the lines of a table, padded to one width.

    Drawn lines, blank rows and columns in which nothing is printed are left out: no print shows them.
    """
    rows = []
    for line in lines:
        if not line.text or _DRAWN.fullmatch(line.text):
            continue
        if line.text.startswith("|"):
            pieces = line.text.strip("|").split("|")
        elif "\t" in line.text or line.index not in layout.grid_at:
            pieces = ("\t" * (line.indent > 0) + line.text).split("\t")
        else:
            grid = layout.grid_at[line.index]
            pieces = [cell.text for row in grid.rows if row.first == line.index for cell in row.cells]
        rows.append([clean(piece) for piece in pieces])
    width = max((len(row) for row in rows), default=0)
    printed = [column for column in range(width) if any(row[column:] and row[column] for row in rows)]
    filled = [[*row, *[""] * (width - len(row))] for row in rows if any(row)]
    return [tuple(row[column] for column in printed) for row in filled] if len(printed) > 1 else []


def _one_header(rows: Sequence[tuple[str, ...]], headers: int) -> list[tuple[str, ...]]:
    """Return rows with the header lines put together: in spaced columns they are cells of two lines."""
    header = tuple(" ".join(text for text in texts if text) for texts in zip(*rows[:headers], strict=True))
    return [header, *rows[headers:]]


def _table(rows: Sequence[tuple[str, ...]], headers: int) -> Table:
    headers = min(headers, len(rows) - 1)
    above = rows[0] if headers > 1 else ()
    spanning = sum(1 for text in above if text) >= 2 and any(not text for text in above[2:])
    return Table(tuple(rows), headers, spanning)
