"""Working days in Sweden: the days that lag (1930:173) lets a term end on."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays

_SATURDAY = 5
_LONGEST_REST = 10


@lru_cache(maxsize=64)
def _closed(year: int) -> frozenset[date]:
    """Return the holidays of a year, with the eves that lag (1930:173) 2 § puts on a level with them."""
    found = holidays.country_holidays("SE", years=year, categories=("public", "de_facto"))
    return frozenset(found.keys())


def works(day: date) -> bool:
    """True for a day that is no Saturday, Sunday, holiday or eve."""
    return day.weekday() < _SATURDAY and day not in _closed(day.year)


def next_working_day(day: date) -> date:
    """Return `day`, or the first working day after it."""
    for ahead in range(_LONGEST_REST):
        if works(day + timedelta(days=ahead)):
            return day + timedelta(days=ahead)
    return day


def told(day: date) -> tuple[str, date]:
    """Return which holiday or eve a day is, in Swedish (empty for none), and the next working day."""
    names = holidays.country_holidays("SE", years=day.year, language="sv", categories=("public", "de_facto"))
    return names.get(day) or "", next_working_day(day)
