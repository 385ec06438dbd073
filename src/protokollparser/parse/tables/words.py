"""The words by which the parts of a table are known: column headers, row labels, line items, units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from protokollparser.core.dates import find_dates
from protokollparser.core.line_items import LineWords, line_words
from protokollparser.core.rules import Rules, compile_pattern
from protokollparser.core.units import Units

_LONGEST_HEADER = 70
_MARKS = r"\W{0,3}[¹²³⁴⁵⁶⁷⁸⁹]?(?:\s?\([^()]{1,20}\))?"
_BROKEN = re.compile(r"[\s\u00ad]+|(?<=\w)-(?=\s)")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?")


class RolePattern(NamedTuple):
    """What a header that matches says of its column."""

    role: str
    scenario: str | None
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class TableWords:
    """The vocabularies `scenarios`, `row_labels`, `line_items` and `units`, compiled."""

    roles: tuple[RolePattern, ...]
    within: tuple[tuple[str, re.Pattern[str]], ...]
    money_header: re.Pattern[str]
    header_party: re.Pattern[str]
    note_title: re.Pattern[str]
    report_title: re.Pattern[str]
    count_title: re.Pattern[str]
    count_label: re.Pattern[str]
    measure_label: re.Pattern[str]
    ore_label: re.Pattern[str]
    text_header: re.Pattern[str]
    section: re.Pattern[str]
    bare_total: re.Pattern[str]
    rest: re.Pattern[str]
    open_word: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    lines: LineWords
    units: Units

    @classmethod
    def of(cls, rules: Rules) -> TableWords:
        """Return the words of `rules`."""
        columns: dict[str, Any] = rules.vocabulary["scenarios"]
        labels: dict[str, Any] = rules.vocabulary["row_labels"]
        return cls(
            roles=tuple(
                RolePattern(entry["role"], entry.get("scenario"), compile_pattern(entry["pattern"]))
                for entry in columns["roles"]
            ),
            within=tuple((name, compile_pattern(text)) for name, text in columns["within"].items()),
            money_header=compile_pattern(columns["money_headers"]),
            header_party=compile_pattern(columns["header_parties"]),
            note_title=compile_pattern(columns["note_titles"]),
            report_title=compile_pattern(columns["report_titles"]),
            count_title=compile_pattern(columns["count_titles"]),
            count_label=compile_pattern(columns["count_labels"]),
            measure_label=compile_pattern(columns["measure_labels"]),
            ore_label=compile_pattern(columns["ore_labels"]),
            text_header=compile_pattern(rf"\W{{0,3}}(?:{'|'.join(columns['text_headers'])}){_MARKS}"),
            section=compile_pattern(rf"(?:{'|'.join(labels['section'])})\s?:?"),
            bare_total=compile_pattern(labels["bare_total"]),
            rest=compile_pattern(labels["rest"]),
            open_word=compile_pattern(labels["open_word"]),
            opening=compile_pattern(labels["opening"]),
            closing=compile_pattern(labels["closing"]),
            lines=line_words(rules),
            units=Units.of(rules),
        )

    def role_of(self, header: str) -> RolePattern | None:
        """Return what a header says of its column; words broken by narrow columns are read joined."""
        for text in (header, joined(header)):
            for entry in self.roles:
                counts_money = entry.role == "count" and self.names_money(header)
                if entry.pattern.search(text) and not counts_money:
                    return entry
        return None

    def party_in(self, header: str) -> str | None:
        """Return the body that a header names as printed: "Koncernen" of "Koncernen / 2020"."""
        found = (self.header_party.match(piece) for piece in header.split(" / "))
        return next((match["party"] for match in found if match), None)

    def names_money(self, header: str) -> bool:
        """True when a header bears a unit of money: "Effekt 2019, tkr"."""
        return any(self.units.is_money(found.unit) for found in self.units.printed_in(header))

    def scenario_within(self, header: str) -> str | None:
        """Return the scenario named in a header whose role is no scenario ("INTÄKTER / Utfall kr")."""
        return next((name for name, pattern in self.within if pattern.search(header)), None)

    def heads_column(self, text: str) -> bool:
        """True when a cell reads like the header of a column: a known word, a period, a year or a unit."""
        if not text or len(text) > _LONGEST_HEADER or text.endswith("."):
            return False
        if is_year(text) or self.text_header.fullmatch(text) or self.text_header.fullmatch(joined(text)):
            return True
        if self.role_of(text) is not None and len(text.split()) <= 8:
            return True
        return (bool(self.units.printed_in(text)) and len(text) <= 12) or _is_period(text)


def joined(header: str) -> str:
    """Return a header with blanks and the hyphens of broken words taken out: "Ombud- getering"."""
    return _BROKEN.sub("", header)


def is_year(text: str) -> bool:
    """True for a year or a pair of years, which head columns and are no figures."""
    return bool(_YEAR.fullmatch(text))


def _is_period(text: str) -> bool:
    found = find_dates(text)
    return bool(found) and sum(one.end - one.start for one in found) >= len(text) * 0.6
