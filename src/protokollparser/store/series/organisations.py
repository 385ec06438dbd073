"""Which names of bodies are one organisation over the years: a pure function of all of them (0031)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from protokollparser.core.bodies import body_key
from protokollparser.core.records.base import make_id
from protokollparser.core.text import fold

# The genitive of a name before the word for a body: "Norrbottens e-nämnd"; not "Socialnämndens utskott".
_NAMED = re.compile(
    r"^(?!\w*(?:nämnd|styrelse|utskott|fullmäktige|kommun|region|gemensam))[A-ZÅÄÖ][\wåäöé-]{3,}s\s+\S"
)
_WORD = re.compile(r"[\wåäöé-]+")


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body as documents name it, or the municipality whose document names none; `id` by `named_body`."""

    id: str
    name: str
    municipality: str | None


@dataclass(frozen=True, slots=True)
class Meant:
    """The organisation that a name means: its id and name now, and how sure that is."""

    organisation_id: str
    name: str
    municipality: str | None
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """That an organisation has another name now, as a text or a person says."""

    former: str
    present: str
    confidence: float
    reason: str


def named_body(name: str | None, municipality: str | None, source_id: str, places: frozenset[str]) -> str:
    """Return the id of a body as a document names it.

    A name of which a part is the name of a place is one wherever it stands ("Norrbottens e-nämnd"). Others
    are those of their municipality, and of their source where none is known.
    """
    own = is_distinct(name, places)
    place = "" if own else fold(municipality) if municipality else f"?{source_id}"
    return make_id("organisation", body_key(name or ""), place)


def is_distinct(name: str | None, places: frozenset[str]) -> bool:
    """True for a name that no other municipality's body has: it bears the name of a place."""
    if not name:
        return False
    words = [fold(word) for word in _WORD.findall(name)]
    return bool(_NAMED.match(name)) or any(
        word in places or word.removesuffix("s") in places for word in words
    )


def settle_names(found: Iterable[NamedBody], changes: Sequence[Change]) -> Mapping[str, Meant]:
    """Return for each name the organisation that it means; one that changed its name bears the last one."""
    known = {one.id: one for one in found}
    ids: dict[str, list[str]] = {}
    for one in known.values():
        ids.setdefault(body_key(one.name), []).append(one.id)
    after: dict[str, tuple[str, Change]] = {}
    for change in changes:
        before, now = ids.get(body_key(change.former), []), ids.get(body_key(change.present), [])
        # Where the names are those of several organisations it is not known which of them changed.
        if len(before) == 1 and len(now) <= 1:
            target = now[0] if now else make_id("organisation", body_key(change.present), "")
            if target != before[0]:
                after.setdefault(before[0], (target, change))
    return {key: _meant(known, after, key) for key in sorted(known)}


def _meant(known: Mapping[str, NamedBody], after: Mapping[str, tuple[str, Change]], key: str) -> Meant:
    one = known[key]
    target, name, confidence, reason = key, one.name, 1.0, "name"
    passed = {key}
    while target in after:
        target, change = after[target]
        if target in passed:
            break
        passed.add(target)
        name = known[target].name if target in known else change.present
        confidence, reason = min(confidence, change.confidence), change.reason
    place = known[target].municipality if target in known else one.municipality
    return Meant(target, name, place or one.municipality, confidence, reason)
