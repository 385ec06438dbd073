"""Whether the notices of a joint board hang in every municipality that has members in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.meetings import Attendance, Meeting, Notice
from protokollparser.core.spans import Span

# How far before and behind the days of a notice the name of its municipality stands, in lines.
_BEFORE, _BEHIND = 3, 1
_MEMBERS = frozenset({"member", "substitute"})


class Params(ShapeParams):
    """`joint` is found in the names of bodies that several municipalities share."""

    joint: str


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every meeting held of a joint board."""
    for meeting in dossier.of(Meeting):
        if meeting.status == "held" and re.search(params.joint, meeting.body or "", re.IGNORECASE):
            yield _verdict(dossier, meeting)


def _verdict(dossier: Dossier, meeting: Meeting) -> Verdict:
    document_id = meeting.document_id
    members = {
        person.municipality: person
        for person in dossier.of(Attendance)
        if person.meeting_id == meeting.id and person.municipality and person.role in _MEMBERS
    }
    notices = [notice for notice in dossier.of(Notice) if notice.meeting_id == meeting.id]
    if not notices:
        return Verdict("undecidable", document_id, reason="no notice is printed")
    if len(members) < 2:
        return Verdict("undecidable", document_id, reason="nothing tells which municipalities have members")
    listed = {line for person in members.values() for line in _lines(person.span)}
    around = " ".join(_around(dossier, notice, listed) for notice in notices)
    named = {name for name in members if re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", around)}
    if len(named) == len(members):
        return Verdict("exact", document_id)
    if len(named) < 2:
        return Verdict("undecidable", document_id, reason="the minutes show the notice of one municipality")
    missing = sorted(set(members) - named)
    return Verdict(
        "violated",
        document_id,
        span=dossier.first_line(notices[0].span),
        stated=", ".join(sorted(named)),
        computed=", ".join(sorted(members)),
        day=meeting.meeting_date,
        confidence=min(notice.confidence for notice in notices),
        words={"named": ", ".join(sorted(named)), "missing": ", ".join(missing)},
        proofs=(
            *(proof("stated", notice) for notice in notices),
            *(proof("contradicts", members[name]) for name in missing),
        ),
    )


def _lines(span: Span) -> range:
    return range(span.line_start, span.line_end + 1)


def _around(dossier: Dossier, notice: Notice, listed: set[int]) -> str:
    """Return the lines around a notice, those of the list of members left out."""
    page = dossier.pages[notice.span.page - 1]
    rows = page.text.split("\n")
    first = page.first_line
    wanted = range(notice.span.line_start - _BEFORE, notice.span.line_end + _BEHIND + 1)
    return "\n".join(
        rows[line - first] for line in wanted if line not in listed and 0 <= line - first < len(rows)
    )
