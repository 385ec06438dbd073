"""The lines of a page as rows of words, and what of them stands on each side of a gutter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from protokollparser.core.document import Page, Word

# The least white between columns, in points; words this far apart are pieces of a table's row.
GUTTER = 8.5


@dataclass(frozen=True)
class Row:
    """The words of one line, or of its part in one column, from left to right."""

    page: Page
    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        """The right edge."""
        return max([word.x1 for word in self.words])

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
    def pieces(self) -> tuple[tuple[float, float, str], ...]:
        """Left edge, right edge and text of the pieces between wide gaps."""
        words, text = self.words, self.page.text
        cuts = [at for at, (a, b) in enumerate(pairwise(words), 1) if b.x0 - a.x1 >= 0.8 * b.size]
        return tuple(
            [
                (words[low].x0, words[high - 1].x1, text[words[low].start : words[high - 1].end])
                for low, high in pairwise([0, *cuts, len(words)])
            ]
        )

    @cached_property
    def wide(self) -> list[int]:
        """The numbers of the words with white before them as wide as a gutter."""
        return [at for at, (a, b) in enumerate(pairwise(self.words), 1) if b.x0 - a.x1 >= GUTTER]

    @cached_property
    def ascending(self) -> bool:
        """True unless words stand over each other: each begins and ends further right than the last."""
        return all(a.x0 <= b.x0 and a.x1 <= b.x1 for a, b in pairwise(self.words))

    def part(self, x: float) -> Parts | None:
        """Return what stands left and right of a place, None when it is not in white as wide as a gutter."""
        words = self.words
        if not self.ascending:
            left = tuple([word for word in words if word.x1 <= x])
            right = tuple([word for word in words if word.x1 > x])
            return self._parts(left, right) if all(word.x0 >= x for word in right) else None
        if words[-1].x1 <= x:
            return self, None
        if words[0].x0 >= x:
            return None, self
        for at in self.wide:
            if words[at - 1].x1 <= x <= words[at].x0:
                return Row(self.page, words[:at]), Row(self.page, words[at:])
        return None

    def _parts(self, left: tuple[Word, ...], right: tuple[Word, ...]) -> Parts | None:
        if left and right and right[0].x0 - max([word.x1 for word in left]) < GUTTER:
            return None
        return (Row(self.page, left) if left else None), (Row(self.page, right) if right else None)


Parts = tuple[Row | None, Row | None]


def _median(values: Sequence[float]) -> float:
    """Return the median; words of a line stand at one height mostly."""
    return values[0] if min(values) == max(values) else median(values)
