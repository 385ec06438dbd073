"""Ties that the casting vote of the chair settles."""

from __future__ import annotations

from collections import defaultdict

from protokollparser.core.passages import passages
from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import VoteEvent
from protokollparser.core.rules import Rules
from protokollparser.parse.matters.owned import means, same_owner, whose
from protokollparser.parse.places import Places

_SIDES = {"ja": "yes", "nej": "no"}


def read(ledger: Ledger, rules: Rules) -> None:
    """Fill the outcome of tied divisions where the words of the item say how the chair's vote was cast."""
    tied: dict[str, list[VoteEvent]] = defaultdict(list)
    for event in ledger.of(VoteEvent):
        if event.outcome == "tied" and event.item_id:
            tied[event.item_id].append(event)
    if not tied:
        return
    places = Places(ledger)
    told: dict[str, list[str]] = defaultdict(list)
    casting = rules.phrase("casting_vote")
    for passage in passages(ledger.outline, rules):
        item_id = places.item_id(passage.first)
        if item_id in tied:
            sentences = (passage.text[start:end].replace("\n", " ") for start, end in passage.sentences)
            told[item_id or ""] += [sentence for sentence in sentences if casting.search(sentence)]
    for item_id, events in tied.items():
        sides = {side for words in told[item_id] if (side := _side(rules, words, events[0])) is not None}
        if len(events) == 1 and len(sides) == 1:
            ledger.replace(events[0], outcome=sides.pop())


def _side(rules: Rules, words: str, event: VoteEvent) -> str | None:
    """Return the side of a casting vote: named, or the one that stands for the proposal that was adopted."""
    match = rules.phrase("casting_vote").search(words)
    if match and match["side"]:
        return _SIDES[match["side"].lower()]
    told = whose(rules, words)
    sides = {
        side
        for side, meant in (("yes", event.yes_means), ("no", event.no_means))
        if meant
        and any(ok == pro and same_owner(key, one) for ok, key in told for pro, one in means(rules, meant))
    }
    return sides.pop() if len(sides) == 1 else None
