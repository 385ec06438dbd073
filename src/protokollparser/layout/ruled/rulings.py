"""Drawn lines joined to straight rules, and the lattices that crossing rules make."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from protokollparser.core.document import Ruling

# Strokes this close, in points, are one rule; rules this close to each other touch.
_SAME = 2.0
_TOUCH = 3.0
# Rules that could cross more often than this are a drawing.
_DRAWING = 4_000_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule: its fixed coordinate `at`, and from where to where it runs."""

    at: float
    low: float
    high: float

    def covers(self, low: float, high: float) -> bool:
        """True when the rule runs along most of `low..high`."""
        return min(self.high, high) - max(self.low, low) >= 0.7 * (high - low)


@dataclass(frozen=True, slots=True)
class Lattice:
    """Rules that cross each other; `xs` and `ys` are the edges of its columns and rows, ascending."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def without(self, columns: Sequence[int], rows: Sequence[int]) -> Lattice:
        """Return the lattice with the rules on both sides of some columns and rows moved together."""
        down, xs = _closed(self.down, self.xs, columns)
        across, ys = _closed(self.across, self.ys, rows)
        return Lattice(across, down, xs, ys)

    def walls_right(self) -> list[list[bool]]:
        """Return for each elementary cell, row by row, whether a rule is drawn on its right side."""
        edges = [_walls(self.down, x, self.ys) for x in self.xs[1:]]
        return [list(row) for row in zip(*edges, strict=True)]

    def walls_below(self) -> list[list[bool]]:
        """Return for each elementary cell, row by row, whether a rule is drawn under it."""
        return [_walls(self.across, y, self.xs) for y in self.ys[1:]]


def _closed(
    rules: tuple[Rule, ...], edges: tuple[float, ...], slots: Sequence[int]
) -> tuple[tuple[Rule, ...], tuple[float, ...]]:
    """Return rules and edges, those on both sides of some slots at one place; slots side by side are one."""
    places = list(edges)
    for slot in slots:
        places[slot + 1] = places[slot]
    moved = [
        replace(rule, at=places[min(range(len(edges)), key=lambda n: abs(edges[n] - rule.at))])
        if min(abs(edge - rule.at) for edge in edges) <= _TOUCH
        else rule
        for rule in rules
    ]
    return tuple(moved), tuple(dict.fromkeys(places))


def _walls(rules: Sequence[Rule], at: float, steps: Sequence[float]) -> list[bool]:
    """Return for each two neighbours among `steps` whether a rule is drawn between them at `at`."""
    near = [rule for rule in rules if abs(rule.at - at) <= _SAME]
    if any(rule.low <= steps[0] and rule.high >= steps[-1] for rule in near):
        return [True] * (len(steps) - 1)
    return [any(rule.covers(low, high) for rule in near) for low, high in itertools.pairwise(steps)]


def find_lattices(rulings: Sequence[Ruling]) -> list[Lattice]:
    """Return the lattices of at least two rules each way, from the top down."""
    across = _join((r.top, r.x0, r.x1) for r in rulings if r.top == r.bottom)
    down = _join((r.x0, r.top, r.bottom) for r in rulings if r.x0 == r.x1 and r.top != r.bottom)
    if len(across) * len(down) > _DRAWING:
        return []
    lattices = []
    for flat, upright in _connected(across, down):
        xs = _edges([*(rule.at for rule in upright), *_open_ends(flat)])
        ys = _edges([*(rule.at for rule in flat), *_open_ends(upright)])
        if len(xs) >= 2 and len(ys) >= 2:
            lattices.append(Lattice(tuple(flat), tuple(upright), xs, ys))
    return sorted(lattices, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def _join(strokes: Iterable[tuple[float, float, float]]) -> list[Rule]:
    """Join strokes that lie on one straight line and touch."""
    rules: list[Rule] = []
    nearest = 0
    for at, low, high in sorted(strokes):
        while nearest < len(rules) and at - rules[nearest].at > _SAME:
            nearest += 1
        for number in range(nearest, len(rules)):
            rule = rules[number]
            if low <= rule.high + _TOUCH and high >= rule.low - _TOUCH:
                rules[number] = Rule(rule.at, min(rule.low, low), max(rule.high, high))
                break
        else:
            rules.append(Rule(at, low, high))
    return rules


def _connected(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the groups of rules that hang together by crossing or touching."""
    group = list(range(len(across) + len(down)))

    def root(member: int) -> int:
        while group[member] != member:
            group[member] = group[group[member]]
            member = group[member]
        return member

    for i, flat in enumerate(across):
        for j, upright in enumerate(down):
            meets = flat.low - _TOUCH <= upright.at <= flat.high + _TOUCH
            if meets and upright.low - _TOUCH <= flat.at <= upright.high + _TOUCH:
                group[root(i)] = root(len(across) + j)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for member in range(len(group)):
        sides = found.setdefault(root(member), ([], []))
        if member < len(across):
            sides[0].append(across[member])
        else:
            sides[1].append(down[member - len(across)])
    return list(found.values())


def _open_ends(rules: Sequence[Rule]) -> list[float]:
    """Return where most rules begin and end: the edges of tables that are not closed at their sides."""
    if len(rules) < 2:
        return []
    ends = [sorted(rule.low for rule in rules), sorted(rule.high for rule in rules)]
    middles = [places[len(places) // 2] for places in ends]
    return [
        middle
        for middle, places in zip(middles, ends, strict=True)
        if 2 * sum(abs(place - middle) <= _TOUCH for place in places) > len(places)
    ]


def _edges(places: Iterable[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _TOUCH:
            edges.append(place)
    return tuple(edges)
