"""When a document was made, and which period it tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from protokollparser.core.dates import FoundDate, find_dates, read_date
from protokollparser.core.rules import Rules
from protokollparser.parse.form_fields import FormField

# Kinds whose title may be a year alone ("Verksamhetsplan 2022") and mean that year.
_YEARLY = frozenset(
    {"annual_report", "business_plan", "budget", "internal_control_plan", "economy_report", "interim_report"}
)
# Kinds whose head may name the last day of the period ("Utfall per sista november 2021").
_UP_TO = frozenset({"interim_report", "economy_report", "slide", "annual_report"})
_SENTENCES = 40
_HEAD = 12
# So many lines under the title of a report or slide may still tell its period: 002 lines 1366-1372.
_SUBTITLES = 3
_YEAR = re.compile(r"(?<![\d/.:-])(?:19|20)\d\d(?![\d/.:-])")
_YEAR_END = re.compile(r"\b(?:19|20)\d\d$")

Period = tuple[date | None, date | None]


class DocumentDates:
    """The words before dates and periods of documents."""

    def __init__(self, rules: Rules) -> None:
        self.period_rule = rules.phrase("period_of_report").pattern()
        self.updated_rule = rules.phrase("updated_on").pattern()

    def made(self, lines: Sequence[str], fields: Sequence[FormField]) -> date | None:
        """Return the printed date of the document itself: labelled, alone in its head, or "updated"."""
        for field in fields:
            if field.name == "document_date" and field.values:
                found = find_dates(field.values[0].text)
                if found and found[0].day and found[0].start == 0:
                    return found[0].day
        for text in lines[:_HEAD]:
            alone = read_date(text)
            if alone is not None and alone.day and not alone.inferred:
                return alone.day
        for text in lines:
            said = self.updated_rule.match(text)
            updated = read_date(text[said.end() :]) if said else None
            if updated is not None and updated.day:
                return updated.day
        return None

    def period(self, kind: str, title: str, lines: Sequence[str], parent_title: str) -> Period:
        """Return the period printed in the title, else under it, else in the first sentences.

        An interim report that names only its last day begins with the year: a municipality's accounting
        year is the calendar year (Lag (2018:597) 2 kap.). One that names no day takes that of the official
        report which lays it before the board (003 lines 5 and 40).
        """
        start, end = self._told(kind, title, lines)
        if kind == "interim_report" and end is None:
            first_word = title.split(" ")[0]
            days = [found.day for found in find_dates(parent_title) if found.day]
            end = days[-1] if days and first_word and first_word in parent_title else None
        if kind == "interim_report" and end is not None and start is None:
            start = date(end.year, 1, 1)
        return start, end

    def _told(self, kind: str, title: str, lines: Sequence[str]) -> Period:
        told = [found for found in find_dates(title) if found.date_end]
        parts = [found for found in told if found.precision not in ("day", "year")]
        if parts:
            return parts[0].date_start, parts[0].date_end
        if told and told[-1].day and kind in _UP_TO:
            return None, told[-1].day
        year = self._year(kind, title)
        below = _last_day(lines[: _SUBTITLES + 1]) if kind in {"economy_report", "slide"} else None
        if below is not None and (year is None or below.year == year):
            return (date(year, 1, 1) if year and kind != "slide" else None), below
        said = self._said(lines) if kind in _YEARLY | {"official_report"} else None
        if said is not None:
            return said.date_start, said.date_end
        if year is None or kind == "interim_report":
            return None, None
        return (date(year, 1, 1) if kind != "slide" else None), date(year, 12, 31)

    def _year(self, kind: str, title: str) -> int | None:
        """Return the one year in a title; in that of a slide it closes the title ("Budget 2021")."""
        years = set(_YEAR.findall(title))
        if len(years) != 1 or not (kind in _YEARLY or (kind == "slide" and _YEAR_END.search(title))):
            return None
        return int(years.pop())

    def _said(self, lines: Sequence[str]) -> FoundDate | None:
        """Return the period that the first sentences say is told of."""
        for text in lines[:_SENTENCES]:
            match = self.period_rule.search(text)
            said = [found for found in find_dates(text) if match and found.start == match.end()]
            if said and said[0].date_start and said[0].precision != "day":
                return said[0]
        return None


def _last_day(lines: Sequence[str]) -> date | None:
    """Return the day up to which one of the lines says that it tells ("Utfall per sista oktober 2021")."""
    for text in lines:
        found = [one for one in find_dates(text) if one.day and one.end == len(text.rstrip(" ."))]
        if found and re.search(r"\b(?:per|t\.?o\.?m\.?)\s+(?:den\s+)?$", text[: found[-1].start]):
            return found[-1].day
    return None
