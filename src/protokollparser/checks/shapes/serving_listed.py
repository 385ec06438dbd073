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
from protokollparser.core.rules import compile_pattern
from protokollparser.core.spans import Span


class Params(ShapeParams):
    """`elsewhere` is found where a list is kept apart, unless it is `here`, `heads` where one should stand.

    Minutes of fewer than `shortest` paragraphs are taken for an extract, unless their front page tells who
    else was there and is none of an `extract`; `others` hold meetings under other laws. `opening` begins
    minutes without a front page, where the first item is `first`. So many people before the first
    paragraph as `unread`, those listed and officers apart, are a list that was not read; `name` is what
    looks like one of them.
    """

    elsewhere: str
    here: str
    heads: str
    opening: str
    first: str
    extract: str
    name: str
    others: str
    shortest: int = 2
    unread: int = 3


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every meeting whose whole minutes are there."""
    for run in series(dossier):
        meeting = run.meeting
        if meeting is None or meeting.status != "held":
            continue
        if len(run.items) >= params.shortest or _is_whole(dossier, params, run, meeting):
            yield _verdict(dossier, params, run, meeting)


def _is_whole(dossier: Dossier, params: Params, run: Series, meeting: Meeting) -> bool:
    """True for few paragraphs under a front page that tells who else was there and who adjusts."""
    front = _front(dossier, run)
    others = any(row.meeting_id == meeting.id for row in dossier.of(Attendance))
    others = others or any(row.meeting_id == meeting.id for row in dossier.of(Officer))
    told = bool(meeting.place and meeting.start_time and others)
    return told and bool(_search(params.heads, front)) and not _search(params.extract, front)


def _search(pattern: str, text: str) -> re.Match[str] | None:
    return compile_pattern(f"(?i){pattern}").search(text)


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
    if _search(params.others, front):
        return "no law asks such a meeting for a list"
    heads = _search(params.heads, front) or meeting.paragraph_first
    begun = _search(params.opening, front) and _search(params.first, run.items[0].span.printed)
    if not begun and (not (meeting.place or meeting.start_time) or not heads):
        return "the front page is not here"
    if _search(params.elsewhere, whole) and not _search(params.here, whole):
        return "the list of those present is kept apart"
    named = len(_named_before(dossier, run, meeting))
    if begun or len(run.items) < params.shortest or _search(params.here, whole):
        named = max(named, _names_before(params, front, _known(dossier, meeting)))
    if named >= params.unread:
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
    return {
        name_words(one.name)
        for one in dossier.of(Mention)
        if one.entity_type == "person"
        and one.document_id == run.document.id
        and (one.span.page, one.span.start) < (first.page, first.start)
    } - _known(dossier, meeting)


def _known(dossier: Dossier, meeting: Meeting) -> set[tuple[str, ...]]:
    """Return the names of officers, of those listed and of those who signed."""
    known = {name_words(one.name) for one in dossier.of(Officer) if one.meeting_id == meeting.id}
    known |= {name_words(one.name) for one in dossier.of(Attendance) if one.meeting_id == meeting.id}
    return known | {name_words(one.name or "") for one in dossier.of(Signature)}


def _names_before(params: Params, front: str, known: set[tuple[str, ...]]) -> int:
    """Return how many words of a front page look like names of others than the known."""
    found = {name_words(one.group()) for one in compile_pattern(params.name).finditer(front)}
    return sum(not any(set(one) & set(other) for other in known) for one in found)
