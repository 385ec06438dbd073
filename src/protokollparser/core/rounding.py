"""How far a printed total may lie from the sum of printed parts: intervals and levels.

The rule is that of XBRL Calculations 1.1 in round mode, as implemented by Arelle: a printed figure
stands for every value that would have been printed so, and a total is inconsistent only when its
interval and the interval of the sum do not meet. Between exact and inconsistent, the standard
deviation of a sum of roundings tells ordinary rounding from the suspicious (`docs/checks.md`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Level = Literal["exact", "rounding", "suspicious", "violated", "undecidable"]

_DECIMALS = re.compile(r"([,.])(\d{1,9})\D*$")
_ORE = re.compile(r"\d:\d\d\D*$")
_HALF = Decimal("0.5")
_ZERO, _ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Interval:
    """The values from `low` to `high`; an open end does not belong to it."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """True when both share at least one value."""
        return self.intersect(other) is not None

    def intersect(self, other: Interval) -> Interval | None:
        """Return what both share, None when they contradict each other."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        low_open = any(end.low_open for end in (self, other) if end.low == low)
        high_open = any(end.high_open for end in (self, other) if end.high == high)
        if low > high or (low == high and (low_open or high_open)):
            return None
        return Interval(low, high, low_open, high_open)


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed value and its `step`, the distance to the next value printed alike (1, 0.1, 1000).

    A step of 0 marks a value that is exact.
    """

    value: Decimal
    step: Decimal = Decimal(1)

    @property
    def excess(self) -> bool:
        """True when the value has more digits than its step allows, so that no sum can be judged."""
        return self.step > 0 and self.value % self.step != 0

    def interval(self, truncated: bool = False) -> Interval:
        """Return the values that print as this figure, rounded or (by choice) truncated towards zero."""
        if not truncated:
            half = self.step * _HALF
            return Interval(self.value - half, self.value + half)
        if self.value > 0:
            return Interval(self.value, self.value + self.step, high_open=self.step > 0)
        if self.value < 0:
            return Interval(self.value - self.step, self.value, low_open=self.step > 0)
        return Interval(-self.step, self.step, self.step > 0, self.step > 0)

    def scaled(self, factor: Decimal) -> Figure:
        """Return the same figure in a unit `factor` times smaller."""
        return Figure(self.value * factor, self.step * abs(factor))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A stated figure against its parts: what they make, stated minus computed, and the level."""

    computed: Decimal
    difference: Decimal
    level: Level

    @property
    def holds(self) -> bool:
        """True when the figures are consistent."""
        return self.level in ("exact", "rounding", "suspicious")


def step_of(printed: str, value: Decimal) -> Decimal:
    """Return the step of a figure as printed: `4,0` -> 0.1, `2 350` -> 1.

    The printed text decides, since the store pads decimals; the value's own exponent stands in
    where the text holds no decimals to be seen.
    """
    if ":" in printed and _ORE.search(printed):
        return Decimal("0.01")
    found = _DECIMALS.search(printed) if "," in printed or "." in printed else None
    if found:
        mark, digits = found.groups()
        thousands = mark == "." and len(digits) == 3 and value == value.to_integral_value()
        return Decimal(1) if thousands else Decimal(1).scaleb(-len(digits))
    if value == value.to_integral_value():
        return _ONE
    exponent = value.normalize().as_tuple().exponent
    return _ONE.scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else _ONE


def compare(stated: Figure, parts: Sequence[tuple[Figure, int]]) -> Comparison:
    """Return how `stated` agrees with its weighted parts.

    `exact`: no difference. `rounding`: within three standard deviations of a sum of roundings, one
    unit at least. `suspicious`: within the interval, which is the worst case. `violated`: above it.
    `undecidable`: there are no parts, or a figure has excess digits.
    """
    computed = sum((part.value * weight for part, weight in parts), _ZERO)
    difference = stated.value - computed
    if not parts or stated.excess or any(part.excess for part, _ in parts):
        return Comparison(computed, difference, "undecidable")
    if difference == 0:
        return Comparison(computed, difference, "exact")
    usual, most = margins(stated, parts)
    if abs(difference) > most:
        return Comparison(computed, difference, "violated")
    return Comparison(computed, difference, "rounding" if abs(difference) <= usual else "suspicious")


def margins(stated: Figure, parts: Sequence[tuple[Figure, int]]) -> tuple[Decimal, Decimal]:
    """Return how far a stated figure may lie from its parts: by ordinary rounding, and at most."""
    steps = [stated.step, *(part.step * abs(weight) for part, weight in parts)]
    deviation = (sum(step * step for step in steps) / Decimal(12)).sqrt()
    # Half a step to either side of each figure: further apart, the intervals of total and sum do not meet.
    return max(max(steps), 3 * deviation), sum(steps, _ZERO) * _HALF
