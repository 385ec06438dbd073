"""Figures in running text, with unit, sign, range, and what the words around them tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from protokollparser.core.passages import Passage, cell_passages, passages
from protokollparser.core.quantities import FoundQuantity, Quantity, find_numbers, find_quantities, precision
from protokollparser.core.quantity_patterns import NUMBER
from protokollparser.core.reading import Ledger
from protokollparser.core.records.figures import Amount
from protokollparser.core.rules import Rules
from protokollparser.core.units import MONEY, Units, alternatives
from protokollparser.parse.names import Names
from protokollparser.parse.prose.directions import Phrases, windows
from protokollparser.parse.prose.numbered_names import NumberedNames
from protokollparser.parse.prose.periods import Periods

# A cell with fewer words is an entry of its table, not prose.
_CELL_WORDS = 9


@dataclass(frozen=True)
class Figure:
    """A figure of a passage, with how its unit was found and by which mechanism the figure was.

    `other` is a second reading that a name ending in a number allows.
    """

    found: FoundQuantity
    unit_origin: str | None
    rule_id: str
    other: Quantity | None = None
    confidence: float = 1.0

    @property
    def unit(self) -> str | None:
        """The normalised unit."""
        return self.found.quantity.unit


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the amounts of the running text, and of words in cells, in reading order."""
    texts = [
        *passages(ledger.outline, rules),
        *(p for p in cell_passages(ledger.outline, rules) if _is_prose(p)),
    ]
    texts.sort(key=lambda passage: (passage.first, passage.pieces[0].base))
    finder = Finder(ledger, rules, [passage.text for passage in texts])
    figures = [finder.figures(passage) for passage in texts]
    figures = _with_siblings(texts, figures, finder)
    for passage, found in zip(texts, _with_inferred(texts, figures), strict=True):
        finder.enter(passage, found)


def _tells_unit(text: str, found: FoundQuantity) -> bool:
    """True for "(1000 kr)" at the end of a title: the unit of the table below, and no amount."""
    thousand = found.quantity.value == 1000 and found.quantity.unit == "kr"
    return thousand and text[: found.start].endswith("(") and text[found.end :].strip() == ")"


def _is_prose(cell: Passage) -> bool:
    """True for a cell that holds sentences."""
    words = re.findall(r"[^\W\d_]{2,}", cell.text)
    return len(words) >= _CELL_WORDS and re.search(r"[^\W\d_]{3,}[.!?](?:\s|$)", cell.text) is not None


