"""Whether two printed names are one person's."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from protokollparser.core.text import fold

_BRACKETS = re.compile(r"\([^()]{0,40}\)|\[[^\[\]]{0,40}\]")
_NO_NAME = re.compile(r"[^\w\s'-]")


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name for comparing: folded, without party and signs."""
    return tuple(_NO_NAME.sub(" ", _BRACKETS.sub(" ", fold(name))).split())


def same_person(one: str, other: str) -> bool:
    """True when both names may be one person's.

    All words of the shorter name stand in the longer (002 line 476: "Knut Assar Lars Forsgren" signs for
    Lars Forsgren), or initials stand for first names, or one slip of the pen lies between them.
    """
    first, second = name_words(one), name_words(other)
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    if len(short) >= 2 and set(short) <= set(long):
        return True
    if len(short) >= 2 and short[-1] == long[-1]:
        given = (short[:-1], long[:-1])
        if _initials(*given) or _initials(*reversed(given)):
            return True
    return len(first) == len(second) and near_name(one, other)


def near_name(one: str, other: str) -> bool:
    """True when one slip of the pen, a swap of neighbours included, turns one name into the other."""
    first, second = " ".join(name_words(one)), " ".join(name_words(other))
    return first != second and min(len(first), len(second)) >= 6 and OSA.distance(first, second) <= 1


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """True when each given name of the one is the initial of one of the other's."""
    return all(len(part) == 1 and any(whole.startswith(part) for whole in long) for part in short)
