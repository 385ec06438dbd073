"""Whether every municipality of a joint board has members and substitutes in it, as many of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.municipalities import is_municipality
from protokollparser.checks.persons import name_words
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.meetings import Attendance, Meeting

_ROLES = ("member", "substitute")


class Params(ShapeParams):
    """`joint` is found in the name of a joint board or in its minutes, `vacant` where a seat is empty.

    A board in which so many municipalities as `several`, all in the register, have members is a joint one.
    `faults` are the sentences for a municipality without a `member` or `substitute`, and for unlike numbers.
    """

    joint: str
    board: str
    vacant: str
    faults: dict[str, str]
    several: int = 3


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every meeting held of a joint board, or one for each lacking municipality."""
    for meeting in dossier.of(Meeting):
        rows = [row for row in dossier.of(Attendance) if row.meeting_id == meeting.id and row.role in _ROLES]
        if meeting.status == "held" and rows and _is_joint(dossier, params, meeting, rows):
            why = _why_not(dossier, params, meeting, rows)
            if why is not None:
                yield Verdict("undecidable", meeting.document_id, reason=why)
            else:
                yield from _verdicts(dossier, params, meeting, rows)


def _is_joint(dossier: Dossier, params: Params, meeting: Meeting, rows: list[Attendance]) -> bool:
    if not re.search(params.board, meeting.body or "", re.IGNORECASE):
        return False
    places = {row.municipality for row in rows if row.municipality}
    if len(places) < 2:
        return False
    if re.search(params.joint, f"{meeting.body} {_text(dossier, meeting)}", re.IGNORECASE):
        return True
    return len(places) >= params.several and all(is_municipality(name, dossier.rules) for name in places)


def _text(dossier: Dossier, meeting: Meeting) -> str:
    document = dossier.documents.get(meeting.document_id or "")
    spans = (document.span, *document.more) if document is not None else ()
    return "\n".join(dossier.pages[span.page - 1].text[span.start : span.end] for span in spans)


def _why_not(dossier: Dossier, params: Params, meeting: Meeting, rows: list[Attendance]) -> str | None:
    """Return why the list does not tell who is elected for each municipality."""
    if not any(row.role == "substitute" and row.status == "absent" for row in rows):
        return "the absent substitutes are not listed"
    if any(_place(dossier, row, rows) is None for row in rows):
        return "the list does not tell the municipality of each"
    if re.search(params.vacant, _text(dossier, meeting), re.IGNORECASE):
        return "a seat may be empty"
    return None


def _place(dossier: Dossier, row: Attendance, rows: list[Attendance]) -> str | None:
    """Return the municipality of a row; where it was not read, the one of another row that ends its line."""
    if row.municipality is not None:
        return row.municipality
    text = dossier.pages[row.span.page - 1].text
    end = text.find("\n", row.span.start)
    line = text[row.span.start : end if end >= 0 else len(text)].rstrip(" |\t")
    return next(
        (one.municipality for one in rows if one.municipality and line.endswith(one.municipality)), None
    )


def _verdicts(
    dossier: Dossier, params: Params, meeting: Meeting, rows: list[Attendance]
) -> Iterator[Verdict]:
    of: dict[str, dict[str, list[Attendance]]] = defaultdict(lambda: {role: [] for role in _ROLES})
    for row in rows:
        of[_place(dossier, row, rows) or ""][row.role].append(row)
    lacking = False
    for place, held in of.items():
        for role in _ROLES:
            if not held[role]:
                lacking = True
                others = held["substitute" if role == "member" else "member"]
                yield _lacks(dossier, params, meeting, rows, place, role, others)
    if lacking:
        return
    members, substitutes = ({name_words(row.name) for row in rows if row.role == role} for role in _ROLES)
    if len(members) == len(substitutes):
        yield Verdict("exact", meeting.document_id)
    elif members & substitutes:
        yield Verdict("undecidable", meeting.document_id, reason="the role of a person is not settled")
    elif any(_printed(dossier, rows, place) > _lines(dossier, rows, place) for place in of):
        yield Verdict("undecidable", meeting.document_id, reason="a row of the list may not be read")
    else:
        first = next(row for row in rows if row.role == "substitute")
        words = {"members": str(len(members)), "substitutes": str(len(substitutes))}
        yield _fault(params, "number", meeting, first, (), words)


def _lacks(
    dossier: Dossier,
    params: Params,
    meeting: Meeting,
    rows: list[Attendance],
    place: str,
    role: str,
    others: list[Attendance],
) -> Verdict:
    if _printed(dossier, rows, place) > _lines(dossier, rows, place):
        return Verdict("undecidable", meeting.document_id, reason="a row of the list may not be read")
    return _fault(params, role, meeting, others[0], others[1:], {"municipality": place})


def _lines(dossier: Dossier, rows: list[Attendance], place: str) -> int:
    own = [row.span for row in rows if _place(dossier, row, rows) == place]
    return len({(span.page, span.line_start) for span in own})


def _printed(dossier: Dossier, rows: list[Attendance], place: str) -> int:
    """Return on how many lines between the first and last of the list a municipality is printed."""
    found = 0
    for page in {row.span.page for row in rows}:
        spans = [row.span for row in rows if row.span.page == page]
        text = dossier.pages[page - 1].text
        low = text.rfind("\n", 0, min(span.start for span in spans)) + 1
        high = text.find("\n", max(span.end for span in spans))
        lines = text[low : high if high >= 0 else len(text)].split("\n")
        found += sum(re.search(rf"(?<!\w){re.escape(place)}(?!\w)", line) is not None for line in lines)
    return found


def _fault(
    params: Params,
    fault: str,
    meeting: Meeting,
    row: Attendance,
    others: list[Attendance] | tuple[()],
    words: dict[str, str],
) -> Verdict:
    return Verdict(
        "violated",
        meeting.document_id,
        span=row.span,
        stated=words.get("substitutes", "0"),
        computed=words.get("members", "1"),
        confidence=row.confidence,
        day=meeting.meeting_date,
        words={
            "fault": params.faults[fault].format(**words),
            "fault_en": params.faults[f"{fault}_en"].format(**words),
        },
        proofs=(proof("stated", row), *(proof("context", one) for one in others)),
    )
