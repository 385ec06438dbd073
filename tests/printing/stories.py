"""What is printed: a document as headings, prose, list items and tables, read from a corpus folder."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from protokollparser.core.layout import Layout, Line
from protokollparser.core.rules import load
from protokollparser.core.text import clean
from protokollparser.ingest import read
from protokollparser.layout import arrange

_ITEM = re.compile(r"(?:[-–•●▪*]|\d{1,2}[.)])\s+\S")
_DRAWN = re.compile(r"(?=.*[-=_]{3})[-|:=_\s]+")
_LONGEST_HEADING = 70


@dataclass(frozen=True)
class Text:
    """One paragraph; `kind` is heading, prose or item."""

    kind: str
    text: str


@dataclass(frozen=True)
class Table:
    """Rows of cell texts, all of one width; the first `header_rows` are headers.

    With `spanning`, a text in the first of several header rows stands over the blank cells to its right
    too. A table `beside` is printed to the left of the one that follows.
    """

    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 1
    spanning: bool = False
    beside: bool = False

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0])


Block = Text | Table


@dataclass(frozen=True)
class Story:
    """A document to print: its name, its blocks, and the text file that it was read from, if any."""

    name: str
    blocks: tuple[Block, ...]
    source: Path | None = None

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def read_story(folder: Path) -> Story:
    """Return the story of a corpus folder: its tables as in `expected.json`, the rest as paragraphs.

    Lines that belonged to the pages of the first print are left out.
    """
    source = folder / "source.txt"
    truth = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    layout = arrange(read(source), load())
    told = {table["line_start"]: table for table in truth.get("tables", [])}
    blocks: list[Block] = []
    at = 0
    while at < len(layout.lines):
        line = layout.lines[at]
        last, headers = _table_at(layout, at, told.get(line.number))
        if last > at:
            rows = _rows(
                layout, [a for a in layout.lines[at : last + 1] if a.index not in layout.furniture_at]
            )
            if rows:
                spaced = layout.lines[at].index in layout.grid_at and layout.grid_at[at].form == "aligned"
                blocks.append(
                    _table(_one_header(rows, headers), 1) if spaced and headers > 1 else _table(rows, headers)
                )
            at = last
        elif line.text and line.index not in layout.furniture_at:
            blocks.append(_paragraph(layout, line))
        at += 1
    return Story(folder.name, tuple(blocks), source)


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
    return "\t" in line.text or line.text.startswith("|")


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


def _paragraph(layout: Layout, line: Line) -> Text:
    if _ITEM.match(line.text):
        return Text("item", clean(line.text))
    alone = all(
        not 0 <= index < len(layout.lines) or layout.lines[index].blank
        for index in (line.index - 1, line.index + 1)
    )
    short = len(line.text) <= _LONGEST_HEADING and line.text[-1] not in ".,;:!?"
    return Text("heading" if alone and short else "prose", clean(line.text))
