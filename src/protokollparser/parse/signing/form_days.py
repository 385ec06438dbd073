"""The days and values that the fields of a form print."""

from __future__ import annotations

from datetime import date

from protokollparser.core.dates import FoundDate, find_dates
from protokollparser.core.spans import Span
from protokollparser.parse.excerpts import Excerpt
from protokollparser.parse.form_fields import FormField

Day = tuple[date, Span]


def first_value(fields: list[FormField], name: str) -> Excerpt | None:
    """Return the first printed value of a label."""
    return next((field.values[0] for field in fields if field.name == name and field.values), None)


def stated_day(excerpt: Excerpt, first: bool = False) -> Day | None:
    """Return the day printed in a value, with its place: the last of several, or the first."""
    found: list[FoundDate] = [item for item in find_dates(excerpt.text) if item.day]
    chosen = found[0 if first else -1] if found else None
    if chosen is None or chosen.day is None:
        return None
    return chosen.day, excerpt.span(chosen.start, chosen.end)
