"""A reading in which people, units, facts and references are settled."""

from __future__ import annotations

from protokollparser.core.reading import Reading
from protokollparser.core.rules import Rules
from protokollparser.resolve import facts, organisations, people, references, units
from protokollparser.resolve.draft import Draft


def link(reading: Reading, rules: Rules) -> Reading:
    """Return the reading with units, facts, people, organisations and references linked.

    Units come first: figures in prose prove them, and facts are compared in kronor.
    """
    draft = Draft(reading)
    del reading
    units.settle(draft, rules)
    facts.settle(draft, rules)
    people.settle(draft, rules)
    organisations.settle(draft, rules)
    references.settle(draft, rules)
    return draft.reading()
