"""Ballots: how each member voted in one division, told by lists, tables and the annexes of minutes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Vote, VoteEvent
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.core.text import clean, fold
from protokollparser.parse.places import Places

# A title in an annex may be cut; an item's title that holds its words is the same.
_SAME_TITLE = 85


@dataclass(frozen=True, slots=True)
class Cast:
    """One vote: who, for which party, in which office and at which seat, what, and where.

    `sure` is False for a party that the register does not know.
    """

    name: str
    party: str | None
    choice: str
    span: Span
    office: str | None = None
    sure: bool = True
    seat: str | None = None


@dataclass
class Ballot:
    """The votes of one division on lines `first..last`; `counts` are those printed beside them.

    `annex` is the number of the annex that holds it ("2" of "Bilaga 2"), `title` and `paragraph` the matter
    that it names. A `strict` one counts only when its votes add up to the tally exactly; one that is
    not `headed` has no names of columns over it. A `listed` one names the voters of each side behind a label.
    """

    first: int
    last: int
    rule: str
    votes: list[Cast] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    annex: str | None = None
    title: str | None = None
    paragraph: int | None = None
    strict: bool = False
    headed: bool = True
    listed: bool = False

    @property
    def cast(self) -> Counter[str]:
        """How many votes of each sort it holds."""
        return Counter(vote.choice for vote in self.votes)

    @property
    def tally(self) -> tuple[int, int]:
        """Yes and no: as printed, else as counted."""
        return self.counts.get("yes", self.cast["yes"]), self.counts.get("no", self.cast["no"])

    def agrees(self, counts: dict[str, int]) -> bool:
        """True when there are counts and the votes read add up to them."""
        return bool(counts) and all(self.cast[choice] == count for choice, count in counts.items())

    def holds(self, counts: dict[str, int]) -> bool:
        """True unless the votes read differ from the counts by more than two; a strict ballot must agree.

        Votes of which as many are yes as the tally has no, and the reverse, belong to it; so does a list
        whose other sides agree with the counts printed before their names.
        """
        if self.strict:
            return self.agrees(counts)
        wrong = [choice for choice, count in counts.items() if self.cast[choice] != count]
        if (counts.get("yes"), counts.get("no")) == (self.cast["no"], self.cast["yes"]):
            return True
        if len(wrong) == 1 and self.listed and len(self.counts) > 1 and counts == self.counts:
            return True
        return all(abs(self.cast[choice] - counts[choice]) <= 2 for choice in wrong)


class BallotBox:
    """Gives each ballot the division that it belongs to."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger, self.rules = ledger, rules
        self.places = Places(ledger)
        self._filled: set[str] = {vote.vote_event_id for vote in ledger.of(Vote)}

    def enter(self, ballot: Ballot) -> None:
        """Enter the votes of a ballot under its division, a new one where none fits."""
        if not ballot.votes:
            return
        item_id = self._item_id(ballot)
        event = self._event(ballot, item_id)
        counts = {**(_counts(event) if event else {}), **ballot.counts}
        if not ballot.holds(counts):
            self.ledger.doubt(ballot.first, ballot.last, "votes_differ_from_tally")
            return
        if event is None:
            event = self._new_event(ballot, item_id)
        self._complete(event, ballot)
        self._filled.add(event.id)
        agrees = ballot.agrees(counts) or not counts
        for vote in ballot.votes:
            self.ledger.add(
                Vote(
                    span=vote.span,
                    rule_id=ballot.rule,
                    confidence=0.9 if agrees and vote.sure else 0.7,
                    vote_event_id=event.id,
                    name=clean(vote.name),
                    party=vote.party,
                    office=vote.office,
                    choice=vote.choice,
                )
            )
        self.ledger.claim(ballot.first, ballot.last, ballot.rule)

    def _complete(self, event: VoteEvent, ballot: Ballot) -> None:
        """Give a division told in words the counts of abstaining and absent that only its table prints."""
        if event.yes_count is None:
            return
        told = {
            name: ballot.counts[choice]
            for name, choice in (("abstain_count", "abstain"), ("absent_count", "absent"))
            if getattr(event, name) is None and choice in ballot.counts
        }
        if told:
            self.ledger.replace(event, **told)

    def _item_id(self, ballot: Ballot) -> str | None:
        """Return the item of a ballot: the one whose § it names, that it stands in, or that has its title."""
        if ballot.paragraph is not None:
            numbered = [item.id for _, _, item in self.places.ranges if item.paragraph == ballot.paragraph]
            if len(numbered) == 1:
                return numbered[0]
        if ballot.annex is None and ballot.title is None:
            return self.places.item_id(ballot.first)
        if ballot.title is not None:
            titled = [
                (fuzz.partial_ratio(fold(ballot.title), fold(item.title)), -position, item.id)
                for position, (_, _, item) in enumerate(self.places.ranges)
                if item.title and len(item.title) > 8
            ]
            best = max(titled, default=None)
            if best and best[0] >= _SAME_TITLE:
                return best[2]
        return self.places.item_id(ballot.first) if ballot.annex is None else None

    def _event(self, ballot: Ballot, item_id: str | None) -> VoteEvent | None:
        """Return the free division of the item with the same tally, else the only free one.

        An annex is told by its number first: "Hur var och en röstar framgår av bilaga 2."
        """
        free = [event for event in self.ledger.of(VoteEvent) if event.id not in self._filled]
        alike = [event for event in free if (event.yes_count, event.no_count) == ballot.tally]
        if ballot.annex is not None:
            cited = [event for event in alike if self._cites(event, ballot.annex)]
            own = [event for event in alike if item_id and event.item_id == item_id]
            named = [event for event in free if self._cites(event, ballot.annex)]
            reverse = [one for one in named if (one.no_count, one.yes_count) == ballot.tally]
            return next(iter([*cited, *own, *reverse]), alike[0] if len(alike) == 1 else None)
        mine = [event for event in free if item_id and event.item_id == item_id]
        same = [event for event in mine if event in alike]
        if same:
            return same[0]
        if not mine and len(alike) == 1 and alike[0].yes_count is not None:
            # A list behind the last § of the minutes belongs to the only division with its tally.
            return alike[0]
        uncounted = [event for event in mine if event.yes_count is None]
        return uncounted[0] if uncounted else mine[0] if len(mine) == 1 and not ballot.counts else None

    def _cites(self, event: VoteEvent, annex: str) -> bool:
        """True when the words around a tally name the annex with the votes."""
        index = self.ledger.line_index(event.span)
        if index is None:
            return False
        words = " ".join(line.text for line in self.ledger.layout.body(index, index + 3))
        cited = self.rules.phrase("votes_in_annex").search(words)
        return cited is not None and cited["annex"].upper() == annex.upper()

    def _new_event(self, ballot: Ballot, item_id: str | None) -> VoteEvent:
        yes, no = ballot.counts.get("yes"), ballot.counts.get("no")
        outcome = None
        if yes is not None and no is not None:
            outcome = "yes" if yes > no else "no" if no > yes else "tied"
        pieces = self.ledger.layout.cover(ballot.first, ballot.last)
        return self.ledger.add(
            VoteEvent(
                span=pieces[0],
                more=pieces[1:],
                rule_id=ballot.rule,
                confidence=0.8,
                item_id=item_id,
                yes_count=yes,
                no_count=no,
                abstain_count=ballot.counts.get("abstain"),
                absent_count=ballot.counts.get("absent"),
                outcome=outcome,
            )
        )


def _counts(event: VoteEvent) -> dict[str, int]:
    """Return the printed tally of a division, what is not printed left out."""
    printed = {
        "yes": event.yes_count,
        "no": event.no_count,
        "abstain": event.abstain_count,
        "absent": event.absent_count,
    }
    return {choice: count for choice, count in printed.items() if count is not None}
