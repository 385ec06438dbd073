"""Whether a list of those present was read as a whole."""

from __future__ import annotations

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.persons import same_person
from protokollparser.core.records.meetings import Attendance, Meeting, Officer

_LEADERS = ("chair", "adjuster")


def is_led(dossier: Dossier, meeting: Meeting | None) -> bool:
    """True for a meeting whose list holds everyone who chaired or adjusted, and so was read as a whole."""
    if meeting is None:
        return False
    leaders = [
        one.name for one in dossier.of(Officer) if one.meeting_id == meeting.id and one.role in _LEADERS
    ]
    listed = [one.name for one in dossier.of(Attendance) if one.meeting_id == meeting.id]
    return bool(leaders) and all(any(same_person(name, other) for other in listed) for name in leaders)
