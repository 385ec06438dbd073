"""The words of the indexed texts, and which of them a word of a question stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice, product
from typing import Any, NamedTuple

from protokollparser.search.compounds import Compounds
from protokollparser.search.inflection import Inflection
from protokollparser.search.tokens import words

# What a word found is worth that is not the word asked for.
EXACT, INFLECTED, SAME, SPELLED, LAST_PART, PART, FOLDED = 1.0, 0.8, 0.7, 0.6, 0.4, 0.3, 0.3
_LETTERS = {"a": "aåä", "o": "oö", "e": "eé", "u": "uü"}
_MOST = 4096
_SHORT = 2


class Meaning(NamedTuple):
    """What a word of a question stands for: words of the texts with what they are worth.

    `phrases` are several words that it is short for.
    """

    worth: Mapping[str, float]
    phrases: tuple[tuple[str, ...], ...] = ()


class Vocabulary:
    """The words of the texts, with the number of passages in which each stands."""

    def __init__(self, counts: Mapping[str, int], said: Mapping[str, Any]) -> None:
        self.counts = counts
        self._known = frozenset(counts)
        # All words of letters, a line each: what holds a piece is found faster so than word for word.
        self._all = "\n" + "\n".join(sorted(word for word in counts if word[0].isalpha())) + "\n"
        self._inflection = Inflection(said)
        self._compounds = Compounds(said, self._known, self._inflection.forms)
        self.function_words = frozenset(said["function_words"].split())
        self._same = _groups(said["same"])
        self._spellings = [(row["old"], row["new"], row.get("at") == "end") for row in said["spellings"]]
        self.meaning = lru_cache(1 << 10)(self._meaning)

    def beginning(self, start: str) -> Meaning:
        """Return all words that begin so."""
        found = (
            self._holding(f"\n{start}")
            if start.isalpha()
            else (w for w in self._known if w.startswith(start))
        )
        return Meaning(dict.fromkeys(found, EXACT))

    def side_by_side(self, several: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """Return words that stand side by side, and forms of the last one: "e-tjänst", "e-tjänster"."""
        near = (word for word, worth in self.meaning(several[-1]).worth.items() if worth >= INFLECTED)
        forms = sorted({several[-1], *near}) if several[-1].isalpha() else [several[-1]]
        return tuple((*several[:-1], form) for form in forms)

    def _meaning(self, word: str) -> Meaning:
        """Return the words of the texts that a word of a question stands for."""
        if not word.isalpha() or (word in self.function_words and not self._inflection.is_strong_noun(word)):
            return Meaning({word: EXACT} if word in self._known else {})
        found: dict[str, float] = {}
        phrases = []
        for several, worth in self._stands_for(word):
            if len(several) > 1:
                phrases.append(several)
            else:
                _add(found, self._family(several[0]), worth)
        known = word in self._known
        for other in self._unfolded(word):
            if other not in found:
                # A word that is written so itself is less likely to stand for another: no forms of that one.
                _add(found, {other: EXACT} if known else self._family(other), FOLDED)
        return Meaning(found, tuple(phrases))

    def _stands_for(self, word: str) -> Iterator[tuple[tuple[str, ...], float]]:
        """Yield the word itself, and what it is an abbreviation of or the other way about."""
        yield (word,), EXACT
        for other in self._same.get(word, ()):
            yield other, SAME

    def _family(self, word: str) -> dict[str, float]:
        """Return the words of the texts that are forms or compounds of a word."""
        forms = self._inflection.forms(word) - self.function_words
        found = dict.fromkeys(forms & self._known, INFLECTED)
        for form in forms:
            for other in self._respelled(form) if len(form) > _SHORT else ():
                if other in self._known:
                    found.setdefault(other, SPELLED)
        parts = self._compounds.holding(word, self._inflection.bases(word), *self._candidates(word))
        for words_found, worth in ((parts.last, LAST_PART), (parts.inside, PART)):
            for other in words_found:
                found.setdefault(other, worth)
        if word in self._known:
            found[word] = EXACT
        return found

    def _candidates(self, word: str) -> tuple[frozenset[str], list[str]]:
        """Return the stems of a word and the words of the texts in which one of them stands."""
        stems = self._inflection.stems(word)
        found = {holder for stem in stems if len(stem) >= 2 for holder in self._holding(stem)}
        return stems, sorted(found)

    def _holding(self, piece: str) -> Iterator[str]:
        at = self._all.find(piece)
        while at >= 0:
            start, end = self._all.rfind("\n", 0, at + 1) + 1, self._all.find("\n", at + 1)
            yield self._all[start:end]
            at = self._all.find(piece, end)

    def _unfolded(self, word: str) -> list[str]:
        """Return the words of the texts that are the same without their marks, forms of them included.

        Nothing for a word that has marks itself: who writes "över" does not mean "over".
        """
        if not word.isascii():
            return []
        return self._marked(word) or [
            other
            for form in sorted(self._inflection.forms(word))
            for other in self._marked(form)
            if other not in self.function_words
        ]

    def _marked(self, word: str) -> list[str]:
        """Return the words of the texts that have marks where a word has none."""
        choices = product(*(_LETTERS.get(letter, letter) for letter in word))
        others = ("".join(letters) for letters in islice(choices, _MOST))
        return [other for other in others if other != word and other in self._known]

    def _respelled(self, word: str) -> Iterator[str]:
        """Yield a word in the old spelling, or in the new one."""
        for old, new, at_end in self._spellings:
            for one, other in ((old, new), (new, old)):
                if at_end:
                    if word.endswith(one) and len(word) > len(one):
                        yield word[: len(word) - len(one)] + other
                elif one in word:
                    yield word.replace(one, other)


def _add(found: dict[str, float], others: Mapping[str, float], worth: float) -> None:
    for word, own in others.items():
        found[word] = max(found.get(word, 0.0), own * worth)


def _groups(rows: Iterable[Iterable[str]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return for each word of a group the others, as their words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        members = [tuple(words(member)) for member in row]
        for member in members:
            if len(member) == 1:
                found.setdefault(member[0], []).extend(other for other in members if other != member)
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}
