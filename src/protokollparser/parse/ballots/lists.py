"""Ballots as lists of names behind or below the choice: "Ja-röster: Eva Ek (S), Bo Alm (V)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from protokollparser.core.layout import Layout, Line
from protokollparser.core.rules import Rules
from protokollparser.parse.ballots.ballots import Ballot, Cast
from protokollparser.parse.ballots.words import BallotWords
from protokollparser.parse.excerpts import Excerpt

_MOST_LINES = 30
_AFTER = 3
# Behind a name with its party, or the end of a sentence, a label may follow on the same line.
_LABEL_MAY_FOLLOW = re.compile(r"(?<=[).,;])\s+(?=[A-ZÅÄÖ])")
# A running list that breaks off in a name, and the rest of that name with its party.
_BROKEN = re.compile(r"[,:].*[^\W\d]$")
_REST = re.compile(r"[^,()\d]{0,40}\([A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,3}\)")


class ListReader:
    """Finds such lists among the lines of an item."""

    def __init__(self, rules: Rules) -> None:
        self.words = BallotWords(rules)
        self.names = self.words.names
        self.rule = rules.phrase("votes_listed")

    def read(self, layout: Layout, lines: Sequence[Line]) -> list[Ballot]:
        """Return the ballots that lists of yes, no and abstentions in a row make up."""
        found: list[Ballot] = []
        pieces = [piece for line in lines for piece in self._pieces(line)]
        taken = 0
        for position, piece in enumerate(pieces):
            if position < taken or piece.choice is None:
                continue
            votes, taken = self._votes(layout, pieces, position)
            if not votes:
                taken = position + 1
                continue
            first, last = piece.line.index, pieces[taken - 1].line.index
            before = found[-1] if found else None
            if before is None or piece.choice in before.cast or first - before.last > _AFTER + 2:
                before = Ballot(first, last, self.rule.id, listed=True)
                found.append(before)
            before.votes += votes
            before.last = last
            if piece.count:
                before.counts[piece.choice] = int(piece.count)
        return [ballot for ballot in found if ballot.cast["yes"] or ballot.cast["no"]]

    def _pieces(self, line: Line) -> list[_Piece]:
        """Return a line cut at its labels: one may stand behind the last name of another list."""
        matches = {0: self.rule.match(line.text)}
        for gap in _LABEL_MAY_FOLLOW.finditer(line.text):
            match = self.rule.match(line.text[gap.end() :])
            if match and match["lead"].endswith(":"):
                matches[gap.end()] = match
        pieces = []
        for start, end in pairwise([*matches, len(line.text)]):
            match = matches[start]
            choice = self.words.choice(match["choice"]) if match else None
            begin = start + match.end("lead") if match else start
            pieces.append(_Piece(line, begin, end, match is not None, choice, match and match["count"]))
        return pieces

    def _votes(self, layout: Layout, pieces: Sequence[_Piece], first: int) -> tuple[list[Cast], int]:
        """Return the votes named behind a label and on the lines below it, and where the next list may be."""
        votes: list[Cast] = []
        choice, begin = pieces[first].choice or "", pieces[first].begin
        position = first
        for position, piece in enumerate(pieces[first : first + _MOST_LINES], first):
            before = pieces[position - 1]
            if position > first and (piece.labelled or piece.line.index > before.line.index + 1):
                return votes, position
            excerpt, rest = _with_rest(layout, piece, begin, pieces[position + 1 : position + 2])
            people = [person for person in self.names.find(excerpt.text.replace("\n", " ")) if person.party]
            if position > first and (not (people or begin) or before.line.text.endswith(".")):
                return votes, position
            for person in people:
                span = excerpt.span(person.start, person.end)
                votes.append(Cast(person.name, person.party, choice, span, None, person.sure))
            begin = rest
        return votes, position + 1


@dataclass(frozen=True)
class _Piece:
    """The names of a line, `begin:end` of its text, behind the label of a choice or without one."""

    line: Line
    begin: int
    end: int
    labelled: bool
    choice: str | None
    count: str | None


def _with_rest(layout: Layout, piece: _Piece, begin: int, below: Sequence[_Piece]) -> tuple[Excerpt, int]:
    """Return a piece from `begin` on, and the rest of a name broken at its end: "Ann", "Ek (S), ...".

    How many characters of the line below that takes is returned too.
    """
    line = piece.line
    for other in (one.line for one in below if piece.end == len(line.text)):
        rest = _REST.match(other.text) if _BROKEN.search(line.text) else None
        if rest is not None and other.page == line.page and other.index == line.index + 1:
            whole = Excerpt(layout, line.index, line.page, line.at(begin), other.at(rest.end()))
            return whole, rest.end()
    return Excerpt.of_line(layout, line, begin, piece.end), 0
