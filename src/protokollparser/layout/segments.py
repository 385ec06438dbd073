"""Lines cut into segments where the white space is wide: the pieces of which unruled tables consist."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from protokollparser.core.document import Document, Page
from protokollparser.core.layout import Line
from protokollparser.layout.figures import fills_figure_column

# A gap of this share of the type size parts two columns; spaces inside figures and text are narrower.
_COLUMN_GAP = 0.65
_LEAST_SIZE = 60
_PIECE = re.compile(r"\S+(?: \S+)*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line: its offsets in the page text and its left and right edge (points or characters)."""

    start: int
    end: int
    x0: float
    x1: float
    figure: bool


@dataclass(frozen=True, slots=True)
class SegmentedLine:
    """A printed line, its segments left to right, and how far apart edges may be that are called aligned."""

    line: Line
    segments: tuple[Segment, ...]
    slack: float


def cut_segments(document: Document, line: Line, low: int) -> SegmentedLine:
    """Return a line cut at gaps of two characters, or of more than a word space on PDF pages.

    `low` is where the untrimmed line starts in the page text.
    """
    page = document.pages[line.page - 1]
    if page.words:
        return SegmentedLine(line, _by_place(page, line), slack=max(2.5, (line.size or 10.0) * 0.35))
    segments = []
    for match in _PIECE.finditer(page.text, line.start, line.end):
        start, end = match.span()
        figure = fills_figure_column(match.group())
        segments.append(Segment(start, end, float(start - low), float(end - low), figure))
    return SegmentedLine(line, tuple(segments), slack=1.0)


def _by_place(page: Page, line: Line) -> tuple[Segment, ...]:
    words = page.printed_words
    first = bisect_left(words.starts, line.start)
    last = bisect_left(words.starts, line.end, first)
    lefts, rights = words.places[4 * first : 4 * last : 4], words.places[4 * first + 2 : 4 * last : 4]
    sizes = words.sizes[first:last]
    openings = [0] if first < last else []
    for number in range(1, last - first):
        # Hundredths of a point against tenths.
        if lefts[number] - rights[number - 1] > 10 * _COLUMN_GAP * max(sizes[number], _LEAST_SIZE):
            openings.append(number)
    segments = []
    for opening, closing in zip(openings, [*openings[1:], last - first], strict=True):
        start, end = words.starts[first + opening], words.ends[first + closing - 1]
        figure = fills_figure_column(page.text[start:end])
        segments.append(Segment(start, end, lefts[opening] / 100, rights[closing - 1] / 100, figure))
    return tuple(segments)
