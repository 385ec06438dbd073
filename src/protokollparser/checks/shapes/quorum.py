"""Whether more than half of the members were there: in the list of those present, and at each division."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.entries import Entry, owner
from protokollparser.checks.lists import is_led
from protokollparser.checks.persons import name_words
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.base import Printed
from protokollparser.core.records.decisions import VoteEvent
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.meetings import Attendance, Meeting

_UNKNOWN = "the number of members is not known"


class Params(ShapeParams):
    """A list of fewer than `shortest` who served is taken for incomplete."""

    shortest: int = 2


@dataclass(frozen=True)
class Held:
    """What is told of one meeting's list or division, and how many seats its body has at least.

    `first` is the first who served, of whom `served` are told.
    """

    verdict: Verdict
    seats: int = 0
    first: Attendance | None = None
    served: int = 0


def gather(dossier: Dossier, params: Params) -> Iterator[Entry]:
    """Yield an entry for the list of every meeting held, and for every division that counts the absent.

    The key is the body and the year; where the body or its municipality is not known, the source.
    """
    meetings = {meeting.id: meeting for meeting in dossier.of(Meeting) if meeting.status == "held"}
    items = {item.id: item.meeting_id for item in dossier.of(AgendaItem)}
    votes: dict[str, int] = defaultdict(int)
    for event in dossier.of(VoteEvent):
        cast = sum(count or 0 for count in (event.yes_count, event.no_count, event.abstain_count))
        meeting_id = items.get(event.item_id or "") or ""
        votes[meeting_id] = max(votes[meeting_id], cast)
        if event.absent_count and cast:
            meeting = meetings.get(meeting_id)
            told = _judged(meeting, event, (event,), cast, cast + event.absent_count)
            yield _entry(dossier, meeting, Held(told))
    for meeting in meetings.values():
        rows = [
            row
            for row in dossier.of(Attendance)
            if row.meeting_id == meeting.id and row.role in ("member", "substitute")
        ]
        first = next((row for row in rows if row.status == "serving"), None)
        served = {name_words(row.name) for row in rows if row.status == "serving"}
        seats = max(votes[meeting.id], _at_once(dossier, meeting, rows))
        told = _listed(dossier, params, meeting, rows)
        yield _entry(dossier, meeting, Held(told, seats, first, len(served)))


def _entry(dossier: Dossier, meeting: Meeting | None, held: Held) -> Entry:
    document = dossier.documents.get(held.verdict.document_id or "")
    day = meeting.meeting_date if meeting else document.document_date if document else None
    body = owner(document) if document is not None and day is not None else None
    key = (*body, str(day.year)) if body is not None and day is not None else (dossier.source_id,)
    if held.verdict.day is None:
        held = replace(held, verdict=replace(held.verdict, day=day))
    return Entry(key, dossier.source_id, held.verdict.document_id, day, held)


def _at_once(dossier: Dossier, meeting: Meeting, rows: list[Attendance]) -> int:
    """Return how many served for the whole of a meeting: its body has so many seats at least.

    Only a list that tells substitutes apart is trusted with it.
    """
    if not is_led(dossier, meeting) or not any(row.role == "substitute" for row in rows):
        return 0
    part = {
        name_words(row.name)
        for row in rows
        if row.paragraph_first or row.paragraph_last or row.time_from or row.time_to
    }
    return len({name_words(row.name) for row in rows if row.status == "serving"} - part)


def compare(entries: Sequence[Entry], params: Params) -> Iterator[Verdict]:
    """Yield the verdict on each list and division of a body.

    Where a list does not tell how many members there are, another meeting of the year may: no more serve at
    once than there are seats. That is a note: a list of half of the members was rather read in part.
    """
    del params
    for one in entries:
        held: Held = one.held
        verdict = replace(held.verdict, source_id=one.source_id)
        others = [other for other in entries if other.day != one.day and other.held.first is not None]
        most = max(others, key=lambda other: other.held.seats, default=None)
        known = verdict.reason != _UNKNOWN or held.first is None
        if known or most is None or 2 * held.served > most.held.seats:
            yield verdict
        elif held.first is not None:
            told = _judged(None, held.first, (most.held.first,), held.served, most.held.seats)
            least = {**told.words, "least": "minst ", "least_en": "at least "}
            yield replace(told, day=one.day, severity="info", source_id=one.source_id, words=least)


def _listed(dossier: Dossier, params: Params, meeting: Meeting, rows: list[Attendance]) -> Verdict:
    """Compare those who served with all members, those included for whom a substitute stood in."""
    served = {name_words(row.name) for row in rows if row.status == "serving"}
    absent = [row for row in rows if row.status == "absent" and row.role == "member"]
    if len(served) < params.shortest or not is_led(dossier, meeting):
        return Verdict("undecidable", meeting.document_id, reason="no list of those who served")
    members = {name_words(row.name) for row in rows if row.role == "member"}
    members |= {name_words(row.replaces) for row in rows if row.replaces and row.status == "serving"}
    if not absent and len(members) <= len(served):
        return Verdict("undecidable", meeting.document_id, reason=_UNKNOWN)
    first = next(row for row in rows if row.status == "serving")
    return _judged(meeting, first, tuple(absent), len(served), len(members))


def _judged(
    meeting: Meeting | None, place: Printed, against: tuple[Printed, ...], served: int, members: int
) -> Verdict:
    if 2 * served > members:
        return Verdict("exact", place.document_id)
    return Verdict(
        "violated",
        place.document_id,
        span=place.span,
        stated=str(served),
        computed=str(members // 2 + 1),
        confidence=place.confidence,
        day=meeting.meeting_date if meeting else None,
        words={
            "served": str(served),
            "members": str(members),
            "needed": str(members // 2 + 1),
            "least": "",
            "least_en": "",
        },
        proofs=(proof("stated", place), *(proof("contradicts", one) for one in against)),
    )
