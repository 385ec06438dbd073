"""Pairing what was expected with what was found, one to one, and counting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rapidfuzz import fuzz

from protokollparser.core.text import fold

Fact = dict[str, Any]


@dataclass(frozen=True)
class Tally:
    """Counts of one family, with the facts that found no partner."""

    expected: int
    found: int
    matched: int
    missed: tuple[Fact, ...] = ()
    extra: tuple[Fact, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.expected + other.expected,
            self.found + other.found,
            self.matched + other.matched,
            self.missed + other.missed,
            self.extra + other.extra,
        )

    @property
    def precision(self) -> float:
        """The share of the found facts that are right; 1 when nothing was found."""
        return self.matched / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the expected facts that were found; 1 when nothing was expected."""
        return self.matched / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.matched / (self.expected + self.found) if self.expected + self.found else 1.0


def match(expected: list[Fact], found: list[Fact], same: Callable[[Fact, Fact], bool]) -> Tally:
    """Pair each expected fact with the first free found fact that is the `same`, in order."""
    free = list(found)
    missed = []
    for truth in expected:
        partner = next((index for index, fact in enumerate(free) if same(truth, fact)), None)
        if partner is None:
            missed.append(truth)
        else:
            del free[partner]
    return Tally(len(expected), len(found), len(expected) - len(missed), tuple(missed), tuple(free))


def share(first: Fact, second: Fact) -> float:
    """Return how much of two line ranges is common: intersection over union, in lines."""
    low = max(first["line_start"], second["line_start"])
    high = min(first["line_end"], second["line_end"])
    whole = max(first["line_end"], second["line_end"]) - min(first["line_start"], second["line_start"]) + 1
    common: float = max(0, high - low + 1) / whole
    return common


def equal(*keys: str) -> Callable[[Fact, Fact], bool]:
    """Return a comparison: equal in each of `keys`."""

    def same(truth: Fact, fact: Fact) -> bool:
        return all(truth[key] == fact[key] for key in keys)

    return same


def same_place(least: float, *keys: str) -> Callable[[Fact, Fact], bool]:
    """Return a comparison: equal in `keys`, and at least `least` of both line ranges in common."""
    same = equal(*keys)
    return lambda truth, fact: same(truth, fact) and share(truth, fact) >= least


def alike(truth: str, fact: str) -> bool:
    """True for texts that differ by closing punctuation or at most a twentieth of their characters."""
    ratio: float = fuzz.ratio(fold(truth), fold(fact))
    return ratio >= 95 or fold(truth).rstrip(" .") == fold(fact).rstrip(" .")


def number(text: Any) -> Decimal | None:
    """Return an expected figure as an exact number."""
    return None if text is None else Decimal(str(text))
