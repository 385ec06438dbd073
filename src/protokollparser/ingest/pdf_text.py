"""Page text put together from placed words, line by line, with each word's offsets in it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from protokollparser.core.document import Words
from protokollparser.core.leading import parted

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.bool_]

# Words share a line when they overlap by half of the lower one's height.
_OVERLAP = 0.5
# Pieces of one word in two fonts stand closer than this share of their size.
_GLUED = 0.08
# White of so many type sizes parts columns, unless the spaces of a line of so many words are all alike:
# then the line was stretched.
_WIDE = 1.4
_STRETCHED_WORDS = 7
_ALIKE = 1.5
# Bold is imitated by printing a word again, moved by less than this share of its size.
_AGAIN = 0.12
# A sign in smaller type, raised by this share of the size: a note's mark, or the 2 of square metres.
_RAISED_SIZE, _RAISED_BY = 0.85, 0.12
# Signs that part words at line ends, beside the hyphen of the keyboard, for which they stand.
_HYPHENS = "\u2010\u00ad"
_METRES = re.compile(r"(?:.*\W)?[kcdm]?m")
# Places are kept as whole numbers; what lies further out is no place on any page.
_FAR = 1e8
# A place across fits into so many bits, its sign included.
_X_BITS = 28
_FIRST = np.ones(1, dtype=np.bool_)
_START = np.zeros(1, dtype=np.int64)
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
    """Return the page text and its words: single spaces between words, a tab where the white between them
    parts columns, a line feed after each line, and a blank line where the lines stand clearly further apart
    than usual."""
    if not printed.texts:
        return "", Words.of(())
    order, lines = _in_lines(printed.places)
    printed = printed.chosen(order)
    x0, _, x1, _ = printed.places
    sizes = printed.sizes
    beside = lines[1:] == lines[:-1]
    near = beside & (np.abs(x0[1:] - x0[:-1]) < 10 * _AGAIN * sizes[1:])
    if near.any():
        again = _printed_again(printed, np.flatnonzero(near).tolist())
        if again:
            return compose_page(printed.chosen(np.delete(np.arange(len(order)), again)))
    glued = beside & (x0[1:] - x1[:-1] <= 10 * _GLUED * np.maximum(sizes[1:], sizes[:-1]))
    glued &= printed.numbers[1:] - printed.numbers[:-1] != 1
    pieces = [at + 1 for at in np.flatnonzero(glued).tolist() if not _is_raised(printed, at)]
    starts = np.flatnonzero(np.concatenate((_FIRST, ~beside)))
    white = np.where(beside, x0[1:] - x1[:-1], 0)
    wide = _column_gaps(white, white > 10 * _WIDE * np.maximum(sizes[1:], sizes[:-1]), starts)
    return _joined(printed, starts, pieces, wide, _blank_lines(printed.places, starts))


def _column_gaps(white: Ints, wide: Bits, starts: Ints) -> list[int]:
    """Return the numbers of the words that wide white stands before, those of stretched lines left out."""
    found = (np.flatnonzero(wide) + 1).tolist()
    firsts = [*starts.tolist(), len(white) + 1]
    stretched: set[int] = set()
    for line in {bisect_right(firsts, at) - 1 for at in found}:
        first, stop = firsts[line], firsts[line + 1]
        if stop - first >= _STRETCHED_WORDS:
            gaps = white[first : stop - 1].tolist()
            if max(gaps) < _ALIKE * median(gaps):
                stretched.update(range(first, stop))
    return [at for at in found if at not in stretched]


def _in_lines(places: Ints) -> tuple[Ints, Ints]:
    """Return the words' numbers by line, top to bottom and left to right, and the line of each."""
    x0, top, _, bottom = places
    by_height = np.argsort((top + bottom << _X_BITS) + x0, kind="stable")
    tops, bottoms = top[by_height], bottom[by_height]
    changes = np.flatnonzero((tops[1:] != tops[:-1]) | (bottoms[1:] != bottoms[:-1])) + 1
    firsts = np.concatenate((_START, changes))
    own: list[int] = []
    line = -1
    above, below = 0, 0
    for high, low in zip(tops[firsts].tolist(), bottoms[firsts].tolist(), strict=True):
        if line < 0 or min(below, low) - max(above, high) < _OVERLAP * min(below - above, low - high):
            line += 1
            above, below = high, low
        own.append(line)
    lines = np.array(own).repeat(counts(firsts, len(by_height)))
    if line + 1 < len(own):
        order = by_height[np.argsort((lines << _X_BITS) + x0[by_height], kind="stable")]
    else:
        order = by_height
    starts = np.flatnonzero(np.concatenate((_FIRST, lines[1:] != lines[:-1])))
    baselines = _medians(bottom[order], starts)
    if not (baselines[1:] > baselines[:-1]).all():
        rank = np.lexsort((x0[order[starts]], baselines))
        place = np.empty_like(rank)
        place[rank] = np.arange(len(rank))
        moved = np.argsort(place[lines], kind="stable")
        order, lines = order[moved], place[lines][moved]
    return order, lines


