"""Whether a summons was sent in time before the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.bodies import body_key
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.meetings import Meeting
from protokollparser.core.records.references import DateMention

_REACH = 60
# "Strandhult den 19 april 2017" on a line of its own, as letters are dated.
_PLACE = re.compile(r"(?:^|\n)[ \t]*[A-ZÅÄÖ][\wåäö-]{2,20}(?: [A-ZÅÄÖ][\wåäö-]{2,20})? (?:den )?$")
# What else stands on the lines of a letterhead: names in capitals, numbers, signs.
_HEAD = re.compile(r"(?:[^\w\n]|\d|[A-ZÅÄÖ]\w*+|kommun\b|stad\b)*+")
_HEAD_LINES = 6
_WEEKDAY = re.compile(r"dag(?:en)? (?:den )?$")


class Params(ShapeParams):
    """A summons of a body that `bodies` matches whole comes at least `days` before its meeting.

    Its day stands behind the words `label`; a summons whose first `head` letters hold `unlike` (a further
    item, a new version) is not judged.
    """

    bodies: str
    days: int
    label: str
    unlike: str
    head: int = 800


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every summons to a meeting of such a body."""
    for document in dossier.documents.values():
        meetings = [
            meeting
            for meeting in dossier.of(Meeting)
            if meeting.document_id == document.id and meeting.meeting_date is not None
        ]
        body = body_key(document.body or (meetings[0].body if meetings else None) or "")
        if document.kind == "summons" and re.fullmatch(params.bodies, body):
            yield _verdict(dossier, params, document, meetings)


def _verdict(dossier: Dossier, params: Params, document: LogicalDocument, meetings: list[Meeting]) -> Verdict:
    text = dossier.pages[document.span.page - 1].text
    head = text[document.span.start : document.span.start + params.head]
    if not meetings:
        return Verdict("undecidable", document.id, reason="the day of the meeting is not printed")
    if re.search(params.unlike, head, re.IGNORECASE):
        return Verdict(
            "undecidable", document.id, reason="the summons may be a later one of the same meeting"
        )
    meeting = min(meetings, key=lambda one: one.meeting_date or date.max)
    held = meeting.meeting_date or date.max
    sent = _sent(dossier, params, document, held)
    day = sent.date_start if sent else None
    if sent is None or day is None or day >= held:
        return Verdict("undecidable", document.id, reason="the day of the summons is not printed")
    days = (held - day).days
    if days >= params.days:
        return Verdict("exact", document.id)
    limit = held - timedelta(days=params.days)
    return Verdict(
        "violated",
        document.id,
        span=sent.span,
        stated=day.isoformat(),
        computed=limit.isoformat(),
        difference=Decimal(days),
        unit="days",
        day=held,
        confidence=document.confidence,
        words={
            "sent": day.isoformat(),
            "held": held.isoformat(),
            "limit": limit.isoformat(),
            "days": str(days),
        },
        proofs=(proof("stated", sent), proof("context", meeting)),
    )


def _sent(dossier: Dossier, params: Params, document: LogicalDocument, held: date) -> DateMention | None:
    """Return the day before the meeting behind the words for that of a summons, None for none or several."""
    found: dict[date, DateMention] = {}
    for mention in dossier.of(DateMention):
        day = mention.date_start
        if mention.document_id != document.id or mention.precision != "day" or day is None or day >= held:
            continue
        text = dossier.pages[mention.span.page - 1].text
        before = text[max(0, mention.span.start - _REACH) : mention.span.start]
        row = mention.span.line_start - document.span.line_start
        around = text.split("\n")[mention.span.line_start - dossier.pages[mention.span.page - 1].first_line]
        heads = row < _HEAD_LINES and _HEAD.fullmatch(around.replace(mention.span.printed, ""))
        told = heads or re.search(rf"(?:{params.label})[\W_]{{0,24}}(?:den\s)?$", before, re.IGNORECASE)
        behind = text[mention.span.end : mention.span.end + 2].strip(" .\r")
        if told or (_PLACE.search(before) and not _WEEKDAY.search(before) and behind[:1] in ("", "\n")):
            found.setdefault(day, mention)
    return next(iter(found.values())) if len(found) == 1 else None
