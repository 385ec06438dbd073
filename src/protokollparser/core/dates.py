"""Dates, periods and times in Swedish text, by a strict grammar.

The grammar is read from the whole line at once: a number is a date only in a form that people print
(`core.date_forms`) and in its context, so that case numbers (2021/25-2.2.0.1), telephone numbers,
amounts and laws (SFS 2017:725) stay out. dateparser is asked only about texts that are a date as a
whole and that the grammar does not know, since alone it reads 201231 wrongly, fails on "den 24:e" and
makes "september 2023" a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property, lru_cache

from protokollparser.core.date_forms import (
    DASH,
    FREELY,
    MONTH,
    MONTHS,
    NUMBERS,
    REACH,
    WEEKDAY,
    YEAR,
    Form,
    Opening,
    forms,
)
from protokollparser.core.date_readings import Period, vocabulary
from protokollparser.core.text import clean


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One date or period at the offsets `start:end` of the text, without weekday and "den".

    Both ends are inclusive. They are None where no year is known (precision then is `day_of_year` for
    a day) and for a day that does not exist, such as 30 February (precision `day`). A period "till och
    med" a month has no `date_start`. `inferred` marks a year that was not printed here. `weekday` is
    the printed weekday, Monday 1.
    """

    start: int
    end: int
    date_start: date | None
    date_end: date | None
    precision: str
    inferred: bool = False
    weekday: int | None = None
    form: str = ""

    @property
    def day(self) -> date | None:
        """The one day that is printed, else None."""
        return self.date_start if self.precision == "day" and self.date_start == self.date_end else None


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({WEEKDAY})\.?,?\s+(?:den\s+)?$", re.IGNORECASE)


_FIGURE = re.compile(r"[-+\u2212\u2013]?\s?\d{1,5}(?:[ \u00a0\u202f]\d{3}){0,6}(?:,\d{1,4})?\s?%?")
# Where white space runs on, no reach is long enough.
_GAP = re.compile(r"\s{4}")
_GAP_REACH = 240
_BETWEEN = re.compile(rf"[\s,;:.•*()|]|{DASH}|\b(?:och|samt|den|kl)\b|\b{WEEKDAY}\b", re.IGNORECASE)


def find_dates(text: str, year: int | None = None) -> list[FoundDate]:
    """Return the dates in `text`, in order, without overlap, the longest reading of a place first.

    `year` is the year known from a heading: days without a year are then read in that year and marked
    inferred. A bare 16/3 counts only when nothing but dates stands in the text.
    """
    return [] if is_bare_figure(text) else list(_find(text, year, "line"))


def is_bare_figure(text: str) -> bool:
    """True for a cell with one figure and no more: "-5 928", "12,5 %". It is no date and names nothing."""
    return _FIGURE.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _find(text: str, year: int | None, alone: str) -> tuple[FoundDate, ...]:
    """Return the dates of a text; several readers ask for those of the same passages."""
    if not NUMBERS.search(text) and not _WORDS_ONLY.search(text):
        return ()
    openings = _Openings(text)
    certain = _candidates(openings, year, _sure_forms())
    weak = _candidates(openings, year, _weak_forms(alone))
    everything = _choose([*certain, *weak])
    return tuple(everything if weak and _nothing_else(text, everything) else _choose(certain))


