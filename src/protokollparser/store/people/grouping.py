"""Who is one person among the names that documents give: a pure function of all of them (decision 0023).

Names that were listed at one sitting are two people. Apart from that a name goes to a person when one word
of it is a slip of the pen and both sit in one body, when a signature spells out all given names, when a party
changed its name, or when someone left all parties and kept the seat. Everything less certain is a candidate.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise

from protokollparser.store.people.known_names import KnownNames
from protokollparser.store.people.likeness import Likeness, likeness, words_of

# So many months may lie between the last sitting for one party and the first for another.
_GAP_DAYS = 400
# A word that more names of a place share tells little; their likes are sought by the other words.
_CROWD = 400
# Whether others than two bear a word is known when three do.
BEARERS = 3


@dataclass(frozen=True, slots=True)
class Named:
    """What documents give of one name with party and place, and where it was listed.

    `sittings` are the meetings and ballots that list the name; `bodies` those that it sat in or signed for;
    `days` the days of the meetings; `weight` the number of documents; `signed` when it only stands in
    signatures; `official` when it is listed as that of an official.
    """

    id: str
    name: str
    forms: tuple[str, ...]
    party: str | None
    place: str
    sittings: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    days: tuple[date, ...] = ()
    weight: int = 1
    signed: bool = False
    official: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two people who may be one, by the ids of the names that stand for them."""

    one: str
    other: str
    confidence: float
    reason: str


@dataclass(frozen=True)
class Groups:
    """For each name the one that stands for the person, how sure that is and why; and who may be one."""

    chosen: Mapping[str, str]
    ties: Mapping[str, tuple[float, str]]
    candidates: tuple[Candidate, ...]


@dataclass(slots=True)
class _Person:
    """A person in the making: names, the most printed first, and what they tell together."""

    names: list[Named]
    words: tuple[str, ...]
    line: str | None
    sittings: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)

    @property
    def first(self) -> Named:
        return self.names[0]

    @property
    def rank(self) -> tuple[object, ...]:
        return (-sum(name.weight for name in self.names), self.first.party is None, self.first.id)

    def apart(self, other: _Person) -> bool:
        """True when both were listed at one sitting."""
        return not self.sittings.isdisjoint(other.sittings)

    def days(self) -> tuple[date, ...]:
        return tuple(sorted(day for name in self.names for day in name.days))


class _Gathering:
    """The people of one place while they are brought together."""

    def __init__(self, people: Sequence[_Person], known: KnownNames) -> None:
        self.people = sorted(people, key=lambda person: person.rank)
        self.known = known
        self.ties: dict[str, tuple[float, str]] = {}
        self.into: dict[str, _Person] = {}
        self.anchors: set[str] = set()
        self.candidates: dict[tuple[str, str], Candidate] = {}

    def take(self, person: _Person, other: _Person, confidence: float, reason: str) -> None:
        """Bring `other` into `person`."""
        for name in other.names:
            before = self.ties.get(name.id, (1.0, reason))
            self.ties[name.id] = min(before, (confidence, reason))
        person.names += other.names
        person.sittings |= other.sittings
        person.bodies |= other.bodies
        self.into[other.first.id] = person
        self.anchors.add(person.first.id)

    def root(self, person: _Person) -> _Person:
        """Return the person into whom someone was brought."""
        while person.first.id in self.into and self.into[person.first.id] is not person:
            person = self.into[person.first.id]
        return person

    def doubt(self, one: _Person, other: _Person, confidence: float, reason: str) -> None:
        """Keep two people as one perhaps."""
        low, high = sorted((one.first.id, other.first.id))
        new = Candidate(low, high, confidence, reason)
        old = self.candidates.get((low, high))
        if old is None or (old.confidence, old.reason) < (confidence, reason):
            self.candidates[low, high] = new


# By word, the names that bear it; None where three and more do.
Bearers = Mapping[str, frozenset[tuple[str, ...]] | None]


def settle(names: Iterable[Named], known: KnownNames) -> Groups:
    """Return who is one person, the same whatever the order of the names."""
    places: dict[str, list[Named]] = defaultdict(list)
    borne: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in names:
        places[name.place].append(name)
        words = words_of(name.name)
        for word in words:
            borne[word].add(words)
    bearers = {word: frozenset(some) if len(some) < BEARERS else None for word, some in borne.items()}
    found = [settle_place(places[place], known, bearers) for place in sorted(places)]
    return Groups(
        chosen={name: one for groups in found for name, one in groups.chosen.items()},
        ties={name: tie for groups in found for name, tie in groups.ties.items()},
        candidates=tuple(
            sorted(
                (one for groups in found for one in groups.candidates), key=lambda one: (one.one, one.other)
            )
        ),
    )


