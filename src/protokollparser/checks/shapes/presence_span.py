"""Whether the paragraphs and hours at which somebody was there fit the meeting, and the votes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.paragraphs import printed_anyway, series
from protokollparser.checks.persons import name_words
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.base import Printed
from protokollparser.core.records.decisions import Vote, VoteEvent
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.meetings import Attendance, Meeting


class Params(ShapeParams):
    """`faults`: the sentence for a `paragraph`, an `hour` or a `vote` that does not fit; English `_en`.

    Hours may lie `slack` minutes outside the meeting; minutes of fewer than `shortest` paragraphs may be
    an extract, and where no range of paragraphs is printed, so many `beyond` the last may be missing.
    """

    faults: dict[str, str]
    slack: int = 20
    shortest: int = 2
    beyond: int = 5


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every interval of somebody's presence, and for votes outside all of them."""
    held = {meeting.id: meeting for meeting in dossier.of(Meeting) if meeting.status == "held"}
    rows = [row for row in dossier.of(Attendance) if row.meeting_id in held]
    numbers = _numbers(dossier, params)
    for row in rows:
        meeting = held[row.meeting_id]
        if row.paragraph_first is not None or row.paragraph_last is not None:
            yield _numbered(dossier, params, row, meeting, numbers.get(meeting.id, []))
        if row.time_from is not None or row.time_to is not None:
            yield _timed(params, row, meeting)
    yield from _votes(dossier, params, held, rows)


def _numbers(dossier: Dossier, params: Params) -> dict[str, list[int]]:
    """Return the § of each meeting whose whole minutes are there."""
    runs = [run for run in series(dossier) if run.meeting and len(run.items) >= params.shortest]
    return {run.meeting.id: run.numbers for run in runs if run.meeting}


def _numbered(
    dossier: Dossier, params: Params, row: Attendance, meeting: Meeting, numbers: list[int]
) -> Verdict:
    first, last = row.paragraph_first, row.paragraph_last
    known = [*numbers, *(one for one in (meeting.paragraph_first, meeting.paragraph_last) if one)]
    if not numbers:
        return Verdict(
            "undecidable", row.document_id, reason="the paragraphs of the meeting are not all here"
        )
    low, high = min(known), max(known)
    told = [number for number in (first, last) if number is not None]
    wrong = [number for number in told if not low <= number <= high]
    if first is not None and last is not None and first > last:
        return _fault(params, "paragraph", row, meeting, str(first), f"{low}-{high}")
    if not wrong:
        return Verdict("exact", row.document_id)
    if meeting.paragraph_last is None and 0 < wrong[0] - high <= params.beyond:
        return Verdict("undecidable", row.document_id, reason="the minutes may go on")
    document = dossier.documents.get(row.document_id or "")
    if document is not None and printed_anyway(dossier, document, wrong[0]):
        return Verdict("undecidable", row.document_id, reason="a paragraph is printed but not read")
    return _fault(params, "paragraph", row, meeting, str(wrong[0]), f"{low}-{high}")


def _timed(params: Params, row: Attendance, meeting: Meeting) -> Verdict:
    start, end, slack = meeting.start_time, meeting.end_time, timedelta(minutes=params.slack)
    if start is None or end is None:
        return Verdict("undecidable", row.document_id, reason="the hours of the meeting are not printed")
    if end < start:
        return Verdict("undecidable", row.document_id, reason="the meeting may have gone on past midnight")
    for hour in (row.time_from, row.time_to):
        if hour is not None and not start - slack <= hour <= end + slack:
            return _fault(params, "hour", row, meeting, f"{hour:%H.%M}", f"{start:%H.%M}-{end:%H.%M}")
    if row.time_from is not None and row.time_to is not None and row.time_to < row.time_from:
        return _fault(params, "hour", row, meeting, f"{row.time_to:%H.%M}", f"{row.time_from:%H.%M}-")
    return Verdict("exact", row.document_id)


def _votes(
    dossier: Dossier, params: Params, held: dict[str, Meeting], rows: list[Attendance]
) -> Iterator[Verdict]:
    """Yield a verdict for every vote of somebody who was there for some of the paragraphs only."""
    items = {item.id: item for item in dossier.of(AgendaItem)}
    events = {event.id: items.get(event.item_id or "") for event in dossier.of(VoteEvent)}
    by_name: dict[tuple[str, tuple[str, ...]], list[Attendance]] = defaultdict(list)
    for row in rows:
        by_name[row.meeting_id, name_words(row.name)].append(row)
    for vote in dossier.of(Vote):
        item = events.get(vote.vote_event_id)
        if item is None or item.paragraph is None or item.meeting_id not in held or vote.choice == "absent":
            continue
        own = by_name.get((item.meeting_id, name_words(vote.name)), [])
        if own and all(_is_limited(row) for row in own):
            if any(_covers(row, item.paragraph) for row in own):
                yield Verdict("exact", vote.document_id)
            else:
                meeting = held[item.meeting_id]
                yield _fault(params, "vote", vote, meeting, f"§ {item.paragraph}", _ranges(own), *own)


def _is_limited(row: Attendance) -> bool:
    return row.paragraph_first is not None and row.paragraph_last is not None


def _covers(row: Attendance, number: int) -> bool:
    return (row.paragraph_first or 0) <= number <= (row.paragraph_last or 0) and row.status != "absent"


def _ranges(rows: list[Attendance]) -> str:
    told = sorted({(row.paragraph_first or 0, row.paragraph_last or 0) for row in rows})
    return ", ".join(f"§ {low}" if low == high else f"§§ {low}-{high}" for low, high in told)


def _fault(
    params: Params,
    fault: str,
    row: Attendance | Vote,
    meeting: Meeting,
    stated: str,
    known: str,
    *against: Printed,
) -> Verdict:
    words = {"name": row.name, "stated": stated, "known": known}
    return Verdict(
        "violated",
        row.document_id,
        span=row.span,
        stated=stated,
        computed=known,
        confidence=row.confidence,
        day=meeting.meeting_date,
        words={
            "fault": params.faults[fault].format(**words),
            "fault_en": params.faults[f"{fault}_en"].format(**words),
        },
        proofs=(proof("stated", row), *(proof("contradicts", one) for one in against)),
    )
