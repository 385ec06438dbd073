"""Whether a substitute who was present served for the absent member of the same municipality."""

from __future__ import annotations

from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.meetings import Attendance, Meeting
from protokollparser.core.text import fold


class Params(ShapeParams):
    """Nothing to set."""


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every substitute who was present, as far as municipalities are printed."""
    for meeting in dossier.of(Meeting):
        if meeting.status != "held":
            continue
        listed = [a for a in dossier.of(Attendance) if a.meeting_id == meeting.id]
        for substitute in listed:
            if substitute.role == "substitute" and substitute.status in ("present", "serving"):
                yield _verdict(meeting, substitute, listed)


def _verdict(meeting: Meeting, substitute: Attendance, listed: list[Attendance]) -> Verdict:
    document_id = meeting.document_id
    if substitute.status == "serving":
        return Verdict("exact", document_id)
    if not substitute.municipality:
        return Verdict(
            "undecidable", document_id, reason="no municipality tells for whom a substitute stands"
        )
    place = fold(substitute.municipality)
    fellows = [a for a in listed if a is not substitute and fold(a.municipality or "") == place]
    absent = [a for a in fellows if a.role == "member" and a.status == "absent"]
    stands_in = [a for a in fellows if a.role == "substitute" and a.status == "serving"]
    if not absent or len(stands_in) >= len(absent):
        return Verdict("exact", document_id)
    return Verdict(
        "violated",
        document_id,
        span=substitute.span,
        stated=substitute.name,
        confidence=min(substitute.confidence, *(a.confidence for a in absent)),
        words={
            "name": substitute.name,
            "member": absent[0].name,
            "municipality": substitute.municipality,
        },
        proofs=(proof("stated", substitute), *(proof("contradicts", a) for a in absent)),
    )
