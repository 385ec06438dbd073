"""What the label of a table row, or the header of a column, tells about its figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from protokollparser.core.rules import Rules
from protokollparser.core.rules.base import compile_pattern
from protokollparser.core.sheets import Sheet
from protokollparser.core.text import clean

LineKind = Literal["income", "cost", "contribution", "net", "result", "other"]

_LABELS = 4096


@dataclass(frozen=True)
class LineWords:
    """The patterns of `rules/vocabulary/line_items.yml`, compiled."""

    total: re.Pattern[str]
    part_of: re.Pattern[str]
    deviation: re.Pattern[str]
    result: re.Pattern[str]
    net: re.Pattern[str]
    share: re.Pattern[str]
    rate: re.Pattern[str]
    contribution: re.Pattern[str]
    income: re.Pattern[str]
    cost: re.Pattern[str]
    total_column: re.Pattern[str]
    deviation_column: re.Pattern[str]
    cumulated_column: re.Pattern[str]

    def kind(self, label: str | None) -> LineKind:
        """Return what a row's figures are; `other` when the label does not tell or tells two things."""
        return self._kind(label)

    def adds_up(self, label: str | None) -> bool:
        """True when a label says that its row is made of other rows."""
        return self._adds_up(label)

    @cached_property
    def _kind(self) -> Callable[[str | None], LineKind]:
        return lru_cache(_LABELS)(self._find_kind)

    @cached_property
    def _adds_up(self) -> Callable[[str | None], bool]:
        return lru_cache(_LABELS)(self._says_sum)

    def _find_kind(self, label: str | None) -> LineKind:
        text = clean(label or "")
        if self.result.search(text):
            return "result"
        if self.net.search(text):
            return "net"
        if self.contribution.search(text):
            return "contribution"
        income, cost = bool(self.income.search(text)), bool(self.cost.search(text))
        if income != cost:
            return "income" if income else "cost"
        return "other"

    def _says_sum(self, label: str | None) -> bool:
        text = clean(label or "")
        if self.part_of.search(text):
            return False
        if self.total.search(text):
            return True
        return not self.share.search(text) and any(words.search(text) for words in (self.net, self.result))


@lru_cache(maxsize=4)
def _compiled(patterns: tuple[tuple[str, str], ...]) -> LineWords:
    return LineWords(**{name: compile_pattern(text) for name, text in patterns})


def line_words(rules: Rules) -> LineWords:
    """Return the words for line items. Raises KeyError when the vocabulary lacks them."""
    return _compiled(tuple(sorted(rules.vocabulary["line_items"].items())))


def line_kinds(sheet: Sheet, words: LineWords) -> dict[int, LineKind]:
    """Return what each body row's figures are: by its section, else its label, else the sum below it.

    A section of income or costs ends at its sum; until then it outweighs the label ("Bidrag till
    föreningar" among the costs). A row whose label does not tell is of the kind of its sum.
    """
    first = sheet.columns.get(0)
    section = words.kind(first.header) if first is not None else "other"
    body = {row.row_index for row in sheet.body}
    kinds: dict[int, LineKind] = {}
    untold: list[int] = []
    for row in sheet.rows:
        own = words.kind(row.label)
        if row.role == "section":
            section = own
        if row.row_index not in body:
            continue
        plain = row.role == "data" and not words.adds_up(row.label)
        kinds[row.row_index] = section if plain and section in ("income", "cost") else own
        if plain and kinds[row.row_index] == "other":
            untold.append(row.row_index)
        if not plain:
            if own in ("income", "cost"):
                kinds.update(dict.fromkeys(untold, own))
            untold, section = [], "other"
    return kinds
