"""Whether more than half of the members were there: in the list of those present, and at each division."""

from __future__ import annotations

from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.lists import is_led
from protokollparser.checks.persons import name_words
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.base import Printed
from protokollparser.core.records.decisions import VoteEvent
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.meetings import Attendance, Meeting


class Params(ShapeParams):
    """A list of fewer than `shortest` who served is taken for incomplete."""

    shortest: int = 2


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for the list of every meeting held, and for every division that counts the absent."""
    meetings = {meeting.id: meeting for meeting in dossier.of(Meeting) if meeting.status == "held"}
    for meeting in meetings.values():
        yield _listed(dossier, params, meeting)
    items = {item.id: item.meeting_id for item in dossier.of(AgendaItem)}
    for event in dossier.of(VoteEvent):
        present = sum(count or 0 for count in (event.yes_count, event.no_count, event.abstain_count))
        if event.absent_count and present:
            meeting_held = meetings.get(items.get(event.item_id or "") or "")
            yield _judged(meeting_held, event, (event,), present, present + event.absent_count)


def _listed(dossier: Dossier, params: Params, meeting: Meeting) -> Verdict:
    """Compare those who served with all members, those included for whom a substitute stood in."""
    rows = [
        row
        for row in dossier.of(Attendance)
        if row.meeting_id == meeting.id and row.role in ("member", "substitute")
    ]
    served = {name_words(row.name) for row in rows if row.status == "serving"}
    absent = [row for row in rows if row.status == "absent" and row.role == "member"]
    if len(served) < params.shortest or not is_led(dossier, meeting):
        return Verdict("undecidable", meeting.document_id, reason="no list of those who served")
    members = {name_words(row.name) for row in rows if row.role == "member"}
    members |= {name_words(row.replaces) for row in rows if row.replaces and row.status == "serving"}
    if not absent and len(members) <= len(served):
        return Verdict("undecidable", meeting.document_id, reason="the number of members is not known")
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
        words={"served": str(served), "members": str(members), "needed": str(members // 2 + 1)},
        proofs=(proof("stated", place), *(proof("contradicts", one) for one in against)),
    )
