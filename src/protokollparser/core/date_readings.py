"""What a matched date form says: days, months, weeks, quarters and years, with or without a printed year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from protokollparser.core.rules import default_root, read_yaml

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Period:
    """What a form says: first and last day, both inclusive; None where no year or no such day is known."""

    start: date | None
    end: date | None
    precision: str
    inferred: bool = False


@lru_cache(maxsize=8)
def vocabulary(name: str) -> Any:
    """Return the content of `rules/vocabulary/<name>.yml`."""
    return read_yaml(default_root() / "vocabulary" / f"{name}.yml")


def century(two_digits: str) -> int:
    """Return the year that two digits mean in a municipal record: 1970 to 2069."""
    number = int(two_digits)
    return 2000 + number if number < 70 else 1900 + number


class Printed:
    """A match read as parts of a date: the printed year (or the known one), months and numbers."""

    def __init__(self, match: Match, year: int | None) -> None:
        self.parts = match.groupdict()
        printed = self.parts.get("year") or self.parts.get("short") or self.parts.get("year_first")
        self.printed_year = (century(printed) if len(printed) == 2 else int(printed)) if printed else None
        self.known_year = year
        # A leap year stands in while no year is known, so that 29 February is a day.
        self.year = self.printed_year or year or 2000

    def number(self, name: str, otherwise: int = 0) -> int:
        """Return the number printed as part `name`."""
        value = self.parts.get(name)
        return int(value) if value else otherwise

    def month(self, name: str = "month", otherwise: int = 0) -> int:
        """Return the number of the month printed as part `name`, as a word or in digits."""
        value = self.parts.get(name)
        if not value:
            return otherwise
        return int(value) if value.isdigit() else int(vocabulary("months")[value.lower()])

    def settle(self, found: Period) -> Period:
        """Return `found` as it is known: inferred from the known year, or without dates and year."""
        if self.printed_year is not None:
            return found
        if self.known_year is None:
            return Period(None, None, "day_of_year" if found.precision == "day" else found.precision)
        return Period(found.start, found.end, found.precision, inferred=True)


def span_of_days(year: int, first: tuple[int, int], last: tuple[int, int]) -> Period | None:
    """Return the period between two (month, day) of a year; None when there are no such days."""
    try:
        start, end = date(year, *first), date(year, *last)
    except ValueError:
        return None
    return Period(start, end, "day") if start <= end else None


def span_of_months(year: int, first: int, last: int, precision: str, end_year: int | None = None) -> Period:
    """Return the period from the first day of month `first` to the last day of month `last`."""
    closing = end_year or year
    return Period(date(year, first, 1), date(closing, last, monthrange(closing, last)[1]), precision)


def read_day(match: Match, year: int | None) -> Period | None:
    """Read one day, or the days from one to another of a year.

    A day that does not exist is kept without dates where it is printed as a date and nothing else
    ("30 februari 2023", 2023-02-30, 2021-13-31); 30/2 is no date.
    """
    said = Printed(match, year)
    first = (said.month(), said.number("day"))
    last = (said.month("end_month", first[0]), said.number("until", first[1]))
    found = span_of_days(said.year, first, last)
    if found is None:
        certain = match["date"][:1] != "/" and "/" not in match["date"] and said.printed_year is not None
        whole = first == last and len(match["date"]) > 9
        return Period(None, None, "day") if certain and whole and _meant_as_day(said, *first) else None
    return said.settle(found)


def _meant_as_day(said: Printed, month: int, day: int) -> bool:
    """True for a day that is one too late for its month, or has a month too late: 2021-13-31, 2021-21-04."""
    if 1 <= month <= 12:
        return 29 <= day <= 31
    return said.parts.get("sep") == "-" and month <= 31 and 1 <= day <= 31


def read_six_digits(match: Match, year: int | None) -> Period | None:
    """Read 201231 as a day and 202308 as a month; where both fit (201208) the known year decides."""
    digits = match["date"]
    full, short = int(digits[:4]), century(digits[:2])
    as_day = span_of_days(short, (int(digits[2:4]), int(digits[4:])), (int(digits[2:4]), int(digits[4:])))
    is_month = 1900 <= full < 2100 and 1 <= int(digits[4:]) <= 12
    as_month = span_of_months(full, int(digits[4:]), int(digits[4:]), "month") if is_month else None
    if as_day and as_month:
        if year is None:
            return None
        return as_day if abs(short - year) < abs(full - year) else as_month
    return as_day or as_month


def read_last_day(match: Match, year: int | None) -> Period | None:
    """Read "sista november 2021" as the last day of that month."""
    said = Printed(match, year)
    number = monthrange(said.year, said.month())[1]
    found = span_of_days(said.year, (said.month(), number), (said.month(), number))
    return said.settle(found) if found else None


def read_months(match: Match, year: int | None) -> Period | None:
    """Read a month, or the months from one to another ("jan-sept 2023", "december 2022 – mars 2023")."""
    said = Printed(match, year)
    first = said.month("from_month", said.month())
    opening = said.number("from_year", said.year)
    if (opening, first) > (said.year, said.month()):
        return None
    return said.settle(span_of_months(opening, first, said.month(), "month", said.year))


def read_until_month(match: Match, year: int | None) -> Period | None:
    """Read "t.o.m. augusti" as a period whose beginning is not printed."""
    said = Printed(match, year)
    found = said.settle(span_of_months(said.year, said.month(), said.month(), "month"))
    return Period(None, found.end, "month", found.inferred)


def read_week(match: Match, year: int | None) -> Period | None:
    """Read a week, or the weeks from one to another, by ISO 8601."""
    said = Printed(match, year)
    try:
        start = date.fromisocalendar(said.year, said.number("week"), 1)
        end = date.fromisocalendar(said.year, said.number("until", said.number("week")), 7)
    except ValueError:
        return None
    return said.settle(Period(start, end, "week")) if start < end else None


def read_part_of_year(match: Match, year: int | None) -> Period | None:
    """Read a quarter, a tertial or a half-year, or several of them in a row."""
    said = Printed(match, year)
    kind = match["kind"].lower()
    sort = next(
        name
        for prefix, name in (("k", "quarter"), ("q", "quarter"), ("t", "tertial"), ("h", "half_year"))
        if kind.startswith(prefix)
    )
    length = {"quarter": 3, "tertial": 4, "half_year": 6}[sort]
    ordinal = said.parts.get("ordinal")
    first = int(vocabulary("ordinals")[ordinal.lower()]) if ordinal else said.number("number")
    last = said.number("until", first)
    if not 1 <= first <= last <= 12 // length:
        return None
    return said.settle(span_of_months(said.year, (first - 1) * length + 1, last * length, sort))


def read_years(match: Match, _: int | None) -> Period | None:
    """Read a year, or the years from one to another."""
    first = int(match["year"])
    last = int(match.groupdict().get("until") or first)
    return span_of_months(first, 1, 12, "year", last) if first <= last <= first + 60 else None


def read_turn_of_year(match: Match, _: int | None) -> Period | None:
    """Read "årsskiftet 2021/2022" as the two days on which the years meet."""
    first = int(match["year"])
    last = first // 100 * 100 + int(match["until"][-2:])
    return Period(date(first, 12, 31), date(last, 1, 1), "day") if last == first + 1 else None
