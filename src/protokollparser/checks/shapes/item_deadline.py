"""Whether a body dealt with a thing of a year before the last day that the law gives for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.bodies import body_key
from protokollparser.core.dates import find_dates
from protokollparser.core.records.decisions import Decision
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.meetings import Meeting

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_HALF = 6
_TWO_THIRDS = 8


class Params(ShapeParams):
    """The items meant: those whose title holds `title` and not `unlike`, decided in the words `decided`.

    `bodies` is found in the whole name of the body, as bodies are compared. The last day is `day` of `month`,
    `years` after the first year in the title; or, with `months_after`, so many months after the end of the
    period of six to eight months in the title. `elections` are years of which nothing is said when it is
    late in them; `excuse` in the text of the item excuses.
    """

    title: str
    unlike: str
    bodies: str
    decided: str
    month: int = 12
    day: int = 31
    years: int = 0
    months_after: int | None = None
    elections: tuple[int, ...] = ()
    excuse: str | None = None


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every such item of a meeting held."""
    meetings = {
        meeting.id: meeting
        for meeting in dossier.of(Meeting)
        if meeting.status == "held" and re.fullmatch(params.bodies, body_key(meeting.body or ""))
    }
    for item in dossier.of(AgendaItem):
        meeting = meetings.get(item.meeting_id or "")
        title = item.title or ""
        if meeting is None or item.listed_in == "contents" or meeting.meeting_date is None:
            continue
        if re.search(params.title, title, re.IGNORECASE) and not re.search(
            params.unlike, title, re.IGNORECASE
        ):
            yield _verdict(dossier, params, item, meeting, meeting.meeting_date)


def _verdict(dossier: Dossier, params: Params, item: AgendaItem, meeting: Meeting, held: date) -> Verdict:
    end, limit = _limit(params, item.title or "", held)
    if end is None or limit is None:
        return Verdict("undecidable", item.document_id, reason="the title names no year or period")
    if held <= limit:
        return Verdict("exact", item.document_id)
    reason = _reason(dossier, params, item, held, limit)
    if reason is not None:
        return Verdict("undecidable", item.document_id, reason=reason)
    return Verdict(
        "violated",
        item.document_id,
        span=dossier.first_line(item.span),
        stated=held.isoformat(),
        computed=limit.isoformat(),
        day=held,
        confidence=item.confidence,
        words={
            "title": item.title or "",
            "held": held.isoformat(),
            "limit": limit.isoformat(),
            "end": end.isoformat(),
        },
        proofs=(proof("stated", item), proof("context", meeting)),
    )


def _limit(params: Params, title: str, held: date) -> tuple[date | None, date | None]:
    """Return the end of the period in a title and the last day for it."""
    if params.months_after is not None:
        ends = [found.date_end for found in find_dates(title) if found.date_end and found.precision != "year"]
        if len(ends) != 1 or not _HALF <= ends[0].month <= _TWO_THIRDS:
            return None, None
        months = ends[0].month + params.months_after
        return ends[0], date(ends[0].year, months + 1, 1) - timedelta(days=1)
    years = [int(year) for year in _YEAR.findall(title)]
    if not years or abs(years[0] - held.year) > 1:
        return None, None
    return date(years[0], 12, 31), date(years[0] + params.years, params.month, params.day)


def _reason(dossier: Dossier, params: Params, item: AgendaItem, held: date, limit: date) -> str | None:
    """Return why a late day may be right."""
    taken = [one for one in dossier.of(Decision) if one.item_id == item.id and one.stage == "taken"]
    told = " ".join(one.text for one in taken)
    if not re.search(params.decided, told, re.IGNORECASE):
        return "nothing tells that this was decided"
    if limit.year in params.elections and held.year == limit.year:
        return "the year was one of elections"
    if params.excuse is not None:
        text = dossier.pages[item.span.page - 1].text[item.span.start : item.span.end]
        if re.search(params.excuse, text, re.IGNORECASE):
            return "the document gives reasons for a later day"
    return None
