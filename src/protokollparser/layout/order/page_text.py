"""Rows of words from the text of a page, and text from rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from protokollparser.core.document import Page, Word, Words
from protokollparser.core.leading import parted
from protokollparser.layout.order.page_rows import Row


def rows_of(page: Page) -> list[Row]:
    """Return the words of each line of a page, lines without words left out."""
    words = page.printed_words
    ends = [bisect_left(words.starts, start) for start in [*page.line_starts[1:], len(page.text) + 1]]
    each = list(words)
    return [Row(page, tuple(each[low:high])) for low, high in pairwise([0, *ends]) if high > low]


def written(page: Page, rows: Sequence[Row], headed: Collection[int] = ()) -> Page:
    """Return the page with its text written anew, row by row, a blank line where rows stand apart.

    The rows with the numbers `headed` have one before them in any case. Words of several lines in one row
    are parted by a blank.
    """
    edges = np.array([(row.bottom, row.bottom - row.top, row.x1, row.x0) for row in rows]).reshape(-1, 4)
    bottoms, heights, rights, lefts = edges.T
    apart = parted(bottoms, heights, rights, float(lefts.min(initial=0.0))).tolist()
    pieces: list[str] = []
    words: list[Word] = []
    at = 0
    for number, row in enumerate(rows):
        if number and (apart[number - 1] or number in headed):
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