def settle_place(names: Iterable[Named], known: KnownNames, bearers: Bearers) -> Groups:
    """Return who is one person among the names of one place, the same whatever their order.

    `bearers` are those of the words of these names, over all places.
    """
    gathering = _Gathering(_alike(sorted(names, key=lambda name: name.id), known), known)
    _take_slips(gathering, bearers)
    _take_unnamed_parties(gathering)
    _take_changes(gathering)
    stands: dict[str, str] = {}
    for person in gathering.people:
        if gathering.root(person) is person:
            stands |= {name.id: _standing(person) for name in person.names}
    ties = {name: tie for name, tie in gathering.ties.items() if stands[name] != name}
    candidates = _settled(gathering.candidates.values(), stands)
    return Groups(stands, ties, tuple(sorted(candidates, key=lambda one: (one.one, one.other))))


def _standing(person: _Person) -> str:
    """Return the id of the name that stands for a person: the latest party, then the most printed form."""
    best = person.first
    for name in person.names:
        if name.party is not None and (best.party is None or _is_later(name, best)):
            best = name
    return best.id


def _is_later(name: Named, best: Named) -> bool:
    """True for another party that came later."""
    return name.party != best.party and bool(name.days and best.days) and max(name.days) > max(best.days)


def _settled(found: Iterable[Candidate], stands: Mapping[str, str]) -> Iterator[Candidate]:
    """Yield the candidates among people as they came out, each pair once with its best reason."""
    best: dict[tuple[str, str], Candidate] = {}
    for one in found:
        low, high = sorted((stands[one.one], stands[one.other]))
        if low != high:
            new = Candidate(low, high, one.confidence, one.reason)
            old = best.get((low, high))
            if old is None or (old.confidence, old.reason) < (new.confidence, new.reason):
                best[low, high] = new
    yield from best.values()


def _alike(names: Sequence[Named], known: KnownNames) -> list[_Person]:
    """Return the people whom capitals, hyphens and party names alone do not tell apart."""
    groups: dict[tuple[str, str | None], list[Named]] = defaultdict(list)
    for name in names:
        groups["".join(words_of(name.name)), known.line(name.party)].append(name)
    people: list[_Person] = []
    for (_, line), group in groups.items():
        group.sort(key=lambda name: (-name.weight, _shouted(name.name), name.id))
        found: list[_Person] = []
        for name in group:
            person = _Person([name], words_of(name.name), line, set(name.sittings), set(name.bodies))
            twin = next((one for one in found if not one.apart(person)), None)
            if twin is None:
                found.append(person)
            else:
                twin.names.append(name)
                twin.sittings |= person.sittings
                twin.bodies |= person.bodies
        people += found
    return people


def _shouted(name: str) -> int:
    """Return how many words of a name are in capitals, which is no way to write a name."""
    return sum(len(word) > 1 and word.isupper() for word in name.split())


def _take_slips(gathering: _Gathering, bearers: Bearers) -> None:
    """Bring slips of the pen and spelled-out names to the names that are printed more."""
    fits: dict[str, list[tuple[_Person, Likeness]]] = defaultdict(list)
    for one, other in _near(gathering.people):
        if one.line != other.line and None not in (one.line, other.line):
            continue
        if one.apart(other):
            continue

        def is_name(word: str, pair: tuple[_Person, _Person] = (one, other)) -> bool:
            borne = bearers[word]
            others = borne is None or bool(borne - {person.words for person in pair})
            return others or word in gathering.known.words

        found = likeness(one.words, other.words, is_name)
        if found is None or one.words == other.words:
            continue
        anchor, variant = _order(one, other, found, is_name)
        fits[variant.first.id].append((anchor, found))
        gathering.doubt(one, other, found.confidence, found.reason)
    for variant in gathering.people:
        offered = fits.get(variant.first.id, ())
        taken = [(anchor, found) for anchor, found in offered if _is_proof(anchor, variant, found)]
        if len(taken) != 1 or len(_rivals(offered)) > 1:
            continue
        anchor, found = taken[0]
        if gathering.root(anchor) is not anchor or anchor.apart(variant):
            continue
        if variant.first.id in gathering.into or variant.first.id in gathering.anchors:
            continue
        gathering.take(anchor, variant, found.confidence if found.sure else 0.85, found.reason)


def _rivals(offered: Sequence[tuple[_Person, Likeness]]) -> list[_Person]:
    """Return those who are about as like a name as any other is."""
    best = max((found.confidence for _, found in offered), default=0.0)
    return [anchor for anchor, found in offered if found.confidence >= best - 0.3]


