"""People: the names of a source brought together into persons, and each record led to its person.

Two printed names are one person when they are spelled alike (capitals and hyphens aside) and no party or
municipality speaks against it; when they differ by a letter or two and agree in party (the slip is kept as an
alias and lowers the confidence); or when a signature prints all given names of someone in the same meeting.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from protokollparser.core.records.base import Printed
from protokollparser.core.records.decisions import Vote
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.meetings import Attendance, Officer
from protokollparser.core.records.people import Mention, Person, Signature, sighting_id
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold
from protokollparser.resolve.draft import Draft

# What a record of each kind is worth as a source of the name's proper form: lists before running text.
# How sure a surname alone is.
_SURNAME = 0.9
_SOURCES: tuple[type[Printed], ...] = (Attendance, Officer, Vote, Signature, Mention)


@dataclass
class Someone:
    """One person in the making: the forms of the name in the order found, and the records that bear them."""

    name: str
    party: str | None
    municipality: str | None
    forms: dict[str, None] = field(default_factory=dict)
    records: list[tuple[Printed, float]] = field(default_factory=list)
    documents: set[str | None] = field(default_factory=set)

    def take(self, record: Printed, name: str, confidence: float) -> None:
        """Add a record that names this person."""
        self.forms.setdefault(clean(name))
        self.records.append((record, confidence))
        self.documents.add(record.document_id)
        self.party = self.party or _field(record, "party")
        self.municipality = self.municipality or _field(record, "municipality")


def settle(draft: Draft, rules: Rules) -> None:
    """Enter the persons of a source, and their ids in attendance, votes, signatures and mentions."""
    everyone: list[Someone] = []
    for record, name in _named(draft):
        someone, confidence = _known(everyone, record, name)
        if someone is None:
            someone = Someone(_proper(name), _field(record, "party"), _field(record, "municipality"))
            everyone.append(someone)
        someone.take(record, name, confidence)
    hosts = {document.id: document.host_municipality for document in draft.of(LogicalDocument)}
    told = {host for host in hosts.values() if host}
    _take_surnames(draft, everyone)
    for someone in everyone:
        _enter(draft, someone, _home(someone, hosts) or (min(told) if len(told) == 1 else None))
    _settle_short_signatures(draft)


def _settle_short_signatures(draft: Draft) -> None:
    """Lead signatures by initials or surname to the only one of the meeting who fits, or keep all who do."""
    listed: dict[str | None, dict[str, Attendance]] = {}
    for row in draft.of(Attendance):
        if row.status != "absent":
            listed.setdefault(row.document_id, {}).setdefault(row.person_id or row.id, row)
    for signature in draft.of(Signature):
        short = clean(signature.name or "")
        if not short or " " in short or signature.person_id is not None:
            continue
        fitting = [
            row for row in listed.get(signature.document_id, {}).values() if _shortens(short, row.name)
        ]
        if len(fitting) == 1:
            row = fitting[0]
            sure = min(signature.confidence, 0.7)
            draft.replace(signature, person_id=row.person_id, sighting_id=row.sighting_id, confidence=sure)
        elif fitting:
            also = tuple({"name": row.name, "person_id": row.person_id} for row in fitting)
            draft.replace(signature, candidates=(*signature.candidates, *also), confidence=0.5)


def _shortens(short: str, name: str) -> bool:
    """True for the initials or the surname of a name: "LF", "L.F." and "Forsgren" for Lars Forsgren."""
    words = _key(name).split()
    letters = short.replace(".", "")
    if letters.isupper() and 2 <= len(letters) <= 4:
        return fold(letters) == "".join(word[0] for word in words)
    return fold(short) == words[-1]


def _named(draft: Draft) -> Iterator[tuple[Printed, str]]:
    """Yield the records that name people of two words and more, those with most about them first."""
    for kind in _SOURCES:
        for record in draft.of(kind):
            name = _field(record, "name")
            if isinstance(record, Mention) and record.entity_type != "person":
                continue
            if name and " " in clean(name):
                yield record, name


def _take_surnames(draft: Draft, everyone: list[Someone]) -> None:
    """Lead votes and mentions of a surname ("herr Ek") to the one present who bears it.

    Where several do, all are candidates.
    """
    present: dict[str | None, dict[str, list[Someone]]] = defaultdict(lambda: defaultdict(list))
    for someone in everyone:
        for document in {r.document_id for r, _ in someone.records if isinstance(r, Attendance)}:
            present[document][_key(someone.name).split()[-1]].append(someone)
    for kind in (Vote, Mention):
        for record in draft.of(kind):
            name = clean(_field(record, "name") or "")
            if not name or " " in name or (isinstance(record, Mention) and record.entity_type != "person"):
                continue
            bearers = present[record.document_id][_key(name)] if record.document_id in present else []
            if len(bearers) == 1:
                bearers[0].records.append((record, _SURNAME))
            elif bearers:
                named = tuple({"person": one.name, "party": one.party} for one in bearers)
                draft.replace(record, candidates=named)


def _known(everyone: list[Someone], record: Printed, name: str) -> tuple[Someone | None, float]:
    """Return the person whom a name means and how sure that is; None for someone new."""
    party, municipality = _field(record, "party"), _field(record, "municipality")
    fitting = [
        one for one in everyone if _agrees(one.party, party) and _agrees(one.municipality, municipality)
    ]
    key = _key(name)
    same = [one for one in fitting if any(_key(form) == key for form in one.forms)]
    if same:
        return _nearest(same, record), 1.0
    if isinstance(record, Signature):
        whole = [one for one in fitting if record.document_id in one.documents and _within(one.name, name)]
        if len(whole) == 1:
            return whole[0], 0.9
    if not isinstance(record, Mention | Officer) or party is None:
        # Lists hold namesakes of one letter's difference (Maria and Marie); a slip stands in running text.
        return None, 1.0
    slips = [one for one in fitting if one.party and _slip(_key(one.name), key)]
    return (slips[0], 0.7) if len(slips) == 1 else (None, 1.0)


def _nearest(same: list[Someone], record: Printed) -> Someone:
    """Return the one of several namesakes who is named in the same document, else the first."""
    return next((one for one in same if record.document_id in one.documents), same[0])


def _agrees(known: str | None, told: str | None) -> bool:
    """True unless two parties or municipalities are told and differ."""
    return known is None or told is None or fold(known) == fold(told)


def _key(name: str) -> str:
    """Return a name for comparing: without capitals, hyphens and titles' full stops."""
    return re.sub(r"[-‐.\s]+", " ", fold(name)).strip()


