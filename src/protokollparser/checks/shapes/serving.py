"""Whether those who lead and adjust a meeting are among those who served at it."""

from __future__ import annotations

from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.persons import same_person
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.meetings import Attendance, Meeting, Officer


class Params(ShapeParams):
    """Which officers must have served; a list shorter than `shortest` is taken for incomplete."""

    roles: tuple[str, ...]
    shortest: int = 3


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every officer of the wanted roles."""
    for meeting in dossier.of(Meeting):
        if meeting.status != "held":
            continue
        listed = [a for a in dossier.of(Attendance) if a.meeting_id == meeting.id]
        named: set[tuple[str, str]] = set()
        for officer in dossier.of(Officer):
            key = (officer.role, officer.name)
            if officer.meeting_id == meeting.id and officer.role in params.roles and key not in named:
                named.add(key)
                yield _verdict(meeting, officer, listed, params.shortest)


def _verdict(meeting: Meeting, officer: Officer, listed: list[Attendance], shortest: int) -> Verdict:
    serving = [person for person in listed if person.status == "serving"]
    if len(serving) < shortest:
        return Verdict("undecidable", meeting.document_id, reason="no list of those who served")
    if any(same_person(officer.name, person.name) for person in serving):
        return Verdict("exact", meeting.document_id)
    elsewhere = [person for person in listed if same_person(officer.name, person.name)]
    status = elsewhere[0].status if elsewhere else None
    swedish = {"absent": "frånvarande", "present": "närvarande utan att tjänstgöra"}.get(status or "")
    english = {"absent": "absent", "present": "present without serving"}.get(status or "")
    roles = {"chair": ("Ordföranden", "The chair"), "adjuster": ("Justeraren", "The adjuster")}
    role = roles.get(officer.role, (officer.role, officer.role))
    return Verdict(
        "violated",
        officer.document_id,
        span=officer.span,
        stated=officer.name,
        severity=None if elsewhere else "warning",
        confidence=min(officer.confidence, *(person.confidence for person in serving)),
        words={
            "role": role[0],
            "role_en": role[1],
            "name": officer.name,
            "status": f"står som {swedish}" if swedish else "står inte i närvarolistan",
            "status_en": f"is listed as {english}" if english else "is not on the attendance list",
            "count": str(len(serving)),
        },
        proofs=(proof("stated", officer), *(proof("contradicts", person) for person in elsewhere)),
    )
