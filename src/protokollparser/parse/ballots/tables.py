"""Ballots as tables: a column for each choice with crosses, or one column that names the choice.

Ledamot                Ersättare           Ja   Nej   Avstår
Eva Ek (S)                                 X
Rut Ståhl (M)          Nils Ivars (M)           X
Summa                                      1    1     0
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from protokollparser.core.layout import Grid, Layout, Line
from protokollparser.core.rules import Rules
from protokollparser.parse.ballots.ballots import Ballot, Cast
from protokollparser.parse.ballots.words import BallotWords
from protokollparser.parse.excerpts import Excerpt, pieces
from protokollparser.parse.names import Person

_RULE = "ballots:table"
_CHOICES = frozenset({"yes", "no", "abstain", "absent"})


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell under a column of a known role (None where no column is named over it)."""

    role: str | None
    excerpt: Excerpt


_LETTERS = 4
# So many characters, or points where words have places, a cross stands to the right of the word over it.
_SLACK, _SLACK_PLACED = 2.0, 12.0
# A line of one piece heads no columns.
_PARTED = re.compile(r"\t|\s{2}")


class TableReader:
    """Finds such ballots among lines and in grids."""

    def __init__(self, rules: Rules) -> None:
        self.words = BallotWords(rules)
        self.names = self.words.names

    def in_grid(self, layout: Layout, grid: Grid) -> Ballot | None:
        """Return the ballot that a grid is."""
        rows = [row for row in grid.rows if not row.rule_line]
        heads = [
            (at, {column: self.words.column(cell.text) for column, cell in enumerate(row.cells) if cell.text})
            for at, row in enumerate(rows[:3])
        ]
        head = next(((at, roles) for at, roles in heads if self._is_head(roles.values())), None)
        if head is None:
            return None
        ballot = Ballot(grid.first, grid.last, _RULE)
        ends = _ends([(column, role) for column, role in head[1].items() if role])
        for row in rows[head[0] + 1 :]:
            shares: list[list[_Cell]] = [[] for _ in range(len(ends) + 1)]
            for column, cell in enumerate(row.cells):
                if cell.text:
                    told = _Cell(head[1].get(column), Excerpt.of_cell(layout, cell, row.first))
                    shares[sum(column > end for end in ends)].append(told)
            for share in shares:
                self._take(ballot, share)
        return ballot if len(ballot.votes) > 1 else None

    def in_lines(self, layout: Layout, lines: Sequence[Line]) -> list[Ballot]:
        """Return the ballots among lines whose columns are parted by blanks."""
        found: list[Ballot] = []
        columns: list[tuple[float, str]] = []
        ballot: Ballot | None = None
        for line in lines:
            excerpt = Excerpt.of_line(layout, line)
            if ballot is None and not _PARTED.search(excerpt.text):
                continue
            row = pieces(excerpt)
            named = [self.words.column(piece.text) for piece in row]
            if len(named) > 1 and all(named):
                roles = [(piece.column, role) for piece, role in zip(row, named, strict=True) if role]
                columns = [*(columns if ballot is not None and not ballot.votes else []), *roles]
                if self._is_head([role for _, role in columns]) and (ballot is None or ballot.votes):
                    ballot = Ballot(line.index, line.index, _RULE)
                    found.append(ballot)
                continue
            if ballot is None and self._is_row(row):
                # A list of names with the word of the choice behind each needs no head.
                ballot, columns = Ballot(line.index, line.index, _RULE, headed=False), []
                found.append(ballot)
            if ballot is None:
                continue
            shares = [share for share in _beside(columns, row) if share]
            taken = [self._take(ballot, self._cells(columns, share)) for share in shares]
            if all(taken):
                ballot.last = line.index
            elif ballot.votes:
                ballot, columns = None, []
        return [
            ballot for ballot in found if len(ballot.votes) > 1 and (ballot.headed or _is_divided(ballot))
        ]

    def _cells(self, columns: Sequence[tuple[float, str]], row: Sequence[Excerpt]) -> list[_Cell]:
        """Return the pieces of a row by column; a name may begin under a choice whose column has no name."""
        cells = []
        for piece in row:
            role, text = _nearest(columns, piece.column), piece.cleaned
            fits = self.words.is_mark(text) or text.isdigit() or self.words.choice(text) is not None
            named = role in _CHOICES and not fits and text[:1].isalpha() and len(text) > _LETTERS
            cells.append(_Cell(None if named else role, piece))
        return cells

    def _is_row(self, row: Sequence[Excerpt]) -> bool:
        """True for a person, and the word of a choice as the last piece: "Eva Ek (S)         Ja"."""
        told = len(row) > 1 and self.words.choice(row[-1].cleaned) in _CHOICES
        return told and self.names.at_start(row[0].text) is not None

    @staticmethod
    def _is_head(roles: Iterable[str | None]) -> bool:
        """True for the columns of a ballot: one for yes and one for no, or one for the choice."""
        known = set(roles)
        return {"yes", "no"} <= known or {"name", "choice"} <= known

    def _take(self, ballot: Ballot, cells: Sequence[_Cell]) -> bool:
        """Take a row: a vote, the printed counts, or nothing; False where it is no row of a ballot."""
        if not cells:
            return True
        if self.words.is_total(cells[0].excerpt.cleaned):
            for cell in cells[1:]:
                digits = cell.excerpt.cleaned.strip("* ")
                if cell.role in _CHOICES and digits.isdigit():
                    ballot.counts[cell.role] = int(digits)
            return True
        if ballot.votes and self._is_sum(cells):
            ballot.counts.update({cell.role: int(cell.excerpt.cleaned) for cell in cells if cell.role})
            return True
        choices = [choice for cell in cells if (choice := self._choice(cell)) is not None]
        people = [found for cell in cells if (found := self._person(cell)) is not None]
        if len(choices) != 1 or not people:
            return not choices and bool(people)
        named, person = people[-1]
        party = next((self.words.party(c.excerpt.cleaned) for c in cells if self._is_party(c)), None)
        office = next((c.excerpt.cleaned for c in cells if c.role == "office"), None)
        span = named.excerpt.span(person.start, person.stop)
        seat = next((c.excerpt.cleaned for c in cells if c.role == "seat"), None)
        party = person.party or party
        ballot.votes.append(Cast(person.name, party, choices[0], span, office, person.sure, seat))
        return True

    @staticmethod
    def _is_sum(cells: Sequence[_Cell]) -> bool:
        """True for a row of bare counts, one below each choice."""
        roles = [cell.role for cell in cells if cell.role in _CHOICES and cell.excerpt.cleaned.isdigit()]
        return len(roles) == len(cells) > 1 and len(set(roles)) == len(roles)

    def _is_party(self, cell: _Cell) -> bool:
        printed = cell.excerpt.cleaned
        short = printed[:1].isalpha() and len(printed) <= _LETTERS
        letters = cell.role is None and short and self.words.choice(printed) is None
        return cell.role == "party" or letters

    def _choice(self, cell: _Cell) -> str | None:
        text = cell.excerpt.cleaned
        if cell.role in _CHOICES and self.words.is_mark(text):
            return cell.role
        if cell.role in (None, "choice"):
            word = self.words.choice(text)
            return word if word in _CHOICES else None
        return None

    def _person(self, cell: _Cell) -> tuple[_Cell, Person] | None:
        if cell.role not in (None, "name", "substitute"):
            return None
        person = self.names.at_start(cell.excerpt.text) or self.names.surname_first(cell.excerpt.text)
        return (cell, person) if person else None


