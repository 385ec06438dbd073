"""Faults in the days and hours around a meeting."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from protokollparser.checks.formalities import Chain, chains
from protokollparser.core.records.references import DateMention
from protokollparser.core.spans import Span
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind

_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def written_like(span: Span, old: date, new: date) -> str | None:
    """Return a day in the form in which another is printed, None for a form that is not known."""
    printed = span.printed
    forms = (
        (f"{old:%Y-%m-%d}", f"{new:%Y-%m-%d}"),
        (f"{old:%Y%m%d}", f"{new:%Y%m%d}"),
        (f"{old:%d.%m.%Y}", f"{new:%d.%m.%Y}"),
        (f"{old.day} {_MONTHS[old.month - 1]} {old.year}", f"{new.day} {_MONTHS[new.month - 1]} {new.year}"),
        (f"{old:%y-%m-%d}", f"{new:%y-%m-%d}"),
        (f"{old.day}/{old.month}/{old.year}", f"{new.day}/{new.month}/{new.year}"),
        (f"{old.day}/{old.month} {old.year}", f"{new.day}/{new.month} {new.year}"),
    )
    for one, other in forms:
        if one in printed.lower():
            at = printed.lower().index(one)
            return printed[:at] + other + printed[at + len(one) :]
    return None


def _moved(original: Original, chain: Chain, event: str, new: date) -> Iterator[Change]:
    """Yield the text in which an event of a meeting falls on another day."""
    held = chain.days.get(event)
    if held is None or held.span.printed.count("\n"):
        return
    written = written_like(held.span, held.day, new)
    change = original.put(held.span, written) if written else None
    if change is not None:
        yield change


def _pairs(original: Original, *events: str) -> Iterator[tuple[Chain, list[date]]]:
    for chain in chains(original.dossier):
        if all(event in chain.days for event in events):
            yield chain, [chain.days[event].day for event in events]


@kind("D01")
def adjusted_late(original: Original, chance: random.Random) -> Iterator[Change]:
    for chain, (meeting, _) in _pairs(original, "meeting", "adjusted"):
        yield from _moved(original, chain, "adjusted", meeting + timedelta(days=chance.randint(15, 60)))


@kind("D02")
def adjusted_before_the_meeting(original: Original, chance: random.Random) -> Iterator[Change]:
    for chain, (meeting, _) in _pairs(original, "meeting", "adjusted"):
        yield from _moved(original, chain, "adjusted", meeting - timedelta(days=chance.randint(1, 30)))


@kind("D03")
def notice_put_up_late(original: Original, chance: random.Random) -> Iterator[Change]:
    for chain, (adjusted, _) in _pairs(original, "adjusted", "posted"):
        yield from _moved(original, chain, "posted", adjusted + timedelta(days=chance.randint(7, 16)))


@kind("D03")
def notice_put_up_before_adjustment(original: Original, chance: random.Random) -> Iterator[Change]:
    for chain, (adjusted, _) in _pairs(original, "adjusted", "posted"):
        yield from _moved(original, chain, "posted", adjusted - timedelta(days=chance.randint(1, 9)))


@kind("D04")
def notice_taken_down_before_it_was_put_up(original: Original, chance: random.Random) -> Iterator[Change]:
    for chain, (posted, _) in _pairs(original, "posted", "removed"):
        yield from _moved(original, chain, "removed", posted - timedelta(days=chance.randint(1, 360)))


@kind("D05")
def notice_taken_down_early(original: Original, chance: random.Random) -> Iterator[Change]:
    for chain, (posted, _) in _pairs(original, "posted", "removed"):
        yield from _moved(original, chain, "removed", posted + timedelta(days=chance.randint(5, 19)))


@kind("D08")
def day_that_does_not_exist(original: Original, chance: random.Random) -> Iterator[Change]:
    for mention in original.dossier.of(DateMention):
        day = mention.date_start
        if mention.precision != "day" or day is None or day.day < 10 or mention.inferred:
            continue
        if f"{day:%Y-%m-%d}" in mention.span.printed:
            wrong = chance.choice([f"{day.year}-02-30", f"{day.year}-13-{day:%d}", f"{day.year}-11-31"])
            change = original.put(mention.span, mention.span.printed.replace(f"{day:%Y-%m-%d}", wrong))
            if change is not None:
                yield change


@kind("D08")
def wrong_weekday(original: Original, chance: random.Random) -> Iterator[Change]:
    lines = original.text.split("\n")
    for mention in original.dossier.of(DateMention):
        day = mention.date_start
        if mention.precision != "day" or day is None or mention.inferred:
            continue
        line = lines[mention.span.line_start - 1].lower()
        right = _WEEKDAYS[day.weekday()]
        if f"{right}en den {day.day}" in line or f"{right} {day.day}" in line or f"{right} den" in line:
            wrong = chance.choice([other for other in _WEEKDAYS if other != right])
            row = mention.span.line_start
            at = line.index(right)
            old = lines[row - 1][at : at + len(right)]
            new = wrong.title() if old[0].isupper() else wrong
            text = [
                *lines[: row - 1],
                lines[row - 1][:at] + new + lines[row - 1][at + len(old) :],
                *lines[row:],
            ]
            yield Change("\n".join(text), row, old, new)
