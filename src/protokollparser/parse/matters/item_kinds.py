"""What sort of matter an item is: told by its title, else by whether anything is decided in it."""

from __future__ import annotations

from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Decision, Proposal
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.rules import Rules

# The first title that fits tells the kind: a motion may be about an election.
_TITLED = (
    "motion",
    "interpellation",
    "citizen_proposal",
    "question",
    "delegated",
    "formality",
    "correspondence",
    "election",
    "information",
)


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the kind of every item; it stays None where neither title nor decision tells it."""
    decided = {decision.item_id for decision in ledger.of(Decision) if decision.stage == "taken"}
    decided |= {proposal.item_id for proposal in ledger.of(Proposal)}
    for item in ledger.of(AgendaItem):
        kind = _titled(item.title, rules) or ("decision" if item.id in decided else None)
        if kind is not None:
            ledger.replace(item, kind=kind)


def _titled(title: str | None, rules: Rules) -> str | None:
    if title is None:
        return None
    return next((kind for kind in _TITLED if rules.phrase(f"titled_{kind}").pattern().match(title)), None)
