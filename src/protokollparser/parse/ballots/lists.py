"""Ballots as lists of names behind or below the choice: "Ja-röster: Eva Ek (S), Bo Alm (V)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from protokollparser.core.layout import Layout, Line
from protokollparser.core.rules import Rules
from protokollparser.parse.ballots.ballots import Ballot, Cast
from protokollparser.parse.ballots.words import BallotWords
from protokollparser.parse.excerpts import Excerpt

_MOST_LINES = 30
_AFTER = 3
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
        taken = -1
        for position, line in enumerate(lines):
            if line.index <= taken:
                continue
            match = self.rule.match(line.text)
            choice = self.words.choice(match["choice"]) if match else None
            if match is None or choice is None:
                continue
            votes, last = self._votes(layout, lines[position:], match.end("lead"), choice)
            if not votes:
                continue
            taken = last
            count = match["count"]
            before = found[-1] if found else None
            if before is None or choice in before.cast or line.index - before.last > _AFTER + 2:
                before = Ballot(line.index, last, self.rule.id)
                found.append(before)
            before.votes += votes
            before.last = last
            if count:
                before.counts[choice] = int(count)
        return [ballot for ballot in found if ballot.cast["yes"] or ballot.cast["no"]]

    def _votes(
        self, layout: Layout, lines: Sequence[Line], start: int, choice: str
    ) -> tuple[list[Cast], int]:
        """Return the votes named behind a label and on the lines below it, and the last line."""
        votes: list[Cast] = []
        last, begin = lines[0].index, start
        for position, line in enumerate(lines[:_MOST_LINES]):
            if position and (self.rule.match(line.text) or line.index > last + 1):
                break
            excerpt, taken = _with_rest(layout, line, begin, lines[position + 1 : position + 2])
            text = excerpt.text.replace("\n", " ")
            people = [person for person in self.names.find(text) if person.party]
            if position and not people and not begin:
                break
            closed = position and re.search(r"[.]$", lines[position - 1].text)
            if closed:
                break
            for person in people:
                span = excerpt.span(person.start, person.end)
                votes.append(Cast(person.name, person.party, choice, span, None, person.sure))
            last, begin = line.index, taken
        return votes, last


def _with_rest(layout: Layout, line: Line, begin: int, below: Sequence[Line]) -> tuple[Excerpt, int]:
    """Return a line from `begin` on, and the rest of a name broken at its end: "Ann", "Ek (S), ...".

    How many characters of the line below that takes is returned too.
    """
    for other in below:
        rest = _REST.match(other.text) if _BROKEN.search(line.text) else None
        if rest is not None and other.page == line.page and other.index == line.index + 1:
            whole = Excerpt(layout, line.index, line.page, line.at(begin), other.at(rest.end()))
            return whole, rest.end()
    return Excerpt.of_line(layout, line, begin), 0
