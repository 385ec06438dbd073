"""What `ingest` gives: pages of text, with the place of every word where the source has places."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, overload

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


class Words(Sequence[Word]):
    """Words of a page, kept as columns: a page of 500 words is 15 kB, and a thousand pages stay in memory.

    Places are kept in hundredths of a point (`places[4 * n : 4 * n + 4]` are x0, top, x1, bottom), sizes
    in tenths. Single words are made when they are asked for.
    """

    __slots__ = ("bold", "ends", "places", "sizes", "starts")

    def __init__(
        self, starts: array[int], ends: array[int], places: array[int], sizes: array[int], bold: bytes
    ) -> None:
        self.starts = starts
        self.ends = ends
        self.places = places
        self.sizes = sizes
        self.bold = bold

    @classmethod
    def of(cls, words: Iterable[Word]) -> Words:
        """Return words as columns."""
        kept = list(words)
        places = (round(100 * value) for w in kept for value in (w.x0, w.top, w.x1, w.bottom))
        return cls(
            array("i", (word.start for word in kept)),
            array("i", (word.end for word in kept)),
            array("i", places),
            array("i", (round(10 * word.size) for word in kept)),
            bytes(word.bold for word in kept),
        )

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        if isinstance(at, slice):
            first, stop, step = at.indices(len(self.starts))
            return self._made(first, max(first, stop)) if step == 1 else list(self)[at]
        number = range(len(self.starts))[at]
        return self._made(number, number + 1)[0]

    def __iter__(self) -> Iterator[Word]:
        return iter(self._made(0, len(self.starts)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash((self.starts.tobytes(), self.places.tobytes()))

    def __repr__(self) -> str:
        return f"Words({list(self)!r})"

    def _made(self, first: int, stop: int) -> list[Word]:
        points = [value / 100 for value in self.places[4 * first : 4 * stop]]
        columns = zip(
            self.starts[first:stop],
            self.ends[first:stop],
            points[0::4],
            points[1::4],
            points[2::4],
            points[3::4],
            [size / 10 for size in self.sizes[first:stop]],
            map(bool, self.bold[first:stop]),
            strict=True,
        )
        return list(map(Word._make, columns))


class Ruling(NamedTuple):
    """One drawn straight line, horizontal (top == bottom) or vertical (x0 == x1), in PDF points."""

    x0: float
    top: float
    x1: float
    bottom: float


@lru_cache(maxsize=1 << 14)
def _points(hundredths: int) -> float:
    """Return a place in points; one number for all boxes that begin or end there."""
    return hundredths / 100


@dataclass(frozen=True)
class Page:
    """One page. `text` is what was decoded, not normalised; LF, CRLF and CR end lines.

    `first_line` is the number of the page's first line: the line in the file for text sources, 1 for
    the others. `words` are in text order and empty for text sources; any sequence of them may be given.
    On a page recognised from a picture `ocr_confidence` is how sure the recognition was on the whole, 0 to 1,
    and `word_confidences` the same for each word, in percent; `other_readings` are words (by their number)
    that could be read in another way, with that.
    """

    number: int
    text: str
    first_line: int = 1
    width: float | None = None
    height: float | None = None
    text_origin: str = "text"
    ocr_confidence: float | None = None
    words: Sequence[Word] = ()
    rulings: tuple[Ruling, ...] = ()
    word_confidences: bytes = b""
    other_readings: tuple[tuple[int, str], ...] = ()

    @cached_property
    def line_starts(self) -> array[int]:
        """Offsets at which the page's lines begin."""
        return array("i", [0, *[match.end() for match in LINE_END.finditer(self.text)]])

    @cached_property
    def printed_words(self) -> Words:
        """The words as columns."""
        return self.words if isinstance(self.words, Words) else Words.of(self.words)

    @property
    def word_starts(self) -> Sequence[int]:
        """Offsets at which the page's words begin."""
        return self.printed_words.starts

    def line_number(self, offset: int) -> int:
        """Return the printed number of the line that holds the character at `offset`."""
        return self.first_line + bisect_right(self.line_starts, offset) - 1

    def box(self, start: int, end: int) -> Box | None:
        """Return the rectangle around the words that touch `start:end`; None where words have no place."""
        if not self.words:
            return None
        words = self.printed_words
        first, last = self._touched(start, end)
        if first == last:
            return None
        places = words.places[4 * first : 4 * last]
        if last - first == 1:
            x0, top, x1, bottom = places
            return Box(_points(x0), _points(top), _points(x1), _points(bottom))
        return Box(
            _points(min(places[0::4])),
            _points(min(places[1::4])),
            _points(max(places[2::4])),
            _points(max(places[3::4])),
        )

    def legibility(self, start: int, end: int) -> float:
        """Return how sure it is that `start:end` was read as printed: 1, or the recognition's mean."""
        if self.ocr_confidence is None:
            return 1.0
        first, last = self._touched(start, end)
        sure = self.word_confidences[first:last]
        return round(sum(sure) / len(sure) / 100, 3) if sure else self.ocr_confidence

    def otherwise(self, start: int, end: int) -> str | None:
        """Return how else `start:end` could be read, None where the recognition saw one thing only."""
        words = self.printed_words
        first, last = self._touched(start, end)
        told = self.text[start:end]
        others = [other for other in self.other_readings if first <= other[0] < last]
        for number, text in reversed(others):
            low, high = max(words.starts[number] - start, 0), words.ends[number] - start
            told = told[:low] + text + told[high:]
        return told if others else None

    def _touched(self, start: int, end: int) -> tuple[int, int]:
        """Return which words touch `start:end`: the number of the first, and of the one after the last."""
        words = self.printed_words
        last = bisect_left(words.starts, max(end, start + 1))
        return bisect_right(words.ends, start, 0, last), last


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
        first, printed = sheet.line_number(start), sheet.text[start:end]
        last = first if printed.isalnum() else sheet.line_number(max(start, end - 1))
        return Span(self.source_id, page, start, end, first, last, printed, sheet.box(start, end))
