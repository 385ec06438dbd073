"""Lines of a table that may add up: its rows seen down the columns, or its columns seen along the rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from protokollparser.aggregations.grids import Bools, Floats, Grid

Ints = npt.NDArray[np.int64]

# More positions than this tell nothing new about which lines add up; the choice is judged on all afterwards.
_SAMPLE = 120
_HEADER_ROWS = 8


@dataclass(frozen=True)
class Axis:
    """Lines to add up: `values[line][position]`, 0 where no number stands; a relation repeats over positions.

    `along_rows` is True where the lines are columns. `weights` is 0 for positions that repeat another or are
    totals of others, whose agreement is no news. `labels` are the words beside or over a line, `leaves` its
    nearest label. `whole` marks lines of whole numbers only.
    """

    along_rows: bool
    values: Floats
    numbers: Bools
    steps: Floats
    weights: Floats
    labels: list[str]
    leaves: list[str]
    totals: Bools
    whole: Bools
    indents: Ints

    @property
    def lines(self) -> int:
        """How many lines there are, numbers in them or not."""
        return int(self.values.shape[0])

    def sampled(self) -> Axis:
        """Return the axis with as many positions as tell lines apart."""
        count = self.values.shape[1]
        if count <= _SAMPLE:
            return self
        nonzero = (self.numbers & (self.values != 0)).sum(axis=0) * (self.weights > 0)
        full = np.nonzero(nonzero >= np.median(nonzero[nonzero > 0]) if nonzero.any() else nonzero >= 0)[0]
        take = full[np.unique(np.linspace(0, len(full) - 1, _SAMPLE).astype(int))]
        return Axis(
            self.along_rows, self.values[:, take], self.numbers[:, take], self.steps[:, take],
            self.weights[take], self.labels, self.leaves, self.totals, self.whole, self.indents,
        )  # fmt: skip


def make_axis(grid: Grid, total_words: re.Pattern[str], along_rows: bool, derived: set[int]) -> Axis:
    """Return the columns of a grid as lines, or its rows; `derived` positions are totals themselves."""
    turned = (lambda array: np.ascontiguousarray(array.T)) if along_rows else (lambda array: array)
    numbers = turned(grid.numbers)
    values = np.where(numbers, turned(grid.values), 0.0)
    steps = np.where(numbers, turned(grid.steps), 0.0)
    weights = np.ones(values.shape[1])
    seen: set[bytes] = set()
    for position in range(values.shape[1]):
        mark = values[:, position].tobytes()
        if mark in seen or position in derived:
            weights[position] = 0.0
        seen.add(mark)
    labels, leaves, indents = _column_labels(grid) if along_rows else _row_labels(grid)
    totals = np.array([bool(total_words.search(label)) for label in labels], bool)
    fractions: Bools = np.abs(values / grid.scale - np.rint(values / grid.scale)) > 1e-9
    return Axis(
        along_rows,
        values,
        numbers,
        steps,
        weights,
        labels,
        leaves,
        totals,
        np.logical_not(fractions.any(axis=1)),
        indents,
    )


def _row_labels(grid: Grid) -> tuple[list[str], list[str], Ints]:
    """Return the words of every row, its first cell of words, and how far that is set in."""
    labels, leaves, indents = [], [], []
    for r, row in enumerate(grid.texts):
        words = [(c, text) for c, text in enumerate(row) if text.strip() and not grid.numbers[r, c]]
        labels.append(" ".join(text.strip() for _, text in words)[:80].casefold())
        first = words[0] if words else (0, "")
        leaves.append(first[1].strip().casefold())
        indents.append(first[0] * 20 + len(first[1]) - len(first[1].lstrip()))
    return labels, leaves, np.array(indents, dtype=np.int64)


def _column_labels(grid: Grid) -> tuple[list[str], list[str], Ints]:
    """Return the words over every column, and the lowest of them."""
    rows, columns = grid.shape
    labels, leaves = [], []
    for c in range(columns):
        held = np.nonzero(grid.numbers[:, c])[0]
        first = int(held[0]) if len(held) else 0
        # A year or a number may stand among the words of a header: words go on below it.
        words = [grid.texts[r][c].strip() for r in range(min(rows, first + 3)) if not grid.numbers[r, c]]
        words = [word for word in words[-_HEADER_ROWS:] if word]
        labels.append(" ".join(words)[-80:].casefold())
        leaves.append(words[-1].casefold() if words else "")
    return labels, leaves, np.zeros(columns, dtype=np.int64)
