"""Whether a decision that could not wait was reported at the next meeting of the body it was taken for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.entries import Entry
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof
from protokollparser.core.bodies import body_key
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.meetings import Meeting
from protokollparser.core.records.references import DateMention
from protokollparser.core.rules.base import compile_pattern
from protokollparser.core.spans import Span
from protokollparser.core.text import fold

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n\s*\n|\n(?=\s*[-•*]\s)")
# A longer time between a decision and the next meeting at hand: minutes between them may be missing.
_LONGEST = 62


class Params(ShapeParams):
    """`urgent` tells such a decision, `taken` heads one, `reported` tells that one is reported.

    `number` is a case number; `listed` says that decisions are reported in a list or an annex,
    `standing` that a sentence tells how it is to be done and not that it was.
    """

    urgent: str
    taken: str
    reported: str
    number: str
    listed: str
    standing: str


@dataclass(frozen=True)
class Urgent:
    """A decision taken or `reported`: its day and case number, where told, and the place."""

    day: date
    number: str | None
    span: Span
    reported: bool


@dataclass(frozen=True)
class Sat:
    """A meeting whose minutes are there; `listed` when they report decisions in a list."""

    meeting: Meeting
    listed: bool


def gather(dossier: Dossier, params: Params) -> Iterator[Entry]:
    """Yield the meetings of bodies of known municipalities, and the urgent decisions taken or reported."""
    meetings = {
        one.document_id: one for one in dossier.of(Meeting) if one.status == "held" and one.meeting_date
    }
    for document in dossier.documents.values():
        if not document.host_municipality:
            continue
        meeting = meetings.get(document.id)
        body = (meeting.body_key if meeting else None) or body_key(document.body or "")
        if not body:
            continue
        key = (fold(document.host_municipality), body)
        if document.kind == "minutes" and meeting is not None:
            listed = any(
                compile_pattern(params.listed).search(text) for _, _, text in _texts(dossier, document)
            )
            held = Sat(meeting, listed)
            yield Entry(key, dossier.source_id, document.id, meeting.meeting_date, held)
            for urgent in _reported(dossier, document, params):
                yield Entry(key, dossier.source_id, document.id, urgent.day, urgent)
        elif meeting is None and document.document_date is not None:
            taken = _taken(dossier, document, params)
            if taken is not None:
                yield Entry(key, dossier.source_id, document.id, taken.day, taken)


def _texts(dossier: Dossier, document: LogicalDocument) -> Iterator[tuple[int, int, str]]:
    for span in (document.span, *document.more):
        yield span.page, span.start, dossier.pages[span.page - 1].text[span.start : span.end]


def _reported(dossier: Dossier, document: LogicalDocument, params: Params) -> Iterator[Urgent]:
    """Yield the urgent decisions that minutes report in a sentence with their day."""
    urgent, cue = compile_pattern(params.urgent), compile_pattern(params.reported)
    standing = compile_pattern(params.standing)
    for page, start, text in _texts(dossier, document):
        if urgent.search(text) is None:
            continue
        at = 0
        for end in [*(found.start() for found in _SENTENCE.finditer(text)), len(text)]:
            sentence = text[at:end]
            if urgent.search(sentence) and cue.search(sentence) and not standing.search(sentence):
                low = start + at + len(sentence) - len(sentence.lstrip())
                place = dossier.place(page, low, low + len(sentence.strip()))
                days = [
                    one.date_start
                    for one in dossier.of(DateMention)
                    if one.span.page == page
                    and low <= one.span.start < start + end
                    and one.date_start == one.date_end
                ]
                if days and days[0] is not None:
                    yield Urgent(days[0], _number(sentence, params), place, True)
            at = end


def _taken(dossier: Dossier, document: LogicalDocument, params: Params) -> Urgent | None:
    """Return the urgent decision that a document is, None for any other document."""
    for _, _, text in _texts(dossier, document):
        heads = compile_pattern(params.taken).search(text[:1500])
        if heads and compile_pattern(params.urgent).search(text) and document.document_date:
            number = document.case_number or _number(text, params)
            return Urgent(document.document_date, _plain(number), dossier.first_line(document.span), False)
        break
    return None


def _number(text: str, params: Params) -> str | None:
    found = compile_pattern(params.number).search(text)
    return _plain(found.group("number")) if found else None


def _plain(number: str | None) -> str | None:
    """Return a case number by its figures alone: the letters before them are left out in some places."""
    digits = re.search(r"\d{2,4}[/:-]\d+|\d+[/:-]\d{2,4}", number or "")
    return digits.group() if digits else None


def compare(entries: Sequence[Entry], params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every urgent decision taken for one body."""
    del params
    sittings = [entry for entry in entries if isinstance(entry.held, Sat) and entry.day is not None]
    days = [entry.day for entry in sittings if entry.day is not None]
    told = [entry for entry in entries if isinstance(entry.held, Urgent)]
    by_document = {entry.document_id: entry for entry in sittings}
    for entry in told:
        urgent: Urgent = entry.held
        reports = [one for one in told if one.held.reported and _same(one.held, urgent)]
        if urgent.reported and (reports[0] is not entry or any(_is_taken(one, urgent) for one in told)):
            continue
        yield _verdict(entry, reports, sittings[bisect_right(days, urgent.day) :], by_document)


def _is_taken(entry: Entry, urgent: Urgent) -> bool:
    return not entry.held.reported and _same(entry.held, urgent)


def _same(one: Urgent, other: Urgent) -> bool:
    """True for one decision: the day is the same, and so is the number where both tell it."""
    return one.day == other.day and (one.number is None or other.number is None or one.number == other.number)


def _verdict(
    entry: Entry, reports: list[Entry], later: list[Entry], by_document: dict[str | None, Entry]
) -> Verdict:
    urgent: Urgent = entry.held
    if not later or later[0].day is None:
        reason = "no later meeting of the body is here"
        return Verdict("undecidable", entry.document_id, source_id=entry.source_id, reason=reason)
    following = later[0]
    if any(one.document_id == following.document_id for one in reports):
        return Verdict("exact", following.document_id, source_id=following.source_id)
    late = [one for one in reports if one.document_id in by_document]
    sat: Sat = following.held
    if not late and (sat.listed or (later[0].day - urgent.day).days > _LONGEST):
        reason = "it may be reported in a list or at a meeting that is not here"
        return Verdict("undecidable", entry.document_id, source_id=entry.source_id, reason=reason)
    at = late[0] if late else following
    place = late[0].held.span if late else sat.meeting.span
    fault = f"anmäldes först {by_document[late[0].document_id].day}" if late else "är inte anmält där"
    fault_en = (
        f"was reported as late as {by_document[late[0].document_id].day}" if late else "is not reported there"
    )
    return Verdict(
        "violated",
        at.document_id,
        span=place,
        source_id=at.source_id,
        stated=str(by_document[at.document_id].day),
        computed=str(following.day),
        day=urgent.day,
        words={"day": str(urgent.day), "next": str(following.day), "fault": fault, "fault_en": fault_en},
        proofs=(
            Proof("stated", urgent.span, None, entry.document_id),
            proof("contradicts", sat.meeting),
        ),
    )
