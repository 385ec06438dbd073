"""How well a sum holds over the positions of its lines, and how unlikely that is by accident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from protokollparser.aggregations.axes import Axis, Ints
from protokollparser.aggregations.grids import Bools, Floats

# What sums are added up from: rows of arrays, each with a sign.
Added = Sequence[tuple[Floats, Ints, int]]
# Values, squared steps, numbers and figures other than 0 of sums, each of shape (sums, positions).
Totals = tuple[Floats, Floats, Floats, Floats]

_CELLS_AT_ONCE = 500_000


@dataclass
class Sum:
    """A line that may be the sum of others: `parts` in rising order, `way` how it was found.

    `told` positions hold and say so, `still` hold but could not fail (all blank or one part), `missed` do not
    hold. `evidence` is in nats: how surprising the agreement were among figures of that many digits.
    `distinct` positions that tell differ in their figures; 0 where not counted yet.
    """

    total: int
    parts: tuple[int, ...]
    way: str
    skip: int
    view: int
    told: int
    still: int
    missed: int
    streak: int
    evidence: float
    distinct: int = 0


class Terms:
    """Running sums over some lines of an axis in their order, from which any run of them is added at once."""

    def __init__(self, axis: Axis, lines: list[int]) -> None:
        """Add up the lines."""
        self.lines = lines
        numbers = axis.numbers[lines]
        nonzero = numbers & (axis.values[lines] != 0)
        self.values = _running(axis.values[lines])
        self.squares = _running(axis.steps[lines] ** 2)
        self.counts = _running(numbers.astype(np.float64))
        self.nonzero = _running(nonzero.astype(np.float64))

    def runs(self, starts: Ints, ends: Ints) -> Added:
        """Return what makes the sums of the runs `[start, end)`."""
        return [(self.values, ends, 1), (self.values, starts, -1)]


def _running(array: Floats) -> Floats:
    """Return running sums with a zero before them."""
    return np.vstack([np.zeros((1, array.shape[1])), np.cumsum(array, axis=0)])


def judge(axis: Axis, total: int | Ints, added: Totals) -> tuple[Bools, Bools, Bools, Floats]:
    """Return where sums tell, where they hold without telling, where they miss, and their evidence.

    `total` is their line, or a line for each.
    """
    values, squares, counts, nonzero = added
    stated, step = axis.values[total], axis.steps[total]
    applies = axis.numbers[total] & (counts >= 1)
    off = np.abs(stated - values)
    bound = _bound(step, squares)
    holds = applies & (off <= bound + 1e-12 * np.abs(stated) + 1e-6)
    exact = off <= 1e-6 + 1e-12 * np.abs(stated)
    told = holds & (nonzero >= 2) & (exact | (np.abs(stated) > 4 * bound))
    news = _news(np.abs(stated), step, off, bound)
    return told, holds & ~told, applies & ~holds & (counts >= 2), (told * news * axis.weights).sum(axis=-1)


def _bound(step: Floats, squares: Floats) -> Floats:
    """Return how far roundings may put a sum off: three deviations of a random walk, one step at least."""
    return np.asarray(np.maximum(step, 3 * np.sqrt((step * step + squares) / 12.0)))


def _news(size: Floats, step: Floats, off: Floats, bound: Floats) -> Floats:
    """Return in nats how surprising it is that figures of some size agree as nearly as they do."""
    unit = np.where(step > 0, step, 1.0)
    width = np.where(off <= 1e-6 + 1e-12 * size, unit, 2 * bound + unit)
    return np.asarray(np.log(np.maximum(size / width, 1.0)))


def fresh_evidence(axis: Axis, found: Sum, told: Bools) -> tuple[int, float]:
    """Return in how many positions a sum tells something new, and the evidence of these.

    Positions of the same figures repeat one agreement: 39 rows of a price list may hold one sum.
    """
    at = np.nonzero(told)[0]
    lines = [found.total, *found.parts]
    marks = np.sqrt(np.arange(2.0, len(lines) + 2)) @ axis.values[lines][:, at]
    first = at[np.unique(marks, return_index=True)[1]]
    stated, step = axis.values[found.total, first], axis.steps[found.total, first]
    parts = list(found.parts)
    off = np.abs(stated - axis.values[parts][:, first].sum(axis=0))
    squares = (axis.steps[parts][:, first] ** 2).sum(axis=0)
    news = _news(np.abs(stated), step, off, _bound(step, squares)) * axis.weights[first]
    return len(first), float(news.sum())


def longest_streaks(told: Bools, missed: Bools) -> Ints:
    """Return the longest stretch of positions that tell with none between them that misses, for every sum."""
    if not told.size:
        return np.zeros(told.shape[0], dtype=np.int64)
    counted = told.cumsum(axis=1)
    broken = np.maximum.accumulate(np.where(missed, counted, 0), axis=1)
    best: Ints = (counted - broken).max(axis=1)
    return best


def add(axis: Axis, parts: tuple[int, ...]) -> Totals:
    """Return the arrays of one sum, of shape (1, positions)."""
    return add_all(axis, [parts])


def add_all(axis: Axis, chosen: list[tuple[int, ...]]) -> Totals:
    """Return the arrays of several sums: those of equally many parts are added up at once."""
    made = tuple(np.empty((len(chosen), axis.values.shape[1])) for _ in range(4))
    alike: dict[int, list[int]] = defaultdict(list)
    for i, parts in enumerate(chosen):
        alike[len(parts)].append(i)
    for places in _portions(alike, axis.values.shape[1]):
        lines = np.array([chosen[i] for i in places])
        numbers, values = axis.numbers[lines], axis.values[lines]
        made[0][places] = values.sum(axis=1)
        made[1][places] = (axis.steps[lines] ** 2).sum(axis=1)
        made[2][places] = numbers.sum(axis=1)
        made[3][places] = (numbers & (values != 0)).sum(axis=1)
    return made[0], made[1], made[2], made[3]


def _portions(alike: dict[int, list[int]], positions: int) -> Iterator[list[int]]:
    """Yield sums of equally many parts, no more at once than memory holds easily."""
    for parts, places in alike.items():
        most = max(1, _CELLS_AT_ONCE // max(parts * positions, 1))
        yield from (places[i : i + most] for i in range(0, len(places), most))
