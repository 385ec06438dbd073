"""What speaks for and against a sum: its figures, its place, its labels and the sums found beside it."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np

from protokollparser.aggregations.axes import Axis, Ints
from protokollparser.aggregations.evidence import Sum
from protokollparser.aggregations.grids import Bools, Floats

WAYS = ("run", "stride", "named", "pair", "but one", "swap")
VIEWS = 8

NAMES = (
    "along rows", *(f"way {way}" for way in WAYS), "skip", *(f"view {view}" for view in range(VIEWS)),
    "told", "missed share", "still share", "news", "evidence", "tries", "streak share", "parts",
    "total word", "total words in parts", "total words on axis", "direction", "inside span", "distance",
    "edge", "blank at far end", "blank before total", "total word beyond", "last line",
    "exact", "digits", "same wholeness", "largest part share", "parts used", "opposite signs", "equal labels",
    "label of total among parts",
    "indent of total", "indents differ", "lines", "positions", "rank", "one part name",
    "sums on axis", "sums of this total", "best other", "best disjoint", "longer holds", "shorter holds",
    "part of other sums", "overlapping sums", "same shape", "same direction", "parts that are totals",
    "news per told", "mostly still", "shorter by a sum", "longer by a sum", "first gap", "second gap",
    "place of total", "same gaps", "same part and gap",
    "twins", "nearer twin", "ahead of rivals", "better rivals", "misses beyond best", "distinct share",
)  # fmt: skip


def worth(found: Sum, rank: int) -> float:
    """Return the evidence of a sum, counted for no more positions than are independent."""
    return found.evidence * min(1.0, rank / max(found.distinct, 1))


def shape(found: Sum) -> tuple[int, ...]:
    """Return where the parts stand from the total."""
    return tuple(part - found.total for part in found.parts)


def describe(axis: Axis, sums: list[Sum], rank: int) -> Floats:
    """Return the features of sums found on one axis, of shape (sums, features), in the order of `NAMES`."""
    if not sums:
        return np.zeros((0, len(NAMES)))
    numeric: Bools = np.any(axis.numbers, axis=1)
    place = np.cumsum(numeric) - 1
    own = [_own(axis, found, rank, numeric, place) for found in sums]
    around = _around(sums, rank)
    return np.array([a + b for a, b in zip(own, around, strict=True)])


def _own(axis: Axis, found: Sum, rank: int, numeric: Bools, place: Ints) -> list[float]:
    """Return the features of a sum by itself."""
    parts, total = list(found.parts), found.total
    low, high = parts[0], parts[-1]
    direction = 1 if low > total else -1 if high < total else 0
    far, beyond = (low - 1, total + 1) if direction < 0 else (high + 1, total - 1)
    lines = axis.lines
    between = (
        range(high + 1, total) if direction < 0 else range(total + 1, low) if direction > 0 else range(0)
    )
    next_far = next(
        (i for i in (range(far, -1, -1) if direction < 0 else range(far, lines)) if numeric[i]), -1
    )
    stated, values = axis.values[total], axis.values[parts]
    told = axis.numbers[total] & (stated != 0) & ((values != 0).sum(axis=0) >= 2)
    size = np.abs(stated[told])
    step = np.where(axis.steps[total][told] > 0, axis.steps[total][told], 1.0)
    off = np.abs(values.sum(axis=0) - stated)[told]
    magnitudes = np.abs(values[:, told])
    leaves = [axis.leaves[i] for i in parts]
    indents = axis.indents[parts]
    judged = found.told + found.missed
    news = worth(found, rank)
    return [
        float(axis.along_rows), *(float(found.way == way) for way in WAYS), float(found.skip),
        *(float(found.view == view) for view in range(VIEWS)),
        np.log(found.distinct), found.missed / judged, found.still / (judged + found.still),
        np.log1p(max(news, 0)), np.log1p(found.evidence), np.log(max(numeric.sum(), 1)) + np.log(len(parts)),
        found.streak / judged, np.log(len(parts)),
        float(axis.totals[total]), float(axis.totals[parts].mean()), float(axis.totals[numeric].sum() > 0),
        float(direction), float(place[high] - place[low] + 1 - len(parts) - (direction == 0)),
        float(min(abs(place[total] - place[low]), abs(place[total] - place[high]))),
        float(next_far < 0), float(next_far >= 0 and abs(next_far - far) > 0),
        float(any(not numeric[i] for i in between)), float(next_far >= 0 and axis.totals[next_far]),
        float(not (numeric[beyond:].any() if direction < 0 else numeric[: max(beyond + 1, 0)].any())),
        float(np.mean(off < 1e-6)) if len(off) else 0.0,
        float(np.median(np.log10(size / step + 1))) if len(size) else 0.0,
        float(axis.whole[total] == axis.whole[parts].all()),
        float(np.median(magnitudes.max(axis=0) / size)) if len(size) else 1.0,
        float((magnitudes > 0).mean()) if magnitudes.size else 0.0,
        float((np.sign(values[:, told]) == -np.sign(stated[told])).mean()) if magnitudes.size else 0.0,
        float(len(set(leaves)) == 1 and leaves[0] != ""),
        float(axis.leaves[total] != "" and axis.leaves[total] in leaves),
        float(np.clip(axis.indents[total] - np.median(indents), -3, 3)),
        float(len(set(indents.tolist())) > 1),
        np.log(max(numeric.sum(), 1)), np.log(max((axis.weights > 0).sum(), 1)), np.log(rank),
        len(set(leaves)) / len(leaves),
    ]  # fmt: skip


def _around(sums: list[Sum], rank: int) -> list[list[float]]:
    """Return the features of every sum that its neighbours give it."""
    by_total: dict[int, list[int]] = defaultdict(list)
    by_part: dict[int, list[int]] = defaultdict(list)
    shapes: Counter[tuple[int, ...]] = Counter()
    sets = [frozenset(found.parts) for found in sums]
    worths = [worth(found, rank) for found in sums]
    for i, found in enumerate(sums):
        by_total[found.total].append(i)
        shapes[shape(found)] += 1
        for part in found.parts:
            by_part[part].append(i)
    sides: Counter[int] = Counter()
    for made in by_total.values():
        best = max(made, key=lambda i: worths[i])
        if worths[best] > 12:
            sides[_side(sums[best])] += 1
    directed = sum(sides.values())
    swaps = _swaps(sums, sets, by_total, worths)
    gaps = _gaps(sums)
    twins: dict[tuple[int, ...], list[Sum]] = defaultdict(list)
    for found in sums:
        twins[found.parts].append(found)
    rows = []
    for i, found in enumerate(sums):
        rivals = [j for j in by_total[found.total] if j != i]
        overlap = sum(1 for j in set(by_part[found.parts[0]] + by_part[found.parts[-1]]) if j != i)
        rows.append([
            np.log(len(sums)), np.log1p(len(rivals)),
            np.log1p(max((worths[j] for j in rivals), default=0.0)),
            np.log1p(max((worths[j] for j in rivals if not sets[j] & sets[i]), default=0.0)),
            float(any(sets[j] > sets[i] and sums[j].told >= found.told for j in rivals)),
            float(any(sets[j] < sets[i] and sums[j].told >= found.told for j in rivals)),
            np.log1p(len(by_part[found.total])), np.log1p(overlap), np.log(shapes[shape(found)]),
            (sides[_side(found)] + 1) / (directed + 3),
            sum(part in by_total for part in found.parts) / len(found.parts),
            worths[i] / max(found.distinct, 1), float(found.still > found.told),
            *swaps[i], *gaps[i], *_twins(found, twins[found.parts]),
            worths[i] - max((worths[j] for j in rivals), default=0.0),
            float(sum(worths[j] >= worths[i] for j in rivals)),
            _missed(found) - _least_missed(found, [sums[j] for j in rivals]),
            found.distinct / found.told,
        ])  # fmt: skip
    return rows


def _missed(found: Sum) -> float:
    """Return in which share of the positions that tell a sum does not hold."""
    return found.missed / (found.told + found.missed)


def _least_missed(found: Sum, rivals: list[Sum]) -> float:
    """Return the least share missed by a sum and by the rivals that hold as often."""
    return min(_missed(one) for one in [found, *rivals] if one.told + one.still >= found.told)


def _twins(found: Sum, alike: list[Sum]) -> tuple[float, float]:
    """Return how many other lines the same parts add up to, and whether one stands nearer to them.

    The farther one is often a copy: what was added up here is stated again in a table of results.
    """
    gap = _gap(found)
    return float(len(alike) - 1), float(any(_gap(twin) < gap for twin in alike))


def _gap(found: Sum) -> int:
    """Return how far the total stands from its nearest part."""
    return min(abs(part - found.total) for part in found.parts)


def _side(found: Sum) -> int:
    """Return -1 where the parts stand before the total, 1 after it, 0 around it."""
    return 1 if found.parts[0] > found.total else -1 if found.parts[-1] < found.total else 0


def _swaps(
    sums: list[Sum], sets: list[frozenset[int]], by_total: dict[int, list[int]], worths: list[float]
) -> list[tuple[float, float]]:
    """Return for every sum whether it is also found shorter and longer.

    The first is 1 where the same total is also found with some parts replaced by a line that is their sum,
    the second where it is found with a part replaced by the parts of that one.
    """
    known = {(found.total, found.parts) for found in sums}
    strong = [j for j in range(len(sums)) if worths[j] > 8]
    rows = []
    for i, found in enumerate(sums):
        shorter = longer = 0.0
        for j in strong:
            other = sums[j]
            if sets[j] < sets[i] and other.total not in sets[i] and other.total != found.total:
                shorter = max(
                    shorter, float((found.total, tuple(sorted(sets[i] - sets[j] | {other.total}))) in known)
                )
        for part in found.parts:
            for j in by_total.get(part, ()):
                if worths[j] > 8 and not sets[j] & sets[i] and found.total not in sets[j]:
                    swapped = tuple(sorted(sets[i] - {part} | sets[j]))
                    longer = max(longer, float((found.total, swapped) in known))
        rows.append((shorter, longer))
    return rows


def _gaps(sums: list[Sum]) -> list[tuple[float, ...]]:
    """Return how the three lines of a sum of two stand, and how many stand alike; zeros of longer sums."""
    gaps: Counter[tuple[int, int, int]] = Counter()
    shared: Counter[tuple[int, int]] = Counter()
    for found in sums:
        if len(found.parts) == 2:
            gaps[_triple(found)] += 1
            for part, other in (found.parts, found.parts[::-1]):
                shared[part, other - found.total] += 1
    rows: list[tuple[float, ...]] = []
    for found in sums:
        if len(found.parts) != 2:
            rows.append((0.0,) * 5)
            continue
        one, two, place = _triple(found)
        a, b = found.parts
        alike = max(shared[a, b - found.total], shared[b, a - found.total])
        rows.append(
            (
                float(min(one, 9)),
                float(min(two, 9)),
                float(place),
                np.log(gaps[one, two, place]),
                np.log(alike),
            )
        )
    return rows


def _triple(found: Sum) -> tuple[int, int, int]:
    """Return the two gaps between three lines in their order, and which of them is the total, from 1."""
    low, middle, high = sorted((found.total, *found.parts))
    return middle - low, high - middle, (low, middle, high).index(found.total) + 1
