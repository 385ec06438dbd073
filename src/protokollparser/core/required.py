"""Words that a text must hold to match a pattern, read off the pattern itself.

A search for a plain word is tens of times as fast as one for an expression without regard to case, and most
texts hold none of the words of most rules. The idea is that of RE2's filtered sets and of code search by
trigrams: https://swtch.com/~rsc/regexp/regexp4.html

A pattern may need several words, and others in each of its branches: a text passes (`Sieve`) when it has all
that one way through the pattern needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

# The standard library has no public parser of its expressions; these modules are the same since 3.11.
from re import _constants as _code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

# One word of these a text must hold; one of each of a way; a text passes in one of several ways.
Words = frozenset[str]
Way = frozenset[Words]

# Shorter words are in every text; longer lists cost more than they save.
_SHORTEST = 3
_MOST = 60
_MOST_WAYS = 8
_ZERO_WIDTH = frozenset({_code.AT, _code.ASSERT, _code.ASSERT_NOT})
_REPEATS = frozenset({_code.MAX_REPEAT, _code.MIN_REPEAT, _code.POSSESSIVE_REPEAT})
_NO_WAY: Way = frozenset()


@lru_cache(maxsize=4096)
def required_words(pattern: str) -> tuple[str, ...]:
    """Return words in small letters of which every text that matches holds one; none where nothing is sure.

    The text is to be asked in small letters (`lowered`).
    """
    words = _in_one(_of_sequence(list(_parser.parse(pattern))))
    return _plain(words) if _is_telling(words) else ()


@lru_cache(maxsize=256)
def lowered(text: str) -> str:
    """Return a text in small letters, as an expression without regard to case compares them."""
    small = text.lower()
    return small if small.isascii() else small.replace("ſ", "s").replace("ı", "i").replace("i̇", "i")


def holds_one(text: str, words: tuple[str, ...]) -> bool:
    """True when a text holds one of the words, or when there are none to hold."""
    return not words or sieve_of(words).passes(text)


class Sieve:
    """What texts are asked before a pattern is tried on them."""

    __slots__ = ("_always", "_ways")

    def __init__(self, always: Way, ways: Iterable[Way] = ()) -> None:
        self._always = _asked(always)
        self._ways = [_asked(way) for way in ways]

    def passes(self, text: str) -> bool:
        """True unless a text is sure not to match."""
        holds = lowered(text).__contains__
        for words in self._always:
            if not any(map(holds, words)):
                return False
        return not self._ways or any(all(any(map(holds, words)) for words in way) for way in self._ways)


@lru_cache(maxsize=4096)
def sieve(pattern: str, needs: tuple[str, ...] = ()) -> Sieve:
    """Return what a text is asked before a pattern is tried; of the words in `needs` it holds one, too."""
    ways = [_telling(way) for way in _of_sequence(list(_parser.parse(pattern)))]
    always = frozenset.intersection(*ways) | ({frozenset(needs)} if needs else set())
    if len(ways) == 1:
        return Sieve(always)
    shared = _in_one(ways)
    return Sieve(always | ({shared} if _is_telling(shared) else set()), [way - always for way in ways])


@lru_cache(maxsize=1024)
def sieve_of(words: tuple[str, ...]) -> Sieve:
    """Return what a text is asked that must hold one of some words."""
    return Sieve(frozenset([frozenset(words)]))


def _asked(way: Way) -> list[tuple[str, ...]]:
    """Return the words that a text is asked for, the shortest list first: it is the quickest."""
    # Plain first: of two lists that imply each other none would be kept.
    plain = {frozenset(_plain(words)) for words in way}
    kept = (_plain(words) for words in plain if not any(o != words and _implies(o, words) for o in plain))
    return sorted(kept, key=lambda words: (len(words), words))


def _implies(one: Words, other: Words) -> bool:
    """True when a text that holds one of the first words is sure to hold one of the others."""
    return all(any(part in word for part in other) for word in one)


def _plain(words: Words) -> tuple[str, ...]:
    """Return words without those that hold another of them."""
    return tuple(sorted(word for word in words if not any(o != word and o in word for o in words)))


def _is_telling(words: Words) -> bool:
    return bool(words) and min(map(len, words)) >= _SHORTEST and len(words) <= _MOST


def _telling(way: Way) -> Way:
    return frozenset(filter(_is_telling, way))


def _in_one(ways: Sequence[Way]) -> Words:
    """Return words of which one is held whichever way is gone, empty where one needs none."""
    best = [max(way, key=_worth, default=frozenset[str]()) for way in ways]
    return frozenset[str]().union(*best) if all(best) else frozenset()


def _of_sequence(items: list[Any]) -> list[Way]:
    """Return the ways to go through items that follow each other."""
    sure: set[Words] = set()
    forks: list[list[Way]] = []
    run = ""
    for code, told in _flat(items):
        letters, more = _letters(code, told)
        if letters:
            run += letters
            if more:
                sure.add(frozenset({run}))
                run = letters
        elif code not in _ZERO_WIDTH:
            sure.add(frozenset({run}))
            run = ""
            ways = _of_item(code, told)
            sure.add(_in_one(ways))
            forks.append(ways)
    sure.add(frozenset({run}))
    sure -= {frozenset(), frozenset({""})}
    # Of several forks one is kept: each way through all of them would be too many.
    kept = max(forks, key=lambda ways: (sum(len(_telling(way)) > 1 for way in ways), len(ways)), default=[])
    if any(len(_telling(way)) > 1 for way in kept) and len(kept) <= _MOST_WAYS:
        return [frozenset(sure | way) for way in kept]
    return [frozenset(sure)]


def _letters(code: Any, told: Any) -> tuple[str, bool]:
    """Return the small letters that an item begins and ends with, and whether more may stand between.

    A letter in either case ("[Xx]") is one; a repeated one ("x{3,}") stands as often as it must.
    """
    if code is _code.LITERAL:
        return chr(told).lower(), False
    if code is _code.IN and all(one is _code.LITERAL for one, _ in told):
        small = {chr(letter).lower() for _, letter in told}
        return (small.pop() if len(small) == 1 else ""), False
    if code in _REPEATS and len(told[2]) == 1:
        letters, more = _letters(*told[2][0])
        return letters * min(int(told[0]), _MOST), more or told[0] != told[1] or told[0] > _MOST
    return "", False


def _flat(items: list[Any]) -> list[tuple[Any, Any]]:
    """Return items with plain groups opened, so that words run through them."""
    flat: list[tuple[Any, Any]] = []
    for code, told in items:
        flat += _flat(list(told[3])) if code is _code.SUBPATTERN else [(code, told)]
    return flat


def _of_item(code: Any, told: Any) -> list[Way]:
    """Return the ways through one item that is no plain letter."""
    if code is _code.BRANCH:
        return [way for branch in told[1] for way in _of_sequence(list(branch))]
    if code in _REPEATS and told[0] > 0:
        return _of_sequence(list(told[2]))
    if code is _code.ATOMIC_GROUP:
        return _of_sequence(list(told))
    return [_NO_WAY]


def _worth(words: Words) -> tuple[int, int]:
    """Return how well words tell texts apart: long ones are rare, few are quick to seek."""
    shortest = min(map(len, words), default=0)
    return (min(shortest, 5) if shortest else 0, -len(words))
