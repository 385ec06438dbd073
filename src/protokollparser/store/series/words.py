"""The words of `rules/vocabulary/line_labels.yml`, made ready for comparing labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from protokollparser.core.rules import Rules
from protokollparser.core.rules.base import compile_pattern
from protokollparser.core.text import fold

# What is left of a word without its ending.
_STEM = 3
_DOUBLED = re.compile(r"([mn])\1$")


@dataclass(frozen=True)
class LabelWords:
    """What tells that two labels are one line; `places` are the folded names of municipalities."""

    behind: tuple[re.Pattern[str], ...]
    words: Mapping[str, str]
    first_parts: Mapping[str, str]
    last_parts: Mapping[str, str]
    spelled: Mapping[str, str]
    endings: tuple[str, ...]
    irregular: Mapping[str, str]
    sums: frozenset[str]
    synonyms: tuple[tuple[str, ...], ...]
    topics: Mapping[str, str]
    title_words: tuple[str, ...]
    places: frozenset[str]

    @classmethod
    def of(cls, rules: Rules) -> LabelWords:
        """Return the words of rules."""
        told = rules.vocabulary["line_labels"]
        counties = rules.vocabulary["municipalities"]["counties"]
        names = [name for county in counties for name in county["municipalities"].values()]
        return cls(
            behind=tuple(compile_pattern(pattern) for pattern in told["behind"]),
            words=told["words"],
            first_parts=told["first_parts"],
            last_parts=told["last_parts"],
            spelled=told["spelled"],
            endings=tuple(told["endings"]),
            irregular={form: forms[0] for forms in told["irregular"] for form in forms},
            sums=frozenset(told["sums"]),
            synonyms=tuple(tuple(one["same"]) for one in told["synonyms"]),
            topics={kind: topic for topic, kinds in told["topics"].items() for kind in kinds},
            title_words=tuple(told["title_words"]),
            places=frozenset(word for name in names for word in fold(name).split()),
        )

    @cached_property
    def plain_titles(self) -> frozenset[str]:
        """The stems of the words of titles that do not tell what a table is of."""
        return frozenset(self.stem(word) for word in self.title_words)

    def stem(self, word: str) -> str:
        """Return a folded word without definite, plural and genitive endings; names of places stay whole."""
        if word in self.places or sum(letter.isalpha() for letter in word) <= _STEM:
            return word
        for form, stem in self.irregular.items():
            if word.endswith(form):
                return word.removesuffix(form) + stem
        # The genitive of a definite form leaves the indefinite one, which may end so too: "verksamhetens".
        return self._cut(self._cut(word))

    def _cut(self, word: str) -> str:
        """Return a word without its last ending."""
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= _STEM:
                word = word[: -len(ending)]
                break
        return _DOUBLED.sub(r"\1", word)
