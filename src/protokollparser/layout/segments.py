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
    first_word = bisect_left(page.word_starts, line.start)
    words = page.words[first_word : bisect_left(page.word_starts, line.end)]
    pieces: list[list[int]] = []
    for number, word in enumerate(words):
        gap = word.x0 - words[number - 1].x1 if number else 0.0
        if number and gap <= _COLUMN_GAP * max(word.size, 6.0):
            pieces[-1][1] = number
        else:
            pieces.append([number, number])
    segments = []
    for first, last in pieces:
        start, end = words[first].start, words[last].end
        figure = fills_figure_column(page.text[start:end])
        segments.append(Segment(start, end, words[first].x0, words[last].x1, figure))
    return tuple(segments)
