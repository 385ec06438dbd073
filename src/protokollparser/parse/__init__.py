"""Typed records and residue from an outline: one reader for each family of facts."""

from __future__ import annotations

from types import ModuleType

from protokollparser.core.outline import Outline
from protokollparser.core.reading import Ledger, Reading
from protokollparser.core.rules import Rules
from protokollparser.parse import claims, documents, furniture, meetings, residue
from protokollparser.parse.arithmetic import aggregations
from protokollparser.parse.ballots import casting, votes
from protokollparser.parse.matters import (
    attachments,
    decisions,
    dispatch,
    dissent,
    item_kinds,
    items,
    motion_outcomes,
    proposals,
    reported_decisions,
    sections,
)
from protokollparser.parse.people import attendance, disqualifications, officers
from protokollparser.parse.prose import amounts, dates, mentions, name_changes, references
from protokollparser.parse.signing import adjournments, formalities, signatures
from protokollparser.parse.tables import allocations, cell_amounts, indicators, misread_figures, risks, tables

# Each reader (`read(ledger, rules) -> None`) stands after those whose records it refers to. Documents come
# first, so that every other record finds its document; residue comes last, since it is what nothing claimed.
READERS: tuple[ModuleType, ...] = (
    documents,
    meetings,
    officers,
    items,
    sections,
    attendance,
    decisions,
    reported_decisions,
    proposals,
    item_kinds,
    votes,
    casting,
    motion_outcomes,
    dissent,
    disqualifications,
    attachments,
    dispatch,
    signatures,
    formalities,
    adjournments,
    tables,
    aggregations,
    misread_figures,
    cell_amounts,
    allocations,
    indicators,
    risks,
    amounts,
    dates,
    references,
    name_changes,
    mentions,
    furniture,
    claims,
    residue,
)


def extract(outline: Outline, rules: Rules) -> Reading:
    """Return the records of all readers, in the order in which the readers run."""
    ledger = Ledger(outline)
    for reader in READERS:
        reader.read(ledger, rules)
    return Reading(outline=outline, records=ledger.records())
