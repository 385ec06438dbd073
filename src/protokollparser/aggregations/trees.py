"""Boosted trees that weigh features, as `bench.aggregations` learned them: read from data, added up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from protokollparser.aggregations.grids import Floats

_FOLDER = Path(__file__).parent / "learned"


@dataclass(frozen=True)
class Trees:
    """Trees over named features, and from which score on an option is taken.

    `trees[t][n]` is (feature, bound, left, right), or (-1, weight, 0, 0) for a leaf; a feature at most the
    bound goes left. The sum of `base` and a leaf of every tree is the log of the odds.
    """

    features: tuple[str, ...]
    base: float
    least: float
    trees: tuple[Floats, ...]

    def score(self, rows: Floats) -> Floats:
        """Return how likely each option is, from 0 to 1."""
        if not len(rows):
            return np.zeros(0)
        odds = np.full(len(rows), self.base)
        for tree in self.trees:
            odds += leaf_weights(tree, rows)
        scores: Floats = 1 / (1 + np.exp(-odds))
        return scores


def leaf_weights(tree: Floats, rows: Floats) -> Floats:
    """Return the weight of the leaf that each row of features comes to."""
    at: npt.NDArray[np.int64] = np.zeros(len(rows), dtype=np.int64)
    features = tree[:, 0].astype(np.int64)
    every = np.arange(len(rows))
    while (features[at] >= 0).any():
        feature = features[at]
        left = rows[every, np.maximum(feature, 0)] <= tree[at, 1]
        below = np.where(left, tree[at, 2], tree[at, 3]).astype(np.int64)
        at = np.where(feature >= 0, below, at)
    weights: Floats = tree[at, 1]
    return weights


@lru_cache(maxsize=8)
def learned(name: str) -> Trees:
    """Return the trees of an operator."""
    held = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Trees(
        tuple(held["features"]), held["base"], held["least"], tuple(np.array(tree) for tree in held["trees"])
    )
