"""A piece of printed text on one page, readable in NFC and with the way back to its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from protokollparser.core.layout import GridCell, Layout, Line
from protokollparser.core.spans import Span
from protokollparser.core.text import clean


@dataclass(frozen=True)
class Excerpt:
    """The printed text `start:end` of a page, which begins on line `index`."""

    layout: Layout
    index: int
    page: int
    start: int
    end: int

    @classmethod
    def of_line(cls, layout: Layout, line: Line, start: int = 0, end: int | None = None) -> Excerpt:
        """Return the characters `start:end` of a line's text, trimmed."""
        stop = len(line.text) if end is None else end
        piece = line.text[start:stop]
        start += len(piece) - len(piece.lstrip())
        stop = max(start, stop - (len(piece) - len(piece.rstrip())))
        return cls(layout, line.index, line.page, line.at(start), line.at(stop))

    @classmethod
    def of_cell(cls, layout: Layout, cell: GridCell, index: int) -> Excerpt:
        """Return the printed text of a cell in a row that begins on line `index`."""
        return cls(layout, index, cell.page, cell.start, cell.end)

    @cached_property
    def _read(self) -> tuple[str, tuple[int, ...] | None]:
        """The text in NFC and, where that moved characters, the page offset of each."""
        raw = self.layout.document.pages[self.page - 1].text[self.start : self.end]
        text = unicodedata.normalize("NFC", raw)
        if len(text) == len(raw):
            return text, None
        offsets, composed = list[int](), ""
        for position, sign in enumerate(raw):
            if offsets and unicodedata.combining(sign):
                composed = composed[:-1] + unicodedata.normalize("NFC", composed[-1] + sign)
                continue
            composed += sign
            offsets.append(self.start + position)
        return composed, (*offsets, self.end)

    @property
    def text(self) -> str:
        """The text in NFC, markup and line ends kept."""
        return self._read[0]

    @property
    def cleaned(self) -> str:
        """The text as people read it."""
        return clean(self.text)

    @property
    def column(self) -> float:
        """The left edge: in points, or in characters where words have no places."""
        box = self.span(0, 1).box
        line = self.layout.lines[self.index]
        return box.x0 if box is not None else line.indent + self.start - line.start

    def at(self, offset: int) -> int:
        """Return the page offset of the character `text[offset]`."""
        offsets = self._read[1]
        return offsets[offset] if offsets else self.start + offset

    def part(self, start: int, end: int | None = None) -> Excerpt:
        """Return the characters `start:end` of the text, trimmed, as an excerpt of their own."""
        stop = len(self.text) if end is None else end
        piece = self.text[start:stop]
        low = start + len(piece) - len(piece.lstrip())
        high = max(low, stop - (len(piece) - len(piece.rstrip())))
        lines = self.text.count("\n", 0, low)
        return Excerpt(self.layout, self.index + lines, self.page, self.at(low), self.at(high))

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the place of the characters `start:end`."""
        stop = len(self.text) if end is None else end
        return self.layout.document.span(self.page, self.at(start), self.at(stop))


def pieces(excerpt: Excerpt) -> list[Excerpt]:
    """Return the pieces of a line that tabs or gaps of two blanks part."""
    found, at = list[Excerpt](), 0
    for gap in [*re.finditer(r"\t|\s{2,}", excerpt.text), None]:
        piece = excerpt.part(at, gap.start() if gap else None)
        if piece.text:
            found.append(piece)
        at = gap.end() if gap else at
    return found