class Finder:
    """The words for figures and what stands around them, ready for use on one source."""

    def __init__(self, ledger: Ledger, rules: Rules, texts: list[str]) -> None:
        self.ledger = ledger
        self.units = Units.of(rules)
        counted = f"{self.units.pattern}|{self.units.counted_pattern}"
        self.numbered = NumberedNames(rules, Names.of(rules), texts, counted)
        self.phrases = Phrases(rules)
        self.periods = Periods(ledger, rules)
        words: dict[str, Any] = rules.vocabulary["directions"]
        self.left_out = frozenset(words["left_out"])
        self.shares = re.compile(rf"\s(?:{alternatives(words['shares_unit'])})\s(?:(?:ca|cirka)\s)?", re.I)
        self.names = re.compile(rf"(?<!\w)(?:{alternatives(words['names_number'])})\.?\s?$|[§#(/]\s?$", re.I)
        self.partitive = re.compile(
            rf"(?<![\w-])(?P<number>{alternatives(self.units.number_words)}|\d{{1,4}})\sav\s"
            rf"(?P<thing>(?:de|dessa|våra|alla|samtliga|\w{{2,30}}s)\s(?:[a-zåäö-]{{2,30}}\s){{0,2}}"
            rf"[a-zåäö-]{{0,30}}(?:{alternatives(self.units.counted)}))(?!\w)",
            re.IGNORECASE,
        )

    def figures(self, passage: Passage) -> list[Figure]:
        """Return the figures of a passage that print their unit, or share it with the next one."""
        text = passage.text
        told = [f for f in find_quantities(text, self.units) if self._is_amount(f, passage)]
        choices = [self.numbered.choose(text, f) for f in told]
        figures = [
            Figure(c.found, "printed" if c.found.quantity.unit else None, rule, c.other, c.confidence)
            for c in choices
            for rule in ["amounts:figure" if c.other is None else "amounts:name-ends-in-number"]
        ]
        figures += self._partitives(text)
        figures += self._shared(text, told)
        return sorted(figures, key=lambda figure: figure.found.start)

    def _is_amount(self, found: FoundQuantity, passage: Passage) -> bool:
        quantity = found.quantity
        kind = self.units.kind(quantity.unit)
        if quantity.unit in self.left_out or (quantity.unit is None and quantity.unit_printed):
            return False
        if _tells_unit(passage.text, found):
            return False
        if passage.kind == "heading":
            return kind == MONEY
        return passage.kind != "cell" or kind in (MONEY, "count")

    def _partitives(self, text: str) -> Iterator[Figure]:
        """Counts of a part: "Sex av de ingående kommunerna" (002 line 240)."""
        for match in self.partitive.finditer(text):
            word = match["number"].casefold()
            value = Decimal(word) if word.isdigit() else Decimal(self.units.number_words[word])
            zero = find_quantities("0 st", self.units)[0].quantity
            quantity = replace(zero, value=value, unit_printed=match["thing"])
            found = FoundQuantity(match.start(), match.end(), quantity, match.start())
            yield Figure(found, "printed", "amounts:part-of")

    def _shared(self, text: str, told: list[FoundQuantity]) -> Iterator[Figure]:
        """Figures that share the unit of the next: "0,5 av totalt 2,5 miljoner kronor" (001 line 119)."""
        bare = [
            f
            for f in find_numbers(text, self.units)
            if f.quantity.unit is None and f.quantity.value is not None
        ]
        for owner in told:
            if self.units.kind(owner.quantity.unit) not in (MONEY, "share"):
                continue
            for found in bare:
                between = text[found.end : owner.lead]
                if found.end > owner.lead or not self.shares.fullmatch(between):
                    continue
                if not self.names.search(text[: found.start]) and not _is_year(text[found.start : found.end]):
                    quantity = replace(found.quantity, unit=owner.quantity.unit)
                    yield Figure(replace(found, quantity=quantity), "shared", "amounts:shared-unit")

    def enter(self, passage: Passage, figures: list[Figure]) -> None:
        """Enter the figures of one passage."""
        places = [(figure.found.lead, figure.found.end) for figure in figures]
        for position, figure in enumerate(figures):
            around = windows(passage, places, position)
            told = self.phrases.told(passage, around)
            counted = self.units.kind(figure.unit) == "count"
            period = self.periods.of(passage, around)
            spans = passage.places(figure.found.start, figure.found.end)
            self.ledger.add(
                Amount(
                    span=spans[0],
                    more=spans[1:],
                    rule_id=figure.rule_id,
                    confidence=min(figure.confidence, 1.0 if figure.unit_origin == "printed" else 0.8),
                    candidates=({"value": str(figure.other.value)},) if figure.other else (),
                    origin="prose",
                    label=figure.found.quantity.unit_printed if counted else told.label,
                    scenario=None if counted else told.scenario,
                    direction=None if counted else told.direction,
                    period_start=period[0],
                    period_end=period[1],
                    **self._value(figure),
                )
            )

    def _value(self, figure: Figure) -> dict[str, Any]:
        """Return the fields that hold the figure itself."""
        quantity = figure.found.quantity
        fields: dict[str, Any] = {
            "value": quantity.value,
            "value_high": quantity.high,
            "unit": quantity.unit,
            "unit_origin": figure.unit_origin,
            "per": quantity.per,
            "qualifier": quantity.qualifier,
        }
        if quantity.value is None or quantity.unit is None:
            return fields
        digits = quantity.digits or 0
        low = precision(quantity.value, digits, quantity.unit, self.units, quantity.qualifier)
        high = low if quantity.high is None else precision(quantity.high, digits, quantity.unit, self.units)
        kronor = low.kronor if quantity.high is None else None
        return {**fields, "kronor": kronor, "decimals": low.decimals, "low": low.low, "high": high.high}


def _is_year(printed: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", printed) is not None


_SIBLING = re.compile(
    rf"^(?P<label>[^\d\n]{{2,60}}?)\s?[-–—:]\s?(?P<number>{NUMBER})(?P<rest>.*)$", re.DOTALL
)


def _with_siblings(texts: list[Passage], figures: list[list[Figure]], finder: Finder) -> list[list[Figure]]:
    """Add figures of list lines that share the unit of a line beside them (001 lines 253 and 254)."""
    completed = [list(found) for found in figures]
    for position, passage in enumerate(texts):
        match = _SIBLING.fullmatch(passage.text[passage.mark :])
        if figures[position] or match is None or match["rest"].strip(" .") or _is_year(match["number"]):
            continue
        beside = [i for i in (position - 1, position + 1) if 0 <= i < len(texts)]
        units = {
            figures[i][0].unit
            for i in beside
            if len(figures[i]) == 1
            and texts[i].kind == passage.kind
            and texts[i].part == passage.part
            and _SIBLING.match(texts[i].text[texts[i].mark :])
            and finder.units.kind(figures[i][0].unit) == MONEY
        }
        bare = [f for f in find_numbers(passage.text, finder.units) if f.start >= passage.mark]
        if len(units) == 1 and len(bare) == 1:
            quantity = replace(bare[0].quantity, unit=units.pop())
            completed[position].append(
                Figure(replace(bare[0], quantity=quantity), "sibling", "amounts:sibling-unit")
            )
    return completed


def _with_inferred(texts: list[Passage], figures: list[list[Figure]]) -> list[list[Figure]]:
    """Give zeros without a unit ("+-0", "noll (0)") the unit of the figure before them in their part."""
    last: dict[int, str] = {}
    completed = []
    for passage, found in zip(texts, figures, strict=True):
        row = []
        for figure in found:
            known = last.get(passage.part)
            if figure.unit is None and known:
                quantity = replace(figure.found.quantity, unit=known)
                figure = replace(
                    figure, found=replace(figure.found, quantity=quantity), unit_origin="inferred"
                )
            elif figure.unit in ("kr", "tkr", "mkr", "mdkr"):
                last[passage.part] = figure.unit
            row.append(figure)
        completed.append(row)
    return completed
