"""Lines of an axis that could be sums of others: of runs, of every n-th line, pairs, namesakes, runs but one.

Each shape gives many sets of lines. A set is compared with a line at a few positions first, where the line's
figures are longest, and judged at all positions only when it agrees there.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from protokollparser.aggregations.axes import Axis, Ints
from protokollparser.aggregations.evidence import Added, Sum, Terms, add_all, judge, longest_streaks
from protokollparser.aggregations.grids import Bools, Floats
from protokollparser.aggregations.long_runs import long_runs

_FAR = 3
# Axes with more lines than this are searched near each line, and for runs by their running sums.
LONG = 220
_ALL_PAIRS = 64
_ALL_STRIDES = 110
_ALL_BUT_ONE = 90
_NEAR = 14
_NEAREST = 5
_ANCHORS = 4
_LONG_ANCHORS = 8
_LEAST_SHARE = 0.5
_LEAST_STREAK = 7
_AT_ONCE = 2000


class Search:
    """The sums found on an axis so far; each set of lines is entered once, under its first shape."""

    def __init__(self, axis: Axis) -> None:
        """Start with nothing found."""
        self.axis = axis
        self.found: dict[tuple[int, tuple[int, ...]], Sum] = {}
        most = _ANCHORS if axis.lines <= LONG else _LONG_ANCHORS
        self.anchors = [self._anchors(line, most) for line in range(axis.lines)]

    def _anchors(self, line: int, most: int) -> Ints:
        """Return the positions at which a line's figures say most."""
        axis = self.axis
        size = np.where(
            axis.steps[line] > 0,
            np.abs(axis.values[line]) / np.where(axis.steps[line] > 0, axis.steps[line], 1),
            0,
        )
        size = size * axis.weights
        told: Ints = np.nonzero(size > 0)[0]
        if len(told) > most:
            best = told[np.argsort(-size[told], kind="stable")][: max(most, len(told) // 2)]
            told = best[np.linspace(0, len(best) - 1, most).astype(int)]
        return told

    def agreeing(self, line: int, added: Added, sizes: Ints) -> Bools:
        """Return which sums agree with a line at half of its anchors.

        `added` makes them, `sizes` says of how many parts each is.
        """
        anchors = self.anchors[line]
        if not len(sizes):
            return np.zeros(0, dtype=bool)
        reach = 1.0 + 0.87 * np.sqrt(sizes + 1.0)
        bound = reach[:, None] * self.axis.steps[line, anchors] + 1e-6
        off = np.abs(_at(added, anchors) - self.axis.values[line, anchors])
        agreed: Bools = (off <= bound).sum(axis=1) >= max(1, (len(anchors) + 1) // 2)
        return agreed

    def enter(
        self, line: int, chosen: Sequence[tuple[int, ...]], way: str, skips: list[int], view: int
    ) -> None:
        """Judge sets of lines against a line at all positions, and keep those that hold at enough of them."""
        self.enter_all([(line, parts, skip) for parts, skip in zip(chosen, skips, strict=True)], way, view)

    def enter_all(self, chosen: list[tuple[int, tuple[int, ...], int]], way: str, view: int) -> None:
        """Judge sums (line, parts, how far beside), each told once, and keep those that hold often enough."""
        new = [one for one in chosen if one[:2] not in self.found and one[0] not in one[1]]
        for start in range(0, len(new), _AT_ONCE):
            self._enter(new[start : start + _AT_ONCE], way, view)

    def _enter(self, new: list[tuple[int, tuple[int, ...], int]], way: str, view: int) -> None:
        """Keep those of some new sums that hold at enough positions."""
        totals = np.array([line for line, _, _ in new])
        told, still, missed, evidence = judge(self.axis, totals, add_all(self.axis, [one[1] for one in new]))
        counts, misses, quiet = told.sum(axis=1), missed.sum(axis=1), still.sum(axis=1)
        enough = counts >= _LEAST_SHARE * (counts + misses)
        some = np.nonzero((counts > 0) & (enough | (counts >= _LEAST_STREAK)))[0]
        streaks = longest_streaks(told[some], missed[some])
        for i, streak in zip(some.tolist(), streaks.tolist(), strict=True):
            line, parts, skip = new[i]
            if enough[i] or streak >= _LEAST_STREAK:
                self.found[line, parts] = Sum(
                    line, parts, way, skip, view, int(counts[i]), int(quiet[i]), int(misses[i]),
                    streak, float(evidence[i]),
                )  # fmt: skip

    def runs(self, lines: list[int], view: int, far: int = _FAR) -> None:
        """Enter runs of two or more of some lines, in their order, beside a line at most `far` from it."""
        count = len(lines)
        if count < 3:
            return
        terms = Terms(self.axis, lines)
        if count > LONG:
            self.enter_all(list(long_runs(self.axis, lines, terms)), "run", view)
            return
        starts, ends = _spans(count)
        for place, line in enumerate(lines):
            if not len(self.anchors[line]):
                continue
            before, after = place - ends, starts - place - 1
            skip = np.maximum(before, after)
            near = (skip >= 0) & (skip < far)
            self._enter_runs(lines, terms, line, starts[near], ends[near], skip[near], view)

    def _enter_runs(
        self, lines: list[int], terms: Terms, line: int, starts: Ints, ends: Ints, skip: Ints, view: int
    ) -> None:
        """Enter those of the runs `[start, end)` that agree with a line."""
        good = self.agreeing(line, terms.runs(starts, ends), ends - starts)
        chosen = [tuple(lines[s:e]) for s, e in zip(starts[good], ends[good], strict=True)]
        self.enter(line, chosen, "run", [int(x) for x in skip[good]], view)

    def strides(self, lines: list[int]) -> None:
        """Enter every n-th line: as many as there are columns for each of the parts."""
        count = len(lines)
        if count > _ALL_STRIDES or count < 5:
            return
        values = self.axis.values[lines]
        made = [
            (start, step, terms)
            for step in range(2, min(40, count // 2) + 1)
            for start in range(count - step)
            for terms in range(2, (count - 1 - start) // step + 2)
        ]
        sums = np.zeros((len(made), values.shape[1]))
        last = 0.0 * values[0]
        for i, (start, step, terms) in enumerate(made):
            last = (
                values[start] + values[start + step]
                if terms == 2
                else last + values[start + step * (terms - 1)]
            )
            sums[i] = last
        shape = np.array(made)
        first, final = shape[:, 0], shape[:, 0] + shape[:, 1] * (shape[:, 2] - 1)
        for place, line in enumerate(lines):
            if not len(self.anchors[line]):
                continue
            gap = np.where(place < first, first - place, np.where(place > final, place - final, -1))
            beside = (gap > 0) & (gap <= 3 * shape[:, 1])
            pick = np.nonzero(beside)[0]
            good = pick[self.agreeing(line, [(sums, pick, 1)], shape[pick, 2])]
            chosen = [tuple(lines[s] for s in range(made[i][0], final[i] + 1, made[i][1])) for i in good]
            self.enter(line, chosen, "stride", [int(gap[i] != 1 and gap[i] != shape[i, 1]) for i in good], 0)

    def pairs(self, lines: list[int]) -> None:
        """Enter any two lines, near each other where there are many."""
        count = len(lines)
        values = self.axis.values[lines]
        reach = count if count <= _ALL_PAIRS else _NEAR if count <= LONG else _NEAREST
        window = min(count, 2 * reach + 1)
        ones, twos = np.triu_indices(window, 1)
        chosen: list[tuple[int, tuple[int, ...], int]] = []
        for place, line in enumerate(lines):
            if not len(self.anchors[line]):
                continue
            low = min(max(0, place - reach), count - window)
            apart = (ones != place - low) & (twos != place - low)
            one, two = ones[apart] + low, twos[apart] + low
            good = self.agreeing(line, [(values, one, 1), (values, two, 1)], np.full(len(one), 2))
            chosen += [(line, (lines[a], lines[b]), 0) for a, b in zip(one[good], two[good], strict=True)]
        self.enter_all(chosen, "pair", 0)

    def named_alike(self, lines: list[int]) -> None:
        """Enter runs among lines of one name, as the "public" columns of several groups."""
        if len(lines) > LONG:
            return
        groups: dict[str, list[int]] = {}
        for line in lines:
            if self.axis.leaves[line]:
                groups.setdefault(self.axis.leaves[line], []).append(line)
        for group in groups.values():
            if not 2 <= len(group) <= 40 or len(group) == len(lines):
                continue
            terms = Terms(self.axis, group)
            starts, ends = _spans(len(group))
            for line in lines:
                if len(self.anchors[line]):
                    good = self.agreeing(line, terms.runs(starts, ends), ends - starts)
                    chosen = [tuple(group[s:e]) for s, e in zip(starts[good], ends[good], strict=True)]
                    self.enter(line, chosen, "named", [0] * len(chosen), 0)

    def runs_but_one(self, lines: list[int], view: int) -> None:
        """Enter runs beside a line from which one line is left out."""
        count = len(lines)
        if not 4 <= count <= _ALL_BUT_ONE:
            return
        values, terms = self.axis.values[lines], Terms(self.axis, lines)
        for place, line in enumerate(lines):
            if not len(self.anchors[line]):
                continue
            for side in (-1, 1):
                start, end, left = _all_but_one(place, count, side)
                if not len(left):
                    continue
                good = self.agreeing(line, [*terms.runs(start, end), (values, left, -1)], end - start - 1)
                # A line of zeros could be left out of every run.
                good &= np.abs(values[left]).sum(axis=1) > 0
                chosen = [
                    tuple(lines[i] for i in range(s, e) if i != o)
                    for s, e, o in zip(start[good], end[good], left[good], strict=True)
                ]
                self.enter(line, chosen, "but one", [0] * len(chosen), view)


def _all_but_one(place: int, count: int, side: int) -> tuple[Ints, Ints, Ints]:
    """Return starts, ends and the line left out of runs beside a place; it is neither end."""
    size = place if side < 0 else count - place - 1
    out, length = np.triu_indices(size + 1, 2)
    keep = (out >= 1) & (length >= 4)
    out, length = out[keep], length[keep]
    if side > 0:
        return np.full(len(out), place + 1), place + 1 + length, place + 1 + out
    return place - length, np.full(len(out), place), place - 1 - out


def _at(added: Added, positions: Ints) -> Floats:
    """Return sums at some positions, of shape (sums, positions)."""
    total: Floats = sum(
        (sign * values[np.ix_(rows, positions)] for values, rows, sign in added), np.zeros(())
    )
    return total


def _spans(count: int) -> tuple[Ints, Ints]:
    """Return starts and ends of all runs of two or more among some lines."""
    starts, ends = np.triu_indices(count + 1, 2)
    return starts, ends
