"""A proposal before it is entered, and what is known of a source when its proposals are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from protokollparser.core.passages import Passage
from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Decision, Proposal
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.core.text import clean, fold
from protokollparser.parse.matters.content import Content
from protokollparser.parse.matters.decision_kinds import DecisionKinds
from protokollparser.parse.names import Names
from protokollparser.parse.places import Places

# Two wordings of one proposal differ by punctuation and small words.
_SAME_WORDS = 90


@dataclass(frozen=True, slots=True)
class Found:
    """One proposal before it is entered: `spans` its place, `line` its first line index."""

    spans: tuple[Span, ...]
    line: int
    text: str
    stage: str
    rule: str
    maker: str | None = None
    kind: str | None = None
    adopted: bool | None = None
    confidence: float = 0.9


class Reader:
    """Reads the proposals of one source; what has been decided is entered before."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger, self.rules = ledger, rules
        self.outline, self.layout = ledger.outline, ledger.layout
        self.places, self.kinds, self.names = Places(ledger), DecisionKinds.of(rules), Names.of(rules)
        self.stages: dict[str, str] = rules.vocabulary["proposal_stages"]["sections"]
        self.makers: dict[str, str] = rules.vocabulary["proposal_stages"]["makers"]
        self.motions: dict[str, list[str]] = rules.vocabulary["proposal_stages"]["motions"]
        groups: dict[str, list[str]] = rules.vocabulary["section_groups"]
        self.at_sitting = frozenset(groups["at_sitting"])
        self.no_text_proposals = frozenset(groups["no_text_proposals"])
        self.at_table: set[int] = set()
        self.decisions = [d for d in ledger.of(Decision) if d.stage == "taken"]

    def find(self, name: str, text: str) -> re.Match[str] | None:
        """Return the first place of phrase `name` in `text`."""
        return self.rules.phrase(name).search(text)

    def enter(self, found: Found) -> None:
        """Enter a proposal with what became of it."""
        item_id = self.places.item_id(found.line)
        decision = self._same_decision(item_id, found.text)
        adopted = True if decision else found.adopted
        if adopted and decision is None:
            decision = self._only_decision(item_id)
        self.ledger.add(
            Proposal(
                span=found.spans[0],
                more=found.spans[1:],
                rule_id=found.rule,
                confidence=found.confidence,
                item_id=item_id,
                stage=found.stage,
                kind=found.kind,
                proposed_by=found.maker,
                text=clean(found.text),
                adopted=adopted,
                decision_id=decision.id if decision else None,
            )
        )

    def _same_decision(self, item_id: str | None, text: str) -> Decision | None:
        """Return the decision of the item that has the words of a proposal."""
        mine = [d for d in self.decisions if item_id and d.item_id == item_id]
        return next((d for d in mine if fuzz.ratio(fold(d.text), fold(text)) >= _SAME_WORDS), None)

    def _only_decision(self, item_id: str | None) -> Decision | None:
        mine = [d for d in self.decisions if item_id and d.item_id == item_id]
        return mine[0] if len(mine) == 1 else None

    def is_decided(self, content: Content) -> bool:
        """True when the words were entered as a decision though a proposal heads them."""
        place = content.places(0, len(content.text))[0]
        return any(place.overlaps(span) for d in self.decisions for span in (d.span, *d.more))


def told(passage: Passage, start: int, text: str, stage: str, rule: str, **known: Any) -> Found:
    """Return a proposal in the words of a passage from `start` on; `known` are its further fields."""
    places = passage.places(start, start + len(text))
    return Found(places, passage.piece(start).index, text, stage, rule, **known)
