"""Faults in names and in who was there."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.meetings import Attendance, Officer
from protokollparser.core.records.people import Mention, Signature
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
    listed = Counter(row.name for row in original.dossier.of(Attendance))
    stands = Counter(mention.name for mention in original.dossier.of(Mention))
    for mention in original.dossier.of(Mention):
        name = mention.span.printed
        told_elsewhere = stands[mention.name] > max(1, listed[mention.name])
        wrong = exchanged(name, chance) if listed[name] and told_elsewhere else None
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


def _listed(original: Original, *statuses: str) -> list[Attendance]:
    """Return the rows of members and substitutes, those for some of the items left out."""
    return [
        row
        for row in original.dossier.of(Attendance)
        if row.status in statuses and row.role in ("member", "substitute") and row.paragraph_first is None
    ]


@kind("Q03")
def absent_member_who_served(original: Original, chance: random.Random) -> Iterator[Change]:
    serving = sorted({row.name for row in _listed(original, "serving")})
    for row in _listed(original, "absent"):
        change = original.put(row.span, chance.choice(serving), row.name) if serving else None
        if change is not None:
            yield change


@kind("Q03")
def member_listed_twice(original: Original, chance: random.Random) -> Iterator[Change]:
    rows = _listed(original, "serving")
    for row in rows:
        others = [other.name for other in rows if other.name != row.name]
        change = original.put(row.span, chance.choice(others), row.name) if others else None
        if change is not None:
            yield change


@kind("Q01")
def too_few_served(original: Original, chance: random.Random) -> Iterator[Change]:
    """So many of those who served are left out that the absent are as many."""
    del chance
    absent = {row.name for row in _listed(original, "absent") if row.role == "member"}
    rows = [row for row in _listed(original, "serving") if "\n" not in row.span.printed]
    lines = sorted({row.span.line_start for row in rows})
    if len(absent) < 2 or len(lines) != len(rows) or len(rows) <= len(absent):
        return
    gone = set(lines[len(absent) - 1 :])
    text = original.text.split("\n")
    left = [row for number, row in enumerate(text, 1) if number not in gone]
    yield Change("\n".join(left), lines[0], text[min(gone) - 1], "")


@kind("Q02")
def list_of_those_who_served_left_out(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    rows = [row.span for row in original.dossier.of(Attendance) if row.role in ("member", "substitute")]
    if rows and {span.page for span in rows} == {rows[0].page}:
        first, last = min(span.line_start for span in rows), max(span.line_end for span in rows)
        if last - first < 40:
            yield original.without(first, last)


@kind("Q10")
def present_at_paragraphs_that_are_not_there(original: Original, chance: random.Random) -> Iterator[Change]:
    items = [item.paragraph for item in original.dossier.of(AgendaItem) if item.paragraph]
    text = original.text.split("\n")
    for row in original.dossier.of(Attendance):
        number = row.paragraph_last if row.paragraph_last is not None else row.paragraph_first
        if number is None or not items:
            continue
        for line in (row.span.line_start, row.span.line_start + 1):
            before = text[line - 1]
            if "§" in before and str(number) in before:
                after = str(max(items) + chance.randint(2, 30)).join(before.rsplit(str(number), 1))
                changed = [*text[: line - 1], after, *text[line:]]
                yield Change("\n".join(changed), line, before.strip(), after.strip())
                break


@kind("N02")
def party_of_a_person_changed(original: Original, chance: random.Random) -> Iterator[Change]:
    told = {row.name: row.party for row in original.dossier.of(Attendance) if row.party}
    parties = sorted(set(told.values()))
    for mention in original.dossier.of(Mention):
        party = told.get(mention.name)
        if mention.entity_type != "person" or mention.party is None or mention.party != party:
            continue
        row = original.text.split("\n")[mention.span.line_start - 1]
        printed = f"{mention.span.printed} ({party})"
        others = [other for other in parties if other != party]
        if row.count(printed) == 1 and others:
            wrong = f"{mention.span.printed} ({chance.choice(others)})"
            change = original.put(mention.span, wrong, printed)
            if change is not None:
                yield change


@kind("N03")
def chair_who_signs_is_another(original: Original, chance: random.Random) -> Iterator[Change]:
    chairs = {row.name for row in original.dossier.of(Officer) if row.role == "chair"}
    others = sorted({row.name for row in _listed(original, "serving")} - chairs)
    for signature in original.dossier.of(Signature):
        if signature.name and others and {signature.name.lower()} & {name.lower() for name in chairs}:
            change = original.put(signature.span, chance.choice(others), signature.name)
            if change is not None:
                yield change
