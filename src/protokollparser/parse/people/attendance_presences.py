"""Stretches of presence by the hour, from the rolls of a sitting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time

from protokollparser.core.layout import Layout, Line
from protokollparser.core.outline import Part
from protokollparser.core.reading import Ledger
from protokollparser.core.records.meetings import Attendance, Meeting
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.core.text import fold
from protokollparser.parse.ballots.annexes import annex_ballots
from protokollparser.parse.ballots.words import BallotWords
from protokollparser.parse.names import natural_order
from protokollparser.parse.people.attendance_rolls import RollPage, RollReader
from protokollparser.parse.people.roll_holders import Held, Seating, held, mend

_RULE = "attendance:roll"


class Presences:
    """Enters the rows of rolls; the ballots of the same minutes tell who served where a roll does not."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger, self.rules = ledger, rules
        self.reader = RollReader(rules)
        self._seating: Seating | None = None

    @property
    def seating(self) -> Seating:
        """Who voted at each seat, read when a roll asks for it."""
        if self._seating is None:
            self._seating = Seating.of(annex_ballots(self.ledger, self.rules), BallotWords(self.rules))
        return self._seating

    def read(self, part: Part, meeting: Meeting) -> None:
        """Enter the stretches of presence of the rolls in a part."""
        layout = self.ledger.layout
        own = set(self.ledger.outline.own_lines(part.ordinal))
        lines = [line for line in layout.body(part.first, part.last) if line.index in own]
        for pages in self.reader.read(layout, [line for line in lines if line.index not in layout.grid_at]):
            mend(pages, self.seating)
            self._learn_parties(pages)
            for stretch in held(pages, self.seating):
                self._enter(stretch, meeting)
            for line in (line for page in pages for line in page.lines):
                self.ledger.doubt(line.index, line.index, "holder_of_seat_unknown")

    def _learn_parties(self, pages: Sequence[RollPage]) -> None:
        """Take the parties of substitutes from rows of the roll, and from the text: "Bo Ström (S)"."""
        parties = self.seating.parties
        for row in (row for page in pages for row in page.rows):
            if row.sure and row.substitute and row.party:
                parties.setdefault(fold(row.substitute), row.party)
        names = {natural_order(cell.text) for page in pages for cell in page.loose}
        unknown = [name for name in names if self.seating.party(name) is None]
        text = " ".join(line.text for line in self.ledger.layout.lines) if unknown else ""
        for name in unknown:
            beside = re.search(rf"{re.escape(name)}\s?\((\w{{1,6}})\)", text)
            if beside:
                parties[fold(name)] = beside[1]

    def _enter(self, stretch: Held, meeting: Meeting) -> None:
        """Enter one row: the member who served, or the member who was away and the substitute."""
        row, layout = stretch.row, self.ledger.layout
        pieces = _pieces(layout, row.lines)
        opening, closing = (moment(meeting, hour) for hour in row.hours)
        people: list[tuple[str, str, str, str | None, list[Span]]]
        people = [(row.member, "member", "absent" if stretch.substitute else "serving", None, pieces)]
        if stretch.substitute:
            loose = _pieces(layout, stretch.loose.lines) if stretch.loose else []
            people.append((stretch.substitute, "substitute", "serving", row.member, loose + pieces))
        elif self.seating.votes_not(row.seat):
            people = [(row.member, "other", "present", None, pieces)]
        for name, role, status, replaced, spans in people:
            self.ledger.add(
                Attendance(
                    span=spans[0],
                    more=tuple(spans[1:]),
                    rule_id=_RULE,
                    confidence=1.0 if stretch.sure else 0.9,
                    meeting_id=meeting.id,
                    name=name,
                    party=row.party,
                    role=role,
                    status=status,
                    replaces=replaced,
                    time_from=opening,
                    time_to=closing,
                )
            )
        for line in [*row.lines, *(stretch.loose.lines if stretch.loose else ())]:
            self.ledger.claim(line.index, line.index, _RULE)


def _pieces(layout: Layout, lines: Sequence[Line]) -> list[Span]:
    """Return the places of lines, one for each run of lines in a row."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and not any(True for _ in layout.body(runs[-1][1] + 1, line.index - 1)):
            runs[-1][1] = line.index
        else:
            runs.append([line.index, line.index])
    return [span for first, last in runs for span in layout.cover(first, last)]


def moment(meeting: Meeting, hour: time | None) -> datetime | None:
    """Return an hour on the day of the meeting."""
    if hour is None or meeting.meeting_date is None:
        return None
    return datetime.combine(meeting.meeting_date, hour)
