"""Divisions: the tally, what yes and no mean, and the votes by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from protokollparser.core.passages import Passage, passages
from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Vote, VoteEvent
from protokollparser.core.records.meetings import Attendance
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.core.text import clean, fold
from protokollparser.parse.ballots.annexes import annex_ballots, running_ballots
from protokollparser.parse.ballots.ballots import Ballot as BallotOf
from protokollparser.parse.ballots.ballots import BallotBox
from protokollparser.parse.ballots.lists import ListReader
from protokollparser.parse.ballots.tables import TableReader, without_parts
from protokollparser.parse.names import Names, Person
from protokollparser.parse.places import Places

_MATTER = re.compile(r"(?:förslag|yrkande|hemställan|motion)", re.IGNORECASE)
_CHOICES = {"ja": "yes", "nej": "no"}


@dataclass(frozen=True, slots=True)
class Ballot:
    """One person's vote and its place."""

    span: Span
    person: Person
    choice: str


@dataclass
class Division:
    """One division as it is gathered: `spans` are the sentences that give its result."""

    item_id: str | None
    yes_means: str | None = None
    no_means: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    ballots: list[Ballot] = field(default_factory=list)


class Reader:
    """Reads the divisions of one source, sentence by sentence."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger, self.rules = ledger, rules
        self.places, self.names = Places(ledger), Names.of(rules)
        self.sections = frozenset(rules.vocabulary["section_groups"]["votes"])
        self.numbers: dict[str, int] = {"en": 1, "ett": 1, **rules.vocabulary["units"]["number_words"]}
        self.present = {fold(row.name) for row in ledger.of(Attendance) if row.name}
        self.surnames = {name.split()[-1] for name in self.present}
        self.division: Division | None = None

    def number(self, printed: str) -> int:
        """Return a count printed in figures or in words."""
        return int(printed) if printed.isdigit() else self.numbers[printed.lower()]

    def match(self, name: str, text: str) -> re.Match[str] | None:
        """Return the first place of phrase `name` in `text`."""
        return self.rules.phrase(name).search(text)

    def are_present(self, people: list[Person]) -> bool:
        """True when lists of those present name all, in full or by surname: old boards print no parties."""
        return {fold(person.name) for person in people} <= self.present | self.surnames

    def open(self, item_id: str | None) -> Division:
        """Return the division under way in the item, a new one where there is none."""
        if self.division is None or self.division.item_id != item_id:
            self.close()
            self.division = Division(item_id)
        return self.division

    def part(self, paragraph: bool) -> None:
        """Close the division at a heading; what yes and no mean may stand above the heading of the result."""
        if paragraph or self.division is None or self.division.spans:
            self.close()

    def close(self) -> None:
        """Enter the division under way, if it has a result."""
        division, self.division = self.division, None
        if division is None or not division.spans:
            return
        if not division.counts and all(ballot.choice == "abstain" for ballot in division.ballots):
            # Someone who stands aside where nothing is voted on.
            return
        counts = division.counts
        event = self.ledger.add(
            VoteEvent(
                span=division.spans[0],
                more=tuple(division.spans[1:]),
                rule_id=self.rules.phrase("tally_of_votes").id,
                confidence=0.95 if "yes" in counts and "no" in counts else 0.8,
                item_id=division.item_id,
                yes_count=counts.get("yes"),
                no_count=counts.get("no"),
                abstain_count=counts.get("abstain"),
                absent_count=counts.get("absent"),
                yes_means=division.yes_means,
                no_means=division.no_means,
                outcome=_outcome(counts),
            )
        )
        for ballot in division.ballots:
            self.ledger.add(
                Vote(
                    span=ballot.span,
                    rule_id=self.rules.phrase("votes_by_name").id,
                    confidence=0.9 if ballot.person.sure else 0.8,
                    vote_event_id=event.id,
                    name=clean(ballot.person.name),
                    party=ballot.person.party,
                    choice=ballot.choice,
                )
            )


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the divisions told in items, and the votes of those who are named."""
    reader = Reader(ledger, rules)
    ballots = [*running_ballots(ledger, rules), *annex_ballots(ledger, rules)]
    listed = {index for ballot in ballots for index in range(ballot.first, ballot.last + 1)}
    headings = {heading.first: heading for heading in ledger.outline.headings}
    for passage in passages(ledger.outline, rules):
        if passage.kind == "heading":
            heading = headings.get(passage.first)
            if heading is not None and (heading.paragraph or heading.name == "vote"):
                reader.part(heading.paragraph)
            continue
        trail = ledger.outline.trail_at[passage.first]
        item_id = reader.places.item_id(passage.first)
        if (
            item_id is None
            or not trail
            or (trail[-1].name not in reader.sections and not trail[-1].paragraph)
        ):
            continue
        statements = [s for s in _statements(passage) if passage.piece(s[0]).index not in listed]
        meant = -1
        for position, (start, end) in enumerate(statements):
            if position <= meant:
                continue
            following = statements[position + 1][1] if position + 1 < len(statements) else end
            if _read_meaning(reader, passage.text[start:end], item_id):
                continue
            if _read_meaning(reader, passage.text[start:following], item_id):
                # "Den som bifaller förslaget röstar ja. Den som avslår det röstar nej."
                meant = position + 1
                continue
            _read_sentence(reader, passage, start, end, item_id)
    reader.close()
    _read_ballots(ledger, rules, ballots, listed)


