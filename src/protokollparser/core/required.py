"""Words that a text must hold to match a pattern, read off the pattern itself.

A search for a plain word is tens of times as fast as one for an expression without regard to case, and most
texts hold none of the words of most rules. The idea is that of RE2's filtered sets and of code search by
trigrams: https://swtch.com/~rsc/regexp/regexp4.html
"""

from __future__ import annotations

from functools import lru_cache

# The standard library has no public parser of its expressions; these modules are the same since 3.11.
from re import _constants as _code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

# Shorter words are in every text; longer lists cost more than they save.
_SHORTEST = 3
_MOST = 60
_ZERO_WIDTH = frozenset({_code.AT, _code.ASSERT, _code.ASSERT_NOT})
_REPEATS = frozenset({_code.MAX_REPEAT, _code.MIN_REPEAT, _code.POSSESSIVE_REPEAT})


@lru_cache(maxsize=4096)
def required_words(pattern: str) -> tuple[str, ...]:
    """Return words in small letters of which every text that matches holds one; none where nothing is sure.

    The text is to be asked in small letters (`lowered`).
    """
    words = _of_sequence(list(_parser.parse(pattern)))
    if not words or min(map(len, words)) < _SHORTEST or len(words) > _MOST:
        return ()
    return tuple(sorted(word for word in words if not any(o != word and o in word for o in words)))


@lru_cache(maxsize=256)
def lowered(text: str) -> str:
    """Return a text in small letters, as an expression without regard to case compares them."""
    small = text.lower()
    return small if small.isascii() else small.replace("ſ", "s").replace("ı", "i").replace("i̇", "i")


def holds_one(text: str, words: tuple[str, ...]) -> bool:
    """True when a text holds one of the words, or when there are none to hold."""
    return not words or any(map(lowered(text).__contains__, words))


def _of_sequence(items: list[Any]) -> frozenset[str]:
    """Return the best set of words for items that follow each other, empty for none."""
    sets: list[frozenset[str]] = []
    run = ""
    for code, told in _flat(items):
        if code is _code.LITERAL:
            run += chr(told).lower()
        elif code not in _ZERO_WIDTH:
            sets.append(frozenset({run}))
            run = ""
            sets.append(_of_item(code, told))
    sets.append(frozenset({run}))
    return max(sets, key=_worth, default=frozenset())


def _flat(items: list[Any]) -> list[tuple[Any, Any]]:
    """Return items with plain groups opened, so that words run through them."""
    flat: list[tuple[Any, Any]] = []
    for code, told in items:
        flat += _flat(list(told[3])) if code is _code.SUBPATTERN else [(code, told)]
    return flat


def _of_item(code: Any, told: Any) -> frozenset[str]:
    """Return the words of one item that is no plain letter."""
    if code is _code.BRANCH:
        branches = [_of_sequence(list(branch)) for branch in told[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if code in _REPEATS and told[0] > 0:
        return _of_sequence(list(told[2]))
    if code is _code.ATOMIC_GROUP:
        return _of_sequence(list(told))
    return frozenset()


def _worth(words: frozenset[str]) -> tuple[int, int]:
    """Return how well words tell texts apart: long ones are rare, few are quick to seek."""
    shortest = min(map(len, words), default=0)
    return (min(shortest, 5) if shortest else 0, -len(words))
