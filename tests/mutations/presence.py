"""Faults in how many were there, for which municipality, and when."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from protokollparser.core.records.decisions import Vote, VoteEvent
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.meetings import Attendance, Meeting, Officer
from tests.mutations.originals import Change, Original
from tests.mutations.people import listed, whole_time
from tests.mutations.registry import kind

_MONTHS = [
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
]


@kind("Q01")
def too_few_served(original: Original, chance: random.Random) -> Iterator[Change]:
    """Some of those who served are left out, or more are absent, until half of the members are.

    In the list of a joint board that would be another fault too: a municipality loses its member.
    """
    if any(row.municipality and row.role == "substitute" for row in listed(original, "absent")):
        return
    yield from _fewer_served(original)
    yield from _more_absent(original, chance)


def _fewer_served(original: Original) -> Iterator[Change]:
    absent = {row.name for row in listed(original, "absent") if row.role == "member"}
    rows = [row for row in listed(original, "serving") if "\n" not in row.span.printed]
    lines = {row.span.line_start for row in rows}
    officers = {one.name for one in original.dossier.of(Officer)}
    free = sorted({row.span.line_start for row in rows if row.name not in officers}, reverse=True)
    gone = set(free[: len(rows) - len(absent)])
    if len(absent) < 2 or len(lines) != len(rows) or len(rows) <= len(absent) or not gone:
        return
    if len(rows) - len(gone) > len(absent):
        return
    text = original.text.split("\n")
    left = [row for number, row in enumerate(text, 1) if number not in gone]
    yield Change("\n".join(left), min(lines), text[min(gone) - 1], "")


_GIVEN = ("Torvald", "Ingeborg", "Rickard", "Vivianne", "Botvid", "Hjördis", "Alrik", "Solbritt", "Ragnvald")
_FAMILY = (
    "Hägerlund",
    "Malmqvist",
    "Sjöhammar",
    "Brolin",
    "Tyskling",
    "Örnmark",
    "Vretblad",
    "Käll",
    "Dufva",
)


def invented(count: int, chance: random.Random) -> list[str]:
    """Return so many names that stand in no text."""
    names = [f"{given} {family}" for given in _GIVEN for family in _FAMILY]
    chance.shuffle(names)
    return names[:count]


def _more_absent(original: Original, chance: random.Random) -> Iterator[Change]:
    """The list of those absent goes on, a line for each, until they are as many as those who served."""
    absent = [row for row in listed(original, "absent") if row.role == "member"]
    rows = [row for row in original.dossier.of(Attendance) if row.role in ("member", "substitute")]
    serving = {row.name for row in rows if row.status == "serving"}
    on_line = Counter(row.span.line_start for row in rows)
    text = original.text.split("\n")
    members = {row.name for row in rows if row.role == "member"}
    wanted = 2 * len(serving) - len(members) + chance.randint(0, 2)
    for row in absent:
        line = row.span.line_start
        printed = text[line - 1]
        if on_line[line] != 1 or printed.count(row.name) != 1 or not 0 < wanted < 60:
            continue
        before, after = printed.split(row.name)
        start = before if not re.search(r"\w", before) else " " * len(before)
        more = [f"{start}{name}{after}" for name in invented(wanted, chance)]
        yield Change("\n".join([*text[:line], *more, *text[line:]]), line, row.name, more[0])


@kind("Q01")
def few_served_beside_other_minutes(original: Original, chance: random.Random) -> Iterator[Change]:
    """Most of those who served are left out; the minutes of another day show how many seats there are."""
    rows = [row for row in listed(original, "serving") if "\n" not in row.span.printed]
    meetings = [one for one in original.dossier.of(Meeting) if one.status == "held"]
    everyone = listed(original, "absent", "present", "serving")
    lines = Counter(row.span.line_start for row in everyone)
    officers = {one.name for one in original.dossier.of(Officer)}
    free = [row.span.line_start for row in rows if row.name not in officers]
    day = meetings[0].meeting_date if len(meetings) == 1 else None
    need = len({row.name for row in rows}) // 2
    if day is None or len(rows) < 4 or len(rows) - len(free) > need or any(lines[line] > 1 for line in free):
        return
    if any(row.status == "absent" for row in everyone):
        return
    other = other_day(original.text, day, chance)
    gone = set(free[-(len(rows) - need) :])
    text = original.text.split("\n")
    left = [row for number, row in enumerate(text, 1) if number not in gone]
    if other is not None:
        first = min(row.span.line_start for row in rows)
        yield Change("\n".join(left), first, text[min(gone) - 1], "", (other,))


def other_day(text: str, day: date, chance: random.Random) -> str | None:
    """Return a text with another day wherever its own is printed in figures; None where it is not."""
    later = day + timedelta(days=chance.choice((28, 35, 42)))
    if later.year != day.year:
        later = day - timedelta(days=35)
    changed = text.replace(day.isoformat(), later.isoformat())
    changed = re.sub(
        rf"\b{day.day} {_MONTHS[day.month - 1]}\b", f"{later.day} {_MONTHS[later.month - 1]}", changed
    )
    return changed if changed != text else None


@kind("Q02")
def list_of_those_who_served_left_out(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    rows = [row.span for row in original.dossier.of(Attendance) if row.role in ("member", "substitute")]
    held = [one for one in original.dossier.of(Meeting) if one.status == "held"]
    if len(held) == 1 and rows and {span.page for span in rows} == {rows[0].page}:
        first, last = min(span.line_start for span in rows), max(span.line_end for span in rows)
        if last - first < 40:
            # What is missing has no line: the fault is told of the meeting.
            yield replace(original.without(first, last), line=held[0].span.line_start)


@kind("Q10")
def present_at_paragraphs_that_are_not_there(original: Original, chance: random.Random) -> Iterator[Change]:
    items = [item.paragraph for item in original.dossier.of(AgendaItem) if item.paragraph]
    items += [one.paragraph_last for one in original.dossier.of(Meeting) if one.paragraph_last]
    text = original.text.split("\n")
    for row in original.dossier.of(Attendance):
        number = row.paragraph_last if row.paragraph_last is not None else row.paragraph_first
        if number is None or not items:
            continue
        for line in (row.span.line_start, row.span.line_start + 1):
            before = text[line - 1]
            if "§" in before and str(number) in before:
                after = str(max(items) + chance.randint(2, 30)).join(before.rsplit(str(number), 1))
                changed = [*text[: line - 1], after, *text[line:]]
                yield Change("\n".join(changed), line, before.strip(), after.strip())
                break


@kind("Q10")
def voter_who_was_not_there(original: Original, chance: random.Random) -> Iterator[Change]:
    """Somebody who votes in one paragraph is listed as present for others only."""
    items = {item.id: item for item in original.dossier.of(AgendaItem)}
    numbers = sorted({item.paragraph for item in items.values() if item.paragraph})
    events = {event.id: items.get(event.item_id or "") for event in original.dossier.of(VoteEvent)}
    rows = {row.name: row for row in listed(original, "serving") if row.name in whole_time(original)}
    text = original.text.split("\n")
    for vote in original.dossier.of(Vote):
        item, row = events.get(vote.vote_event_id), rows.get(vote.name)
        if item is None or row is None or not item.paragraph or len(numbers) < 4:
            continue
        line, number = row.span.line_start, item.paragraph
        after = [one for one in numbers if one > number]
        before = [one for one in numbers if one < number]
        there = after if len(after) > len(before) else before
        printed = f"{row.name} ({row.party})"
        if len(there) > 1 and text[line - 1].rstrip().endswith(printed):
            changed = f"{text[line - 1].rstrip()}, §§ {there[0]}-{there[-1]}"
            yield Change(
                "\n".join([*text[: line - 1], changed, *text[line:]]), line, row.name, changed.strip()
            )


@kind("Q10")
def hour_after_the_end(original: Original, chance: random.Random) -> Iterator[Change]:
    """Somebody comes or leaves hours after the meeting was closed."""
    for meeting in original.dossier.of(Meeting):
        for row in original.dossier.of(Attendance):
            told = row.time_from or row.time_to
            if row.meeting_id != meeting.id or told is None or meeting.end_time is None:
                continue
            for hour in (meeting.end_time.hour + chance.randint(2, 4), meeting.end_time.hour + 5):
                yield from _at_hour(original, row, told, hour)


def _at_hour(original: Original, row: Attendance, told: datetime, hour: int) -> Iterator[Change]:
    for line in (row.span.line_start, row.span.line_start + 1):
        text = original.text.split("\n")
        before = text[line - 1]
        printed = re.search(rf"\b{told.hour:02}([.:]){told.minute:02}\b", before)
        if printed is not None and hour < 24:
            new = f"{hour:02}{printed[1]}{told.minute:02}"
            text[line - 1] = before[: printed.start()] + new + before[printed.end() :]
            yield Change("\n".join(text), line, printed.group(), new)
            return


@kind("Q09")
def municipality_without_a_member(original: Original, chance: random.Random) -> Iterator[Change]:
    """The rows of the members of one municipality are left out of the list of a joint board."""
    yield from _left_out(original, "member", chance)


@kind("Q09")
def municipality_without_a_substitute(original: Original, chance: random.Random) -> Iterator[Change]:
    """The rows of the substitutes of one municipality are left out of the list of a joint board."""
    yield from _left_out(original, "substitute", chance)


def _left_out(original: Original, role: str, chance: random.Random) -> Iterator[Change]:
    del chance
    rows = [row for row in original.dossier.of(Attendance) if row.role in ("member", "substitute")]
    listed = {(row.role, row.status) for row in rows}
    places = sorted({row.municipality for row in rows if row.municipality})
    boards = [one.body for one in original.dossier.of(Meeting) if "nämnd" in (one.body or "").lower()]
    if len(places) < 3 or ("substitute", "absent") not in listed or not boards:
        return
    officers = {one.name for one in original.dossier.of(Officer)}
    on_line = Counter(row.span.line_start for row in rows)
    text = original.text.split("\n")
    for place in places:
        own = [row for row in rows if row.municipality == place and row.role == role]
        kept = [row for row in rows if row.municipality == place and row.role != role]
        if (
            not own
            or not kept
            or any(row.name in officers or on_line[row.span.line_start] > 1 for row in own)
        ):
            continue
        gone = {row.span.line_start for row in own}
        left = [row for number, row in enumerate(text, 1) if number not in gone]
        yield Change("\n".join(left), kept[0].span.line_start, own[0].name, place)
