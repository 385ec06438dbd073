"""Ballots of voting machines whose table was lost: one cell, or some cells, on each line.

Aslan Akbas          Robert Andersson Hammarstrand S
S                    22 Ledamot
1 Ordförande         Ja
Ja
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from protokollparser.core.layout import Layout, Line
from protokollparser.core.rules import Rules
from protokollparser.parse.ballots.ballots import Ballot, Cast
from protokollparser.parse.ballots.words import BallotWords

_RULE = "ballots:roll"
_FEWEST = 3
_DASHES = frozenset("-–—")
_NAME = re.compile(r"[^\W\d_a-z][\w'’´-]*\.?(?: (?:[^\W\d_][\w'’´-]*\.?)){0,5}")


@dataclass
class _Row:
    """One vote while its cells are gathered: the lines, the words of the name, party and office."""

    lines: list[Line] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    party: str | None = None
    office: str | None = None
    seat: str | None = None
    seated: bool = False

    @property
    def whole(self) -> bool:
        """True once a name of two words stands there with a party or a seat."""
        return len(" ".join(self.name).split()) > 1 and (self.party is not None or self.seated)


class RollReader:
    """Finds such ballots among lines."""

    def __init__(self, rules: Rules) -> None:
        self.words = BallotWords(rules)
        self.matter = rules.phrase("matter_of_ballot").pattern()

    def read(self, layout: Layout, lines: Sequence[Line]) -> Ballot | None:
        """Return the ballot that the lines hold, None where fewer than three rows or mostly other text is."""
        ballot = Ballot(lines[0].index, lines[-1].index, _RULE) if lines else None
        if ballot is None:
            return None
        row, title = _Row(), False
        strange = 0
        for line in lines:
            if self.words.take_head(ballot, line.text, begun=bool(row.name)):
                title = self.matter.match(line.text) is not None
                row = _Row()
            elif title and not ballot.votes and not self._starts_row(line.text):
                ballot.title = f"{ballot.title or ''} {line.text}".strip()
            elif not self._take(row, line):
                strange += 1
                row, title = _Row(), False
            else:
                title = False
                closed = self._close(layout, row)
                if closed is not None:
                    ballot.votes += closed
                    row = _Row()
        if len(ballot.votes) < _FEWEST or strange > len(ballot.votes):
            return None
        if all(vote.party in _DASHES for vote in ballot.votes):
            # "Eva Ek – ja": the dash parts name and vote and stands for no party.
            ballot.votes = [replace(vote, party=None) for vote in ballot.votes]
        return ballot

    def _starts_row(self, text: str) -> bool:
        whole = self.words.names.is_name(text) or self.words.column(text) is not None
        return whole or self.words.closing(text) is not None

    def _take(self, row: _Row, line: Line) -> bool:
        """Take the cells of a line into the row; False for a line that holds something else."""
        text = line.text
        row.lines.append(line)
        closing = self.words.closing(text)
        if closing is not None:
            text = closing[0]
        if not text:
            return bool(row.name)
        cells = self.words.cells(text)
        if cells is not None:
            row.seated, row.seat, row.office = True, cells[0] or row.seat, cells[1] or row.office
            return bool(row.name)
        if self.words.party(text):
            row.party = self.words.party(text)
            return bool(row.name)
        return self._take_name(row, text)

    def _take_name(self, row: _Row, text: str) -> bool:
        """Take a name with party, seat and office behind it, or the rest of a name from the line above."""
        if row.party is not None or row.seated:
            return False
        match = _NAME.match(text)
        if match is None:
            return False
        words = text.split()
        for at in (*range(1, len(words)), len(words)):
            name, rest = " ".join(words[:at]), words[at:]
            whole = _NAME.fullmatch(name) is not None and self.words.cells(name) is None
            if whole and (not rest or self._take_rest(row, rest)):
                row.name.append(name)
                return True
        return False

    def _take_rest(self, row: _Row, rest: list[str]) -> bool:
        """Take what stands behind a name: party, then seat and office; False where it is something else."""
        party = self.words.party(rest[0])
        behind = " ".join(rest[1:] if party else rest)
        cells = self.words.cells(behind) if behind else (None, None)
        if cells is None or not (party or behind):
            return False
        row.party, row.seated, row.seat, row.office = party, bool(behind), *cells
        return True

    def _close(self, layout: Layout, row: _Row) -> list[Cast] | None:
        """Return the vote of a row that its last line ends: none for a pair that does not vote."""
        closing = self.words.closing(row.lines[-1].text) if row.lines else None
        if closing is None:
            return None
        if closing[1] == "paired" or not row.whole:
            return []
        span = layout.cover(row.lines[0].index, row.lines[-1].index)[0]
        return [Cast(" ".join(row.name), row.party, closing[1], span, row.office, seat=row.seat)]
