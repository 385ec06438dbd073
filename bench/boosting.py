"""Learning boosted trees: few, shallow, on binned features, with nothing but numpy, the same on every run.

Friedman, Greedy Function Approximation (2001), with the second-order weights and penalty of XGBoost (2016).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from protokollparser.aggregations.axes import Ints
from protokollparser.aggregations.grids import Bools, Floats
from protokollparser.aggregations.trees import Trees, leaf_weights

_BINS = 32
_RATE = 0.06
_PENALTY = 5.0
_LEAST_WEIGHT = 2.0
_ROWS = 0.7
_FEATURES = 0.35
_SEED = 1


@dataclass(frozen=True)
class Size:
    """How many trees, and how many questions deep each is."""

    trees: int
    depth: int


def learn(
    rows: Floats, right: Bools, weights: Floats, names: tuple[str, ...], size: Size, least: float
) -> Trees:
    """Return trees that tell right options from wrong ones; `rows` is of shape (options, features)."""
    count, features = rows.shape
    bounds = [_bounds(rows[:, j]) for j in range(features)]
    bins = np.array([np.searchsorted(bound, rows[:, j], side="left") for j, bound in enumerate(bounds)])
    wanted = right.astype(np.float64)
    share = (weights * wanted).sum() / weights.sum()
    base = float(np.log(share / (1 - share)))
    odds = np.full(count, base)
    random = np.random.default_rng(_SEED)
    trees = []
    for _ in range(size.trees):
        some = np.sort(random.choice(features, max(1, int(_FEATURES * features)), replace=False))
        taken = np.nonzero(random.random(count) < _ROWS)[0]
        likely = 1 / (1 + np.exp(-odds))
        slope, bend = weights * (wanted - likely), weights * likely * (1 - likely)
        tree = np.array(_grow(bins, bounds, some, taken, slope, bend, size.depth))
        trees.append(tree)
        odds += leaf_weights(tree, rows)
    return Trees(names, base, least, tuple(trees))


def _bounds(column: Floats) -> Floats:
    """Return the bounds between the bins of a feature."""
    values = np.unique(column)
    if len(values) <= _BINS:
        return (values[1:] + values[:-1]) / 2
    return np.unique(np.quantile(column, np.linspace(0, 1, _BINS + 1)[1:-1]))


def _grow(
    bins: Ints, bounds: list[Floats], some: Ints, taken: Ints, slope: Floats, bend: Floats, depth: int
) -> list[tuple[int, float, int, int]]:
    """Return the nodes of one tree: (feature, bound, left, right) or (-1, weight, 0, 0)."""
    nodes: list[tuple[int, float, int, int]] = [(-1, 0.0, 0, 0)]
    level = [(0, taken)]
    for deep in range(depth + 1):
        below = []
        for node, held in level:
            total, weight = slope[held].sum(), bend[held].sum()
            nodes[node] = (-1, round(float(_RATE * total / (weight + _PENALTY)), 6), 0, 0)
            cut = (
                _best_cut(bins, some, held, slope, bend)
                if deep < depth and weight >= 2 * _LEAST_WEIGHT
                else None
            )
            if cut is None or cut[1] >= len(bounds[cut[0]]):
                continue
            feature, bin_ = cut
            left = len(nodes)
            nodes += [(-1, 0.0, 0, 0), (-1, 0.0, 0, 0)]
            nodes[node] = (feature, float(bounds[feature][bin_]), left, left + 1)
            goes_left = bins[feature, held] <= bin_
            below += [(left, held[goes_left]), (left + 1, held[~goes_left])]
        level = below
    return nodes


def _best_cut(bins: Ints, some: Ints, held: Ints, slope: Floats, bend: Floats) -> tuple[int, int] | None:
    """Return the feature and bin after which a node is best cut; None where no cut gains."""
    width = _BINS + 1
    places = (bins[np.ix_(some, held)] + np.arange(len(some))[:, None] * width).ravel()
    shape = (len(some), width)
    left = (
        np.bincount(places, np.tile(slope[held], len(some)), shape[0] * width).reshape(shape).cumsum(axis=1)
    )
    heavy = (
        np.bincount(places, np.tile(bend[held], len(some)), shape[0] * width).reshape(shape).cumsum(axis=1)
    )
    total, weight = slope[held].sum(), bend[held].sum()
    left, heavy = left[:, :-1], heavy[:, :-1]
    right, light = total - left, weight - heavy
    enough = (heavy > _LEAST_WEIGHT) & (light > _LEAST_WEIGHT)
    gain = left**2 / (heavy + _PENALTY) + right**2 / (light + _PENALTY) - total**2 / (weight + _PENALTY)
    gain = np.where(enough, gain, -1.0)
    row, bin_ = divmod(int(gain.argmax()), width - 1)
    return (int(some[row]), bin_) if gain[row, bin_] > 1e-3 else None
