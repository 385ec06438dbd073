"""The lines of a page as rows of words, and what of them stands on each side of a gutter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from operator import sub
from statistics import median

from protokollparser.core.document import Page, Word
from protokollparser.layout.figures import fills_figure_column

# The least white between columns, in points; words this far apart are pieces of a table's row.
GUTTER = 8.5


class Row:
    """The words of one line, or of its part in one column, from left to right.

    `lefts` and `rights` are their edges, `gaps` the white between them, and `wide` the numbers of those with
    white before them as wide as a gutter.
    """

    def __init__(self, page: Page, words: tuple[Word, ...]) -> None:
        self.page = page
        self.words = words
        self.lefts = [word.x0 for word in words]
        self.rights = [word.x1 for word in words]
        self.gaps = list(map(sub, self.lefts[1:], self.rights))
        self.wide = [at for at, gap in enumerate(self.gaps, 1) if gap >= GUTTER]

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.lefts[0]

    @cached_property
    def x1(self) -> float:
        """The right edge."""
        return max(self.rights)

    @cached_property
    def top(self) -> float:
        """The upper edge."""
        return _median([word.top for word in self.words])

    @cached_property
    def bottom(self) -> float:
        """The lower edge."""
        return _median([word.bottom for word in self.words])

    @cached_property
    def middle(self) -> float:
        """Half-way between the upper and the lower edge."""
        return (self.top + self.bottom) / 2

    @cached_property
    def starts(self) -> list[int]:
        """The numbers of the words with which the pieces between wide gaps begin."""
        wide = [at for at, gap in enumerate(self.gaps, 1) if gap >= 0.8 * self.words[at].size]
        return [0, *wide]

    @cached_property
    def pieces(self) -> tuple[tuple[float, float, str], ...]:
        """Left edge, right edge and text of the pieces between wide gaps."""
        words, text = self.words, self.page.text
        ends = [*self.starts[1:], len(words)]
        pieces = [(words[low], words[high - 1]) for low, high in zip(self.starts, ends, strict=True)]
        return tuple([(first.x0, last.x1, text[first.start : last.end]) for first, last in pieces])

    @cached_property
    def ascending(self) -> bool:
        """True unless words stand over each other: each begins and ends further right than the last."""
        return self.lefts == sorted(self.lefts) and self.rights == sorted(self.rights)

    def cut(self, x: float) -> int | None:
        """Return how many words stand left of a place, None when it is not in white as wide as a gutter."""
        if not self.ascending:
            parts = self.part(x)
            return parts and (len(parts[0].words) if parts[0] else 0)
        if self.rights[-1] <= x:
            return len(self.words)
        if self.lefts[0] >= x:
            return 0
        at = bisect_right(self.rights, x)
        return at if at in self.wide and x <= self.lefts[at] else None

    def part(self, x: float) -> Parts | None:
        """Return what stands left and right of a place, None when it is not in white as wide as a gutter."""
        words = self.words
        if not self.ascending:
            left = tuple([word for word in words if word.x1 <= x])
            right = tuple([word for word in words if word.x1 > x])
            return self._parts(left, right) if all(word.x0 >= x for word in right) else None
        at = self.cut(x)
        if at is None:
            return None
        if at == len(words):
            return self, None
        return (Row(self.page, words[:at]), Row(self.page, words[at:])) if at else (None, self)

    def _parts(self, left: tuple[Word, ...], right: tuple[Word, ...]) -> Parts | None:
        if left and right and right[0].x0 - max([word.x1 for word in left]) < GUTTER:
            return None
        return (Row(self.page, left) if left else None), (Row(self.page, right) if right else None)

    def figured_from(self, at: int) -> bool:
        """True when all pieces from a word on are figures."""
        if at in self.starts:
            return at >= self._figured
        return Row(self.page, self.words[at:]).figured_from(0)

    def figure_at(self, at: int) -> bool:
        """True when the piece that a word begins is a figure."""
        if at in self.starts:
            return self.figures[self.starts.index(at)]
        return Row(self.page, self.words[at:]).figures[0]

    @cached_property
    def figures(self) -> list[bool]:
        """Which pieces are figures."""
        return [fills_figure_column(text) for _, _, text in self.pieces]

    @cached_property
    def _figured(self) -> int:
        """The number of the word from which on all pieces are figures; one more where the last is none."""
        first = len(self.words)
        for start, figure in zip(reversed(self.starts), reversed(self.figures), strict=True):
            if not figure:
                break
            first = start
        return first


Parts = tuple[Row | None, Row | None]


def _median(values: Sequence[float]) -> float:
    """Return the median; words of a line stand at one height mostly."""
    return values[0] if min(values) == max(values) else median(values)
