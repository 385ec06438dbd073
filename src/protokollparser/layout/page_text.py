"""Rows of words from the text of a page, and text from rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from protokollparser.core.document import Page, Word, Words
from protokollparser.layout.page_rows import Row

# Lines further apart than this many usual steps are parted by a blank line.
_PARTED = 1.4


def rows_of(page: Page) -> list[Row]:
    """Return the words of each line of a page, lines without words left out."""
    words = page.printed_words
    ends = [bisect_left(words.starts, start) for start in [*page.line_starts[1:], len(page.text) + 1]]
    each = list(words)
    return [Row(page, tuple(each[low:high])) for low, high in pairwise([0, *ends]) if high > low]


def written(page: Page, rows: Sequence[Row], parted: Collection[int] = ()) -> Page:
    """Return the page with its text written anew, row by row, a blank line where rows stand apart.

    The rows with the numbers `parted` have one before them in any case. Words of several lines in one row
    are parted by a blank.
    """
    steps = [below.bottom - above.bottom for above, below in pairwise(rows)]
    heights = [row.bottom - row.top for row in rows]
    close = [step for step, height in zip(steps, heights[1:], strict=True) if 0 < step <= 1.8 * height]
    usual = median(close) if close else 0.0
    pieces: list[str] = []
    words: list[Word] = []
    at = 0
    for number, row in enumerate(rows):
        apart = number and steps[number - 1] > _PARTED * max(usual, heights[number])
        if apart or (number and number in parted):
            pieces.append("\n")
            at += 1
        for before, word in zip((None, *row.words), row.words, strict=False):
            space = page.text[before.end : word.start] if before is not None else ""
            space = " " if "\n" in space or len(space) > 1 else space
            printed = page.text[word.start : word.end]
            words.append(word._replace(start=at + len(space), end=at + len(space) + len(printed)))
            pieces += (space, printed)
            at += len(space) + len(printed)
        pieces.append("\n")
        at += 1
    numbers = {start: number for number, start in enumerate(page.printed_words.starts)}
    moved = [numbers[word.start] for row in rows for word in row.words]
    others = dict(page.other_readings)
    return replace(
        page,
        text="".join(pieces),
        words=Words.of(words),
        word_confidences=bytes(page.word_confidences[number] for number in moved if page.word_confidences),
        other_readings=tuple((new, others[old]) for new, old in enumerate(moved) if old in others),
    )