def _is_proof(anchor: _Person, variant: _Person, found: Likeness) -> bool:
    """True when a likeness and what the two did in one body make them one person."""
    if anchor.bodies.isdisjoint(variant.bodies):
        return False
    if found.reason == "given_names":
        spelled_out = variant if len(variant.words) > len(anchor.words) else anchor
        return all(name.signed for name in spelled_out.names) and found.confidence > 0.6
    return found.sure and anchor.line == variant.line and anchor.line is not None


def _order(one: _Person, other: _Person, found: Likeness, is_name: object) -> tuple[_Person, _Person]:
    """Return the name that is meant and the one that is a slip or a longer form of it."""
    if found.reason == "given_names":
        return (one, other) if len(one.words) < len(other.words) else (other, one)
    if callable(is_name):
        strange = [sum(not is_name(word) for word in person.words) for person in (one, other)]
        if strange[0] != strange[1]:
            return (one, other) if strange[0] < strange[1] else (other, one)
    return (one, other) if one.rank < other.rank else (other, one)


def _near(people: Sequence[_Person]) -> Iterator[tuple[_Person, _Person]]:
    """Yield each pair that shares a word, or all letters, once."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        for word in {*person.words}:
            blocks[word].append(place)
    for place, person in enumerate(people):
        shared = (blocks[word] for word in {*person.words} if len(blocks[word]) <= _CROWD)
        for other in sorted({other for block in shared for other in block[bisect_right(block, place) :]}):
            yield person, people[other]


def _take_unnamed_parties(gathering: _Gathering) -> None:
    """Bring names without party to the only member of that name who sits in the same body."""
    by_words = _by_words(gathering)
    for people in by_words.values():
        partied = [person for person in people if person.line is not None]
        for person in (person for person in people if person.line is None):
            if all(name.official for name in person.names):
                continue
            fitting = [one for one in partied if not one.apart(person)]
            sitting = [one for one in fitting if not one.bodies.isdisjoint(person.bodies)]
            if len(fitting) == len(sitting) == 1:
                gathering.take(sitting[0], person, 0.9, "no_party")
                continue
            for one in fitting:
                gathering.doubt(one, person, 0.5, "no_party")


def _by_words(gathering: _Gathering) -> dict[str, list[_Person]]:
    """Return the people of a place by the letters of their names."""
    found: dict[str, list[_Person]] = defaultdict(list)
    for person in gathering.people:
        if gathering.root(person) is person:
            found["".join(person.words)].append(person)
    return found


def _take_changes(gathering: _Gathering) -> None:
    """Bring those together who left a party and kept the seat; others of one name are candidates."""
    for people in _by_words(gathering).values():
        partied = [person for person in people if person.line is not None]
        if len(partied) < 2:
            continue
        dated = sorted(
            (person for person in partied if person.days()), key=lambda p: (p.days()[0], p.first.id)
        )
        in_turn = len(dated) == len(partied) and all(a.days()[-1] < b.days()[0] for a, b in pairwise(dated))
        apart = any(a.apart(b) for a, b in combinations(partied, 2))
        for one, other in combinations(partied, 2):
            if not one.apart(other):
                gathering.doubt(one, other, 0.5 if in_turn and not apart else 0.3, "other_party")
        if not in_turn or apart:
            continue
        for one, other in pairwise(dated):
            left = "-" in (one.line, other.line) and _kept_the_seat(one, other)
            if left or _spelled_out(one) & _spelled_out(other):
                gathering.take(gathering.root(one), other, 0.9, "party_change")


def _spelled_out(person: _Person) -> set[tuple[str, ...]]:
    """Return the forms of a name with given names that the usual form leaves out."""
    forms = {words_of(form) for name in person.names for form in name.forms}
    return {form for form in forms if len(form) > len(person.words) + 1}


def _kept_the_seat(one: _Person, other: _Person) -> bool:
    """True when someone sat in the same body soon after, with no new term between.

    Nobody is elected without party: who sits without one left it. Another party is no such proof, for a
    namesake may have come (decision 0023).
    """
    last, first = one.days()[-1], other.days()[0]
    if one.bodies.isdisjoint(other.bodies) or (first - last).days > _GAP_DAYS:
        return False
    return not any(last < day <= first for day in _terms(last.year, first.year))


def _terms(first: int, last: int) -> list[date]:
    """Return the days on which councils, and boards after them, were seated anew: each is an end of terms.

    General elections were held every third year from 1970 to 1994, every fourth year before and after.
    """
    years = [*range(1950, 1970, 4), *range(1970, 1994, 3), *range(1994, last + 1, 4)]
    elections = [year for year in years if first - 1 <= year <= last]
    return [day for year in elections for day in (date(year, 10, 15), date(year + 1, 1, 1))]
