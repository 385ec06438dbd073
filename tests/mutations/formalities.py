"""Faults in the days and hours around a meeting."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from protokollparser.checks.formalities import Chain, chains
from protokollparser.core.records.items import AgendaItem, Attachment
from protokollparser.core.records.meetings import Meeting, Notice
from protokollparser.core.records.references import DateMention
from protokollparser.core.spans import Span
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind

_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_LAW_READ = date(1978, 1, 1)
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


def _pairs(original: Original, *events: str, lawful: bool = False) -> Iterator[tuple[Chain, list[date]]]:
    """Yield the meetings with the days of some events; with `lawful` those under a law that was read."""
    for chain in chains(original.dossier):
        day = chain.meeting.meeting_date
        if lawful and day is not None and day < _LAW_READ:
            continue
        if all(event in chain.days for event in events):
            yield chain, [chain.days[event].day for event in events]


@kind("D01")
def adjusted_late(original: Original, chance: random.Random) -> Iterator[Change]:
    for chain, (meeting, _) in _pairs(original, "meeting", "adjusted", lawful=True):
        yield from _moved(original, chain, "adjusted", meeting + timedelta(days=chance.randint(15, 60)))


@kind("D02")
def adjusted_before_the_meeting(original: Original, chance: random.Random) -> Iterator[Change]:
    for chain, (meeting, _) in _pairs(original, "meeting", "adjusted"):
        yield from _moved(original, chain, "adjusted", meeting - timedelta(days=chance.randint(1, 30)))


@kind("D03")
def notice_put_up_late(original: Original, chance: random.Random) -> Iterator[Change]:
    for chain, (adjusted, _) in _pairs(original, "adjusted", "posted", lawful=True):
        yield from _moved(original, chain, "posted", adjusted + timedelta(days=chance.randint(7, 16)))


@kind("D03")
def notice_put_up_before_adjustment(original: Original, chance: random.Random) -> Iterator[Change]:
    for chain, (adjusted, _) in _pairs(original, "adjusted", "posted", lawful=True):
        yield from _moved(original, chain, "posted", adjusted - timedelta(days=chance.randint(1, 9)))


@kind("D04")
def notice_taken_down_before_it_was_put_up(original: Original, chance: random.Random) -> Iterator[Change]:
    for chain, (posted, _) in _pairs(original, "posted", "removed"):
        yield from _moved(original, chain, "removed", posted - timedelta(days=chance.randint(1, 360)))


@kind("D05")
def notice_taken_down_early(original: Original, chance: random.Random) -> Iterator[Change]:
    for chain, (posted, _) in _pairs(original, "posted", "removed", lawful=True):
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


@kind("D05")
def notice_taken_down_on_the_last_day(original: Original, chance: random.Random) -> Iterator[Change]:
    """Three weeks on the day: whoever appeals that day finds no notice any more."""
    del chance
    for chain, (posted, _) in _pairs(original, "posted", "removed", lawful=True):
        yield from _moved(original, chain, "removed", posted + timedelta(days=21))


@kind("D06")
def notice_without_place_of_keeping(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    for notice in original.dossier.of(Notice):
        rows = original.text.split("\n")
        for line in range(notice.span.line_start, min(notice.span.line_end + 15, len(rows))):
            if notice.storage and notice.storage in rows[line - 1]:
                rows[line - 1] = rows[line - 1].replace(notice.storage, "").rstrip()
                yield Change("\n".join(rows), line, notice.storage, "")
                break


_LABELS = (
    "Protokollet förvaras hos",
    "Protokollet finns tillgängligt på",
    "Förvaringsplats",
    "Plats för förvaring",
)


@kind("D06")
def notice_with_an_empty_field_of_another_name(original: Original, chance: random.Random) -> Iterator[Change]:
    """The field for the place of keeping is called as other municipalities call it, and is empty."""
    del chance
    rows = original.text.split("\n")
    for notice in original.dossier.of(Notice):
        for line in range(notice.span.line_start, min(notice.span.line_end + 15, len(rows))):
            row = rows[line - 1]
            at = row.lower().find("förvar")
            if not notice.storage or notice.storage not in row or not 0 <= at < row.index(notice.storage):
                continue
            if line < len(rows) and rows[line][:1].islower():
                # The label goes on below.
                continue
            old = row[: row.index(notice.storage)].strip(" |:")
            for label in _LABELS:
                new = row.replace(notice.storage, "").replace(old, label).rstrip()
                if not row.startswith(label):
                    text = "\n".join([*rows[: line - 1], new, *rows[line:]])
                    yield Change(text, line, notice.storage, "")


@kind("D08")
def meeting_that_ends_before_it_begins(original: Original, chance: random.Random) -> Iterator[Change]:
    for meeting in original.dossier.of(Meeting):
        start, end = meeting.start_time, meeting.end_time
        if start is None or end is None or meeting.status != "held" or start.hour < 8:
            continue
        for line, row in enumerate(original.text.split("\n"), 1):
            for mark in (":", "."):
                first, last = f"{start:%H}{mark}{start:%M}", f"{end:%H}{mark}{end:%M}"
                if first in row and last in row and row.index(first) < row.index(last):
                    wrong = f"{chance.randint(7, start.hour - 1):02}{mark}{end:%M}"
                    text = original.text.split("\n")
                    text[line - 1] = wrong.join(row.rsplit(last, 1))
                    yield Change("\n".join(text), line, last, wrong)


@kind("D09")
def paper_dated_after_the_meeting(original: Original, chance: random.Random) -> Iterator[Change]:
    meetings = {m.document_id: m.meeting_date for m in original.dossier.of(Meeting) if m.status == "held"}
    papers = {paper.span.line_start for paper in original.dossier.of(Attachment)}
    for mention in original.dossier.of(DateMention):
        day, held = mention.date_start, meetings.get(mention.document_id)
        if day is None or held is None or mention.precision != "day" or mention.inferred:
            continue
        if mention.span.line_start in papers and day < held:
            written = written_like(mention.span, day, held + timedelta(days=chance.randint(3, 200)))
            change = original.put(mention.span, written) if written else None
            if change is not None:
                yield change


@kind("D10")
def case_number_of_a_later_year(original: Original, chance: random.Random) -> Iterator[Change]:
    meetings = {m.document_id: m.meeting_date for m in original.dossier.of(Meeting) if m.status == "held"}
    for item in original.dossier.of(AgendaItem):
        held, number = meetings.get(item.document_id), item.case_number or ""
        years = range(held.year - 3, held.year + 1) if held else range(0)
        for year in years:
            if held is None or str(year) not in number:
                continue
            for line, row in enumerate(original.text.split("\n"), 1):
                if number in row:
                    wrong = number.replace(str(year), str(held.year + chance.randint(1, 8)), 1)
                    text = original.text.split("\n")
                    text[line - 1] = row.replace(number, wrong, 1)
                    yield Change("\n".join(text), line, number, wrong)


@kind("D10")
def case_number_in_another_form(original: Original, chance: random.Random) -> Iterator[Change]:
    """One of five numbers and more is written with another sign before its last part."""
    numbers = [item.case_number for item in original.dossier.of(AgendaItem) if item.case_number]
    if len(set(numbers)) < 5:
        return
    rows = original.text.split("\n")
    for number in dict.fromkeys(numbers):
        for sign, other in (("/", "-"), ("-", "/")):
            at = number.rfind(sign)
            lines = [line for line, row in enumerate(rows, 1) if number in row]
            if at < 0 or not number[at + 1 :].isdigit() or len(lines) != 1:
                continue
            wrong = number[:at] + other + number[at + 1 :]
            text = [*rows]
            text[lines[0] - 1] = rows[lines[0] - 1].replace(number, wrong, 1)
            yield Change("\n".join(text), lines[0], number, wrong)
            break
    del chance
