"""Runs beside the lines of a long axis: where a run must start is looked up among the running sums."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from protokollparser.aggregations.axes import Axis
from protokollparser.aggregations.evidence import Terms

_SKIPS = 2
_SAME = 4
_OF_A_LINE = 6


def long_runs(axis: Axis, lines: list[int], terms: Terms) -> Iterator[tuple[int, tuple[int, ...], int]]:
    """Yield lines, runs beside them that add up to them at some position, and how many lines are skipped."""
    places: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for (place, turn, edge), told in _hits(axis, lines, terms).items():
        places[place].append((-told, turn, edge))
    for place, made in sorted(places.items()):
        made.sort(key=lambda one: (one[0], abs(one[1]), abs(one[2] - place), one[1:]))
        for _, turn, edge in made[:_OF_A_LINE]:
            skip = abs(turn) - 1
            start, end = (edge, place - skip) if turn < 0 else (place + 1 + skip, edge)
            yield lines[place], tuple(lines[start:end]), skip


def _hits(axis: Axis, lines: list[int], terms: Terms) -> Counter[tuple[int, int, int]]:
    """Return in how many positions runs add up: (place, side x (lines skipped + 1), far edge of the run)."""
    values, steps = axis.values[lines], axis.steps[lines]
    usable = axis.numbers[lines] & (np.abs(values) > 4 * steps)
    hits: Counter[tuple[int, int, int]] = Counter()
    for position in np.nonzero(axis.weights > 0)[0]:
        running = terms.values[:, position]
        order = np.argsort(running, kind="stable")
        ranked = running[order]
        places = np.nonzero(usable[:, position])[0]
        for side in (-1, 1):
            for skip in range(_SKIPS):
                edge = places - skip if side < 0 else places + 1 + skip
                inside = (edge >= 0) & (edge <= len(lines))
                at, edges = places[inside], edge[inside]
                wanted = running[edges] + side * values[at, position]
                bound = 1.5 * steps[at, position] + 1e-6
                low = np.searchsorted(ranked, wanted - bound)
                high = np.minimum(np.searchsorted(ranked, wanted + bound), low + _SAME)
                for shift in range(_SAME):
                    some = low + shift < high
                    other = order[low[some] + shift]
                    long = (edges[some] - other) * -side >= 2
                    turn = side * (skip + 1)
                    found = zip(at[some][long].tolist(), other[long].tolist(), strict=True)
                    hits.update((place, turn, far) for place, far in found)
    return hits