_WORDS_ONLY = re.compile(rf"\b(?:{MONTH}|kvartal(?:et)?|tertial(?:et)?|halvår(?:et)?)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _sure_forms() -> tuple[Form, ...]:
    return tuple(form for form in forms() if not form.alone)


@lru_cache(maxsize=2)
def _weak_forms(alone: str) -> tuple[Form, ...]:
    return tuple(form for form in forms() if form.alone in ("line", alone))


class _Openings:
    """A text in small letters, and where in it forms may begin."""

    def __init__(self, text: str) -> None:
        self.printed = text
        # The one letter that is two small ones.
        self.small = small = text.replace("İ", "I").lower()
        self.months = [match.start() for match in MONTHS.finditer(small)] if _names_month(small) else []
        self.numbers = [m.start() for m in NUMBERS.finditer(small) if FREELY.match(small, m.start())]
        self._stretches: dict[re.Pattern[str], list[tuple[int, int]]] = {}

    def matches(self, form: Form) -> Iterator[re.Match[str]]:
        """Yield the matches of a form, from left to right, without overlap."""
        if form.opening is Opening.ANYWHERE:
            for low, high in self._around(form.anchor):
                yield from form.pattern.finditer(self.small, low, high)
            return
        if form.opening is Opening.MONTH:
            starts = self.months
        else:
            starts = self.numbers if form.opening is Opening.NUMBER or self.months else []
        end = 0
        for start in starts:
            match = form.pattern.match(self.small, start) if start >= end else None
            if match and (form.lead is None or form.lead.search(self.small, self._from(end, start), start)):
                yield match
                end = match.end()

    def _from(self, end: int, start: int) -> int:
        """Return from where on the words before a number may stand."""
        return max(end, start - (_GAP_REACH if self._gaps else REACH))

    @cached_property
    def _gaps(self) -> bool:
        return _GAP.search(self.small) is not None

    def _around(self, anchor: re.Pattern[str]) -> list[tuple[int, int]]:
        """Return the stretches of the text in which a form with this anchor may stand, in order, apart."""
        if anchor not in self._stretches:
            self._stretches[anchor] = self._find_stretches(anchor)
        return self._stretches[anchor]

    def _find_stretches(self, anchor: re.Pattern[str]) -> list[tuple[int, int]]:
        text = self.small
        if len(text) <= 2 * REACH or self._gaps:
            return [(0, len(text))] if anchor.search(text) else []
        found: list[tuple[int, int]] = []
        for match in anchor.finditer(text):
            low, high = max(0, match.start() - REACH), min(len(text), match.end() + REACH)
            if found and low <= found[-1][1]:
                found[-1] = found[-1][0], high
            else:
                found.append((low, high))
        return found


def _names_month(small: str) -> bool:
    """True unless a text in small letters lacks the beginnings of all months."""
    return any(map(small.__contains__, _month_beginnings()))


@lru_cache(maxsize=1)
def _month_beginnings() -> frozenset[str]:
    return frozenset(month[:3] for month in vocabulary("months"))


def _candidates(openings: _Openings, year: int | None, chosen: Sequence[Form]) -> list[FoundDate]:
    found = []
    for form in chosen:
        for match in openings.matches(form):
            period = form.read(match, year)
            if period is not None:
                found.append(_found(openings.printed, match, form, period))
    return found


def _found(text: str, match: re.Match[str], form: Form, period: Period) -> FoundDate:
    start, end = match.span("date")
    before = _before().search(text, max(0, start - 20), start)
    weekday = int(vocabulary("weekdays")[before[1].lower()]) if before else None
    return FoundDate(
        start, end, period.start, period.end, period.precision, period.inferred, weekday, form.name
    )


def _choose(candidates: list[FoundDate]) -> list[FoundDate]:
    chosen: list[FoundDate] = []
    for found in sorted(candidates, key=lambda f: (f.start - f.end, f.start)):
        if all(found.end <= other.start or other.end <= found.start for other in chosen):
            chosen.append(found)
    return sorted(chosen, key=lambda f: f.start)


def _nothing_else(text: str, found: Sequence[FoundDate]) -> bool:
    rest = list(text)
    for item in found:
        rest[item.start : item.end] = " " * (item.end - item.start)
    return not _BETWEEN.sub("", "".join(rest)).strip()


def only_dates(text: str, year: int | None = None) -> list[FoundDate]:
    """Return the dates of a text that holds dates (and times of day) and nothing else, otherwise nothing."""
    rest = list(text)
    for start, end, _ in find_times(text):
        rest[start:end] = " " * (end - start)
    found = find_dates("".join(rest), year)
    return found if found and _nothing_else("".join(rest), found) else []


def read_date(text: str, year: int | None = None) -> FoundDate | None:
    """Return the date that `text` as a whole is ("den 4 maj 2023", "Torsdag 16/12 2021"), else None."""
    found = _find(text, year, "text")
    if len(found) == 1 and _nothing_else(text, found):
        return found[0]
    return None if found else _read_with_dateparser(text)


_FULL = re.compile(
    rf"^\W*(?=.*\b(?P<year>{YEAR})\b)(?=.*\b(?P<day>\d{{1,2}})\b)(?=.*[a-zåäö]{{3}})[\w\s.,:]{{8,40}}$"
)


def _read_with_dateparser(text: str) -> FoundDate | None:
    """Return a full day, month and year in an order that the grammar does not know ("december 16, 2021")."""
    trimmed = clean(text)
    shape = _FULL.match(trimmed.lower())
    if shape is None or len(re.findall(r"\d+", trimmed)) != 2 or not re.search(MONTH, trimmed, re.IGNORECASE):
        return None
    import dateparser  # loads for a second, and one date in thousands needs it

    read = dateparser.parse(
        trimmed,
        languages=["sv"],
        settings={"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]},
    )
    if read is None or read.year != int(shape["year"]) or read.day != int(shape["day"]):
        return None
    start = len(text) - len(text.lstrip())
    return FoundDate(start, len(text.rstrip()), read.date(), read.date(), "day", form="dateparser")


_CLOCK = r"(?P<{0}h>[01]?\d|2[0-3])(?:[.:](?P<{0}m>[0-5]\d))?(?![\d%])(?![.:,]\d)"
_TIME = re.compile(
    # kl. 13:00 - 14:30   kl 13.10–14.30   klockan 08:30   kl 9-12
    rf"\b(?:kl\.?|klockan)\s*:?\s*(?P<first>{_CLOCK.format('a')})"
    rf"(?:\s*(?:{DASH}|till|t\.o\.m\.)\s*(?:kl\.?\s*|klockan\s+)?(?P<last>{_CLOCK.format('b')}))?"
    # 13:00 - 14:30 and 13.10–14.30 without "kl"
    rf"|(?<![\d.,:/-])(?P<open>(?P<ch>[01]?\d|2[0-3])[.:](?P<cm>[0-5]\d))(?P<range>\s*{DASH}\s*"
    r"(?P<close>(?P<dh>[01]?\d|2[0-3])[.:](?P<dm>[0-5]\d)))(?![\d%])(?![.:,/-]\d)"
    # 08:30 alone: a colon and two digits on both sides
    r"|(?<![\d.,:/-])(?P<alone>(?P<eh>[01]\d|2[0-3]):(?P<em>[0-5]\d))(?::[0-5]\d)?(?![\d%])(?![.:,/-]\d)",
    re.IGNORECASE,
)


def find_times(text: str) -> list[tuple[int, int, time]]:
    """Return the times of day in `text` as (start, end, time), in order; a range gives both its ends."""
    found = []
    for match in _TIME.finditer(text):
        for place, part in (("first", "a"), ("last", "b"), ("open", "c"), ("close", "d"), ("alone", "e")):
            if match[place]:
                start, end = match.span(place)
                found.append((start, end, time(int(match[f"{part}h"]), int(match[f"{part}m"] or 0))))
    return found
