"""Ballots among the lines of minutes: in annexes ("Bilaga 2"), behind the last § or below a tally."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from protokollparser.core.layout import Line
from protokollparser.core.reading import Ledger
from protokollparser.core.rules import Rules
from protokollparser.parse.ballots.ballots import Ballot
from protokollparser.parse.ballots.columns import ColumnReader
from protokollparser.parse.ballots.regions import regions
from protokollparser.parse.ballots.rolls import RollReader
from protokollparser.parse.ballots.tables import TableReader
from protokollparser.parse.ballots.words import BallotWords
from protokollparser.parse.places import MINUTES

_ANNEX = re.compile(r"bilaga(?: nr\.?)? ?(?P<number>\d{1,3}|[A-Z])\b", re.IGNORECASE)
_ABOVE = 6


def annex_ballots(ledger: Ledger, rules: Rules) -> list[Ballot]:
    """Return the ballots of all annexes, in order, each with the number of its annex and its matter."""
    tables, rolls, columns = TableReader(rules), RollReader(rules), ColumnReader(BallotWords(rules))
    layout, outline = ledger.layout, ledger.outline
    ballots: list[Ballot] = []
    for part in outline.parts:
        title = next((line.text for line in layout.body(part.first, part.last)), "")
        number = _ANNEX.match(title) if part.kind == "attachment" else None
        if number is None:
            continue
        own = set(outline.own_lines(part.ordinal))
        lines = [line for line in layout.body(part.first + 1, part.last) if line.index in own]
        plain = [line for line in lines if line.index not in layout.grid_at]
        grids = {grid.first: grid for line in lines if (grid := layout.grid_at.get(line.index))}
        roll = rolls.read(layout, plain) or (columns.read(layout, plain) if plain else None)
        found = [roll] if roll else [tables.in_grid(layout, grid) for grid in grids.values()]
        found += [] if roll else tables.in_lines(layout, plain)
        for ballot in filter(None, found):
            ballot.annex = number["number"]
            ballot.title = ballot.title or _matter(rules, plain)
            ballots.append(ballot)
    return ballots


def running_ballots(ledger: Ledger, rules: Rules) -> Iterator[Ballot]:
    """Yield the ballots that stand cell by cell in the minutes themselves."""
    words = BallotWords(rules)
    rolls, columns = RollReader(rules), ColumnReader(words)
    layout, outline = ledger.layout, ledger.outline
    for part in outline.parts:
        if part.kind not in MINUTES:
            continue
        own = set(outline.own_lines(part.ordinal)) - set(layout.grid_at)
        lines = [line for line in layout.body(part.first, part.last) if line.index in own]
        for region in regions(lines, words):
            ballot = columns.read(layout, region) or rolls.read(layout, region)
            if ballot is None:
                continue
            above = [line.text for line in layout.body(max(0, region[0].index - _ABOVE), region[0].index)]
            numbers = [number for text in above if (number := _ANNEX.match(text))]
            ballot.annex = numbers[-1]["number"] if numbers else None
            yield ballot


def _matter(rules: Rules, lines: Sequence[Line]) -> str | None:
    """Return the title of the matter that the first lines of an annex name."""
    pattern = rules.phrase("matter_of_ballot").pattern()
    named = (match["title"] for line in lines[:8] if (match := pattern.match(line.text)))
    return next((title for title in named if title), None)
