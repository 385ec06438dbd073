"""Whether the notice of adjusted minutes tells where they are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.meetings import Meeting, Notice
from protokollparser.core.spans import Span

# How far before and behind the days of a notice its other words may stand.
_BEFORE, _BEHIND = 700, 1200
# What makes the record of a notice that stands in the minutes as a form.
_FORM = "formalities:label"
_LINES = re.IGNORECASE | re.MULTILINE


class Params(ShapeParams):
    """`label` begins what tells where the minutes are kept, `place` is found in a line that names the place.

    `field` begins a line that is the label of such a place.

    Meetings before the day `since` were under a law that did not ask for it.
    """

    label: str
    field: str
    place: str
    since: date


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for the notices of every meeting held; those of one meeting are read together."""
    for meeting in dossier.of(Meeting):
        if meeting.status != "held":
            continue
        notices = [notice for notice in dossier.of(Notice) if notice.meeting_id == meeting.id]
        if notices:
            yield _verdict(dossier, params, meeting, notices)


def _verdict(dossier: Dossier, params: Params, meeting: Meeting, notices: list[Notice]) -> Verdict:
    document_id = meeting.document_id
    if any(notice.storage for notice in notices) or meeting.notice_storage:
        return Verdict("exact", document_id)
    if meeting.meeting_date is None or meeting.meeting_date < params.since:
        reason = "the law of that day is not known to ask for it"
        return Verdict("undecidable", document_id, reason=reason)
    if any(_named(dossier, params, notice) for notice in notices):
        reason = "the place of keeping is printed but was not read"
        return Verdict("undecidable", document_id, reason=reason)
    if not any(notice.rule_id == _FORM for notice in notices):
        reason = "the minutes tell of the notice and do not hold it"
        return Verdict("undecidable", document_id, reason=reason)
    notice = notices[0]
    return Verdict(
        "violated",
        document_id,
        span=_field(dossier, params, notices) or dossier.first_line(notice.span),
        confidence=notice.confidence,
        day=meeting.meeting_date,
        words={"day": meeting.meeting_date.isoformat()},
        proofs=(proof("stated", notice), proof("context", meeting)),
    )


def _field(dossier: Dossier, params: Params, notices: list[Notice]) -> Span | None:
    """Return the label of the field that is empty, the one nearest to a notice; None where there is none."""
    found: list[tuple[int, Span]] = []
    for notice in notices:
        low, high = max(0, notice.span.start - _BEFORE), notice.span.end + _BEHIND
        text = dossier.pages[notice.span.page - 1].text
        for match in re.compile(rf"^[ \t|*]*((?:{params.field})[^|:\n]*)", _LINES).finditer(text, low, high):
            label = match.group(1).rstrip(" \t*")
            place = dossier.place(notice.span.page, match.start(1), match.start(1) + len(label))
            found.append((abs(place.line_start - notice.span.line_start), place))
    return min(found, key=lambda one: one[0], default=(0, None))[1]


def _named(dossier: Dossier, params: Params, notice: Notice) -> bool:
    """True when the words around a notice may name a place of keeping."""
    text = dossier.pages[notice.span.page - 1].text
    around = text[max(0, notice.span.start - _BEFORE) : notice.span.end + _BEHIND]
    return re.search(rf"(?:{params.label})(?:{params.place})", around, re.IGNORECASE) is not None