def without_parts(grids: Sequence[Ballot], lines: Sequence[Ballot]) -> list[Ballot]:
    """Return the ballots of grids and of lines, of those on the same lines the one with more votes.

    A grid may end where its page does, or hold the crosses of two columns in one.
    """

    def meets(one: Ballot, other: Ballot) -> bool:
        return one.first <= other.last and other.first <= one.last

    whole = [
        ballot
        for ballot in grids
        if all(len(o.votes) <= len(ballot.votes) for o in lines if meets(o, ballot))
    ]
    return whole + [ballot for ballot in lines if not any(meets(ballot, other) for other in whole)]


def _is_divided(ballot: Ballot) -> bool:
    """True where both sides have votes: a column of "Ja" alone may tell who was present."""
    return {"yes", "no"} <= {vote.choice for vote in ballot.votes}


def _beside(columns: Sequence[tuple[float, str]], row: Sequence[Excerpt]) -> list[list[Excerpt]]:
    """Return the pieces of a row for each ballot that stands beside the others: "JA  NEJ   JA  NEJ"."""
    ends = _ends(columns)
    slack = _SLACK if row[0].span(0, 1).box is None else _SLACK_PLACED
    shares: list[list[Excerpt]] = [[] for _ in range(len(ends) + 1)]
    for piece in row:
        shares[sum(piece.column > end + slack for end in ends)].append(piece)
    return shares


def _ends(columns: Sequence[tuple[float, str]]) -> list[float]:
    """Return the places of the last columns of all ballots that stand side by side but the last."""
    ends: list[float] = []
    roles: set[str] = set()
    for at, (_, role) in enumerate(columns):
        if role in roles and role in _CHOICES:
            ends.append(columns[at - 1][0])
            roles = set()
        roles.add(role)
    return ends


def _nearest(columns: Sequence[tuple[float, str]], left: float) -> str | None:
    """Return the role of the column whose name stands nearest to a left edge."""
    return min(columns, key=lambda column: (abs(column[0] - left), column[0]))[1] if columns else None
