"""How alike two names of people are, and whether the difference can be a slip of the pen.

A difference is judged word by word: whoever writes "Forssgren" for "Forsgren" makes a word that is no name.
"Maria" and "Marie" are two names, so one is not taken for the other (decision 0023).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from protokollparser.core.text import fold

# A word of four letters has too many neighbours: Lind, Lund, Lina, Lena.
_LONG, _SHORT = 5, 4
# Names less alike than these are not offered as candidates. Measured with bench/people.py.
_NEAR = 88.0
_ACCENTS = str.maketrans("éèêëáàâíìóòúüñç", "eeeeaaaiioouunc")
_BARE = str.maketrans("åäö", "aao")
_WORD = re.compile(r"[^\W_]+")
# Letters that look alike in print and on scans: "rn" for "m", "l" and "1" for "i".
_LOOKS = (("rn", "m"), ("ri", "n"), ("cl", "d"), ("vv", "w"), ("ii", "u"))
_LOOKS_LETTERS = str.maketrans("1l|0", "iiio")
# Ways to spell one name: Christina, Kristina; Carl, Karl; Eva, Ewa; Ericsson, Eriksson.
_SOUNDS = (
    (re.compile(r"ch(?=[rl])|[cq](?![eihy])|ck"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"w"), "v"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(?<=[^aeiouyåäö])h|(?<=[aeiouyåäö])h(?=[lmnr])"), ""),
    (re.compile(r"sson$"), "son"),
    (re.compile(r"(.)\1"), r"\1"),
)


class Likeness(NamedTuple):
    """How sure it is that two names are one, why, and whether that may do without further proof."""

    confidence: float
    reason: str
    sure: bool


@lru_cache(1 << 16)
def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: "Ann-Christin Ek" gives ann, christin and ek."""
    return tuple(_WORD.findall(fold(name)))


def likeness(one: tuple[str, ...], other: tuple[str, ...], is_name: Callable[[str], bool]) -> Likeness | None:
    """Return how alike two names are, given as words; None for names of two people.

    `is_name` says whether a word is known to be a name, so that it is no slip.
    """
    if "".join(one) == "".join(other):
        return Likeness(1.0 if one == other else 0.97, "spelling", sure=True)
    if len(one) == len(other):
        return _by_word(one, other, is_name)
    return _by_part(*sorted((one, other), key=len))


def _by_word(one: tuple[str, ...], other: tuple[str, ...], is_name: Callable[[str], bool]) -> Likeness | None:
    """Judge names of as many words."""
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) == len(one) or len(differing) > 2:
        return None
    kinds = [slip(a, b) for a, b in differing]
    if len(differing) == 1:
        (a, b), kind = differing[0], kinds[0]
        if 1 in (len(a), len(b)):
            return Likeness(0.5, "initial", sure=False) if a[0] == b[0] else None
        if kind is not None:
            known = is_name(a) + is_name(b)
            if known == 2 and kind != "accent":
                return Likeness(0.4, kind, sure=False)
            return Likeness((0.9 if known else 0.8) - (0.05 if kind == "letter" else 0), kind, sure=True)
        if _sound(a) == _sound(b):
            return Likeness(0.6, "sound", sure=False)
    if all(kind or _sound(a) == _sound(b) for kind, (a, b) in zip(kinds, differing, strict=True)):
        return Likeness(0.5, "spelling", sure=False)
    alike = fuzz.ratio(" ".join(one), " ".join(other)) >= _NEAR
    return Likeness(0.3, "near", sure=False) if alike and len(differing) == 1 else None


@lru_cache(1 << 16)
def slip(one: str, other: str) -> str | None:
    """Return how one word can have become the other in writing, typing or recognition; else None."""
    short, long = sorted(map(len, (one, other)))
    if one.translate(_ACCENTS) == other.translate(_ACCENTS):
        return "accent"
    one, other = one.translate(_ACCENTS), other.translate(_ACCENTS)
    if short >= _SHORT and _look(one) == _look(other):
        return "misread" if one.translate(_BARE) != other.translate(_BARE) else "marks"
    if short < _SHORT or long - short > 1 or OSA.distance(one, other, score_cutoff=1) != 1:
        return None
    if sorted(one) == sorted(other):
        return "swapped"
    if re.sub(r"(.)\1", r"\1", one) == re.sub(r"(.)\1", r"\1", other):
        return "doubled"
    return "letter" if short >= _LONG and one[0] == other[0] else None


@lru_cache(1 << 14)
def _look(word: str) -> str:
    """Return a word as it looks when marks are lost and letters run together."""
    for printed, seen in _LOOKS:
        word = word.replace(printed, seen)
    return word.translate(_BARE).translate(_LOOKS_LETTERS)


@lru_cache(1 << 14)
def _sound(word: str) -> str:
    """Return a word with one spelling for what is said alike."""
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


def _by_part(short: tuple[str, ...], long: tuple[str, ...]) -> Likeness | None:
    """Judge names of which one has more words: all given names, an initial, a second surname."""
    if len(short) < 2 or not set(short) <= set(long):
        return None
    if short[-1] == long[-1]:
        added = [word for word in long if word not in short]
        return Likeness(0.5 if all(len(word) == 1 for word in added) else 0.7, "given_names", sure=False)
    return Likeness(0.6, "surname_added", sure=False) if short[0] == long[0] else None