def _read_ballots(ledger: Ledger, rules: Rules, ballots: list[BallotOf], listed: set[int]) -> None:
    """Enter the votes that lists and tables in items tell, and `ballots`, which fill the lines `listed`."""
    box, lists, tables = BallotBox(ledger, rules), ListReader(rules), TableReader(rules)
    layout = ledger.layout
    for first, last, _ in box.places.ranges:
        grids = {grid.first: grid for i in range(first, last + 1) if (grid := layout.grid_at.get(i))}
        every = [line for line in layout.body(first, last) if line.index not in listed]
        lines = [line for line in every if line.index not in layout.grid_at]
        found = [*filter(None, (tables.in_grid(layout, grid) for grid in grids.values()))]
        found = without_parts(found, tables.in_lines(layout, every)) + lists.read(layout, lines)
        for ballot in sorted(found, key=lambda ballot: ballot.first):
            box.enter(ballot)
    for ballot in ballots:
        box.enter(ballot)


def _statements(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the sentences, those that end on a colon together with what follows on their line."""
    opened: int | None = None
    for position, (start, end) in enumerate(passage.sentences):
        low = start if opened is None else opened
        following = passage.sentences[position + 1][0] if position + 1 < len(passage.sentences) else None
        goes_on = passage.text[end - 1] == ":" and following is not None
        if goes_on and "\n" not in passage.text[end:following]:
            opened = low
            continue
        opened = None
        yield low, end


def _outcome(counts: dict[str, int]) -> str | None:
    """Return which proposition has more votes: yes, no or tied; None without both counts."""
    if "yes" not in counts or "no" not in counts:
        return None
    difference = counts["yes"] - counts["no"]
    return "yes" if difference > 0 else "no" if difference < 0 else "tied"


def _read_meaning(reader: Reader, words: str, item_id: str) -> bool:
    """Open a division by what yes and no mean in it; False where the words do not tell."""
    meaning = reader.match("vote_meaning", words.replace("\n", " "))
    if meaning is None:
        return False
    told = (meaning["yes"] or meaning["yes2"]).strip()
    if reader.names.at_start(told) and not _MATTER.search(told):
        # "Ja: Eva Ek (S)" lists who voted; "Eva Eks förslag" is what they voted for.
        return False
    reader.close()
    division = reader.open(item_id)
    division.yes_means = clean(meaning["yes"] or meaning["yes2"])
    division.no_means = clean(meaning["no"] or meaning["no2"] or meaning["no3"]).rstrip(' .”"')
    return True


def _read_sentence(reader: Reader, passage: Passage, start: int, end: int, item_id: str) -> None:
    sentence = passage.text[start:end].replace("\n", " ")
    single = reader.match("single_count", sentence.strip())
    if single is not None:
        _take_count(reader, passage, (start, end), single, item_id)
        return
    if reader.match("votes_listed", sentence):
        return
    named = reader.match("votes_by_name", sentence)
    tally = reader.match("tally_of_votes", sentence)
    rest = reader.match("abstaining_count", sentence)
    if named and _take_names(reader, passage, start, sentence, named, item_id):
        return
    elif tally or (rest and reader.division and reader.division.spans):
        _take_tally(reader, passage, start, end, sentence, item_id)


def _take_tally(reader: Reader, passage: Passage, start: int, end: int, sentence: str, item_id: str) -> None:
    """Take the printed counts of a sentence; a second tally opens a division of its own."""
    tally = reader.match("tally_of_votes", sentence)
    if tally and reader.division and reader.division.counts:
        reader.close()
    division = reader.open(item_id)
    division.spans += passage.places(start, end)
    if tally:
        pairs = (
            ("yes", "no"),
            ("yes2", "no2"),
            ("yes3", "no3"),
            ("yes4", "no4"),
            ("yes5", "no5"),
            ("yes6", "no6"),
            ("yes7", "no7"),
            ("yes8", "no8"),
        )
        yes, no = next((tally[a], tally[b]) for a, b in pairs if tally[a])
        division.counts.update(yes=reader.number(yes), no=reader.number(no))
    for match in reader.rules.phrase("abstaining_count").finditer(sentence):
        for group, printed in match.groupdict().items():
            if printed:
                division.counts[group.rstrip("2")] = reader.number(printed)


def _take_count(
    reader: Reader, passage: Passage, place: tuple[int, int], single: re.Match[str], item_id: str
) -> None:
    """Take one count printed on a line of its own; where it is known, another division begins."""
    choice = next(name for name in ("yes", "no", "abstain", "absent") if single[name])
    if reader.division and choice in reader.division.counts:
        reader.close()
    division = reader.open(item_id)
    division.counts[choice] = int(single["count"])
    division.spans += passage.places(*place)


def _take_names(
    reader: Reader, passage: Passage, start: int, sentence: str, named: re.Match[str], item_id: str
) -> bool:
    """Take the people who are said to vote one way; False when none is named."""
    people = _voters(reader, sentence, named)
    if not people or not (any(person.party for person in people) or reader.are_present(people)):
        return False
    chosen = named["choice"] or named["behind"]
    choice = _CHOICES[chosen.lower()] if chosen else "abstain"
    division = reader.open(item_id)
    if any(ballot.choice == choice for ballot in division.ballots):
        reader.close()
        division = reader.open(item_id)
    printed = named["count"] or named["count2"]
    if printed:
        division.counts[choice] = int(printed)
    division.spans += passage.places(start, start + len(sentence))
    _add_ballots(division, passage, start, people, choice)
    return True


def _voters(reader: Reader, sentence: str, named: re.Match[str]) -> list[Person]:
    """Return who is named before the verb ("Eva Ek (S) röstar ja"), or behind it ("Ja röstar Eva Ek (S)")."""
    words, start = (sentence, named.end()) if named["behind"] else (sentence[: named.start()], 0)
    return list(reader.names.find(words, start)) or reader.names.addressed(words, start)


def _add_ballots(division: Division, passage: Passage, start: int, people: list[Person], choice: str) -> None:
    for person in people:
        span = passage.places(start + person.start, start + person.end)[0]
        division.ballots.append(Ballot(span, person, choice))
