"""The forms of a Swedish word, made from any one of them by endings and families that are data.

More is made than exists: the forms are looked up among the words of the indexed texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_SHORTEST = 2
_LEAST = 3
# Endings whose vowel is lost before another ending: nyckel, nycklar.
_SYNCOPATED = ("el", "en", "er", "um")


@dataclass(frozen=True)
class Paradigm:
    """Endings that stand on one stem, and what the stem must look like."""

    endings: tuple[str, ...]
    stem: re.Pattern[str] | None
    nominal: bool

    def stems(self, word: str) -> Iterator[str]:
        """Yield the stems that a word may have with these endings."""
        for ending in self.endings:
            if word.endswith(ending):
                stem = word[: len(word) - len(ending)]
                if len(stem) >= _SHORTEST and (self.stem is None or self.stem.search(stem)):
                    yield stem


class Inflection:
    """All forms of a word, from any of its forms."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self._paradigms = [
            Paradigm(tuple(row["endings"]), re.compile(row["stem"]) if "stem" in row else None, nominal)
            for name, nominal in (("nouns", True), ("adjectives", True), ("verbs", False))
            for row in said[name]
        ]
        self._families: dict[str, list[tuple[str, ...]]] = {}
        for name in ("strong_nouns", "strong_verbs"):
            for line in said[name]:
                family = (*line.split(),)
                passive = [form + "s" for form in family if form[-1] not in "rs"]
                folded = [family[0][:-1] + "es"] if name == "strong_verbs" else []
                forms = tuple(dict.fromkeys([*family, *passive, *folded]))
                for form in forms:
                    self._families.setdefault(form, []).append(forms)
        self._strong_nouns = frozenset(" ".join(said["strong_nouns"]).split())
        self._longest = max(map(len, self._families))
        self.forms = lru_cache(1 << 14)(self._forms)
        self.stems = lru_cache(1 << 14)(self._stems)

    def _forms(self, word: str) -> frozenset[str]:
        """Return the word and all its possible forms, genitives among them."""
        return frozenset({word, *self._strong(word), *self._regular(word)})

    def bases(self, word: str) -> frozenset[str]:
        """Return the forms in which a word may be the first part of another: itself, without its endings."""
        shorter = {form for form in self.forms(word) if len(form) >= _LEAST and word.startswith(form)}
        return frozenset({word, *shorter, *next(iter(self._strong_families(word)), ())[:1]})

    def _regular(self, word: str) -> set[str]:
        found: set[str] = set()
        for paradigm in self._paradigms:
            for base in _bases(word) if paradigm.nominal else (word,):
                for stem in paradigm.stems(base):
                    forms = [stem + ending for ending in paradigm.endings]
                    found.update(forms)
                    if paradigm.nominal:
                        found.update(form + "s" for form in forms if form[-1] not in "sxz")
        return found

    def _strong(self, word: str) -> Iterator[str]:
        """Yield the forms of a word that ends with a member of a family."""
        for forms in self._strong_families(word):
            yield from forms

    def _strong_families(self, word: str) -> Iterator[tuple[str, ...]]:
        """Yield the families of which a word ends with a member, with what stands before it."""
        for length in range(min(self._longest, len(word)), 1, -1):
            families = self._families.get(word[-length:])
            before = word[: len(word) - length]
            # One letter before it is another word: "tand" is no kind of "and".
            if families and len(before) != 1:
                for forms in families:
                    yield tuple(before + form for form in forms)
                return

    def is_strong_noun(self, word: str) -> bool:
        """True for a noun whose vowel changes, in any form."""
        return word in self._strong_nouns

    def _stems(self, word: str) -> frozenset[str]:
        """Return the beginnings that the forms of a word have in common, vowels that change apart."""
        groups: dict[str, list[str]] = {}
        for form in self._lexeme(word):
            groups.setdefault(form[:2], []).append(form)
        return frozenset(_common(group) for group in groups.values())

    def _lexeme(self, word: str) -> Iterable[str]:
        """Return the forms of the strong family of a word, or the word with its last vowel cut."""
        strong = list(self._strong(word))
        if strong:
            return strong
        if len(word) > 4 and word.endswith(_SYNCOPATED):
            return (word[:-2],)
        return (word[:-1] if len(word) > 3 and word[-1] in "ae" else word,)


def _bases(word: str) -> tuple[str, ...]:
    """Return a word, and without the s of a genitive."""
    if len(word) > 3 and word.endswith("s") and word[-2] not in "sxz":
        return word, word[:-1]
    return (word,)


def _common(forms: list[str]) -> str:
    """Return the longest beginning that all forms share."""
    first, last = min(forms), max(forms)
    length = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[: min(length, len(last))]
