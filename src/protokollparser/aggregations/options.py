"""All relations that a table may hold, with what speaks for each and the cells that it would join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from protokollparser.aggregations.averages import (
    AVERAGE_NAMES,
    describe_averages,
    fewest,
    find_averages,
    judge_average,
)
from protokollparser.aggregations.axes import Axis, make_axis
from protokollparser.aggregations.evidence import Sum, add, fresh_evidence, judge, longest_streaks
from protokollparser.aggregations.features import NAMES, describe
from protokollparser.aggregations.grids import Bools, Floats, Grid, read_grid
from protokollparser.aggregations.ratios import RATIO_NAMES, describe_ratios, find_ratios, judge_ratio
from protokollparser.aggregations.sums import find_sums
from protokollparser.aggregations.words import AggregationWords

# The operators, and the names of what is known of their options.
OPERATORS = {"Sum": NAMES, "Division": RATIO_NAMES, "RelativeChange": RATIO_NAMES, "Average": AVERAGE_NAMES}
# Where a sum has one part at most it does not show itself; it is believed there when it does elsewhere.
_STILL_TO_TOLD = 10
# A price list may say 4 = 3 + 1 in every row: one agreement, however often it is printed.
_LEAST_DISTINCT = 0.05


@dataclass(frozen=True)
class Option:
    """A relation between lines: `total` from `parts` in `positions`, all of rows or of columns.

    `parts` stand in order: of a division what is divided first, of a change the old figure first.
    """

    operator: str
    along_rows: bool
    total: int
    parts: tuple[int, ...]
    positions: tuple[int, ...]

    def relations(self) -> list[tuple[tuple[int, int], tuple[tuple[int, int], ...]]]:
        """Return the total cell and the cells of the parts in every position."""
        return [
            (self._cell(self.total, p), tuple(self._cell(part, p) for part in self.parts))
            for p in self.positions
        ]

    def _cell(self, line: int, position: int) -> tuple[int, int]:
        return (position, line) if self.along_rows else (line, position)


def find_options(
    cells: Sequence[Sequence[str]], words: AggregationWords
) -> dict[str, tuple[list[Option], Floats]]:
    """Return for every operator the options of a table and their features, of shape (options, features)."""
    grid = read_grid(cells)
    found: dict[str, list[tuple[list[Option], Floats]]] = {operator: [] for operator in OPERATORS}
    if grid.numbers.any():
        derived: set[int] = set()
        for along_rows in (True, False):
            axis = make_axis(grid, words.total, along_rows, derived)
            sampled = axis.sampled()
            sums, rank, accepted = find_sums(sampled, grid.scale)
            if along_rows:
                derived = {one.total for one in accepted}
            found["Sum"].append(_sum_options(axis, sums, rank))
            plain = make_axis(grid, words.total, along_rows, set())
            for operator, made in _ratio_options(plain, grid, words).items():
                found[operator].append(made)
            found["Average"].append(_average_options(plain, words))
    return {
        operator: (
            [option for options, _ in made for option in options],
            np.concatenate([rows for _, rows in made]) if made else np.zeros((0, len(OPERATORS[operator]))),
        )
        for operator, made in found.items()
    }


def _sum_options(axis: Axis, sums: list[Sum], rank: int) -> tuple[list[Option], Floats]:
    """Return the sums of an axis as options, judged in all its positions."""
    kept: list[Sum] = []
    options: list[Option] = []
    for one in sums:
        added = add(axis, one.parts)
        told, still, missed, _ = judge(axis, one.total, added)
        nothing = axis.numbers[one.total] & (axis.values[one.total] == 0) & (added[2][0] == 0)
        one.told, one.still, one.missed = int(told.sum()), int(still.sum()), int(missed.sum())
        one.streak = int(longest_streaks(told, missed)[0])
        if not one.told:
            continue
        one.distinct, one.evidence = fresh_evidence(axis, one, told[0])
        if one.distinct < _LEAST_DISTINCT * one.told:
            continue
        quiet = still[0] | nothing
        seen = one.told + _turns(axis, one.parts, still[0])
        shown = told[0] | quiet if quiet.sum() <= _STILL_TO_TOLD * seen else told[0]
        kept.append(one)
        options.append(_option("Sum", axis, one.total, one.parts, shown))
    return options, describe(axis, kept, rank)


def _turns(axis: Axis, parts: tuple[int, ...], still: Bools) -> int:
    """Return in how many positions the only part is another than the usual one: such positions tell, too."""
    sole = np.nonzero(still)[0]
    if not len(sole):
        return 0
    held = np.bincount(np.abs(axis.values[list(parts)][:, sole]).argmax(axis=0))
    return len(sole) - int(held.max())


def _ratio_options(axis: Axis, grid: Grid, words: AggregationWords) -> dict[str, tuple[list[Option], Floats]]:
    """Return the divisions and the changes of an axis as options."""
    kept = []
    shown = []
    for ratio in find_ratios(axis.sampled(), grid.scale):
        holds = judge_ratio(axis, ratio, grid.scale)
        if ratio.holds_mostly():
            kept.append(ratio)
            shown.append(holds)
    rows = describe_ratios(axis, kept, words, grid.scale)
    made: dict[str, tuple[list[Option], Floats]] = {}
    for operator in ("Division", "RelativeChange"):
        chosen = [i for i, ratio in enumerate(kept) if ratio.operator == operator]
        options = [
            _option(operator, axis, kept[i].total, (kept[i].first, kept[i].second), shown[i]) for i in chosen
        ]
        made[operator] = (options, rows[chosen])
    return made


def _average_options(axis: Axis, words: AggregationWords) -> tuple[list[Option], Floats]:
    """Return the averages of an axis as options."""
    sampled = axis.sampled()
    found = find_averages(sampled)
    if sampled is not axis:
        for one in found:
            judge_average(axis, one)
    kept = fewest([one for one in found if one.told])
    options = [_option("Average", axis, one.total, one.parts, judge_average(axis, one)) for one in kept]
    return options, describe_averages(axis, kept, words.mean)


def _option(operator: str, axis: Axis, total: int, parts: tuple[int, ...], shown: Bools) -> Option:
    """Return an option that stands where `shown` is true."""
    return Option(operator, axis.along_rows, total, parts, tuple(np.nonzero(shown)[0].tolist()))
