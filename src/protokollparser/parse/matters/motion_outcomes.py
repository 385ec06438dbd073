"""What became of motions that are settled by the name of their mover: "beslutar enligt Eva Eks yrkande"."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from protokollparser.core.passages import passages
from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Proposal, VoteEvent
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.parse.names import Names
from protokollparser.parse.places import Places


@dataclass
class Course:
    """How one item was settled, by the order of its passages: movers whose motions won, and who lost.

    `found` holds (position, adopted, movers) of what the chair finds or the body decides; `called` is the
    position of the last call for a division, before which nothing found still holds.
    """

    found: list[tuple[int, bool, str]] = field(default_factory=list)
    called: int = -1


def read(ledger: Ledger, rules: Rules) -> None:
    """Fill `adopted` of the motions that are settled by the name of their mover."""
    courses = _courses(ledger, rules)
    names = Names.of(rules)
    divisions: dict[str | None, list[VoteEvent]] = defaultdict(list)
    for event in ledger.of(VoteEvent):
        divisions[event.item_id].append(event)
    motions: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in ledger.of(Proposal):
        if proposal.item_id and proposal.stage == "motion":
            motions[proposal.item_id].append(proposal)
    for item_id, moved in motions.items():
        told = _told(courses[item_id], divisions[item_id])
        for proposal in moved:
            people = [person.name for person in names.find(proposal.proposed_by or "")]
            own = [p for p in moved if set(people) & {x.name for x in names.find(p.proposed_by or "")}]
            if proposal.adopted is None and people and len(own) == 1:
                verdicts = {adopted for adopted, words in told if any(_names(words, name) for name in people)}
                if len(verdicts) == 1:
                    ledger.replace(proposal, adopted=verdicts.pop())


def _courses(ledger: Ledger, rules: Rules) -> dict[str, Course]:
    """Return the course of each item."""
    places = Places(ledger)
    sections = frozenset(rules.vocabulary["section_groups"]["votes"])
    settles, called = rules.phrase("settles_by_mover"), rules.phrase("vote_called")
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
