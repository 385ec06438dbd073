"""Whether the minutes list those who served."""

from __future__ import annotations

import re
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.paragraphs import Series, series
from protokollparser.checks.persons import name_words
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof
from protokollparser.core.records.meetings import Attendance, Meeting, Officer
from protokollparser.core.records.people import Mention, Signature
from protokollparser.core.spans import Span


class Params(ShapeParams):
    """`elsewhere` is found where a list is kept apart, unless it is `here`, `heads` where one should stand.

    Minutes of fewer than `shortest` paragraphs are taken for an extract; `others` hold meetings under other
    laws. So many people before the first paragraph as `unread`, those listed and officers apart, are a list
    that was not read.
    """

    elsewhere: str
    here: str
    heads: str
    others: str
    shortest: int = 2
    unread: int = 3


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every meeting whose whole minutes are there."""
    for run in series(dossier):
        meeting = run.meeting
        if meeting is not None and meeting.status == "held" and len(run.items) >= params.shortest:
            yield _verdict(dossier, params, run, meeting)


def _verdict(dossier: Dossier, params: Params, run: Series, meeting: Meeting) -> Verdict:
    document_id = run.document.id
    rows = [row for row in dossier.of(Attendance) if row.meeting_id == meeting.id]
    members = [row for row in rows if row.role in ("member", "substitute")]
    if any(row.status == "serving" for row in members):
        return Verdict("exact", document_id)
    why = _why_not(dossier, params, run, meeting, rows)
    if why is not None:
        return Verdict("undecidable", document_id, reason=why)
    heads = _heads(dossier, params, run)
    day = meeting.meeting_date
    empty = (Proof("contradicts", head, None, document_id) for head in heads[1:])
    return Verdict(
        "violated",
        document_id,
        span=heads[0] if heads else meeting.span,
        confidence=meeting.confidence,
        day=day,
        words={"of_day": f" från {day}" if day else "", "of_day_en": f" of {day}" if day else ""},
        proofs=(proof("stated", meeting), *empty, *(proof("contradicts", row) for row in rows)),
    )


def _heads(dossier: Dossier, params: Params, run: Series) -> list[Span]:
    """Return the heads under which the list should stand."""
    pattern = re.compile(params.heads, re.IGNORECASE)
    return [
        dossier.place(span.page, found.start("head"), found.end("head"))
        for span in (run.document.span, *run.document.more)
        for found in pattern.finditer(dossier.pages[span.page - 1].text, span.start, span.end)
    ]


def _why_not(
    dossier: Dossier, params: Params, run: Series, meeting: Meeting, rows: list[Attendance]
) -> str | None:
    """Return why it cannot be told that minutes without members who served lack the list."""
    if any(row.role in ("member", "substitute") for row in rows):
        return "the list does not tell who served"
    front, whole = _front(dossier, run), _text(dossier, run)
    if re.search(params.others, front, re.IGNORECASE):
        return "no law asks such a meeting for a list"
    heads = re.search(params.heads, front, re.IGNORECASE) or meeting.paragraph_first
    if not (meeting.place or meeting.start_time) or not heads:
        return "the front page is not here"
    apart = re.search(params.elsewhere, whole, re.IGNORECASE)
    if apart and not re.search(params.here, whole, re.IGNORECASE):
        return "the list of those present is kept apart"
    if len(_named_before(dossier, run, meeting)) >= params.unread:
        return "people are named in front but not read as a list"
    return None


def _text(dossier: Dossier, run: Series) -> str:
    spans = (run.document.span, *run.document.more)
    return "\n".join(dossier.pages[span.page - 1].text[span.start : span.end] for span in spans)


def _front(dossier: Dossier, run: Series) -> str:
    """Return what stands before the first paragraph."""
    first = run.items[0].span
    parts = []
    for span in (run.document.span, *run.document.more):
        if span.page <= first.page:
            end = min(span.end, first.start) if span.page == first.page else span.end
            parts.append(dossier.pages[span.page - 1].text[span.start : end])
    return "\n".join(parts)


def _named_before(dossier: Dossier, run: Series, meeting: Meeting) -> set[tuple[str, ...]]:
    """Return who is named before the first paragraph without a row in the list, an office or a signature."""
    first = run.items[0].span
    known = {name_words(one.name) for one in dossier.of(Officer) if one.meeting_id == meeting.id}
    known |= {name_words(one.name) for one in dossier.of(Attendance) if one.meeting_id == meeting.id}
    known |= {name_words(one.name or "") for one in dossier.of(Signature)}
    return {
        name_words(one.name)
        for one in dossier.of(Mention)
        if one.entity_type == "person"
        and one.document_id == run.document.id
        and (one.span.page, one.span.start) < (first.page, first.start)
    } - known
