"""Amounts behind names that end in a number: "Microsoft 365 250 tkr" may be 250 tkr or 365 250 tkr."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from protokollparser.core.quantities import FoundQuantity, Quantity, parse_number
from protokollparser.core.quantity_patterns import BLANK, DASH
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold
from protokollparser.core.units import alternatives
from protokollparser.parse.names import Names

_PRINTED = re.compile(
    rf"(?P<first>[1-9]\d{{0,2}}){BLANK}(?P<rest>[1-9]\d{{2}}(?:{BLANK}\d{{3}}){{0,4}}(?:,\d{{1,4}})?)"
)
_WORD = re.compile(rf"(?P<word>[^\W\d_][\w.-]{{0,40}}){BLANK}$")
_NAME = re.compile(
    rf"(?<![\w-])(?P<name>[A-ZÅÄÖ][\w-]{{2,40}}{BLANK}\d{{1,3}})(?=\s[a-zåäö(]|[.,;:)!?]|$)", re.MULTILINE
)
_LEAST = 3
# A name before a figure is shorter than this many characters.
_REACH = 200
_SURE, _LIKELY, _OPEN = 0.9, 0.7, 0.7


@dataclass(frozen=True)
class Choice:
    """A figure as read, the other reading that its words allow, and how sure the choice is."""

    found: FoundQuantity
    other: Quantity | None = None
    confidence: float = 1.0


class NumberedNames:
    """The names that end in a number: those of the rules, and those that the running text shows."""

    def __init__(self, rules: Rules, names: Names, texts: Iterable[str], units: str) -> None:
        words: dict[str, list[str]] = rules.vocabulary["numbered_names"]
        self.names = names
        self.known = {fold(name) for name in words["names"]}
        counted = re.compile(rf"\s(?:{units})(?!\w)", re.IGNORECASE)
        for text in texts:
            for match in _NAME.finditer(text):
                if not counted.match(text, match.end()):
                    self.known.add(fold(clean(match["name"])))
        self.numbered = re.compile(
            rf"(?<!\w)(?<!{BLANK}-)(?:{alternatives(words['numbered'])}){BLANK}$", re.IGNORECASE
        )
        self.determined = re.compile(
            rf"(?<!\w)(?:{alternatives(words['determiners'])}){BLANK}[\w-]+{BLANK}$", re.IGNORECASE
        )

    def choose(self, text: str, found: FoundQuantity) -> Choice:
        """Return a figure with its first group left to the name before it, where that is likelier.

        A proper name inside a sentence leaves both open: then the figure is read whole.
        """
        match = _PRINTED.match(text, found.start)
        short = self._short(found, match) if match else None
        if match is None or short is None or found.quantity.high is not None or found.lead != found.start:
            return Choice(found)
        before = text[max(0, found.start - _REACH) : found.start]
        if re.search(rf"[^\W\d_]{DASH}$", before):
            return Choice(short, found.quantity, _LIKELY)
        word = _WORD.search(before)
        if word is None:
            return Choice(found)
        if self._names(before, match["first"]):
            return Choice(short, found.quantity, _SURE)
        few = len(match["first"]) < _LEAST
        if few and self.numbered.search(before) and not self.determined.search(before):
            return Choice(short, found.quantity, _LIKELY)
        inside = re.search(r"[a-zåäö,]\s$", before[: word.start()]) is not None
        proper = word["word"][0].isupper() and not self.names.municipality(word["word"])
        return Choice(found, short.quantity, _OPEN) if inside and proper else Choice(found)

    def _names(self, before: str, number: str) -> bool:
        """True when one or two words before the figure and its first group are a known name."""
        words = re.findall(r"[\w.-]+", before[-80:])[-2:]
        tried = (words, words[-1:])
        return any(fold(" ".join([*some, number])) in self.known for some in tried if some)

    def _short(self, found: FoundQuantity, match: re.Match[str]) -> FoundQuantity | None:
        """Return the figure without its first group of digits."""
        number = parse_number(match["rest"])
        if number is None or match.end() > found.end:
            return None
        start = match.start("rest")
        quantity = replace(found.quantity, value=number[0], digits=number[1])
        return replace(found, start=start, lead=start, quantity=quantity)
