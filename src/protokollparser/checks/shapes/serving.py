"""Whether those who lead and adjust a meeting are among those who served at it."""

from __future__ import annotations

from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.paragraphs import ANNEXED, series
from protokollparser.checks.persons import name_words, same_person
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.meetings import Attendance, Meeting, Officer
from protokollparser.core.text import fold

# How far below the last row that was read a list may go on.
_LIST_REACH = 1500


class Params(ShapeParams):
    """Which officers must have served.

    A list shorter than `shortest`, or without any of the officers, is taken for incomplete.
    """

    roles: tuple[str, ...]
    shortest: int = 3


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every officer of the wanted roles."""
    for meeting in dossier.of(Meeting):
        if meeting.status != "held":
            continue
        listed = [a for a in dossier.of(Attendance) if a.meeting_id == meeting.id]
        officers: dict[tuple[str, str], Officer] = {}
        for officer in dossier.of(Officer):
            if officer.meeting_id == meeting.id and officer.role in params.roles:
                officers.setdefault((officer.role, officer.name), officer)
        whole = len([a for a in listed if a.status == "serving"]) >= params.shortest and any(
            same_person(officer.name, person.name) for officer in officers.values() for person in listed
        )
        for officer in officers.values():
            if whole:
                yield _verdict(dossier, meeting, officer, listed)
            else:
                yield Verdict("undecidable", meeting.document_id, reason="no list of those who served")


def _verdict(dossier: Dossier, meeting: Meeting, officer: Officer, listed: list[Attendance]) -> Verdict:
    serving = [person for person in listed if person.status == "serving"]
    if any(same_person(officer.name, person.name) for person in serving):
        return Verdict("exact", meeting.document_id)
    elsewhere = [person for person in listed if same_person(officer.name, person.name)]
    if not elsewhere and _printed_among(dossier, officer, listed):
        return Verdict("undecidable", meeting.document_id, reason="the name is in the list but was not read")
    if not elsewhere and any(
        run.begins_anew for run in series(dossier) if run.document.id == meeting.document_id
    ):
        return Verdict("undecidable", meeting.document_id, reason=ANNEXED)
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


def _printed_among(dossier: Dossier, officer: Officer, listed: list[Attendance]) -> bool:
    """True when the family name is printed where the list is, so that a row may have been read wrongly."""
    family = name_words(officer.name)[-1]
    for page in {person.span.page for person in listed}:
        spans = [person.span for person in listed if person.span.page == page]
        begin, end = min(span.start for span in spans), max(span.end for span in spans) + _LIST_REACH
        if family in fold(dossier.pages[page - 1].text[begin:end]):
            return True
    return False
