"""What `ingest` gives: pages of text, with the place of every word where the source has places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from protokollparser.core.spans import Box, Span

LINE_END = re.compile(r"\r\n|\n|\r")


class Word(NamedTuple):
    """One printed word: offsets into the page text, box in PDF points, font size, boldness."""

    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool


class Ruling(NamedTuple):
    """One drawn straight line, horizontal (top == bottom) or vertical (x0 == x1), in PDF points."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """One page. `text` is what was decoded, not normalised; LF, CRLF and CR end lines.

    `first_line` is the number of the page's first line: the line in the file for text sources, 1 for
    the others. `words` are in text order and empty for text sources.
    """

    number: int
    text: str
    first_line: int = 1
    width: float | None = None
    height: float | None = None
    text_origin: str = "text"
    ocr_confidence: float | None = None
    words: tuple[Word, ...] = ()
    rulings: tuple[Ruling, ...] = ()

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offsets at which the page's lines begin."""
        return (0, *(match.end() for match in LINE_END.finditer(self.text)))

    @cached_property
    def word_starts(self) -> tuple[int, ...]:
        """Offsets at which the page's words begin."""
        return tuple(word.start for word in self.words)

    def line_number(self, offset: int) -> int:
        """Return the printed number of the line that holds the character at `offset`."""
        return self.first_line + bisect_right(self.line_starts, offset) - 1

    def box(self, start: int, end: int) -> Box | None:
        """Return the rectangle around the words that touch `start:end`; None where words have no place."""
        if not self.words:
            return None
        first = max(0, bisect_right(self.word_starts, start) - 1)
        last = bisect_left(self.word_starts, max(end, start + 1))
        touched = [w for w in self.words[first:last] if w.start < max(end, start + 1) and w.end > start]
        if not touched:
            return None
        return Box(
            min(w.x0 for w in touched),
            min(w.top for w in touched),
            max(w.x1 for w in touched),
            max(w.bottom for w in touched),
        )


@dataclass(frozen=True)
class Document:
    """One source as read. `source_id` is the SHA-256 of its bytes, in hex.

    `status` is `parsed`, or `partial` with an `error_code` and a `message` when pages are missing.
    `encoding` names the character set chosen for a text source.
    """

    source_id: str
    file_name: str
    media_type: str
    byte_count: int
    pages: tuple[Page, ...]
    text_origin: str = "text"
    encoding: str | None = None
    status: str = "parsed"
    error_code: str | None = None
    message: str | None = None

    def span(self, page: int, start: int, end: int) -> Span:
        """Return the place `start:end` on page number `page` with its words, lines and box."""
        sheet = self.pages[page - 1]
        return Span(
            source_id=self.source_id,
            page=page,
            start=start,
            end=end,
            line_start=sheet.line_number(start),
            line_end=sheet.line_number(max(start, end - 1)),
            printed=sheet.text[start:end],
            box=sheet.box(start, end),
        )
