"""Which lines of an axis could be the averages of runs of others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from protokollparser.aggregations.axes import Axis, Ints
from protokollparser.aggregations.candidates import Search
from protokollparser.aggregations.evidence import Terms
from protokollparser.aggregations.grids import Bools, Floats

_FAR = 6
_ALL_RUNS = 180
_LEAST_SHARE = 0.5
_MOST_OF_A_TOTAL = 8

AVERAGE_NAMES = (
    "along rows", "skip", "told", "missed share", "still share", "news", "evidence", "parts", "word of mean",
    "word of mean on axis", "total word", "after", "edge", "blank at far end", "blank before total",
    "whole total", "whole parts", "rivals", "best other", "longer holds", "shorter holds", "same run",
    "lines", "positions", "parts that are averages", "numbers beyond", "two parts", "pairs alike", "view",
)  # fmt: skip


@dataclass
class Average:
    """A line that may be the average of a run of others; blanks among these are left out of the count."""

    total: int
    parts: tuple[int, ...]
    skip: int
    view: int
    told: int = 0
    still: int = 0
    missed: int = 0
    evidence: float = 0.0


def find_averages(axis: Axis) -> list[Average]:
    """Return the averages that hold in at least half of the positions of an axis."""
    search = Search(axis)
    lines = [i for i in range(axis.lines) if axis.numbers[i].any()]
    found: dict[tuple[int, tuple[int, ...]], Average] = {}
    views = [lines]
    whole = [i for i in lines if axis.whole[i]]
    if 0 < len(whole) < len(lines):
        views.append([i for i in lines if not axis.whole[i]])
    for view, chosen in enumerate(views):
        for average in _runs(axis, search, chosen, view, lines):
            if (average.total, average.parts) not in found:
                found[average.total, average.parts] = average
    return list(found.values())


def _runs(axis: Axis, search: Search, view_lines: list[int], view: int, lines: list[int]) -> list[Average]:
    """Return averages of runs of the lines of a view."""
    count = len(view_lines)
    if count < 3:
        return []
    terms = Terms(axis, view_lines)
    starts, ends = _spans(view_lines)
    rank = {line: i for i, line in enumerate(view_lines)}
    made = []
    for line in lines:
        anchors = search.anchors[line]
        if not len(anchors):
            continue
        inside = line in rank
        place = rank[line] if inside else int(np.searchsorted(view_lines, line))
        skip = np.maximum(place - ends, starts - place - inside)
        near = np.nonzero((skip >= 0) & (skip <= _FAR))[0]
        agreed = np.zeros(len(near), dtype=np.int64)
        for position in anchors:
            n = terms.counts[ends[near], position] - terms.counts[starts[near], position]
            total = terms.values[ends[near], position] - terms.values[starts[near], position]
            bound = 0.51 * axis.steps[line, position] + 1e-6
            agreed += (n >= 2) & (np.abs(total / np.maximum(n, 1) - axis.values[line, position]) <= bound)
        good = near[agreed >= max(1, (len(anchors) + 1) // 2)]
        for i in good:
            average = Average(line, tuple(view_lines[starts[i] : ends[i]]), int(skip[i]), view)
            judge_average(axis, average)
            if average.told and average.told >= _LEAST_SHARE * (average.told + average.missed):
                made.append(average)
    return made


def _spans(lines: list[int]) -> tuple[Ints, Ints]:
    """Return starts and ends of runs of two or more among some lines.

    On a long axis a run starts or ends where a line without numbers interrupts.
    """
    count = len(lines)
    if count <= _ALL_RUNS:
        return np.triu_indices(count + 1, 2)
    breaks = {i for i in range(count) if i == 0 or lines[i] - lines[i - 1] > 1}
    opens = np.array([i for i in range(count + 1) if i in breaks or i - 1 in breaks])
    closes = np.array([i for i in range(count + 1) if i == count or i in breaks or i + 1 in breaks])
    starts, ends = (grid.ravel() for grid in np.meshgrid(opens, closes, indexing="ij"))
    long = ends - starts >= 2
    return starts[long], ends[long]


def judge_average(axis: Axis, average: Average) -> Bools:
    """Return where an average holds, and note how often it tells, holds without telling, and misses."""
    parts = list(average.parts)
    values, numbers = axis.values[parts], axis.numbers[parts]
    count = numbers.sum(axis=0)
    stated, step = axis.values[average.total], axis.steps[average.total]
    applies = axis.numbers[average.total] & (count >= 1)
    off = np.abs(values.sum(axis=0) / np.maximum(count, 1) - stated)
    coarse = np.sqrt((axis.steps[parts] ** 2).sum(axis=0)) / np.maximum(count, 1) * 0.5
    held: Bools = applies & (off <= 0.51 * step + np.minimum(coarse, step) + 1e-6)
    low = np.where(numbers, values, np.inf).min(axis=0)
    high = np.where(numbers, values, -np.inf).max(axis=0)
    told = held & (count >= 2) & (high > low)
    average.told, average.still = int(told.sum()), int((held & ~told).sum())
    average.missed = int((applies & ~held & (count >= 2)).sum())
    spread = np.where(told, np.log(np.maximum((high - low) / np.where(step > 0, step, 1.0), 1.0)), 0.0)
    average.evidence = float((np.minimum(spread, 9.0) * axis.weights).sum())
    return held


def fewest(averages: list[Average]) -> list[Average]:
    """Return the averages worth choosing from: of every line those that hold best."""
    kept, taken = [], Counter[int]()
    for one in sorted(averages, key=lambda a: (-a.evidence / (1 + a.missed), a.skip, a.total, a.parts)):
        taken[one.total] += 1
        if taken[one.total] <= _MOST_OF_A_TOTAL:
            kept.append(one)
    return kept


def describe_averages(axis: Axis, averages: list[Average], mean_words: re.Pattern[str]) -> Floats:
    """Return the features of averages found on one axis, of shape (averages, features), in their order."""
    numeric: Bools = np.any(axis.numbers, axis=1)
    by_total: dict[int, list[Average]] = defaultdict(list)
    runs = Counter(a.parts for a in averages)
    alike = Counter((a.parts[0] - a.total, len(a.parts)) for a in averages)
    for a in averages:
        by_total[a.total].append(a)
    meant = np.array([bool(mean_words.search(label)) for label in axis.labels], bool)
    rows = []
    for a in averages:
        low, high, judged = a.parts[0], a.parts[-1], a.told + a.missed
        after = low > a.total
        far = high + 1 if after else low - 1
        between = range(a.total + 1, low) if after else range(high + 1, a.total)
        step = 1 if after else -1
        rivals = [o for o in by_total[a.total] if o is not a]
        own = set(a.parts)
        beyond = far
        while 0 <= beyond < axis.lines and not numeric[beyond]:
            beyond += step
        rows.append([
            float(axis.along_rows), float(a.skip), np.log(a.told), a.missed / judged,
            a.still / (judged + a.still),
            np.log1p(a.evidence), a.evidence / a.told, np.log(len(a.parts)), float(meant[a.total]),
            float(meant.any()), float(axis.totals[a.total]), float(after),
            float(not 0 <= beyond < axis.lines),
            float(abs(beyond - far) > 0), float(any(not numeric[i] for i in between)),
            float(axis.whole[a.total]), float(axis.whole[list(a.parts)].mean()), float(len(rivals)),
            np.log1p(max((o.evidence for o in rivals), default=0.0)) - np.log1p(a.evidence),
            float(any(own < set(o.parts) and o.told >= a.told for o in rivals)),
            float(any(own > set(o.parts) and o.told >= a.told for o in rivals)), float(runs[a.parts]),
            np.log(numeric.sum()), np.log(max((axis.weights > 0).sum(), 1)),
            float(np.mean([p in by_total for p in a.parts])), float(0 <= far < axis.lines and numeric[far]),
            float(len(a.parts) == 2), np.log(alike[a.parts[0] - a.total, len(a.parts)]), float(a.view),
        ])  # fmt: skip
    return np.array(rows) if rows else np.zeros((0, len(AVERAGE_NAMES)))
