"""Words that hold another word as a part: "servicenämnden" holds "nämnd".

The words of the indexed texts themselves, and short ones that are data, tell what may be the other part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

_LEAST = 3
# A last part of so many letters is believed though the part before it is not known.
_SURE = 5
_VOWELS = frozenset("aeiouyåäöé")
_DEEPEST = 3


class Parts(NamedTuple):
    """The words that hold a word: as their last part, with its inflection, and as another part."""

    last: frozenset[str]
    inside: frozenset[str]


class Compounds:
    """The compounds among the words of some texts."""

    def __init__(
        self,
        said: Mapping[str, Any],
        vocabulary: frozenset[str],
        forms: Callable[[str], frozenset[str]],
    ) -> None:
        self._vocabulary = vocabulary
        self._forms = forms
        self._not_first = frozenset(said["not_first"].split()) | frozenset(said["function_words"].split())
        self._not_last = frozenset(said["not_last"].split()) | frozenset(said["function_words"].split())
        self._parts = frozenset(said["parts"].split())
        self._prefixes = frozenset(said["prefixes"])
        self._links = tuple(said["links"])
        self._vowels = tuple(said["last_vowels"])
        self._instead = tuple(said["instead_of_a"])
        self._before_e = tuple(said["before_e"])
        self._joints: dict[str, str] = dict(said["joints"])
        self._is_word = lru_cache(1 << 15)(self._known)
        self._begin = lru_cache(1 << 15)(self._begins)

    def holding(
        self, word: str, bases: Iterable[str], stems: Iterable[str], candidates: Iterable[str]
    ) -> Parts:
        """Return the candidates that hold a word as a part; `bases` are its forms as a first part.

        Words of three letters are parts only where they are listed.
        """
        if len(word) < _LEAST or word in self._not_last or (len(word) == _LEAST and word not in self._parts):
            return Parts(frozenset(), frozenset())
        forms = self._forms(word)
        beginnings = {bare for form in bases for bare in self._first(form)}
        roots, last, inside = tuple(stems), set(), set()
        for candidate in candidates:
            if candidate in forms:
                continue
            for at in _places(candidate, roots):
                tail = candidate[at:]
                if tail in forms:
                    if at and self._may_precede(candidate[:at], tail):
                        last.add(candidate)
                        break
                elif any(self._goes_on(candidate, at, begun) for begun in beginnings):
                    inside.add(candidate)
                    break
        return Parts(frozenset(last), frozenset(inside - last))

    def _may_precede(self, before: str, last: str) -> bool:
        """True where what stands before a last part can be the first part of a compound."""
        if before in self._prefixes:
            return len(last) >= _SURE
        if before[-1:] in self._links and before[-1] + last in self._not_last:
            return False
        if before in self._not_first or _VOWELS.isdisjoint(before):
            return False
        if len(last) >= _SURE and len(before) >= _LEAST:
            return True
        return self._begin(before, _DEEPEST)

    def _goes_on(self, whole: str, at: int, begun: str) -> bool:
        """True where a part begins at a place of a word, and words stand before and after it."""
        if not whole.startswith(begun, at):
            return False
        rest = whole[at + len(begun) :]
        # A long first part with its s is no chance ("revisionsberättelse").
        linked = begun.endswith(self._links) and len(begun) > _SURE < len(rest)
        if len(rest) < _LEAST or not (linked or self._ends(rest, _DEEPEST)):
            return False
        before = whole[:at]
        return not before or (before not in self._not_first and self._begin(before, _DEEPEST))

    def _begins(self, part: str, depth: int) -> bool:
        """True for the beginning of a compound: a word or several, with or without a letter that links."""
        if part in self._not_first:
            return False
        if self._is_word(part):
            return True
        if part[-1:] in self._links and len(part) > _LEAST and self._is_word(part[:-1]):
            return True
        if any(self._is_word(part + vowel) for vowel in self._vowels) or part in self._joints:
            return True
        bare, vowel = part[:-1], part[-1:]
        if vowel in self._instead and self._is_word(bare + "a"):
            return True
        if vowel == "e" and bare.endswith(self._before_e) and self._is_word(bare):
            return True
        return depth > 0 and any(
            self._begin(part[:at], 0) and self._begin(part[at:], depth - 1)
            for at in range(_LEAST, len(part) - _LEAST + 1)
        )

    def _ends(self, part: str, depth: int) -> bool:
        """True for the end of a compound: a word in any form, or several."""
        if part in self._not_last:
            return False
        if self._is_word(part) or any(
            (len(form) > _LEAST and form in self._vocabulary) or form in self._parts
            for form in self._forms(part)
            if len(part) > _LEAST
        ):
            return True
        return depth > 0 and any(
            self._begin(part[:at], 0) and self._ends(part[at:], depth - 1)
            for at in range(_LEAST, len(part) - _LEAST + 1)
        )

    def _known(self, word: str) -> bool:
        """True for a word of the texts, or a listed part; short ones only if they are listed."""
        if len(word) <= _LEAST or word in self._parts:
            return word in self._parts
        if word in self._not_last:
            return False
        return word in self._vocabulary or any(
            form in self._vocabulary for form in (word + "en", word + "et", word + "er", word + "ar")
        )

    def _first(self, form: str) -> Iterator[str]:
        """Yield how a word is spelled as a first part: "skol", "verksamhets", "gatu"."""
        yield form
        yield from (form + link for link in self._links)
        bare, vowel = form[:-1], form[-1]
        if vowel in self._vowels and len(bare) >= _LEAST:
            yield bare
            yield from (bare + link for link in self._links)
        if vowel == "a":
            yield from (bare + other for other in self._instead)
        if form.endswith(self._before_e):
            yield form + "e"
        yield from (joint for joint, word in self._joints.items() if word == form)


def _places(word: str, stems: tuple[str, ...]) -> Iterator[int]:
    """Yield where one of the stems begins in a word."""
    for stem in stems:
        at = word.find(stem)
        while at >= 0:
            yield at
            at = word.find(stem, at + 1)
