"""What `layout` gives: lines in reading order, table grids, and furniture set aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from protokollparser.core.document import Document
from protokollparser.core.spans import Box, Span


# Not frozen: a page has fifty, and a frozen one takes five times as long to make. Nothing changes one.
@dataclass(slots=True)
class Line:
    """One printed line, blank ones included.

    `start:end` is the trimmed line in its page's text, without the marks of a heading that Markdown sets
    around it ("## Beslut", "**Beslut**"). `text` is that piece in NFC; where NFC
    changed the length, `offsets[i]` is the offset in the piece of the character `text[i]` (with one
    closing entry), else None. `size` and `bold` are the commonest of the line's words, None and
    False for text sources. `indent` is x0 in points, or the count of leading white space.
    """

    index: int
    page: int
    start: int
    end: int
    number: int
    text: str
    offsets: tuple[int, ...] | None = None
    size: float | None = None
    bold: bool = False
    indent: float = 0.0
    top: float | None = None

    @property
    def blank(self) -> bool:
        """True when nothing is printed on the line."""
        return not self.text

    def at(self, offset: int) -> int:
        """Return the page offset of the character `text[offset]`."""
        return self.start + (self.offsets[offset] if self.offsets else offset)


class GridCell(NamedTuple):
    """One cell of a grid. `start:end` is the trimmed printed text (zero length when blank) on `page`.

    `text` is the cleaned text (`core.text.clean`).
    """

    page: int
    start: int
    end: int
    text: str
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a grid: the line indexes it covers and its cells by column, left to right.

    A trailing cell that is not printed is absent, so rows may be ragged. `rule_line` marks the
    drawn separators of pipe tables (`|---|---|`), which hold cells of dashes.
    """

    first: int
    last: int
    cells: tuple[GridCell, ...]
    rule_line: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One table region: line indexes `first..last` inclusive, rows top to bottom.

    `form` says what drew it: `tab`, `pipe`, `ruled`, `aligned`. `edges` are the left and right edge of each
    column in points, of the rules or of the print; empty where words have no places.
    """

    first: int
    last: int
    form: str
    rows: tuple[GridRow, ...]
    edges: tuple[float, ...] = ()

    @property
    def column_count(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines `first..last` that belong to the page, not to the text: heads, feet, page numbers, marks."""

    first: int
    last: int
    kind: str
    rule_id: str


class Mark(NamedTuple):
    """A rectangle on a page and what stands in it: word, line, furniture, cell or table."""

    kind: str
    box: Box


@dataclass(frozen=True)
class Layout:
    """A document's lines (`lines[i].index == i`), grids in order, furniture in order."""

    document: Document
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...] = ()
    furniture: tuple[Furniture, ...] = ()

    @cached_property
    def grid_at(self) -> dict[int, Grid]:
        """The grid that covers a line index."""
        return {index: grid for grid in self.grids for index in range(grid.first, grid.last + 1)}

    @cached_property
    def furniture_at(self) -> dict[int, Furniture]:
        """The furniture that covers a line index."""
        return {index: mark for mark in self.furniture for index in range(mark.first, mark.last + 1)}

    def body(self, first: int, last: int) -> Iterator[Line]:
        """Yield the lines `first..last` that are neither blank nor furniture."""
        for line in self.lines[first : last + 1]:
            if line.text and line.index not in self.furniture_at:
                yield line

    def span(self, line: Line, start: int = 0, end: int | None = None) -> Span:
        """Return the place of `line.text[start:end]`."""
        stop = len(line.text) if end is None else end
        return self.document.span(line.page, line.at(start), line.at(stop))

    def cover(self, first: int, last: int, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """Return the place from character `start` of line `first` to `end` of line `last`.

        One span for each page touched: the first is a record's own, the others its further pieces.
        Blank lines and furniture at either edge are left out, unless all is; there is always a span.
        """
        inner = [line.index for line in self.body(first, last)]
        inner = inner or [line.index for line in self.lines[first : last + 1] if line.text] or [first]
        start, end = (start if inner[0] == first else 0), (end if inner[-1] == last else None)
        runs: list[list[int]] = []
        for index in inner:
            if runs and self.lines[runs[-1][0]].page == self.lines[index].page:
                runs[-1][1] = index
            else:
                runs.append([index, index])
        pieces = []
        for low, high in runs:
            begin = self.lines[low].at(start if low == inner[0] else 0)
            whole = end is None or high != inner[-1]
            stop = self.lines[high].end if whole else self.lines[high].at(end or 0)
            pieces.append(self.document.span(self.lines[low].page, begin, stop))
        return tuple(pieces)

    def cell_span(self, cell: GridCell) -> Span:
        """Return the place of a cell's printed text."""
        return self.document.span(cell.page, cell.start, cell.end)
