"""A label of accounts made comparable, in steps: the later a step, the less sure what it joins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from protokollparser.core.rules import Rules
from protokollparser.core.text import closed_up, fold
from protokollparser.store.series.words import LabelWords

# Between a section and what stands in it, as the labels of rows are made.
SECTION = " / "
# Between what "och" and commas join, whatever their order.
_AND = "och"
_ITEM = " + "
_TOKEN = re.compile(r"[^\s,;()]+|,")
_ELLIPSIS = re.compile(r"-(?=\s|$|,)")
_SHORT_AND = re.compile(r"-\s+(?:o\.?|&)(?=\s)")
_STOPS = re.compile(r"(?<=\w)\.(?=\w)")
_LIST_TAIL = re.compile(r"\bm\.? ?m\.?$")


class Key(NamedTuple):
    """A label as it is compared: its sections, and its words joined; equal keys are one line."""

    section: str
    own: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for word in self.own.split() if word != _ITEM.strip())


class Step(NamedTuple):
    """A key, and how sure and why labels with this key are one line when no earlier step says so."""

    confidence: float
    reason: str
    key: Key


class Labels:
    """Compares labels by the words of rules."""

    def __init__(self, words: LabelWords) -> None:
        self.words = words
        # Labels come again in every organisation.
        self.steps = lru_cache(1 << 16)(self._steps)

    @classmethod
    def by(cls, rules: Rules) -> Labels:
        """Return what compares by rules."""
        return cls(LabelWords.of(rules))

    def key(self, label: str) -> Key:
        """Return the key of the last step: labels with the same one are joined."""
        return self.steps(label)[-1].key

    def joined(self, one: str, other: str) -> tuple[float, str] | None:
        """Return how sure and why two labels are one line, None where their words differ."""
        for first, second in zip(self.steps(one), self.steps(other), strict=True):
            if first.key == second.key:
                return first.confidence, first.reason
        return None

    def adds_up(self, key: Key) -> bool:
        """True for a label that only says that it is a sum: of what, its table tells."""
        return set(key.words) <= {"summa"}

    def _steps(self, label: str) -> tuple[Step, ...]:
        """Return the keys of a label from how it is spelled to what it means."""
        parts = [fold(closed_up(_SHORT_AND.sub("- och", part))) for part in label.split(SECTION)]
        spelled = [" ".join(re.findall(r"[\w%&+*/()-]+", part)) for part in parts]
        bare = [self._bare(part) for part in parts]
        formed = [tuple(self._stemmed(self._tokens(part, whole=False))) for part in bare]
        whole = [tuple(self._stemmed(self._tokens(part, whole=True))) for part in bare]
        meant = [self._meant(self._ordered(part)) for part in whole]
        return (
            Step(1.0, "spelling", _keyed(spelled)),
            Step(0.99, "note", _keyed([" ".join(self._tokens(part, whole=False)) for part in bare])),
            Step(0.97, "form", _without_own(_keyed([" ".join(part) for part in formed]))),
            Step(0.95, "abbreviation", _without_own(_keyed([" ".join(part) for part in whole]))),
            Step(0.95, "order", _without_own(_keyed([self._ordered(part) for part in whole]))),
            Step(0.9, "synonym", _without_own(_keyed(meant))),
        )

    def _bare(self, part: str) -> str:
        """Return a folded part of a label without notes and units behind it, and its line-end hyphens."""
        before = None
        while before != part:
            before = part
            for pattern in self.words.behind:
                part = pattern.sub("", part) or part
        return part

    def _tokens(self, part: str, *, whole: bool) -> list[str]:
        """Return the words of a part; shortened ones in full when `whole`."""
        part = _LIST_TAIL.sub("mm", part)
        part = _ELLIPSIS.sub("", part)
        if whole:
            part = _STOPS.sub(". ", part)
        found = [_AND if token == "," else token.strip(".:'\"") for token in _TOKEN.findall(part)]
        found = [token for token in found if token and token != "-"]
        if found and found[-1] == _AND:
            found.pop()
        return list(self._expanded(found)) if whole else found

    def _expanded(self, tokens: Sequence[str]) -> Iterator[str]:
        """Yield words in full: "pers kostn" as personalkostnad."""
        known, held = self.words, ""
        for at, token in enumerate(tokens):
            if token in known.first_parts and at + 1 < len(tokens):
                held += known.first_parts[token]
                continue
            word = known.words.get(token, token)
            if word == token:
                word = self._spelled_out(token)
            yield held + word
            held = ""

    def _spelled_out(self, word: str) -> str:
        """Return a word with its shortened end and its old spelling as they are written now."""
        for short, full in self.words.last_parts.items():
            if word.endswith(short) and len(word) > len(short):
                word = word.removesuffix(short) + full
                break
        for old, new in self.words.spelled.items():
            word = word.replace(old, new)
        return word

    def _stemmed(self, tokens: Sequence[str]) -> list[str]:
        """Return words without endings."""
        return [token if token == _AND else self.words.stem(token) for token in tokens]

    def _ordered(self, words: Sequence[str]) -> str:
        """Return words in one order: a sum first, what "och" joins by the alphabet."""
        sums = {self.words.stem(word) for word in self.words.sums}
        found = [word for word in words if word not in sums]
        first = "summa " if len(found) < len(words) else ""
        items: list[list[str]] = [[]]
        for word in found:
            if word == _AND:
                items.append([])
            else:
                items[-1].append(word)
        return (first + _ITEM.join(sorted(" ".join(item) for item in items if item))).strip()

    def _meant(self, ordered: str) -> str:
        """Return what stands for all labels that mean the same."""
        return self._synonyms.get(ordered, ordered)

    @cached_property
    def _synonyms(self) -> dict[str, str]:
        """For each synonym as it is compared, the first of its group."""
        found: dict[str, str] = {}
        for group in self.words.synonyms:
            made = [
                self._ordered(self._stemmed(self._tokens(self._bare(fold(label)), whole=True)))
                for label in group
            ]
            found |= dict.fromkeys(made, made[0])
        return found


def _keyed(parts: Sequence[str]) -> Key:
    return Key(SECTION.join(parts[:-1]), parts[-1])


def _without_own(key: Key) -> Key:
    """Return a key without a section that the label itself names: "Park / Summa park"."""
    own = set(key.words)
    kept = [
        part
        for part in key.section.split(SECTION)
        if part and not ("summa" in own and set(part.split()) <= own)
    ]
    return Key(SECTION.join(kept), key.own)
