"""What became of motions and drafts: by the name of their mover, or of the proposal that they stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from protokollparser.core.passages import passages
from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Decision, Proposal, VoteEvent
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.parse.matters.bodies import nominative, same_body
from protokollparser.parse.matters.owned import means, owner_key, same_owner, whose
from protokollparser.parse.names import Names
from protokollparser.parse.places import Places

_PUT_OFF = {"refer_back": "refer_back", "postpone": "postpone"}
# Who wants one thing first and another second may have won either.
_ALTERNATIVES = re.compile(
    r"\bi (?:första|andra) hand\b|\bdels\b|\balternativt\b|"
    r"\bmed (?:\w{2,9} ){0,2}(?:ändring|tillägg|undantag)",
    re.IGNORECASE,
)
# What would be decided if one side won is no finding.
_PUT_TO_VOTE = re.compile(
    r"\b(?:röstar|vinner)\b|\b(?:ja|nej)(?:-röst\w*)? (?:innebär|betyder|för|till|=)|^(?:ja|nej)\b",
    re.IGNORECASE,
)
# "yrkar avslag på densamma" speaks of what alone was settled.
_SAME = frozenset({"densamma", "densamme", "detsamma"})
# "Enligt arbetsutskottets förslag." is all that some decisions say.
_LED = re.compile(r"^(?:enligt|i enlighet med|bifall till) ", re.IGNORECASE)


@dataclass
class Course:
    """How one item was settled, by the order of its passages.

    `found` holds (position, adopted, movers) of what the chair finds or the body decides by the name of a
    mover, `owned` (position, adopted, whose proposal or which paper), `today` the positions at which the
    matter is found to be decided at once; `called` is the position of the last call for a division, before
    which nothing found still holds.
    """

    found: list[tuple[int, bool, str]] = field(default_factory=list)
    owned: list[tuple[int, bool, str]] = field(default_factory=list)
    today: list[int] = field(default_factory=list)
    called: int = -1


class Outcomes:
    """Fills `adopted` of the proposals of one source; divisions and decisions are entered before."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger, self.rules, self.names = ledger, rules, Names.of(rules)
        self.courses = _courses(ledger, rules)
        self.divisions: dict[str | None, list[VoteEvent]] = defaultdict(list)
        for event in ledger.of(VoteEvent):
            self.divisions[event.item_id].append(event)
        self.decisions: dict[str | None, list[Decision]] = defaultdict(list)
        for decision in ledger.of(Decision):
            if decision.stage == "taken":
                self.decisions[decision.item_id].append(decision)

    def settle(self, item_id: str, proposals: list[Proposal]) -> None:
        """Fill what is told of the proposals of one item; nothing where the tellings contradict."""
        moved = [proposal for proposal in proposals if proposal.stage == "motion"]
        movers = [self._movers(proposal) for proposal in moved]
        by_name = _told(self.courses[item_id], self.divisions[item_id])
        owned = self._owned(item_id)
        put_off = self._put_off(item_id)
        for proposal in proposals:
            if proposal.adopted is not None:
                continue
            verdicts: set[bool] = set()
            people = self._movers(proposal)
            if proposal.stage == "motion" and people and sum(1 for own in movers if own & people) == 1:
                told = [*by_name, *owned]
                verdicts = {ok for ok, words in told if any(_names(words, name) for name in people)}
            if not verdicts:
                verdicts = self._by_matter(proposal, owned, put_off)
            if len(verdicts) == 1:
                self.ledger.replace(proposal, adopted=verdicts.pop())

    def _movers(self, proposal: Proposal) -> set[str]:
        return {person.name for person in self.names.find(proposal.proposed_by or "")}

    def _by_matter(
        self, proposal: Proposal, owned: list[tuple[bool, str]], put_off: dict[str, bool]
    ) -> set[bool]:
        """Return what became of a proposal by the proposal that it supports or opposes."""
        if proposal.stage != "motion":
            maker = proposal.proposed_by
            return {adopted for adopted, key in owned if maker and same_body(nominative(key), maker)}
        if _ALTERNATIVES.search(proposal.text):
            return set()
        wanted = list(self.rules.phrase("wants").finditer(proposal.text))
        if not wanted and proposal.kind in put_off:
            return {put_off[proposal.kind]}
        if not wanted and self.rules.phrase("decides_today").search(proposal.text):
            return {not put for put in put_off.values()}
        verdicts = set()
        for want in wanted:
            wanted_key = owner_key(want["owner"] or want["paper"])
            if wanted_key in _SAME and len({key for _, key in owned}) == 1:
                wanted_key = owned[0][1]
            verdicts |= {ok == bool(want["for"]) for ok, key in owned if same_owner(key, wanted_key)}
        return verdicts

    def _owned(self, item_id: str) -> list[tuple[bool, str]]:
        """Return (adopted, whose proposal or which paper) of all that settles an item."""
        course, divisions = self.courses[item_id], self.divisions[item_id]
        decisions = self.decisions[item_id]
        if any(decision.kind in _PUT_OFF for decision in decisions):
            return []
        told = [(adopted, key) for position, adopted, key in course.owned if position > course.called]
        for decision in decisions if len(decisions) == 1 else ():
            told += whose(self.rules, _LED.sub("beslutar enligt ", decision.text))
        for position, event in enumerate(divisions):
            if event.outcome not in ("yes", "no") or not (event.yes_means and event.no_means):
                continue
            winner, loser = event.yes_means, event.no_means
            if event.outcome == "no":
                winner, loser = loser, winner
            last = position == len(divisions) - 1
            told += [(stands, key) for stands, key in means(self.rules, winner) if last]
            # A proposal against which a rejection falls is adopted only when no further division follows.
            told += [(not stands, key) for stands, key in means(self.rules, loser) if stands or last]
        return told

    def _put_off(self, item_id: str) -> dict[str, bool]:
        """Return what became of motions to refer back or to postpone, by their kind, where it is told."""
        course, divisions = self.courses[item_id], self.divisions[item_id]
        kinds = {decision.kind for decision in self.decisions[item_id]}
        told = {kind: True for kind in _PUT_OFF if kind in kinds}
        if told or not kinds:
            return told
        today = self.rules.phrase("decides_today")
        found = any(position > course.called for position in course.today)
        for event in divisions:
            means = {"yes": event.yes_means, "no": event.no_means}.get(event.outcome or "")
            found = found or bool(means and today.search(means))
        return dict.fromkeys(_PUT_OFF, False) if found else {}


