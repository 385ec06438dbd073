"""Page text put together from placed words, line by line, with each word's offsets in it."""

from __future__ import annotations

import itertools
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from protokollparser.core.document import Words

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.bool_]

# Words share a line when they overlap by half of the lower one's height.
_OVERLAP = 0.5
# Pieces of one word in two fonts stand closer than this share of their size.
_GLUED = 0.08
# Lines further apart than this many normal steps are parted by a blank line.
_PARTED = 1.4
# Bold is imitated by printing a word again, moved by less than this share of its size.
_AGAIN = 0.12
# A sign in smaller type, raised by this share of the size: a note's mark, or the 2 of square metres.
_RAISED_SIZE, _RAISED_BY = 0.85, 0.12
_METRES = re.compile(r"(?:.*\W)?[kcdm]?m")
# Places are kept as whole numbers; what lies further out is no place on any page.
_FAR = 1e8
# Numbers of words from different readings never follow each other.
_APART = 1 << 32


class Token(NamedTuple):
    """A printed word and its place, before it has an offset."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """Printed words of a page in any order, as columns of whole numbers.

    `places` has four rows, x0, top, x1 and bottom, in hundredths of a point; `sizes` are in tenths. Words
    whose `numbers` follow each other have a space between them in the source; those of others may be
    pieces of one word.
    """

    texts: list[str]
    places: Ints
    sizes: Ints
    bold: Bits
    numbers: Ints

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Printed:
        """Return tokens as columns."""
        places = np.array([token[1:5] for token in tokens], dtype=np.float64).reshape(-1, 4)
        return cls(
            [token.text for token in tokens],
            whole(100 * places.T),
            whole(10 * np.array([token.size for token in tokens])),
            np.array([token.bold for token in tokens], dtype=np.bool_),
            2 * np.arange(len(tokens)),
        )

    @classmethod
    def joined(cls, parts: Sequence[Printed]) -> Printed:
        """Return the words of all parts."""
        return cls(
            [text for part in parts for text in part.texts],
            np.concatenate([part.places for part in parts], axis=1),
            np.concatenate([part.sizes for part in parts]),
            np.concatenate([part.bold for part in parts]),
            np.concatenate([part.numbers + at * _APART for at, part in enumerate(parts)]),
        )

    def chosen(self, numbers: Ints) -> Printed:
        """Return the words with these numbers, in this order."""
        texts = list(map(self.texts.__getitem__, numbers.tolist()))
        return Printed(
            texts, self.places[:, numbers], self.sizes[numbers], self.bold[numbers], self.numbers[numbers]
        )


def whole(values: npt.NDArray[np.float64]) -> Ints:
    """Return values as whole numbers, those that are no places at the end of the scale."""
    if not np.abs(values).max(initial=0) < _FAR:
        values = np.clip(np.nan_to_num(values), -_FAR, _FAR)
    return np.rint(values).astype(np.int64)


def counts(starts: Ints, total: int) -> Ints:
    """Return how many each stretch holds, of stretches that begin at `starts` and end at `total`."""
    stops = np.empty_like(starts)
    stops[:-1] = starts[1:]
    stops[-1] = total
    return stops - starts


def compose_page(printed: Printed) -> tuple[str, Words]:
    """Return the page text and its words: single spaces between words, a line feed after each line, and a
    blank line where the lines stand clearly further apart than usual."""
    if not printed.texts:
        return "", Words.of(())
    order, starts = _in_lines(printed.places)
    if not np.array_equal(order, np.arange(len(order))):
        printed = printed.chosen(order)
    line_of = np.zeros(len(order), dtype=np.int64)
    line_of[starts[1:]] = 1
    line_of = np.cumsum(line_of)
    x0, top, x1, bottom = printed.places
    beside = line_of[1:] == line_of[:-1]
    near = _AGAIN * 10 * printed.sizes[1:]
    twice = beside & (np.abs(np.diff(x0)) < near) & (np.abs(np.diff(top)) < near)
    if twice.any():
        texts = printed.texts
        again = [at + 1 for at in np.flatnonzero(twice).tolist() if texts[at] == texts[at + 1]]
        if again:
            return compose_page(printed.chosen(np.delete(np.arange(len(order)), again)))
    beside &= np.diff(printed.numbers) != 1
    glued = np.zeros(len(order), dtype=np.bool_)
    glued[1:] = beside & (x0[1:] - x1[:-1] <= _GLUED * 10 * np.maximum(printed.sizes[1:], printed.sizes[:-1]))
    _part_raised(printed, glued)
    return _joined(printed, line_of, glued, _blank_lines(top, bottom, starts))


def _in_lines(places: Ints) -> tuple[Ints, Ints]:
    """Return the words' numbers by line, top to bottom and left to right, and where the lines begin."""
    x0, top, x1, bottom = places
    by_height = np.lexsort((x0, top + bottom))
    tops, bottoms = top[by_height], bottom[by_height]
    changes = np.flatnonzero((tops[1:] != tops[:-1]) | (bottoms[1:] != bottoms[:-1])) + 1
    firsts = np.concatenate(([0], changes))
    lines: list[int] = []
    line = -1
    above, below = 0, 0
    for high, low in zip(tops[firsts].tolist(), bottoms[firsts].tolist(), strict=True):
        if line < 0 or min(below, low) - max(above, high) < _OVERLAP * min(below - above, low - high):
            line += 1
            above, below = high, low
        lines.append(line)
    line_of = np.repeat(lines, counts(firsts, len(by_height)))
    order = by_height[np.lexsort((x1[by_height], x0[by_height], line_of))]
    starts = np.searchsorted(line_of, np.arange(line + 1))
    rank = np.lexsort((x0[order[starts]], _medians(bottom[order], starts)))
    if (rank[1:] < rank[:-1]).any():
        lengths = counts(starts, len(order))[rank]
        moved = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        order = order[np.repeat(starts[rank] - moved, lengths) + np.arange(len(order))]
        starts = moved
    return order, starts


