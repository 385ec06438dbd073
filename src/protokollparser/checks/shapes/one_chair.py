"""Whether the chair of the list, the chair elected for the meeting and the one who signs as chair are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.persons import name_words, same_person
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.meetings import Attendance, Meeting, Officer
from protokollparser.core.records.people import Signature


class Params(ShapeParams):
    """`chair` is the office of the chair in a list, `vice` that of a vice chair.

    `role` begins the role of whoever signs as chair. `stand_in` is found where somebody else is told to have
    led, for the whole meeting or a part.
    """

    chair: str
    vice: str
    role: str
    stand_in: str


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for everyone who signs as chair of a meeting whose minutes name its chair elsewhere."""
    for meeting in dossier.of(Meeting):
        if meeting.status != "held" or dossier.kind_of(meeting.document_id) != "minutes":
            continue
        rows = [row for row in dossier.of(Attendance) if row.meeting_id == meeting.id]
        listed = [row for row in rows if _is_chair(dossier, params, row, rows)]
        signatures = [
            one for one in dossier.of(Signature) if one.document_id == meeting.document_id and one.name
        ]
        below = [one for one in signatures if re.match(params.role, one.role or "", re.IGNORECASE)]
        pairs: list[tuple[Signature, Sequence[Attendance | Signature]]] = [(one, listed) for one in below]
        pairs += [
            (one, (*listed, *below)) for one in _electronic(dossier, meeting, signatures, listed, below)
        ]
        if not any(chairs for _, chairs in pairs):
            reason = "the list names no chair" if pairs else "no signature of a chair"
            yield Verdict("undecidable", meeting.document_id, reason=reason)
            continue
        for signature, chairs in pairs:
            if chairs:
                yield _verdict(dossier, params, meeting, rows, chairs, signature)


def _is_chair(dossier: Dossier, params: Params, row: Attendance, rows: list[Attendance]) -> bool:
    """True for a row beside which the office of the chair is printed, before the next name of its line."""
    if not row.office or not re.match(params.chair, row.office, re.IGNORECASE):
        return False
    text = dossier.pages[row.span.page - 1].text
    end = text.find("\n", row.span.end)
    later = [
        one.span.start for one in rows if one.span.page == row.span.page and one.span.start > row.span.start
    ]
    after = text[row.span.start : min([end if end >= 0 else len(text), *later])]
    before = text[text.rfind("\n", 0, row.span.start) + 1 : row.span.start]
    printed = re.sub(params.vice + r"\s?\w*", "", after + " " + before, flags=re.IGNORECASE)
    return re.search(r"\bordf", printed, re.IGNORECASE) is not None


def _electronic(
    dossier: Dossier,
    meeting: Meeting,
    signatures: list[Signature],
    listed: list[Attendance],
    below: list[Signature],
) -> list[Signature]:
    """Return the electronic signature of the chair: they print no roles.

    Where the chair is not among them, the one who is neither secretary nor adjuster stands in his place.
    """
    signed = [one for one in signatures if one.signed and not one.role]
    known = [*(row.name for row in listed), *(one.name or "" for one in below)]
    own = [one for one in signed if any(same_person(name, one.name or "") for name in known)]
    others = [one.name for one in _officers(dossier, meeting, "secretary", "adjuster")]
    free = [one for one in signed if not any(same_person(name, one.name or "") for name in others)]
    return own or (free if len(free) == 1 and others else [])


def _officers(dossier: Dossier, meeting: Meeting, *roles: str) -> list[Officer]:
    return [one for one in dossier.of(Officer) if one.meeting_id == meeting.id and one.role in roles]


def _verdict(
    dossier: Dossier,
    params: Params,
    meeting: Meeting,
    rows: list[Attendance],
    chairs: Sequence[Attendance | Signature],
    signature: Signature,
) -> Verdict:
    name, document_id = signature.name or "", meeting.document_id
    if len(name_words(name)) < 2 or any(same_person(one.name or "", name) for one in chairs):
        return Verdict("exact", document_id)
    rows_of = [one for one in chairs if isinstance(one, Attendance)]
    if any(row.status != "serving" or row.paragraph_first or row.time_from or row.time_to for row in rows_of):
        return Verdict("undecidable", document_id, reason="the chair was there for a part of the meeting")
    if any(one.paragraph_first for one in _officers(dossier, meeting, "chair")):
        return Verdict("undecidable", document_id, reason="several led the meeting, each for a part")
    if _told_to_lead(dossier, params, meeting, name):
        return Verdict("undecidable", document_id, reason="somebody else is told to have led")
    listed = next((row for row in rows if same_person(row.name, name)), None)
    if listed and listed.office and re.search(params.vice, listed.office, re.IGNORECASE):
        return Verdict("undecidable", document_id, reason="the vice chair may have led")
    chair = chairs[0]
    return Verdict(
        "violated",
        document_id,
        span=signature.span,
        stated=name,
        computed=chair.name or "",
        confidence=min(signature.confidence, chair.confidence),
        day=meeting.meeting_date,
        words={"name": name, "chair": chair.name or ""},
        proofs=(proof("stated", signature), proof("contradicts", chair)),
    )


def _told_to_lead(dossier: Dossier, params: Params, meeting: Meeting, name: str) -> bool:
    """True where the minutes say near a name that its bearer was elected chair or took over."""
    document = dossier.documents.get(meeting.document_id or "")
    if document is None:
        return False
    family = name_words(name)[-1]
    for span in (document.span, *document.more):
        text = dossier.pages[span.page - 1].text[span.start : span.end]
        for found in re.finditer(params.stand_in, text, re.IGNORECASE):
            near = text[max(0, found.start() - 160) : found.end() + 160]
            if family in name_words(near.replace("\n", " ")):
                return True
    return False
