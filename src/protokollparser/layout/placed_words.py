"""The words of printed lines as columns of numbers: what most lines tell without words made one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from protokollparser.core.document import Page
from protokollparser.core.layout import Line
from protokollparser.layout.tokens import Token

Floats = npt.NDArray[np.float64]
Columns = Sequence[npt.NDArray[Any]]
_CODES = 1 << 16


def _table(characters: str, first: int = _CODES) -> npt.NDArray[np.bool_]:
    """Return for each code whether it is one of the characters, or `first` or above."""
    table = np.zeros(_CODES, dtype=np.bool_)
    table[list(map(ord, characters))] = True
    table[first:] = True
    return table


# What figures, and dots that lead to one, may end with, and figures begin with; digits of other scripts
# than Latin too, among whatever these have.
_OTHER_SCRIPTS = 0x250
_DIGITS = _table("0123456789")
_CLOSES = _table("0123456789%._·", _OTHER_SCRIPTS)
_OPENS = _table("0123456789-+$£", _OTHER_SCRIPTS)


class PlacedWords:
    """The words of the lines of a page, by number: their offsets in its text, and their places in points.

    `bounds` are the numbers of the first word of each line and of the one after its last, `columns` the
    starts, ends, left edges and right edges of words, `gaps` the white behind each.
    """

    def __init__(
        self, text: str, bounds: Sequence[tuple[int, int]], columns: Columns, gaps: Sequence[float] | Floats
    ) -> None:
        self.bounds = bounds
        self._text = text
        self._columns = columns
        self._edges = np.array(bounds).reshape(-1)
        # No white stands behind the last word of a line, nor at the end, where empty lines begin and end.
        self._gaps = np.append(gaps, -np.inf)
        self._gaps[self._edges[1::2] - 1] = -np.inf

    @classmethod
    def of_page(cls, page: Page, lines: Sequence[Line]) -> PlacedWords:
        """Return the words of lines as they are placed on their page."""
        words = page.printed_words
        bounds = []
        stop = 0
        for line in lines:
            first = bisect_left(words.starts, line.start, stop)
            stop = bisect_left(words.starts, line.end, first)
            bounds.append((first, stop))
        starts, ends = np.frombuffer(words.starts, dtype=np.intc), np.frombuffer(words.ends, dtype=np.intc)
        places = np.frombuffer(words.places, dtype=np.intc) / 100
        lefts, rights = places[0::4], places[2::4]
        gaps = np.append(lefts[1:] - rights[:-1], -np.inf)
        return cls(page.text, bounds, (starts, ends, lefts, rights), gaps)

    @classmethod
    def of_lines(cls, text: str, lines: Sequence[tuple[Sequence[Token], Sequence[float]]]) -> PlacedWords:
        """Return the words of lines, each with the white between its words."""
        tokens = list(chain.from_iterable(words for words, _ in lines))
        gaps = list(chain.from_iterable((*white, -np.inf) if words else () for words, white in lines))
        stops = np.cumsum([0, *(len(words) for words, _ in lines)]).tolist()
        columns = [np.array([token[at] for token in tokens]) for at in range(4)]
        return cls(text, list(pairwise(stops)), columns, gaps)

    def tokens(self, first: int, stop: int) -> tuple[Token, ...]:
        """Return words one by one."""
        return tuple(map(Token._make, zip(*[of[first:stop] for of in self._lists], strict=True)))

    @cached_property
    def _lists(self) -> list[list[Any]]:
        return [of.tolist() for of in self._columns]

    def gaps(self, first: int, stop: int) -> list[float]:
        """Return the white between words in points."""
        gaps: list[float] = self._gaps[first : max(first, stop - 1)].tolist()
        return gaps

    def outlines(self) -> list[tuple[int, int, float, float]]:
        """Return the start, end, left edge and right edge of each line; those of others where it is empty."""
        starts, ends, lefts, rights = self._columns
        firsts = np.minimum(self._edges[0::2], len(starts) - 1)
        lasts = self._edges[1::2] - 1
        columns = (starts[firsts], ends[lasts], lefts[firsts], rights[lasts])
        return list(zip(*[column.tolist() for column in columns], strict=True))

    def usual_space(self, sizes: Sequence[float], widest: float) -> float:
        """Return the median of the white between words that is narrower than `widest`, in sizes of type.

        `sizes` are those of the lines, in points. Returns 0 where there is no white.
        """
        each = np.zeros(len(self._edges))
        each[0::2] = sizes
        inner = slice(self._edges[0], self._edges[-1])
        gaps, told = self._gaps[inner], np.repeat(each[:-1], np.diff(self._edges))
        white = (gaps > 0) & (told > 0)
        spaces = gaps[white] / told[white]
        spaces = np.sort(spaces[spaces < widest])
        middle = spaces[(len(spaces) - 1) // 2 : len(spaces) // 2 + 1].tolist()
        return sum(middle) / len(middle) if middle else 0.0

    def widest(self) -> list[float]:
        """Return the widest white of each line; endless where that does not tell how it is cut.

        Words that are glued to each other may be cut, and figures, and dots that lead to a figure, however
        near they stand; so may a line without words.
        """
        starts, ends, *_ = self._columns
        codes = np.frombuffer(self._text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        codes = np.minimum(codes, _CODES - 1)
        doubtful = _CLOSES[codes[ends[:-1] - 1]] & _OPENS[codes[starts[1:]]]
        if doubtful.any():
            digits = np.append(0, np.cumsum(_DIGITS[codes]))
            whole = digits[ends] - digits[starts] == ends - starts
            doubtful &= ~(whole[:-1] & whole[1:])
        doubtful |= starts[1:] == ends[:-1]
        gaps = self._gaps.copy()
        gaps[:-2][doubtful & (gaps[:-2] > -np.inf)] = np.inf
        widest = np.maximum.reduceat(gaps, self._edges)[0::2]
        widest[self._edges[0::2] == self._edges[1::2]] = np.inf
        found: list[float] = widest.tolist()
        return found


class Run(Sequence[Token]):
    """Words of a page that follow each other, made one by one only when they are asked for."""

    __slots__ = ("_first", "_stop", "_words")

    def __init__(self, words: PlacedWords, first: int, stop: int) -> None:
        self._words = words
        self._first = first
        self._stop = stop

    def __len__(self) -> int:
        return self._stop - self._first

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Token, ...]: ...
    def __getitem__(self, at: int | slice) -> Token | tuple[Token, ...]:
        return self._words.tokens(self._first, self._stop)[at]
