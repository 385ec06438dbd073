"""The numbers of a table as arrays: what a cell is worth, and to what step it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from protokollparser.core.number_formats import Number, find_format, read_number

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_MOST_DECIMALS = 6
# Offices that guard persons round every count to a multiple of one of these.
_BASES = (10, 5, 3)


@dataclass(frozen=True)
class Grid:
    """A table: `values[r][c]`, 0 where there is none, whether a cell is a number, the step it is printed to.

    Values are scaled to whole units of the last decimal printed anywhere; `texts` are the cells as given.
    """

    texts: list[list[str]]
    values: Floats
    numbers: Bools
    steps: Floats
    scale: float

    @cached_property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.values.shape
        return rows, columns


def read_grid(cells: Sequence[Sequence[str]]) -> Grid:
    """Return the grid of a table's cells; rows may be ragged."""
    rows, columns = len(cells), max(map(len, cells), default=0)
    texts = [[str(text) for text in row] + [""] * (columns - len(row)) for row in cells]
    form = find_format([text for row in texts for text in row if text])
    seen: dict[str, Number | None] = {}
    held: list[tuple[int, int, Number]] = []
    for r, row in enumerate(texts):
        for c, text in enumerate(row):
            if not text:
                continue
            if text not in seen:
                seen[text] = read_number(text, form)
            number = seen[text]
            if number is not None:
                held.append((r, c, number))
    most = min(max((n.decimals for _, _, n in held), default=0), _MOST_DECIMALS)
    shape = (rows, columns)
    grid = Grid(texts, np.zeros(shape), np.zeros(shape, bool), np.zeros(shape), 10.0**most)
    for r, c, number in held:
        step = 10.0 ** (most - number.decimals)
        grid.values[r, c] = number.digits * step
        grid.numbers[r, c] = True
        grid.steps[r, c] = step
    base = _rounding_base(grid)
    if base > 1:
        grid.steps[grid.numbers] *= base
    return grid


def _rounding_base(grid: Grid) -> int:
    """Return the base that nearly all whole numbers of a grid are rounded to: 10, 5 or 3; else 1."""
    whole = grid.numbers & (grid.steps == grid.scale) & (np.abs(grid.values) >= 2 * grid.scale)
    counts = np.rint(grid.values[whole] / grid.scale)
    # Years stand among the counts of a header and are no counts.
    counts = counts[(counts < 1900) | (counts > 2100)]
    if len(counts) < 25:
        return 1
    return next((base for base in _BASES if np.mean(counts % base == 0) > 0.93), 1)
