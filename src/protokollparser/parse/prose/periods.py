"""The period that a figure in prose is told for."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Any

from protokollparser.core.dates import FoundDate
from protokollparser.core.passages import Passage
from protokollparser.core.reading import Ledger
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.rules import Rules
from protokollparser.core.units import alternatives
from protokollparser.parse.prose.dates import Years
from protokollparser.parse.prose.directions import Windows

Period = tuple[date | None, date | None]

_UP_TO = re.compile(r"\b(?:per|t\.?\s?o\.?\s?m\.?|till och med)\s(?:den\s|sista\s)?$", re.IGNORECASE)
# "Resultatet 2021 var": a year among words, behind none that numbers something.
_BARE_YEAR = re.compile(
    r"(?<=[^\W\d_]\s)(?<!nr\s)(?<!§\s)(?P<year>(?:19|20)\d\d)(?=\s[^\W\d_])(?!\s(?:kr|tkr|mkr|mnkr|st|års)\b)"
)
# "i 2009 års prisnivå" tells no period.
_PRICE_LEVEL = re.compile(r"(?:\sårs)?\s(?:\w{1,20}\s)?(?:pris|nivå|penningvärde)", re.IGNORECASE)
# A period named this far behind its figure belongs to something else.
_REACH = 40


class Periods:
    """The words for periods, and the periods of the documents."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        words: dict[str, Any] = rules.vocabulary["directions"]
        self.years = Years(ledger)
        self.ledger = ledger
        self.documents = {record.id: record for record in ledger.of(LogicalDocument)}
        self.whole_year = _words(words["whole_year"])
        self.document_period = _words(words["document_period"])
        self.same_period = _words(words["same_period"])
        expected = next(entry for entry in words["scenarios"] if entry["scenario"] == "forecast")
        self.forecast = _words(expected["before"])
        numbers: dict[str, int] = rules.vocabulary["units"]["number_words"]
        self.numbers = numbers
        self.first_months = re.compile(
            rf"\b(?:årets|de|året)\s(?P<many>{alternatives(numbers)}|\d{{1,2}})\sförsta\smånader(?:na)?"
            rf"|\bförsta\s(?P<other>{alternatives(numbers)}|\d{{1,2}})\smånader(?:na)?",
            re.IGNORECASE,
        )

    def of(self, passage: Passage, around: Windows) -> Period:
        """Return the period of a figure: printed before it in its sentence, right behind it, or in a word.

        The start is None for a figure "per" or "till och med" a day or month. (None, None): untold.
        """
        year = self.years.at(passage)
        dates = [d for d in passage.dates(year) if d.date_end and self._is_period(passage.text, d)]
        start, end = around.sentence[0], around.before[1]
        before = [d for d in dates if start <= d.start and d.end <= end]
        behind = [
            d for d in dates if around.after[0] <= d.start <= min(around.after[1], around.after[0] + _REACH)
        ]
        if before or behind:
            own = [d for d in before if d.start >= around.before[0]]
            return _period(passage.text, (own[-1:] or behind or before[-1:])[0])
        told = list(_BARE_YEAR.finditer(passage.text, start, end))
        if told:
            printed = int(told[-1]["year"])
            return date(printed, 1, 1), date(printed, 12, 31)
        words = passage.text[start:end] + " " + passage.text[slice(*around.after)][:_REACH]
        near = passage.text[slice(*around.before)] + " " + passage.text[slice(*around.after)][:_REACH]
        told_in_words = self._in_words(passage, words, near, year)
        if told_in_words or self.forecast.search(passage.text, start, end):
            # What is expected is told of the year to come, not of the time that the sentence before told of.
            return told_in_words or (None, None)
        return self._carried(passage, around, dates, year)

    def _is_period(self, text: str, found: FoundDate) -> bool:
        """True for a period and a day up to which figures are told ("per 2023-08-31").

        Not for a price level, nor for the year of a part of it: "delåret 2023" (003 line 64) is no year.
        """
        if _PRICE_LEVEL.match(text, found.end):
            return False
        ahead = text[max(0, found.start - 2 * _REACH) : found.start]
        word = re.search(r"[^\W\d_]+\s$", ahead)
        if found.precision == "year" and word and self.document_period.fullmatch(word.group().strip()):
            return False
        return found.precision != "day" or _UP_TO.search(ahead) is not None

    def _in_words(self, passage: Passage, words: str, near: str, year: int | None) -> Period | None:
        """Return the period that words stand for: "årets fyra första månader", "helåret", "perioden".

        The document's own period must be named `near` the figure: "Utfallet vid delåret uppgår till 238 tkr
        jämfört med totalt budgeterade medel om 3 750 tkr" (003 line 179) says it of the first only.
        """
        first = self.first_months.search(words)
        if first and year:
            told = (first["many"] or first["other"]).casefold()
            many = int(told) if told.isdigit() else self.numbers[told]
            if 1 <= many <= 12:
                return date(year, 1, 1), date(year, many, monthrange(year, many)[1])
        if self.whole_year.search(words) and year:
            return date(year, 1, 1), date(year, 12, 31)
        if self.document_period.search(near):
            document = self.documents.get(self.ledger.document_ids.get(passage.part, ""))
            return (document.period_start, document.period_end) if document else None
        return None

    def _carried(self, passage: Passage, around: Windows, dates: list[FoundDate], year: int | None) -> Period:
        """Return the period that the sentences before told: figures stay in it until another is named."""
        start = around.sentence[0]
        if passage.kind == "item" and not self.same_period.search(passage.text, start, around.before[1]):
            return None, None
        earlier = [d for d in dates if d.end <= start and not _bracketed(passage.text, d)]
        for low, high in reversed([edges for edges in passage.sentences if edges[1] <= start]):
            inside = [d for d in earlier if low <= d.start and d.end <= high]
            told = _period(passage.text, inside[-1]) if inside else None
            told = told or self._in_words(passage, passage.text[low:high], passage.text[low:high], year)
            if told:
                return told
        return None, None


def _bracketed(text: str, found: FoundDate) -> bool:
    """True for a period told in brackets with a figure of its own: "(106 550 kr år 2020)"."""
    opened, closed = text.rfind("(", 0, found.start), text.rfind(")", 0, found.start)
    return opened > closed and bool(re.search(r"\d", text[opened : found.start]))


def _period(text: str, found: FoundDate) -> Period:
    up_to = _UP_TO.search(text[: found.start]) is not None
    return (None if up_to else found.date_start), found.date_end


def _words(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE)
