"""The sums of an axis: searched in several views of its lines, on every level, and with parts swapped."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np

from protokollparser.aggregations.axes import Axis
from protokollparser.aggregations.candidates import LONG, Search
from protokollparser.aggregations.evidence import Sum

# What a shape must be outweighed by: there are more sums of stray lines than of neighbours.
_PRICE = {"run": 0.0, "stride": 2.0, "named": 1.5, "pair": 6.0, "but one": 7.0, "swap": 4.0}
_ROUNDS = 4
_OF_A_TOTAL = 12
_OF_AN_AXIS = 300
_LEAST_VALUE = -14.0
_SWAPPED = 80
_INDENTS = 8

# The views of an axis in which runs are looked for; a sum keeps the number of the first that showed it.
ALL, ALIKE, TOTALS, UPPER, LEAVES, AMOUNTS, INDENTED, SWAPPED = range(8)


def find_sums(axis: Axis, unit: float) -> tuple[list[Sum], int, list[Sum]]:
    """Return the sums that an axis may hold, its independent positions, and the sums accepted on the way."""
    search = Search(axis)
    rank = independent_positions(axis)
    lines = [i for i in range(axis.lines) if axis.numbers[i].any()]
    views = _views(axis, lines, unit)
    search.runs(lines, ALL)
    for view in views:
        search.runs(view, AMOUNTS if view is views[-1] else ALIKE)
    _by_label(axis, search, lines)
    search.named_alike(lines)
    search.strides(lines)
    search.pairs(lines)
    search.runs_but_one(lines, ALL)
    accepted: list[Sum] = []
    for _ in range(_ROUNDS if len(lines) <= LONG else 2):
        ranked = _ranked(axis, search, rank)
        new = _accept(axis, ranked, accepted)
        if not new:
            break
        accepted += new
        parts = {part for one in accepted for part in one.parts}
        totals = {one.total for one in accepted}
        for view in [lines, *views] if len(lines) <= LONG else [lines]:
            search.runs([i for i in view if i not in parts], UPPER)
            search.runs([i for i in view if i not in totals], LEAVES)
        search.runs_but_one([i for i in lines if i not in parts], UPPER)
        _swap(search, [one for value, one in ranked if value > 0][:_SWAPPED])
    return _fewest(axis, search, rank), rank, accepted


def independent_positions(axis: Axis) -> int:
    """Return the rank of an axis' figures: positions that follow from others are no evidence of their own."""
    lines, positions = axis.numbers.any(axis=1), axis.numbers.any(axis=0) & (axis.weights > 0)
    figures = axis.values[lines][:, positions]
    if not figures.size or min(figures.shape) < 2:
        return 1
    if figures.shape[0] > 300:
        figures = figures[np.linspace(0, figures.shape[0] - 1, 300).astype(int)]
    sizes = np.linalg.svd(figures, compute_uv=False)
    noise = float(np.median(axis.steps[axis.numbers])) * 0.3 * sum(np.sqrt(figures.shape))
    return max(1, int((sizes > max(noise, sizes[0] * 1e-7)).sum()))


def value(axis: Axis, found: Sum, rank: int) -> float:
    """Return how much the evidence of a sum outweighs how many sums of its shape there are to try."""
    share = found.missed / (found.told + found.missed)
    evidence = found.evidence * min(1.0, rank / max(found.told, 1)) * (1 - 2 * share)
    tries = np.log(max(axis.lines * min(axis.lines, 500), 1)) + 3
    price = _PRICE[found.way] + found.skip * (2 if found.way == "run" else 3)
    return float(evidence - tries - price + 3 * axis.totals[found.total])


def _views(axis: Axis, lines: list[int], unit: float) -> list[list[int]]:
    """Return the lines of whole numbers, the others, and last those that are no shares; none where alike."""
    whole = [i for i in lines if axis.whole[i]]
    views = [whole, [i for i in lines if not axis.whole[i]]] if 0 < len(whole) < len(lines) else []
    shares = {i for i in lines if not axis.whole[i] and np.abs(axis.values[i]).max() <= unit * 1.0001}
    return [*views, [i for i in lines if i not in shares]] if 0 < len(shares) < len(lines) else [*views, []]


def _by_label(axis: Axis, search: Search, lines: list[int]) -> None:
    """Enter runs among the lines set in no further than some, and among those called totals."""
    indents = sorted({int(axis.indents[i]) for i in lines})
    if 1 < len(indents) <= _INDENTS and not axis.along_rows and len(lines) <= LONG:
        for indent in indents[:5]:
            search.runs([i for i in lines if axis.indents[i] <= indent], INDENTED, 2)
    totals = [i for i in lines if axis.totals[i]]
    if 2 < len(totals) < len(lines):
        search.runs(totals, TOTALS)


def _ranked(axis: Axis, search: Search, rank: int) -> list[tuple[float, Sum]]:
    """Return the sums found so far with their value, the best first."""
    valued = [(value(axis, one, rank), one) for one in search.found.values()]
    return sorted(valued, key=lambda v: (-round(v[0], 3), len(v[1].parts), v[1].total, v[1].parts))


def _accept(axis: Axis, ranked: list[tuple[float, Sum]], accepted: list[Sum]) -> list[Sum]:
    """Return the sums worth more than nothing that go with those accepted before and with each other."""
    known = {(one.total, one.parts) for one in accepted}
    new: list[Sum] = []
    held = [(one.total, frozenset(one.parts)) for one in accepted]
    for worth, one in ranked:
        if worth <= 0:
            break
        alone = one.told == 1
        if alone and (one.missed or one.way != "run" or not (len(one.parts) >= 3 or axis.totals[one.total])):
            continue
        parts = frozenset(one.parts)
        if (one.total, one.parts) in known or contradicts(one.total, parts, held):
            continue
        new.append(one)
        held.append((one.total, parts))
    return new


def contradicts(total: int, parts: frozenset[int], held: list[tuple[int, frozenset[int]]]) -> bool:
    """True when a sum cannot stand beside others.

    A line is not made twice from the same lines, nor a part of its own part, and two totals share a set of
    parts, a single part, or all the parts of one of them.
    """
    for other, others in held:
        shared = parts & others
        if total == other and shared:
            return True
        if total in others and (other in parts or shared):
            return True
        if other in parts and shared:
            return True
        if total != other and len(shared) >= 2 and not (parts <= others or others <= parts):
            return True
    return False


def _swap(search: Search, strong: list[Sum]) -> None:
    """Enter sums with some parts replaced by the line that adds them up, or a part by its own parts."""
    made: dict[int, set[tuple[int, ...]]] = defaultdict(set)
    for one in strong:
        parts = set(one.parts)
        for other in strong:
            if other is one or other.total == one.total:
                continue
            others = set(other.parts)
            if others < parts and other.total not in parts:
                made[one.total].add(tuple(sorted(parts - others | {other.total})))
            elif other.total in parts and not others & parts and one.total not in others:
                made[one.total].add(tuple(sorted(parts - {other.total} | others)))
    for total, chosen in sorted(made.items()):
        search.enter(total, sorted(chosen), "swap", [0] * len(chosen), SWAPPED)


def _fewest(axis: Axis, search: Search, rank: int) -> list[Sum]:
    """Return the sums worth choosing from."""
    taken: Counter[int] = Counter()
    kept: list[Sum] = []
    for worth, one in _ranked(axis, search, rank):
        if worth < _LEAST_VALUE or len(kept) == _OF_AN_AXIS:
            break
        if taken[one.total] < _OF_A_TOTAL:
            taken[one.total] += 1
            kept.append(one)
    return kept
