"""Organisations and municipalities: one row for each that is mentioned, and each mention led to it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from protokollparser.core.records.people import Mention, Municipality, Organisation
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold
from protokollparser.resolve.draft import Draft

# Endings that leave a name the same: definite forms and genitives of bodies.
_FORMS = (
    ("nämndens", "nämnd"),
    ("nämnden", "nämnd"),
    ("nämnds", "nämnd"),
    ("styrelsens", "styrelse"),
    ("styrelsen", "styrelse"),
    ("fullmäktiges", "fullmäktige"),
    ("utskottets", "utskott"),
    ("utskottet", "utskott"),
    ("förvaltningens", "förvaltning"),
    ("förvaltningen", "förvaltning"),
    ("förbundets", "förbund"),
    ("förbundet", "förbund"),
)


def settle(draft: Draft, rules: Rules) -> None:
    """Enter the organisations and municipalities that are mentioned, and their ids in the mentions."""
    register = _register(rules)
    bodies: dict[str, list[Mention]] = {}
    places: dict[str, list[Mention]] = {}
    for mention in draft.of(Mention):
        if mention.entity_type == "municipality" and fold(mention.name) in register:
            places.setdefault(register[fold(mention.name)].id, []).append(mention)
        elif mention.entity_type == "organisation":
            bodies.setdefault(_key(mention.name), []).append(mention)
    by_code = {one.id: one for one in register.values()}
    for code, mentions in places.items():
        _enter(draft, by_code[code], mentions)
    for mentions in bodies.values():
        forms = Counter(_plain(mention.name) for mention in mentions)
        name = min(forms, key=lambda form: (-forms[form], form))
        kinds = Counter(mention.rule_id.partition(":")[2] for mention in mentions)
        organisation = Organisation(
            name=name,
            aliases=tuple(sorted({clean(mention.name) for mention in mentions} - {name})),
            kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        )
        _enter(draft, organisation, mentions)


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


def _key(name: str) -> str:
    """Return an organisation's name for comparing: indefinite and without genitive."""
    folded = fold(name)
    for ending, plain in _FORMS:
        if folded.endswith(ending):
            return folded.removesuffix(ending) + plain
    return folded


def _plain(name: str) -> str:
    """Return a name without the genitive of its last word: "Kommunstyrelsens" as "Kommunstyrelsen"."""
    return re.sub(
        r"(nämnden|nämnd|styrelsen|utskottet|förvaltningen|förbundet|fullmäktige)s$", r"\1", clean(name)
    )


def _enter(draft: Draft, identity: Municipality | Organisation, mentions: list[Mention]) -> None:
    draft.add(identity)
    for mention in mentions:
        draft.replace(mention, entity_id=identity.id)