def _printed_again(printed: Printed, places: list[int]) -> list[int]:
    """Return the numbers of words that stand right on an equal word before them."""
    texts, top, sizes = printed.texts, printed.places[1], printed.sizes
    return [
        at + 1
        for at in places
        if texts[at] == texts[at + 1] and abs(top[at + 1] - top[at]) < 10 * _AGAIN * sizes[at + 1]
    ]


def _medians(values: Ints, starts: Ints) -> npt.NDArray[np.float64]:
    """Return the median of the values of each line; `starts` says where lines begin."""
    lowest, highest = np.minimum.reduceat(values, starts), np.maximum.reduceat(values, starts)
    middles = lowest.astype(np.float64)
    stops = np.append(starts, len(values))
    for line in np.flatnonzero(lowest != highest).tolist():
        middles[line] = median(values[stops[line] : stops[line + 1]].tolist())
    return middles


def _is_raised(printed: Printed, at: int) -> bool:
    """True when a raised figure that marks a note stands behind word `at`; square metres are one word."""
    small = printed.sizes[at + 1] <= _RAISED_SIZE * printed.sizes[at]
    bottom = printed.places[3]
    if not small or bottom[at] - bottom[at + 1] < 10 * _RAISED_BY * printed.sizes[at]:
        return False
    before, mark = printed.texts[at], printed.texts[at + 1]
    return (before[-1].isdigit() or mark[0].isdigit()) and not _METRES.fullmatch(before)


def _blank_lines(places: Ints, starts: Ints) -> list[bool]:
    """Return which lines a blank line stands before."""
    x0, top, x1, bottom = places
    heights, baselines = _medians(bottom - top, starts), _medians(bottom, starts)
    rights = np.maximum.reduceat(x1, starts).astype(np.float64)
    return [False, *parted(baselines, heights, rights, float(x0.min())).tolist()]


def _joined(
    printed: Printed, starts: Ints, glued: list[int], wide: list[int], blanks: list[bool]
) -> tuple[str, Words]:
    """Return the text, and the words with their offsets in it; words `glued` follow without a space, words
    with white as `wide` as between columns after a tab."""
    texts = list(printed.texts)
    firsts = starts.tolist()
    for at in [*firsts[1:], 0]:
        if texts[at - 1][-1] in _HYPHENS:
            texts[at - 1] = f"{texts[at - 1][:-1]}-"
    before = [" "] * len(texts)
    for at in wide:
        before[at] = "\t"
    for at in glued:
        before[at] = ""
    for at, blank in zip(firsts, blanks, strict=True):
        before[at] = "\n\n" if blank else "\n"
    before[0] = ""
    pieces = list(chain.from_iterable(zip(before, texts, strict=True)))
    edges = np.cumsum(np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces)))
    begins, ends, places = _column(edges[0::2]), _column(edges[1::2]), _column(printed.places.T)
    words = Words(begins, ends, places, _column(printed.sizes), printed.bold.tobytes())
    return "".join(pieces) + "\n", words


def _column(values: Ints) -> array[int]:
    column = array("i")
    column.frombytes(values.astype(np.int32).tobytes())
    return column
