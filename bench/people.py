"""How well people are known again across documents: `python -m bench.people`.

Two thousand invented people sit in the boards of forty municipalities for twelve meetings each. Lists print
some names wrong (a letter, swapped letters, a misread letter, a lost hyphen), one person in eight has a true
near-namesake of the same party in the municipality, half of those in the same board, some leave their party,
and others of the same name come for another party. Counted are pairs of printed names: brought together
rightly and wrongly, kept as candidates, and missed.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from time import process_time

from protokollparser.core.rules import load
from protokollparser.store.people.grouping import Groups, Named, settle
from protokollparser.store.people.known_names import KnownNames

_PARTIES = ("S", "M", "SD", "C", "V", "KD", "L", "MP")
_BOARDS = ("kommunstyrelse", "socialnämnd", "byggnadsnämnd", "kulturnämnd")
_FIRST = (
    "Kvarn",
    "Tall",
    "Gran",
    "Alp",
    "Ling",
    "Ugg",
    "Hav",
    "Rot",
    "Stor",
    "Vinter",
    "Sol",
    "Fager",
    "Rön",
    "Häll",
)
_LAST = (
    "hed",
    "hede",
    "lid",
    "lind",
    "lund",
    "rot",
    "stig",
    "stil",
    "dal",
    "dahl",
    "mo",
    "måla",
    "felt",
    "felth",
    "näs",
)
_LOOKS = (("m", "rn"), ("rn", "m"), ("i", "l"), ("l", "i"), ("ö", "o"), ("å", "a"), ("ä", "a"), ("d", "cl"))
_WRONG, _TWIN, _BOTH, _LEAVES, _FOLLOWS = 0.015, 0.125, 0.5, 0.02, 0.02


@dataclass
class Someone:
    """One invented person: the name, the party until and from a meeting on, and the board."""

    number: int
    given: str
    surname: str
    party: str
    place: str
    board: str
    later: tuple[int, str] | None = None
    from_meeting: int = 0
    to_meeting: int = 12


@dataclass
class Printed:
    """One name with party as lists print it: whom it means, and where it stands."""

    means: Counter[int] = field(default_factory=Counter)
    sittings: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    days: set[date] = field(default_factory=set)


def invent(count: int, chance: random.Random) -> list[Someone]:
    """Return invented people, some of them near-namesakes of others."""
    names = load().vocabulary["person_names"]
    surnames = [*names["surnames"], *(first + last for first in _FIRST for last in _LAST)]
    neighbours = _neighbours(names["given"]), _neighbours(surnames)
    people: list[Someone] = []

    def add(given: str, surname: str, party: str, place: str, board: str) -> Someone:
        someone = Someone(len(people), given, surname, party, place, board)
        people.append(someone)
        return someone

    taken: set[tuple[str, str, str]] = set()
    while len(people) < count:
        place, board = f"ort{chance.randrange(40)}", chance.choice(_BOARDS)
        given, surname = chance.choice(names["given"]), chance.choice(surnames)
        if chance.random() < 0.15:
            given = f"{given}-{chance.choice(names['given'])}"
        if (given, surname, place) in taken:
            continue
        taken.add((given, surname, place))
        one = add(given, surname, chance.choice(_PARTIES), place, board)
        drawn = chance.random()
        if drawn < _TWIN:
            near = chance.choice(
                [
                    *((g, surname) for g in neighbours[0][given]),
                    *((given, s) for s in neighbours[1][surname]),
                    (given, surname),
                ]
            )
            if near != (given, surname) and (*near, place) not in taken:
                taken.add((*near, place))
                add(*near, one.party, place, board if chance.random() < _BOTH else chance.choice(_BOARDS))
        elif drawn < _TWIN + _LEAVES:
            one.later = (chance.randrange(3, 10), chance.choice(("-", "M", "SD")))
        elif drawn < _TWIN + _LEAVES + _FOLLOWS:
            one.to_meeting = chance.randrange(3, 10)
            other = add(given, surname, chance.choice(_PARTIES), place, chance.choice(_BOARDS))
            other.from_meeting = one.to_meeting
    return people


def _neighbours(names: Iterable[str]) -> dict[str, list[str]]:
    """Return for each name those that differ from it by one letter."""
    holes: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for place in range(len(name)):
            holes[name[:place] + "*" + name[place + 1 :]].add(name)
            holes[name[:place] + "*" + name[place:]].add(name)
        holes[name + "*"].add(name)
    found: dict[str, set[str]] = defaultdict(set)
    for group in holes.values():
        for one, other in combinations(sorted(group), 2):
            found[one].add(other)
            found[other].add(one)
    return defaultdict(list, {name: sorted(others) for name, others in found.items()})


def misprint(name: str, chance: random.Random) -> str:
    """Return a name as it is printed wrong."""
    kind = chance.choice(("letter", "swap", "look", "double", "hyphen", "drop"))
    place = chance.randrange(1, len(name) - 1)
    if kind == "hyphen" and "-" in name:
        return name.replace("-", " ")
    if kind == "look":
        for seen, printed in chance.sample(_LOOKS, len(_LOOKS)):
            if seen in name[1:]:
                return name[0] + name[1:].replace(seen, printed, 1)
    if not (name[place].isalpha() and name[place + 1].isalpha() and name[place].islower()):
        return name
    if kind == "swap":
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    if kind == "double":
        return name[:place] + name[place] + name[place:]
    if kind == "drop":
        return name[:place] + name[place + 1 :]
    return name[:place] + chance.choice("aeiounrst") + name[place + 1 :]


def print_lists(people: list[Someone], chance: random.Random) -> dict[tuple[str, str, str], Printed]:
    """Return the names of all lists, by name, party and place."""
    found: dict[tuple[str, str, str], Printed] = defaultdict(Printed)
    for meeting in range(12):
        day = date(2023, 1, 10) + timedelta(days=30 * meeting)
        for someone in people:
            if not someone.from_meeting <= meeting < someone.to_meeting or chance.random() < 0.25:
                continue
            party = someone.later[1] if someone.later and meeting >= someone.later[0] else someone.party
            name = f"{someone.given} {someone.surname}"
            if chance.random() < _WRONG:
                name = misprint(name, chance)
            printed = found[name, party, someone.place]
            printed.means[someone.number] += 1
            printed.sittings.add(f"{someone.place} {someone.board} {meeting}")
            printed.bodies.add(someone.board)
            printed.days.add(day)
    return found


def named(found: dict[tuple[str, str, str], Printed]) -> tuple[list[Named], dict[str, int]]:
    """Return the names as linking takes them, and whom each means most."""
    names, means = [], {}
    for number, ((name, party, place), printed) in enumerate(sorted(found.items())):
        key = f"n{number:06}"
        means[key] = printed.means.most_common(1)[0][0]
        names.append(
            Named(
                id=key,
                name=name,
                forms=(name,),
                party=party,
                place=place,
                sittings=frozenset(printed.sittings),
                bodies=frozenset(printed.bodies),
                days=tuple(sorted(printed.days)),
                weight=len(printed.sittings),
            )
        )
    return names, means


def score(groups: Groups, means: dict[str, int]) -> Counter[str]:
    """Count pairs of names: of one person and of two, brought together, kept as candidates, or left."""
    tally: Counter[str] = Counter()
    persons: dict[str, list[str]] = defaultdict(list)
    for name, chosen in groups.chosen.items():
        persons[chosen].append(name)
    for group in persons.values():
        for one, other in combinations(group, 2):
            tally["together right" if means[one] == means[other] else "together wrong"] += 1
    offered = {(one.one, one.other) for one in groups.candidates}
    same: dict[int, list[str]] = defaultdict(list)
    for name, number in means.items():
        same[number].append(name)
    for group in same.values():
        for one, other in combinations(group, 2):
            a, b = sorted((groups.chosen[one], groups.chosen[other]))
            tally["of one person"] += 1
            tally["of one person, candidates"] += (a, b) in offered
    tally["candidates"] = len(offered)
    tally["candidates right"] = sum(means[one] == means[other] for one, other in offered)
    return tally


def main() -> None:
    """Print the figures over five draws."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--wrong", action="store_true", help="print what was brought together wrongly")
    options = parser.parse_args()
    known, total, seconds, printed = KnownNames.of(load()), Counter[str](), 0.0, 0
    for seed in range(options.seeds):
        chance = random.Random(seed)
        names, means = named(print_lists(invent(options.people, chance), chance))
        printed += len(names)
        start = process_time()
        groups = settle(names, known)
        seconds += process_time() - start
        total += score(groups, means)
        if options.wrong:
            called = {name.id: name for name in names}
            for name, chosen in groups.chosen.items():
                if means[name] != means[chosen]:
                    a, b = called[name], called[chosen]
                    told = f"{a.name} ({a.party}) {a.weight} -> {b.name} ({b.party}) {b.weight}"
                    print(f"  {told}: {groups.ties.get(name)}")
    right, wrong, all_ = total["together right"], total["together wrong"], total["of one person"]
    print(f"{printed} names with party, {seconds:.2f} CPU s; pairs of one person: {all_}")
    print(f"together: {right} right, {wrong} wrong; precision {right / (right + wrong):.4f}")
    kept = total["of one person, candidates"]
    print(f"recall {right / all_:.4f}, with candidates {(right + kept) / all_:.4f}")
    print(f"{total['candidates right']} of {total['candidates']} candidates are one person")


if __name__ == "__main__":
    main()
