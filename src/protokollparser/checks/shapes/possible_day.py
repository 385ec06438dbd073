"""Whether printed days and hours can be: a day exists and is on its weekday, an end after its start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.meetings import Meeting
from protokollparser.core.records.references import DateMention, Reference
from protokollparser.core.spans import Span

_REACH = 24


class Params(ShapeParams):
    """`days`: the names of the weekdays, Monday first.

    `faults`: for each fault (weekday, day, hours) the sentence that tells it, and its English one with `_en`.
    A meeting that ends before `night` o'clock may have gone on past midnight.
    """

    days: tuple[str, ...]
    faults: dict[str, str]
    night: int = 6


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every date with its year that can be judged, and for the hours of every meeting."""
    yield from _dates(dossier, params)
    for meeting in dossier.of(Meeting):
        if meeting.start_time is not None and meeting.end_time is not None:
            yield _hours(dossier, params, meeting, meeting.start_time, meeting.end_time)


def _dates(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    names = "|".join(re.escape(day) for day in params.days)
    before = re.compile(rf"(?<!\w)({names})(?:en|s)?,?\s(?:den\s)?$", re.IGNORECASE)
    within = re.compile(rf"^({names})(?:en|s)?\b", re.IGNORECASE)
    numbers = [one.span for one in dossier.of(Reference) if one.kind == "case_number"]
    cases = {item.case_number for item in dossier.of(AgendaItem)}
    for mention in dossier.of(DateMention):
        if mention.precision != "day" or mention.inferred:
            continue
        if mention.date_start is None:
            printed = mention.span.printed
            if printed not in cases and not any(mention.span.overlaps(span) for span in numbers):
                words = {"date": printed}
                yield _fault(params, "day", mention.document_id, mention.span, words, mention)
            continue
        text = dossier.pages[mention.span.page - 1].text
        ahead = text[max(0, mention.span.start - _REACH) : mention.span.start]
        found = within.search(mention.span.printed) or before.search(ahead)
        if found is None:
            continue
        stated = found.group(1).lower()
        real = params.days[mention.date_start.weekday()]
        if stated == real:
            yield Verdict("exact", mention.document_id)
        else:
            words = {"weekday": stated, "date": mention.date_start.isoformat(), "real": real}
            yield _fault(params, "weekday", mention.document_id, mention.span, words, mention)


def _fault(
    params: Params,
    fault: str,
    document_id: str | None,
    span: Span,
    words: dict[str, str],
    record: DateMention | Meeting,
) -> Verdict:
    told = {"fault": params.faults[fault], "fault_en": params.faults[f"{fault}_en"]}
    return Verdict(
        "violated",
        document_id,
        span=span,
        stated=words.get("weekday") or words.get("end") or words["date"],
        computed=words.get("real"),
        words={name: sentence.format(**words) for name, sentence in told.items()},
        confidence=record.confidence,
        proofs=(proof("stated", record),),
    )


def _hours(dossier: Dossier, params: Params, meeting: Meeting, start: datetime, end: datetime) -> Verdict:
    if end >= start:
        return Verdict("exact", meeting.document_id)
    if end.hour < params.night:
        reason = "the meeting may have gone on past midnight"
        return Verdict("undecidable", meeting.document_id, reason=reason)
    words = {"start": f"{start:%H.%M}", "end": f"{end:%H.%M}"}
    span = _printed_hours(dossier, meeting, start, end)
    return _fault(params, "hours", meeting.document_id, span, words, meeting)


def _printed_hours(dossier: Dossier, meeting: Meeting, start: datetime, end: datetime) -> Span:
    """Return where the hours of a meeting are printed, the line nearest to its day; else its own place."""
    text = dossier.pages[meeting.span.page - 1].text
    told = re.compile(rf"\b{start:%H}[.:]{start:%M}[^\n]{{0,40}}?\b{end:%H}[.:]{end:%M}")
    found = [dossier.place(meeting.span.page, *match.span()) for match in told.finditer(text)]
    line = meeting.span.line_start
    return min(found, key=lambda span: abs(span.line_start - line), default=meeting.span)
