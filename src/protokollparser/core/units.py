"""Units as data: which spelling is which unit, what it is in kronor, and the words around a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from protokollparser.core.required import required_words
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold

MONEY = "money"


class FoundUnit(NamedTuple):
    """A unit printed without a figure, as in a title: `unit` is None when the spelling is unknown."""

    start: int
    end: int
    unit: str | None
    printed: str


class Qualifier(NamedTuple):
    """A word that says how exact the figure after it is; `kinds` limits it to kinds of units."""

    word: str
    qualifier: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Units:
    """The units known to the rules: `rules/vocabulary/units.yml` and `missing_marks.yml`, for lookup."""

    kinds: dict[str, str]
    factors: dict[str, Decimal]
    exact: dict[str, str]
    folded: dict[str, str]
    bare: dict[str, str]
    per_words: dict[str, str]
    qualifiers: tuple[Qualifier, ...]
    counted: tuple[str, ...]
    attributes: tuple[str, ...]
    number_words: dict[str, int]
    unknown_like: str
    marks: frozenset[str]

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, rules: Rules) -> Units:
        """Return the units of `rules`."""
        words: dict[str, Any] = rules.vocabulary["units"]
        gaps: dict[str, Any] = rules.vocabulary["missing_marks"]
        units: dict[str, Any] = words["units"]
        return cls(
            kinds={unit: str(entry["kind"]) for unit, entry in units.items()},
            factors={unit: Decimal(entry["factor"]) for unit, entry in units.items() if "factor" in entry},
            exact={text: unit for unit, entry in units.items() for text in entry.get("exact", ())},
            folded={fold(text): unit for unit, entry in units.items() for text in entry.get("spellings", ())},
            bare={fold(text): unit for unit, texts in words["bare_multipliers"].items() for text in texts},
            per_words={fold(text): per for per, texts in words["per"].items() for text in texts},
            qualifiers=tuple(
                Qualifier(fold(word), entry["qualifier"], tuple(entry.get("kinds", ())))
                for entry in words["qualifiers"]
                for word in entry["words"]
            ),
            counted=tuple(words["counted"]),
            attributes=tuple(words["counted_attributes"]),
            number_words={fold(word): int(number) for word, number in words["number_words"].items()},
            unknown_like=words["unknown_like"],
            marks=frozenset(fold(mark) for mark in (*gaps["marks"], *gaps["words"])),
        )

    def unit_of(self, printed: str) -> str | None:
        """Return the unit that a spelling stands for, None for an unknown one."""
        if printed in self.exact:
            return self.exact[printed]
        folded = fold(printed)
        return self.folded.get(folded) or self.bare.get(folded)

    def kind(self, unit: str | None) -> str | None:
        """Return the kind of a unit: money, currency, share, count, time or measure."""
        return self.kinds.get(unit) if unit else None

    def factor(self, unit: str | None) -> Decimal | None:
        """Return what one of `unit` is in kronor, None when it is no Swedish money."""
        return self.factors.get(unit) if unit else None

    def is_money(self, unit: str | None) -> bool:
        """True for units that can be told in kronor."""
        return self.kind(unit) == MONEY

    @cached_property
    def pattern(self) -> str:
        """A pattern for what may follow a figure: spellings, longest first, then what looks like one."""
        known = alternatives([*self.exact, *self.folded, *self.bare])
        # A dash for no öre may be of any length (":-", ":—").
        any_dash = re.sub(r"(?<=[:,])\\?[-–—]", "[-–—]", known)
        return f"{any_dash}|{self.unknown_like}"

    @cached_property
    def number_parts(self) -> tuple[str, ...]:
        """Words of which every text with a number in words holds one."""
        return required_words(alternatives(self.number_words))

    @cached_property
    def per_pattern(self) -> str:
        """A pattern for any word that a figure is told per, longest first, without groups."""
        return alternatives(self.per_words)

    @cached_property
    def qualifier_pattern(self) -> str:
        """A pattern for any word that says how exact the figure after it is, without groups."""
        return alternatives(entry.word for entry in self.qualifiers)

    @cached_property
    def counted_pattern(self) -> str:
        """A pattern for what is counted: a noun, with the first parts of a compound and one attribute."""
        attributes, nouns = alternatives(self.attributes), alternatives(self.counted)
        return rf"(?:(?:{attributes})\s)?(?:[a-zåäö-]{{1,30}})?(?:{nouns})"

    @cached_property
    def heading_pattern(self) -> re.Pattern[str]:
        """Money and share units as they stand in titles and headers, and what looks like one."""
        told = [text for text, unit in (*self.exact.items(), *self.folded.items()) if self._titled(unit)]
        return re.compile(
            rf"(?<![\w.,-])(?:(?P<known>{alternatives(told)})|(?P<unknown>{self.unknown_like}))(?![\w/])"
            rf"|(?P<sign>%)(?!-?\w)",
            re.IGNORECASE,
        )

    def _titled(self, unit: str) -> bool:
        return self.kinds[unit] in (MONEY, "share") and unit != "ore"

    def printed_in(self, heading: str) -> list[FoundUnit]:
        """Return the units named in a title or header cell, in order, figures with a unit left out."""
        found = []
        for match in self.heading_pattern.finditer(heading):
            printed = match.group()
            if not printed.strip() or re.search(r"\d\s?$", heading[: match.start()]):
                continue
            unit = self.unit_of(printed)
            if unit is None and fold(printed) in self.folded:
                continue
            found.append(FoundUnit(match.start(), match.end(), unit, printed))
        return found


def alternatives(texts: Iterable[str]) -> str:
    """Return a pattern that matches any of `texts`, longest first; blanks match any one blank."""
    return _alternatives(tuple(texts))


@lru_cache(maxsize=64)
def _alternatives(texts: tuple[str, ...]) -> str:
    ordered = sorted(dict.fromkeys(texts), key=lambda text: (-len(text), text))
    return "|".join(re.escape(text).replace(r"\ ", r"\s") for text in ordered)
