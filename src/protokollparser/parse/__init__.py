"""Typed records and residue from an outline: one reader for each family of facts."""

from __future__ import annotations

from collections.abc import Callable

from protokollparser.core.outline import Outline
from protokollparser.core.reading import Ledger, Reading
from protokollparser.core.rules import Rules

# Each reader stands after those whose records it refers to. Documents come first, so that every other
# record finds its document; residue comes last, since it is what no reader claimed.
READERS: tuple[Callable[[Ledger, Rules], None], ...] = (
)


def extract(outline: Outline, rules: Rules) -> Reading:
    """Return the records of all readers, in the order in which the readers run."""
    ledger = Ledger(outline)
    for read in READERS:
        read(ledger, rules)
    return Reading(outline=outline, records=ledger.records())
