"""Organisations and municipalities: one row for each that is mentioned, and each mention led to it.

Councils, boards, committees and administrations are those of their municipality: "Kommunstyrelsen" of two
municipalities is two bodies. Its own name in front, definite forms, genitives, capitals and letters ("KS")
make no other body.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from protokollparser.core.bodies import body_key, body_keys
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.meetings import Meeting
from protokollparser.core.records.people import Mention, Municipality, Organisation, sighting_id
from protokollparser.core.records.references import Reference
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold
from protokollparser.resolve.draft import Draft

_LOCAL = frozenset({"council", "executive", "committee", "administration"})
# "Arbetsutskottet" is the one that the source names in full, where there is only one.
_PARTS = ("utskott", "beredning", "delegation", "presidium")


@dataclass
class _Body:
    """One organisation in the making: how it is printed, as what kind, and where."""

    forms: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)


class _Bodies:
    """The organisations of a source by key and municipality (None for those of no municipality)."""

    def __init__(self, draft: Draft, rules: Rules) -> None:
        self.register = _register(rules)
        self.letters: dict[str, list[str]] = rules.vocabulary["bodies"]["letters"]
        named = rules.vocabulary["entities"]["named"]
        self.national = {fold(name) for names in named.values() for name in names}
        documents = draft.of(LogicalDocument)
        self.hosts = {document.id: document.host_municipality for document in documents}
        self.bodies = {document.id: document.body for document in documents}
        told = {host for host in self.hosts.values() if host}
        self.sole = min(told) if len(told) == 1 else None
        self.found: dict[tuple[str, str | None, bool], _Body] = {}

    def of(self, name: str, kind: str, document_id: str | None) -> _Body:
        """Return the organisation that a name means in a document."""
        if kind not in _LOCAL and (kind != "named" or fold(name) in self.national):
            return self.found.setdefault((fold(name), None, False), _Body())
        place, rest = self._place(name)
        home = place or self.hosts.get(document_id or "") or self.sole
        return self.found.setdefault((body_key(rest), home, True), _Body())

    def _place(self, name: str) -> tuple[str | None, str]:
        """Return the municipality in a body's name and the name without it: "Luleå kommunstyrelse"."""
        first, _, rest = name.partition(" ")
        for word in (fold(first), fold(first).removesuffix("s")):
            if rest and word in self.register and "nämnd" not in fold(first):
                return self.register[word].name, rest
        return None, name

    def shorten(self) -> None:
        """Bring "arbetsutskottet" to "kommunstyrelsens arbetsutskott" where no other is named."""
        for (key, home, local), body in sorted(self.found.items(), key=lambda item: str(item[0])):
            whole = [
                other
                for other in self.found
                if other[1:] == (home, local) and other[0] != key and other[0].endswith(f" {key}")
            ]
            if local and key.endswith(_PARTS) and " " not in key and len(whole) == 1:
                kept = self.found[whole[0]]
                kept.forms.update(body.forms)
                kept.kinds.update(body.kinds)
                kept.mentions += body.mentions
                kept.meetings += body.meetings
                del self.found[key, home, local]


def settle(draft: Draft, rules: Rules) -> None:
    """Enter organisations and municipalities that are mentioned, and their ids in mentions and meetings."""
    bodies = _Bodies(draft, rules)
    places: dict[str, list[Mention]] = {}
    for mention in draft.of(Mention):
        if mention.entity_type == "municipality" and fold(mention.name) in bodies.register:
            places.setdefault(bodies.register[fold(mention.name)].id, []).append(mention)
        elif mention.entity_type == "organisation":
            kind = mention.rule_id.partition(":")[2]
            body = bodies.of(mention.name, kind, mention.document_id)
            body.forms[_plain(mention.name)] += 1
            body.kinds[kind] += 1
            body.mentions.append(mention)
    by_code = {one.id: one for one in bodies.register.values()}
    for code, mentions in places.items():
        _enter(draft, by_code[code], mentions)
    _take_meetings(draft, bodies)
    _take_letters(draft, bodies)
    bodies.shorten()
    source = draft.outline.layout.document.source_id
    for (key, home, local), body in bodies.found.items():
        _enter_body(draft, body, key, home, source if local and home is None else None)


def _take_meetings(draft: Draft, bodies: _Bodies) -> None:
    """Bring the bodies of sittings to their organisations."""
    for meeting in draft.of(Meeting):
        printed = meeting.body or bodies.bodies.get(meeting.document_id or "")
        if printed:
            body = bodies.of(printed, "committee", meeting.document_id)
            body.forms[_plain(printed)] += 1
            body.meetings.append(draft.replace(meeting, body_key=body_keys(printed, bodies.letters)[0]))


def _take_letters(draft: Draft, bodies: _Bodies) -> None:
    """Fill in the bodies of cited decisions as they are compared; letters are another form of the body."""
    for reference in draft.of(Reference):
        if not reference.target_body:
            continue
        keys = body_keys(reference.target_body, bodies.letters)
        draft.replace(reference, target_key="|".join(keys))
        home = bodies.hosts.get(reference.document_id or "") or bodies.sole
        body = bodies.found.get((keys[0], home, True))
        if body is not None and len(keys) == 1 and keys[0] != body_key(reference.target_body):
            body.forms[reference.target_body] += 0


def _enter_body(draft: Draft, body: _Body, key: str, home: str | None, found_in: str | None) -> None:
    """Enter an organisation and lead what names it to it."""
    forms = {form: count for form, count in body.forms.items() if count}
    name = min(forms, key=lambda form: (form.isupper(), form[:1].islower(), -forms[form], form))
    printed = {clean(mention.name) for mention in body.mentions} | {*body.forms}
    kinds = body.kinds or Counter({"committee": 1})
    organisation = Organisation(
        name=name,
        aliases=tuple(sorted(printed - {name})),
        kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        body_key=key,
        home=home,
        found_in=found_in,
    )
    _enter(draft, organisation, body.mentions)
    for meeting in body.meetings:
        draft.replace(meeting, body_id=organisation.id)


def _register(rules: Rules) -> dict[str, Municipality]:
    """Return the municipalities by their folded names, other forms included."""
    listed: dict[str, Any] = rules.vocabulary["municipalities"]
    found: dict[str, Municipality] = {}
    for county in listed["counties"]:
        for code, name in county["municipalities"].items():
            others = tuple(listed["also"].get(code, ()))
            one = Municipality(municipality_code=code, name=name, aliases=others, county=county["county"])
            for form in (name, *others):
                found[fold(form)] = one
    return found


def _plain(name: str) -> str:
    """Return a name without the genitive of its last word: "Kommunstyrelsens" as "Kommunstyrelsen"."""
    return re.sub(
        r"(nämnden|nämnd|styrelsen|utskottet|förvaltningen|förbundet|fullmäktige)s$",
        r"\1",
        clean(name),
        flags=re.IGNORECASE,
    )


def _enter(draft: Draft, identity: Municipality | Organisation, mentions: list[Mention]) -> None:
    draft.add(identity)
    sighting = sighting_id(draft.outline.layout.document.source_id, identity.table, identity.id)
    for mention in mentions:
        draft.replace(mention, entity_id=identity.id, sighting_id=sighting)
