"""The days around a meeting: held, adjusted, announced, taken down; each with the place that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from protokollparser.checks.dossier import Dossier
from protokollparser.core.records.base import Printed
from protokollparser.core.records.meetings import Adjustment, Meeting, Notice
from protokollparser.core.records.people import Signature
from protokollparser.core.records.references import DateMention
from protokollparser.core.spans import Span


@dataclass(frozen=True)
class Day:
    """One event's day: the record that says so, and where the day itself is printed."""

    day: date
    record: Printed
    span: Span


@dataclass(frozen=True)
class Chain:
    """The events of one meeting, or of one of its notices: the known days by event name.

    `why` says for an event that has no day why not.
    """

    meeting: Meeting
    days: dict[str, Day]
    why: dict[str, str]


def chains(dossier: Dossier) -> Iterator[Chain]:
    """Yield the events of every meeting that was held, once for each notice."""
    yield from dossier.once(_chains)


def _chains(dossier: Dossier) -> list[Chain]:
    return list(_of_meetings(dossier))


def _of_meetings(dossier: Dossier) -> Iterator[Chain]:
    for meeting in dossier.of(Meeting):
        if meeting.status != "held":
            continue
        adjustments = [a for a in dossier.of(Adjustment) if a.meeting_id == meeting.id]
        notices = [n for n in dossier.of(Notice) if n.meeting_id == meeting.id]
        if notices:
            for notice in notices:
                yield _chain(dossier, meeting, adjustments, notice)
        else:
            yield _chain(dossier, meeting, adjustments, None)


def _chain(dossier: Dossier, meeting: Meeting, adjustments: list[Adjustment], notice: Notice | None) -> Chain:
    days: dict[str, Day] = {}
    why: dict[str, str] = {}
    if meeting.meeting_date is not None:
        days["meeting"] = Day(meeting.meeting_date, meeting, meeting.span)
    else:
        why["meeting"] = "the day of the meeting is not printed"
    adjusted = _adjusted(dossier, meeting, adjustments, notice)
    if isinstance(adjusted, Day):
        days["adjusted"] = adjusted
    else:
        why["adjusted"] = adjusted
    for event, value in _notice_days(meeting, notice):
        if value is None:
            done = "taken down" if event == "removed" else "put up"
            why[event] = f"the day the notice was {done} is not printed"
        else:
            holder: Printed = notice or meeting
            days[event] = Day(value, holder, printed_day(dossier, value, holder))
    return Chain(meeting, days, why)


def _notice_days(meeting: Meeting, notice: Notice | None) -> Iterator[tuple[str, date | None]]:
    if notice is not None:
        yield "posted", notice.posted
        yield "removed", notice.removed
    else:
        yield "posted", meeting.notice_posted
        yield "removed", meeting.notice_removed


def _adjusted(
    dossier: Dossier, meeting: Meeting, adjustments: list[Adjustment], notice: Notice | None
) -> Day | str:
    """Return the day of the adjustment a notice is about, or why it is not known.

    The last signature counts, never the planned day.
    """
    fitting = [a for a in adjustments if notice is None or _same_range(a, notice)]
    fitting = fitting or [a for a in adjustments if notice and _is_part(a, notice)] or adjustments
    if len({a.done for a in fitting}) > 1:
        return "several adjustments, and nothing says which one the notice is about"
    done = fitting[0].done if fitting else meeting.adjustment_date
    holder: Printed = fitting[0] if fitting else meeting
    signed = _last_signature(dossier, meeting)
    if signed is not None and (done is None or done == signed.day):
        return signed
    if done is not None:
        return Day(done, holder, printed_day(dossier, done, holder))
    planned = meeting.adjustment_due or any(a.due for a in fitting)
    return "only the planned day of adjustment is printed" if planned else "no day of adjustment is printed"


def _same_range(adjustment: Adjustment, notice: Notice) -> bool:
    """True when both are about the same paragraphs, or one of them does not tell."""
    if notice.paragraph_first is None or adjustment.paragraph_first is None:
        return True
    return (adjustment.paragraph_first, adjustment.paragraph_last) == (
        notice.paragraph_first,
        notice.paragraph_last,
    )


def _is_part(adjustment: Adjustment, notice: Notice) -> bool:
    """True for one of several ranges that a notice is about together; not for an item adjusted at once."""
    held = (
        adjustment.paragraph_first,
        adjustment.paragraph_last,
        notice.paragraph_first,
        notice.paragraph_last,
    )
    if adjustment.immediate or None in held:
        return False
    low, high, first, last = (number or 0 for number in held)
    return first <= low and high <= last


def _last_signature(dossier: Dossier, meeting: Meeting) -> Day | None:
    """Return the last dated signature under the minutes of a meeting."""
    return next(reversed(signature_days(dossier, meeting)), None)


def signature_days(dossier: Dossier, meeting: Meeting) -> list[Day]:
    """Return the day of every dated signature under the minutes of a meeting, in order of time."""
    if dossier.kind_of(meeting.document_id) not in ("minutes", "other"):
        return []
    signed = [
        (signature.signed_at, signature)
        for signature in dossier.of(Signature)
        if signature.signed and signature.signed_at and signature.document_id == meeting.document_id
    ]
    signed.sort(key=lambda pair: pair[0])
    return [Day(at.date(), one, printed_day(dossier, at.date(), one)) for at, one in signed]


def printed_day(dossier: Dossier, day: date, holder: Printed) -> Span:
    """Return where a day is printed inside (or nearest to) the record that holds it."""
    named = [
        mention.span
        for mention in dossier.of(DateMention)
        if mention.date_start == day == mention.date_end and mention.span.page == holder.span.page
    ]
    pieces = (holder.span, *holder.more)
    inside = [span for span in named if any(span.overlaps(piece) for piece in pieces)]
    if inside:
        return inside[0]
    near = [span for span in named if abs(span.line_start - holder.span.line_start) <= 6]
    return min(near, key=lambda span: abs(span.start - holder.span.start), default=holder.span)
