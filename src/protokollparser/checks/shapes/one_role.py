"""Whether everyone stands once in the list of those who were there, and not both as present and as absent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.persons import name_words
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.meetings import Attendance, Meeting
from protokollparser.core.text import fold

_ROLES = ("member", "substitute")


class Params(ShapeParams):
    """`faults`: the sentence for who is present and absent (`both`) or serves `twice`; English `_en`."""

    faults: dict[str, str]


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for everyone who is listed more than once, or one for a list without such names."""
    for meeting in dossier.of(Meeting):
        rows: dict[tuple[str, ...], list[Attendance]] = defaultdict(list)
        for row in dossier.of(Attendance):
            if row.meeting_id == meeting.id and row.role in _ROLES:
                rows[name_words(row.name)].append(row)
        if meeting.status == "held" and rows:
            verdicts = [_verdict(params, meeting, held) for held in rows.values() if len(held) > 1]
            yield from verdicts or [Verdict("exact", meeting.document_id)]


def _verdict(params: Params, meeting: Meeting, held: list[Attendance]) -> Verdict:
    """Return what is to say of someone who is listed more than once."""
    document_id = meeting.document_id
    if any(row.paragraph_first or row.time_from or row.time_to for row in held):
        return Verdict("undecidable", document_id, reason="present for a part of the meeting")
    if any(_other(held[0], row) for row in held):
        return Verdict("undecidable", document_id, reason="two people may have one name")
    absent = [row for row in held if row.status == "absent"]
    serving = [row for row in held if row.status == "serving"]
    if absent and len(absent) < len(held):
        fault, told = "both", absent[0]
    elif len(serving) > 1:
        fault, told = "twice", serving[-1]
    else:
        return Verdict("exact", document_id)
    words = {"name": told.name}
    return Verdict(
        "violated",
        document_id,
        span=told.span,
        stated=told.name,
        confidence=min(row.confidence for row in held),
        day=meeting.meeting_date,
        words={
            "fault": params.faults[fault].format(**words),
            "fault_en": params.faults[f"{fault}_en"].format(**words),
        },
        proofs=(proof("stated", told), *(proof("contradicts", row) for row in held if row is not told)),
    )


def _other(one: Attendance, other: Attendance) -> bool:
    """True when party or municipality tell two people of one name apart."""
    pairs = ((one.party, other.party), (one.municipality, other.municipality))
    return any(first and second and fold(first) != fold(second) for first, second in pairs)