def read(ledger: Ledger, rules: Rules) -> None:
    """Fill `adopted` of the proposals that are settled by their mover, or by what they stand for."""
    outcomes = Outcomes(ledger, rules)
    proposals: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in ledger.of(Proposal):
        if proposal.item_id and proposal.stage in ("motion", "draft", "administration"):
            proposals[proposal.item_id].append(proposal)
    for item_id, own in proposals.items():
        outcomes.settle(item_id, own)


def _courses(ledger: Ledger, rules: Rules) -> dict[str, Course]:
    """Return the course of each item."""
    places = Places(ledger)
    sections = frozenset(rules.vocabulary["section_groups"]["votes"])
    settles, called, today = (
        rules.phrase(name) for name in ("settles_by_mover", "vote_called", "decides_today")
    )
    finds = re.compile(r"\b(?:finner|fann|konstaterar|beslutar|beslutat|beslutade|beslöt)\b")
    courses: dict[str, Course] = defaultdict(Course)
    position = 0
    for passage in passages(ledger.outline, rules):
        trail = ledger.outline.trail_at[passage.first]
        item_id = places.item_id(passage.first)
        if passage.kind == "heading" or item_id is None or not trail:
            continue
        if trail[-1].name not in sections and not trail[-1].paragraph:
            continue
        course = courses[item_id]
        for start, end in passage.sentences:
            position += 1
            sentence = passage.text[start:end].replace("\n", " ")
            if called.search(sentence):
                course.called = position
            for match in settles.finditer(sentence):
                course.found.append((position, match["rejects"] is None, match["who"]))
            told = finds.search(sentence) if trail[-1].name != "motions" else None
            if told and not _PUT_TO_VOTE.search(sentence):
                words = sentence[told.start() :]
                course.owned += [(position, *one) for one in whose(rules, words)]
                if today.search(words):
                    course.today.append(position)
    return courses


def _told(course: Course, divisions: list[VoteEvent]) -> list[tuple[bool, str]]:
    """Return (adopted, words that name movers) of all that settles an item.

    Once a division is called, only what stands below it counts, and what won and lost in a sole division.
    """
    told = [(adopted, words) for position, adopted, words in course.found if position > course.called]
    if len(divisions) == 1 and divisions[0].outcome in ("yes", "no"):
        event = divisions[0]
        yes = event.outcome == "yes"
        told += [(yes, event.yes_means or ""), (not yes, event.no_means or "")]
    return told


def _names(words: str, name: str) -> bool:
    """True when the words name a person, in the genitive or not."""
    return re.search(rf"(?<!\w){re.escape(fold(name))}s?(?!\w)", fold(words)) is not None
