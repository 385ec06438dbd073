"""Ballots whose columns were read one after the other: all names, then all parties, then all votes.

Anna Ek
Bo Alm
Cia Öst
S
M
V
Ja
Nej
Ja

Nothing but the counts ties a vote to its name, so there must be as many of each, and the votes must add up
to the tally of the division (`Ballot.strict`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from protokollparser.core.layout import Layout, Line
from protokollparser.parse.ballots.ballots import Ballot, Cast
from protokollparser.parse.ballots.words import BallotWords
from protokollparser.parse.names import Person

RULE = "ballots:columns"
_FEWEST = 3
_SEAT = re.compile(r"\d{1,3}")


class _Columns:
    """The cells of one stretch of columns, down to the end of the votes."""

    def __init__(self) -> None:
        self.names: list[tuple[Line, Person]] = []
        self.parties: list[str] = []
        self.seats: list[str] = []
        self.offices: list[str] = []
        self.choices: list[str] = []

    def votes(self, layout: Layout) -> list[Cast] | None:
        """Return the votes, None where the columns differ in length."""
        count = len(self.names)
        others = (self.parties, self.seats, self.offices)
        if (
            count < _FEWEST
            or len(self.choices) != count
            or any(len(column) not in (0, count) for column in others)
        ):
            return None
        return [
            Cast(
                person.name,
                person.party or (self.parties[at] if self.parties else None),
                self.choices[at],
                layout.span(line, person.start, person.stop),
                self.offices[at] if self.offices else None,
                person.sure,
                self.seats[at] if self.seats else None,
            )
            for at, (line, person) in enumerate(self.names)
            if self.choices[at] != "paired"
        ]


class ColumnReader:
    """Reads such ballots."""

    def __init__(self, words: BallotWords) -> None:
        self.words = words

    def read(self, layout: Layout, lines: Sequence[Line]) -> Ballot | None:
        """Return the ballot on the lines, None where anything else stands among its cells."""
        ballot = Ballot(lines[0].index, lines[-1].index, RULE, strict=True)
        columns = _Columns()
        for line in lines:
            choice = self.words.choice(line.text)
            if columns.choices and choice is None:
                votes = columns.votes(layout)
                if votes is None:
                    return None
                ballot.votes += votes
                columns = _Columns()
            if choice is not None and columns.names:
                columns.choices.append(choice)
            elif not self.words.take_head(ballot, line.text, begun=False) and not self._take(columns, line):
                return None
        last = columns.votes(layout) if columns.choices else []
        if last is None:
            return None
        ballot.votes += last
        return ballot if len(ballot.votes) >= _FEWEST else None

    def _take(self, columns: _Columns, line: Line) -> bool:
        """Take one cell; False for a line that is none. Nothing but votes follows the votes."""
        text = line.text.strip()
        cells = self.words.cells(text)
        if _SEAT.fullmatch(text):
            columns.seats.append(text)
        elif self.words.party(text):
            columns.parties.append(self.words.party(text) or "")
        elif cells is not None and cells[1]:
            columns.offices.append(cells[1])
            columns.seats += [cells[0]] if cells[0] else []
        else:
            person = self.words.names.at_start(line.text)
            whole = person is not None and person.stop == len(line.text.rstrip())
            if person is None or not whole or columns.parties or columns.choices:
                return False
            columns.names.append((line, person))
        return True
