"""Faults in names and in who was there."""

from __future__ import annotations

import random
from collections.abc import Iterator

from protokollparser.core.records.meetings import Attendance, Officer
from protokollparser.core.records.people import Mention
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind


def exchanged(name: str, chance: random.Random) -> str | None:
    """Return a name with two neighbouring letters of its given name exchanged: Isak, Iska."""
    first, _, rest = name.partition(" ")
    places = [at for at in range(1, len(first) - 1) if first[at] != first[at + 1]]
    if not rest or len(first) < 4 or not places:
        return None
    at = chance.choice(places)
    return f"{first[:at]}{first[at + 1]}{first[at]}{first[at + 2 :]} {rest}"


@kind("N01")
def letters_of_a_name_exchanged(original: Original, chance: random.Random) -> Iterator[Change]:
    listed = {row.name for row in original.dossier.of(Attendance)}
    for mention in original.dossier.of(Mention):
        name = mention.span.printed
        wrong = exchanged(name, chance) if name in listed else None
        change = original.put(mention.span, wrong) if wrong else None
        if change is not None:
            yield change


@kind("Q05")
def adjuster_who_was_absent(original: Original, chance: random.Random) -> Iterator[Change]:
    rows = original.dossier.of(Attendance)
    absent = sorted({row.name for row in rows if row.status == "absent"})
    for officer in original.dossier.of(Officer):
        if officer.role == "adjuster" and absent:
            change = original.put(officer.span, chance.choice(absent), officer.name)
            if change is not None:
                yield change
