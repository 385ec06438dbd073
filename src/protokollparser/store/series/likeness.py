"""How alike two labels are whose words differ: a slip of the pen, or something to ask a person about."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rapidfuzz import fuzz

from protokollparser.store.people.likeness import slip
from protokollparser.store.series.labels import Key, Labels

# Shorter words have neighbours that are words themselves: Vård and Värd, Resor and Reserv.
_LONG, _MARKED = 7, 5
# Labels less alike than these are not offered as candidates.
_NEAR = 88.0
_BARE = str.maketrans("åäöé", "aaoe")


class Likeness(NamedTuple):
    """How sure it is that two labels are one line, why, and whether they are joined without asking."""

    confidence: float
    reason: str
    sure: bool


def likeness(labels: Labels, one: str, other: str, is_word: Callable[[str], bool]) -> Likeness | None:
    """Return how alike two labels are, None for two that nobody would take for each other.

    `is_word` says whether a folded word is known, so that it is no slip.
    """
    joined = labels.joined(one, other)
    if joined is not None:
        return Likeness(*joined, sure=True)
    found = [
        told
        for first, second in zip(labels.steps(one), labels.steps(other), strict=True)
        if (told := _slipped(first.key, second.key, is_word))
    ]
    if found:
        return max(found)
    first, second = labels.key(one), labels.key(other)
    if first.own == second.own:
        return Likeness(0.6, "section", sure=False) if not (first.section and second.section) else None
    if first.section != second.section or _counted(first) != _counted(second):
        return None
    alike = fuzz.token_sort_ratio(first.own, second.own)
    return Likeness(round(alike / 250, 2), "near", sure=False) if alike >= _NEAR else None


def _slipped(one: Key, other: Key, is_word: Callable[[str], bool]) -> Likeness | None:
    """Judge keys of which one word differs."""
    if one.section != other.section or len(one.words) != len(other.words):
        return None
    # All marks are lost at once: "Ovriga intakter".
    if len(one.own) >= _MARKED and one.own != other.own and _lost_marks(one.own, other.own):
        return Likeness(0.9, "marks", sure=True)
    differing = [(a, b) for a, b in zip(one.own.split(), other.own.split(), strict=False) if a != b]
    if len(differing) != 1 or len(one.own.split()) != len(other.own.split()):
        return None
    ((a, b),) = differing
    kind = slip(a, b)
    if kind is None or not (a[0].isalpha() and b[0].isalpha()):
        return None
    known = is_word(a) + is_word(b)
    if min(len(a), len(b)) < _LONG or known == 2:
        return Likeness(0.4, kind, sure=False)
    return Likeness((0.9 if known == 1 else 0.8) - (0.05 if kind == "letter" else 0), kind, sure=True)


def _lost_marks(one: str, other: str) -> bool:
    """True when one is the other without the marks over its letters."""
    return one.translate(_BARE) == other.translate(_BARE) and (one.isascii() or other.isascii())


def _counted(key: Key) -> list[str]:
    """Return the figures and letters that number a line: "Etapp 2", "Gruppbostad B"."""
    return [word for word in key.words if len(word) == 1 or any(letter.isdigit() for letter in word)]
