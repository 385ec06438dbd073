"""Whether a paper that minutes cite is dated after the meeting that had it before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.formalities import printed_day
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.items import Attachment
from protokollparser.core.records.meetings import Meeting

_LAST_OF_MONTH = timedelta(days=1)


class Params(ShapeParams):
    """Words in the line of a paper with which its day is no day of writing.

    `updated`: the paper may have been written anew later. `ahead`: the day is one that the paper tells of.
    `period`: the last day of a month may end the period of such a paper. `added`: annexes that are made when
    the minutes are, at most `adjusting` days after the meeting.
    """

    updated: str
    ahead: str
    period: str
    added: str
    adjusting: int


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every dated paper of a meeting held; of several on one line the first is told."""
    meetings: dict[str | None, Meeting] = {}
    for meeting in dossier.of(Meeting):
        if meeting.status == "held" and meeting.meeting_date is not None:
            known = meetings.get(meeting.document_id)
            last = known.meeting_date if known and known.meeting_date else date.min
            if meeting.meeting_date >= last:
                meetings[meeting.document_id] = meeting
    for paper in dossier.of(Attachment):
        held = meetings.get(paper.document_id)
        if paper.attachment_date is not None and held is not None and held.meeting_date is not None:
            yield _verdict(dossier, params, paper, paper.attachment_date, held, held.meeting_date)


def _verdict(
    dossier: Dossier, params: Params, paper: Attachment, day: date, meeting: Meeting, held: date
) -> Verdict:
    if day <= held:
        return Verdict("exact", paper.document_id)
    reason = _reason(params, paper.label, day, held)
    if reason is not None:
        return Verdict("undecidable", paper.document_id, reason=reason)
    repaired = _year_before(day, held)
    words = {"day": day.isoformat(), "meeting": held.isoformat()}
    words["repair"] = f" Avses {repaired}?" if repaired else ""
    words["repair_en"] = f" Is {repaired} meant?" if repaired else ""
    return Verdict(
        "violated",
        paper.document_id,
        span=printed_day(dossier, day, paper),
        stated=day.isoformat(),
        computed=repaired.isoformat() if repaired else None,
        hypothesis=f"year: {repaired.isoformat()}" if repaired else None,
        day=held,
        confidence=paper.confidence,
        words=words,
        proofs=(proof("stated", paper), proof("contradicts", meeting)),
    )


def _reason(params: Params, label: str, day: date, held: date) -> str | None:
    """Return why the day of a paper may rightly be a later one."""
    if re.search(params.updated, label, re.IGNORECASE):
        return "the day may be one on which the paper was changed"
    if re.search(params.ahead, label, re.IGNORECASE):
        return "the day may be one that the paper tells of"
    ends_month = (day + _LAST_OF_MONTH).day == 1
    if ends_month and re.search(params.period, label, re.IGNORECASE):
        return "the day may end the period of the paper"
    if (day - held).days <= params.adjusting and re.search(params.added, label, re.IGNORECASE):
        return "the annex may have been made with the minutes"
    return None


def _year_before(day: date, held: date) -> date | None:
    """Return the day with the year before, when that is not after the meeting and no year before it."""
    try:
        moved = day.replace(year=day.year - 1)
    except ValueError:
        return None
    return moved if moved <= held and (held - moved).days < 365 else None