def _medians(values: Ints, starts: Ints) -> npt.NDArray[np.float64]:
    """Return the median of the values of each line; `starts` says where lines begin."""
    lowest, highest = np.minimum.reduceat(values, starts), np.maximum.reduceat(values, starts)
    middles = lowest.astype(np.float64)
    stops = np.append(starts, len(values))
    for line in np.flatnonzero(lowest != highest).tolist():
        middles[line] = median(values[stops[line] : stops[line + 1]].tolist())
    return middles


def _part_raised(printed: Printed, glued: Bits) -> None:
    """Part raised figures, which mark notes, from what they stand on; square metres stay whole."""
    sizes, bottom = 10 * printed.sizes, printed.places[3]
    small = sizes[1:] <= _RAISED_SIZE * sizes[:-1]
    raised = glued[1:] & small & (bottom[:-1] - bottom[1:] >= _RAISED_BY * sizes[:-1])
    for at in np.flatnonzero(raised).tolist():
        before, mark = printed.texts[at], printed.texts[at + 1]
        if (before[-1].isdigit() or mark[0].isdigit()) and not _METRES.fullmatch(before):
            glued[at + 1] = False


def _blank_lines(top: Ints, bottom: Ints, starts: Ints) -> Bits:
    """Return which lines a blank line stands before."""
    heights = _medians(bottom - top, starts)[1:]
    steps = np.diff(_medians(bottom, starts))
    close = steps[(steps > 0) & (steps <= 1.8 * heights)]
    step = median(close.tolist()) if len(close) else 0.0
    return np.concatenate(([False], steps > _PARTED * np.maximum(step, heights)))


def _joined(printed: Printed, line_of: Ints, glued: Bits, blanks: Bits) -> tuple[str, Words]:
    """Return the text, and the words with their offsets in it."""
    marks = np.where(glued, 0, 1)
    firsts = np.flatnonzero(np.diff(line_of)) + 1
    marks[firsts] = 2 + blanks[1:]
    marks[0] = 0
    between = map(("", " ", "\n", "\n\n").__getitem__, marks.tolist())
    text = "".join(itertools.chain.from_iterable(zip(between, printed.texts, strict=True))) + "\n"
    lengths = np.fromiter(map(len, printed.texts), dtype=np.int64, count=len(printed.texts))
    ends = np.cumsum(np.array([0, 1, 1, 2])[marks] + lengths)
    starts, stops, places = _column(ends - lengths), _column(ends), _column(printed.places.T)
    return text, Words(starts, stops, places, _column(printed.sizes), printed.bold.tobytes())


def _column(values: Ints) -> array[int]:
    column = array("i")
    column.frombytes(values.astype(np.int32).tobytes())
    return column
