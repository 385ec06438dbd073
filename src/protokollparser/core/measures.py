"""What a figure measures, told by its label: in prose, and in the rows and headers of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.core.units import alternatives

# "finansiella kostnader", "generella statsbidrag": an adjective makes a part of the whole.
_ADJECTIVE = r"[^\W\d_]{3,20}(?:ella|liga|iska|iva|ala)"
_LABELS = 4096
_WORD = re.compile(r"[^\W_][\w:-]*")


class Measures:
    """The words of `rules/vocabulary/measures.yml`, compiled."""

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, rules: Rules) -> Measures:
        """Return the one for these rules."""
        return cls(rules)

    def __init__(self, rules: Rules) -> None:
        words: dict[str, Any] = rules.vocabulary["measures"]
        measures: list[dict[str, Any]] = words["measures"]
        stems = [stem for m in measures for stem in m["stems"]]
        pure = [word for m in measures for word in m["pure"]]
        around, behind = (
            alternatives([*words["modifiers"], *words["narrowing"]]),
            alternatives(words["modifiers"]),
        )
        self.phrase = re.compile(
            rf"(?<![\w-])(?:{_ADJECTIVE}\s)?(?:(?:{around})\s){{0,3}}(?:(?:{alternatives(pure)})|[\w-]{{0,40}}(?:{alternatives(stems)}))"
            rf"(?:\s(?:{behind})){{0,2}}(?!\w)",
            re.IGNORECASE,
        )
        self._some = re.compile(alternatives(word.lower() for word in (*stems, *pure)))
        self._kinds = [
            (
                str(m["name"]),
                _whole(m["pure"]),
                re.compile(rf"(?:{alternatives(m['stems'])})(?!\w)", re.IGNORECASE),
            )
            for m in measures
        ]
        self._tail = re.compile(rf"(?P<first>\w[\w-]{{3,40}}?)s?(?:{alternatives(stems)})", re.IGNORECASE)
        self._narrowing = _whole(words["narrowing"])
        self._totals = re.compile(rf"(?<!\w)(?:{alternatives(words['totals'])})(?!\w)", re.IGNORECASE)
        # Labels come again and again: those of rows, and of the figures that repeat them.
        self._kind = lru_cache(_LABELS)(self._find_kind)
        self._pure = lru_cache(_LABELS)(self._find_pure)
        self._tokens = lru_cache(_LABELS)(self._find_tokens)
        self._bare = lru_cache(_LABELS)(self._find_bare)
        self._idle = frozenset(fold(w) for w in (*words["modifiers"], *words["empty"], *words["totals"]))

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the words for measures in a stretch of a text."""
        some = self._some.search(text.lower(), start, end)
        return self.phrase.finditer(text, start, end) if some else iter(())

    def kind(self, label: str | None) -> str | None:
        """Return the measure that a label names, whole or in part; None when it names none."""
        return self._kind(label or "")

    def pure(self, label: str | None) -> str | None:
        """Return the measure for whose whole a label stands ("bruttokostnaderna"), None for a part of it."""
        return self._pure(label or "")

    def tokens(self, label: str | None) -> tuple[str, ...]:
        """Return the words of a label that name something: no totals, no small words, no years."""
        return self._tokens(label or "")

    def _find_kind(self, text: str) -> str | None:
        whole = next((name for name, pure, _ in self._kinds if pure and pure.search(text)), None)
        return whole or next((name for name, _, stems in self._kinds if stems.search(text)), None)

    def _find_pure(self, label: str) -> str | None:
        if self._narrowing and self._narrowing.search(label):
            return None
        for name, pure, _ in self._kinds:
            match = pure.search(label) if pure else None
            if match and not self.tokens(label[: match.start()] + " " + label[match.end() :]):
                return name
        return None

    def total(self, label: str | None) -> bool:
        """True for a label that says no more than that its figure is a total."""
        return bool(label) and not self.tokens(label) and bool(self._totals.search(label or ""))

    def bare(self, word: str) -> str:
        """Return a compound without its measure: "lokalkostnaderna" as "lokal"; other words as they are."""
        return self._bare(word)

    def _find_bare(self, word: str) -> str:
        match = self._tail.fullmatch(word)
        return match["first"].rstrip("-") if match else word

    def _find_tokens(self, label: str) -> tuple[str, ...]:
        words = (word.rstrip(":-") for word in _WORD.findall(fold(label)))
        return tuple(
            word for word in words if len(word) > 1 and word not in self._idle and not word.isdigit()
        )


def _whole(words: Iterable[str]) -> re.Pattern[str] | None:
    joined = alternatives(words)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE) if joined else None


def same_word(first: str, second: str) -> bool:
    """True for two forms of one word: "gemensamma" and "gemensamt", "projekt" and "projektet"."""
    if first == second:
        return True
    if first[:4] != second[:4]:
        return False
    shorter, longer = sorted((first, second), key=len)
    common = 0
    while common < len(shorter) and shorter[common] == longer[common]:
        common += 1
    return common >= 4 and len(shorter) - common <= 3 and common * 4 >= len(longer) * 3


def begins_word(part: str, whole: str) -> bool:
    """True when a word of five letters or more begins a compound: "projekt" in "projektbudget"."""
    return len(part) >= 5 and len(whole) > len(part) and whole.startswith(part)