def _slip(first: str, second: str) -> bool:
    """True for names that differ by one letter, or two swapped, in one of their words: "Iska" and "Isak"."""
    if len(first) < 8 or first.split()[-1][0] != second.split()[-1][0]:
        return False
    return DamerauLevenshtein.distance(first, second, score_cutoff=1) == 1


def _within(short: str, whole: str) -> bool:
    """True when all words of a name stand in a longer one with the same surname: 002 lines 9 and 476."""
    words, others = _key(short).split(), _key(whole).split()
    return len(others) > len(words) >= 2 and words[-1] == others[-1] and set(words) <= set(others)


def _proper(name: str) -> str:
    """Return a name in capitals as it is written elsewhere: "ROBERT KARLSSON" as "Robert Karlsson"."""
    plain = clean(name)
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), plain) if plain.isupper() else plain


def _field(record: Printed, name: str) -> str | None:
    value: Any = getattr(record, name, None)
    return value if isinstance(value, str) and value else None


def _home(someone: Someone, hosts: dict[str, str | None]) -> str | None:
    """Return the only municipality whose documents name someone, else None."""
    found = {host for known in someone.documents if known and (host := hosts.get(known))}
    return min(found) if len(found) == 1 else None


def _enter(draft: Draft, someone: Someone, home: str | None) -> None:
    """Enter a person and lead the records to it; namesakes of two municipalities are two persons."""
    aliases = tuple(sorted(form for form in someone.forms if form != someone.name))
    source = draft.outline.layout.document.source_id
    person = Person(
        name=someone.name,
        aliases=aliases,
        party=someone.party,
        municipality=someone.municipality,
        home=home,
        found_in=None if someone.municipality or home else source,
    )
    draft.add(person)
    sighting = sighting_id(source, Person.table, person.id)
    for record, confidence in someone.records:
        sure = min(record.confidence, confidence)
        if isinstance(record, Mention):
            draft.replace(record, entity_id=person.id, sighting_id=sighting, confidence=sure)
        elif "person_id" in type(record).model_fields:
            draft.replace(record, person_id=person.id, sighting_id=sighting, confidence=sure)
