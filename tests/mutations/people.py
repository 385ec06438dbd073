"""Faults in names and in who was there."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator

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


def listed(original: Original, *statuses: str) -> list[Attendance]:
    """Return the rows of members and substitutes, those for some of the items left out."""
    return [
        row
        for row in original.dossier.of(Attendance)
        if row.status in statuses and row.role in ("member", "substitute") and row.paragraph_first is None
    ]


def whole_time(original: Original) -> set[str]:
    """Return those who served for the whole of a meeting, as far as the list tells."""
    rows = listed(original, "serving")
    part = {
        row.name
        for row in original.dossier.of(Attendance)
        if row.paragraph_first or row.time_from or row.time_to
    }
    return {row.name for row in rows} - part


@kind("Q03")
def absent_member_who_served(original: Original, chance: random.Random) -> Iterator[Change]:
    serving = sorted(whole_time(original))
    for row in listed(original, "absent"):
        change = original.put(row.span, chance.choice(serving), row.name) if serving else None
        if change is not None:
            yield change


@kind("Q03")
def member_listed_twice(original: Original, chance: random.Random) -> Iterator[Change]:
    rows = [row for row in listed(original, "serving") if row.name in whole_time(original)]
    for row in rows:
        others = [other.name for other in rows if other.name != row.name]
        change = original.put(row.span, chance.choice(others), row.name) if others else None
        if change is not None:
            yield change


@kind("Q03")
def row_of_a_member_repeated(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    rows = [row for row in original.dossier.of(Attendance) if row.role in ("member", "substitute")]
    on_line = Counter(row.span.line_start for row in rows)
    text = original.text.split("\n")
    for row in listed(original, "serving"):
        line = row.span.line_start
        if on_line[line] == 1 and row.name in whole_time(original) and row.span.line_end == line:
            yield Change("\n".join([*text[:line], text[line - 1], *text[line:]]), line, row.name, row.name)


@kind("N02")
def party_of_a_person_changed(original: Original, chance: random.Random) -> Iterator[Change]:
    told = {row.name: row.party for row in original.dossier.of(Attendance) if row.party}
    parties = sorted(set(told.values()))
    for mention in original.dossier.of(Mention):
        party = told.get(mention.name)
        if mention.entity_type != "person" or mention.party is None or mention.party != party:
            continue
        if len(re.findall(rf"{re.escape(mention.name)}\s\({re.escape(mention.party)}\)", original.text)) < 2:
            # Nothing else tells the party.
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
    others = sorted({row.name for row in listed(original, "serving")} - chairs)
    for signature in original.dossier.of(Signature):
        leads = (signature.role or "").lower().startswith("ordf")
        known = {(signature.name or "").lower()} & {name.lower() for name in chairs}
        if signature.name and others and (leads or known):
            change = original.put(signature.span, chance.choice(others), signature.name)
            if change is not None:
                yield change


@kind("N03")
def chair_of_the_list_is_another(original: Original, chance: random.Random) -> Iterator[Change]:
    """The chair and another member change places in the list; the signature stays."""
    signed = {(one.name or "").lower() for one in original.dossier.of(Signature)}
    rows = [
        row for row in listed(original, "serving") if row.role == "member" and "\n" not in row.span.printed
    ]
    for chair in rows:
        printed = original.text.split("\n")[chair.span.line_start - 1].lower()
        leads = re.search(r"(?<!vice )(?<!v\. )(?<!v )\bordf", printed) is not None
        leads = leads and (chair.office or "").lower().startswith("ordf") and chair.name.lower() in signed
        others = [
            row
            for row in rows
            if row.name != chair.name and row.span.line_start != chair.span.line_start and not row.office
        ]
        if not leads or not others:
            continue
        for other in others[:3]:
            changed = original.put(chair.span, other.name, chair.name)
            text = changed.text.split("\n") if changed else []
            row = other.span.line_start - 1
            if changed and text[row].count(other.name) == 1:
                text[row] = text[row].replace(other.name, chair.name)
                yield Change("\n".join(text), chair.span.line_start, chair.name, other.name)
