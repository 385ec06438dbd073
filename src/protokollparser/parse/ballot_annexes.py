"""Ballots in the annexes of minutes: "Bilaga 2" with the printout of the voting machine."""

from __future__ import annotations

import re
from collections.abc import Sequence

from protokollparser.core.layout import Line
from protokollparser.core.reading import Ledger
from protokollparser.core.rules import Rules
from protokollparser.parse.ballot_rolls import RollReader
from protokollparser.parse.ballot_tables import TableReader
from protokollparser.parse.ballots import Ballot

_ANNEX = re.compile(r"bilaga(?: nr\.?)? ?(?P<number>\d{1,3}|[A-Z])\b", re.IGNORECASE)


def annex_ballots(ledger: Ledger, rules: Rules) -> list[Ballot]:
    """Return the ballots of all annexes, in order, each with the number of its annex and its matter."""
    tables, rolls = TableReader(rules), RollReader(rules)
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
        roll = rolls.read(layout, plain)
        found = [roll] if roll else [tables.in_grid(layout, grid) for grid in grids.values()]
        found += [] if roll else tables.in_lines(layout, plain)
        for ballot in filter(None, found):
            ballot.annex = number["number"]
            ballot.title = ballot.title or _matter(rules, plain)
            ballots.append(ballot)
    return ballots


def _matter(rules: Rules, lines: Sequence[Line]) -> str | None:
    """Return the title of the matter that the first lines of an annex name."""
    pattern = rules.phrase("matter_of_ballot").pattern()
    named = (match["title"] for line in lines[:8] if (match := pattern.match(line.text)))
    return next((title for title in named if title), None)
