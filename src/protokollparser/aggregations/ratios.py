"""Lines of an axis that could be one line divided by another, or the change from one to another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from protokollparser.aggregations.axes import Axis, Ints
from protokollparser.aggregations.candidates import Search
from protokollparser.aggregations.grids import Bools, Floats
from protokollparser.aggregations.words import AggregationWords

KINDS = (("Division", 1.0), ("Division", 100.0), ("RelativeChange", 1.0), ("RelativeChange", 100.0))
_ALL = 150
_NEAR = 10
_LONGEST = 400
_LEAST_SHARE = 0.6
_OF_A_TOTAL = 40
_KEPT = 5
_OF_AN_AXIS = 400

RATIO_NAMES = (
    "along rows", "percent", "told", "missed share", "still share", "news", "evidence", "gap to first",
    "gap to second", "gap of both", "first after", "second after", "both before", "both after",
    "ratio of others",
    "as first of others", "same second and gap", "same gaps", "ratios on axis", "best other", "rivals",
    "word of share", "word of change", "word of mean", "total word of second", "total word of first",
    "whole total", "whole first", "whole second", "within bounds", "digits", "distinct",
    "lines", "positions", "log size", "second constant", "product of others", "years",
)  # fmt: skip


@dataclass
class Ratio:
    """A line that may be `first` / `second`, or the change from `first` to `second`, times `scale`."""

    operator: str
    scale: float
    total: int
    first: int
    second: int
    told: int = 0
    still: int = 0
    missed: int = 0
    evidence: float = 0.0

    def holds_mostly(self) -> bool:
        """True when it tells somewhere, and misses less often."""
        return self.told > 0 and self.told >= _LEAST_SHARE * (self.told + self.missed)


def find_ratios(axis: Axis, unit: float) -> list[Ratio]:
    """Return the ratios and changes that hold in most positions of an axis; `unit` is the grid's scale."""
    search = Search(axis)
    lines = [i for i in range(axis.lines) if axis.numbers[i].any()]
    found: list[Ratio] = []
    place = {line: i for i, line in enumerate(lines)}
    if len(lines) > _LONGEST:
        return found
    for total in lines:
        anchors = search.anchors[total]
        if not len(anchors):
            continue
        near = lines if len(lines) <= _ALL else lines[max(0, place[total] - _NEAR) : place[total] + _NEAR + 1]
        others = np.array([i for i in near if i != total])
        if len(others) < 2:
            continue
        one, two = (grid.ravel() for grid in np.meshgrid(others, others, indexing="ij"))
        apart = one != two
        one, two = one[apart], two[apart]
        for operator, scale in KINDS:
            agreed = _holds(axis, operator, scale, unit, total, one, two, anchors).sum(axis=1)
            good = np.nonzero(agreed >= max(1, (len(anchors) + 1) // 2))[0]
            # Small whole numbers divide into each other everywhere: the nearest are enough.
            far = np.abs(one[good] - total) + np.abs(two[good] - total)
            for i in good[np.lexsort((far, -agreed[good]))][:_OF_A_TOTAL]:
                ratio = Ratio(operator, scale, total, int(one[i]), int(two[i]))
                judge_ratio(axis, ratio, unit)
                if ratio.holds_mostly():
                    found.append(ratio)
    return _fewest(found)


def _fewest(ratios: list[Ratio]) -> list[Ratio]:
    """Return the ratios worth choosing from: of every line those that hold best."""
    kept: list[Ratio] = []
    taken: Counter[tuple[int, str]] = Counter()
    for one in sorted(ratios, key=lambda r: (-r.evidence / (1 + r.missed), r.total, r.first, r.second)):
        taken[one.total, one.operator] += 1
        if taken[one.total, one.operator] <= _KEPT:
            kept.append(one)
    return kept[:_OF_AN_AXIS]


def _holds(
    axis: Axis, operator: str, scale: float, unit: float, total: int, one: Ints, two: Ints, at: Ints
) -> Bools:
    """Return whether ratios hold at some positions, of shape (ratios, positions)."""
    above, below = (one, two) if operator == "Division" else (two, one)
    top, bottom = axis.values[np.ix_(above, at)], axis.values[np.ix_(below, at)]
    known = axis.numbers[np.ix_(above, at)] & (bottom != 0) & axis.numbers[total, at]
    base = np.where(bottom == 0, 1.0, bottom)
    share = top / base
    # A change is a share of the size that it starts from.
    made = (share if operator == "Division" else (top - bottom) / np.abs(base)) * scale * unit
    loose = (axis.steps[np.ix_(above, at)] + np.abs(share) * axis.steps[np.ix_(below, at)]) / np.abs(base)
    bound = 0.5 * axis.steps[total, at] + 0.5 * loose * scale * unit
    held: Bools = known & (np.abs(made - axis.values[total, at]) <= bound * 1.02 + 1e-6)
    return held


def judge_ratio(axis: Axis, ratio: Ratio, unit: float) -> Bools:
    """Return where a ratio holds, and note how often it tells, holds without telling, and misses."""
    at = np.arange(axis.values.shape[1])
    one, two = np.array([ratio.first]), np.array([ratio.second])
    held: Bools = _holds(axis, ratio.operator, ratio.scale, unit, ratio.total, one, two, at)[0]
    below = ratio.second if ratio.operator == "Division" else ratio.first
    known = axis.numbers[[ratio.total, ratio.first, ratio.second]].all(axis=0) & (axis.values[below] != 0)
    stated, step = np.abs(axis.values[ratio.total]), axis.steps[ratio.total]
    # 0 of anything is 0, and all of it is 1: these hold everywhere and say little.
    plain = (
        (stated == 0)
        | (axis.values[ratio.first] == axis.values[ratio.second])
        | (np.abs(axis.values[below]) == unit)
    )
    told = held & ~plain
    ratio.told, ratio.still, ratio.missed = (
        int(told.sum()),
        int((held & plain).sum()),
        int((known & ~held).sum()),
    )
    digits = np.log(np.maximum(stated / np.where(step > 0, step, 1.0), 1.0))
    fresh = np.zeros(len(told), bool)
    fresh[np.unique(axis.values[ratio.total], return_index=True)[1]] = True
    ratio.evidence = float((np.minimum(digits, 9.0) * told * fresh).sum())
    return held


def describe_ratios(axis: Axis, ratios: list[Ratio], words: AggregationWords, unit: float) -> Floats:
    """Return the features of ratios found on one axis, of shape (ratios, features), in their order."""
    gaps = Counter((r.operator, r.first - r.total, r.second - r.total) for r in ratios)
    seconds = Counter((r.operator, r.second, r.first - r.total) for r in ratios)
    by_total: dict[int, list[Ratio]] = {}
    firsts: Counter[int] = Counter()
    for r in ratios:
        by_total.setdefault(r.total, []).append(r)
        firsts[r.first] += 1
    rows = []
    for r in ratios:
        stated = axis.values[r.total][axis.numbers[r.total]]
        steps = np.maximum(axis.steps[r.total][axis.numbers[r.total]], 1e-9)
        below = axis.values[r.second][axis.numbers[r.second]]
        judged = r.told + r.missed
        label = axis.labels[r.total]
        rivals = [o for o in by_total[r.total] if o is not r]
        swapped = any(o.second == r.total and o.first == r.first for o in by_total.get(r.second, ()))
        rows.append([
            float(axis.along_rows), float(r.scale > 1), np.log(r.told), r.missed / judged,
            r.still / (judged + r.still),
            np.log1p(r.evidence), r.evidence / r.told, float(np.clip(r.first - r.total, -9, 9)),
            float(np.clip(r.second - r.total, -9, 9)), float(np.clip(r.first - r.second, -9, 9)),
            float(r.first > r.total), float(r.second > r.total), float(max(r.first, r.second) < r.total),
            float(min(r.first, r.second) > r.total),
            float(len(by_total.get(r.first, ())) + len(by_total.get(r.second, ()))),
            float(firsts[r.total]), np.log(seconds[r.operator, r.second, r.first - r.total]),
            np.log(gaps[r.operator, r.first - r.total, r.second - r.total]), np.log(len(by_total)),
            np.log1p(max((o.evidence for o in rivals), default=0.0)) - np.log1p(r.evidence),
            float(len(rivals)),
            float(bool(words.share.search(label))), float(bool(words.change.search(label))),
            float(bool(words.mean.search(label))), float(axis.totals[r.second]), float(axis.totals[r.first]),
            float(axis.whole[r.total]), float(axis.whole[r.first]), float(axis.whole[r.second]),
            float((np.abs(stated) <= r.scale * unit * 1.0001).mean()) if len(stated) else 0.0,
            float(np.median(np.log10(np.abs(stated) / steps + 1))) if len(stated) else 0.0,
            len(np.unique(stated)) / max(len(stated), 1), np.log(axis.lines), np.log(axis.values.shape[1]),
            float(np.median(np.log10(np.abs(below) / unit + 1e-6))) if len(below) else 0.0,
            float(len(np.unique(below)) == 1), float(swapped),
            float(all(words.year.search(axis.labels[line]) for line in (r.first, r.second))),
        ])  # fmt: skip
    return np.array(rows) if rows else np.zeros((0, len(RATIO_NAMES)))
