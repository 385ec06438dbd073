"""Whether one party stands beside a person's name wherever a document prints one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.persons import name_words
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.base import Printed
from protokollparser.core.records.decisions import Vote
from protokollparser.core.records.meetings import Attendance
from protokollparser.core.records.people import Mention
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold

Named = Attendance | Mention | Vote
Parties = frozenset[str]

_JOINT = re.compile(r"\s*[/+&,]\s*|\s+och\s+|\s*-\s*(?=\w)")
# Letters of a party; what is longer is a name, of which the letters are not known.
_LETTERS = 4
# How far from a name the words that tell of a change stand, in characters.
_NEAR = 160


class Params(ShapeParams):
    """`changes` are words that tell that somebody left or changed party.

    A party stands wrongly at one place where the usual one stands `usual` times, or on the list of those
    present; otherwise the usual one must stand `often` times for each such place.
    """

    changes: str
    usual: int = 2
    often: int = 4


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for everyone beside whose name a document prints a party at two places."""
    for (document_id, _), places in _places(dossier).items():
        if len({_line(one) for one in places}) > 1:
            yield _verdict(dossier, params, document_id, places)


def _places(dossier: Dossier) -> dict[tuple[str | None, tuple[str, ...]], list[Named]]:
    """Return where each name of two words stands with a party, by document: the list first."""
    found: dict[tuple[str | None, tuple[str, ...]], list[Named]] = defaultdict(list)
    seen: set[tuple[tuple[int, int], tuple[str, ...], str]] = set()
    people = (one for one in dossier.of(Mention) if one.entity_type == "person")
    votes = (vote for vote in dossier.of(Vote) if _printed(dossier, vote))
    told: list[Named] = [*dossier.of(Attendance), *votes, *people]
    for one in told:
        words = name_words(one.name or "")
        key = (_line(one), words, one.party or "")
        if one.party and len(words) > 1 and key not in seen:
            seen.add(key)
            found[one.document_id, words].append(one)
    return found


def _printed(dossier: Dossier, vote: Vote) -> bool:
    """True for a vote whose line prints the party: others have it from the list of those present."""
    text = dossier.pages[vote.span.page - 1].text
    end = text.find("\n", vote.span.start)
    line = text[vote.span.start : end if end >= 0 else len(text)]
    return re.search(rf"(?<!\w){re.escape(vote.party or '')}(?!\w)", line) is not None


def _line(record: Printed) -> tuple[int, int]:
    return record.span.page, record.span.line_start


def _verdict(dossier: Dossier, params: Params, document_id: str | None, places: list[Named]) -> Verdict:
    known = _register(dossier.rules)
    by_party: dict[Parties, list[Named]] = defaultdict(list)
    for one in places:
        parties = _parties(one.party or "", known)
        same = next((other for other in by_party if parties & other), parties)
        by_party[same].append(one)
    if len(by_party) == 1:
        return Verdict("exact", document_id)
    few, many = sorted(by_party.values(), key=lambda group: (len(group), _listed(group)))[-2:]
    why = _why_not(dossier, params, by_party, few, many)
    if why is not None:
        return Verdict("undecidable", document_id, reason=why)
    count = len(many)
    place = few[0]
    return Verdict(
        "violated",
        document_id,
        span=place.span,
        stated=place.party,
        computed=many[0].party,
        hypothesis=f"party: {many[0].party}",
        confidence=min(place.confidence, many[0].confidence),
        words={
            "name": place.name or "",
            "party": place.party or "",
            "usual": many[0].party or "",
            "places": f"{count} andra ställen" if count > 1 else "ett annat ställe",
            "places_en": f"{count} other places" if count > 1 else "another place",
        },
        proofs=(
            *(proof("stated", one) for one in few),
            *(proof("contradicts", one) for one in many[:5]),
        ),
    )


def _why_not(
    dossier: Dossier,
    params: Params,
    by_party: dict[Parties, list[Named]],
    few: Sequence[Named],
    many: Sequence[Named],
) -> str | None:
    """Return why it cannot be told which of the parties beside one name is wrong."""
    known = _register(dossier.rules)
    independent = known["-"]
    if len(by_party) > 2:
        return "two people may have one name"
    unknown = [one for one in by_party if not one <= known.keys()]
    if len(unknown) > 1 or any(_may_be_long(parties, known) for parties in unknown):
        return "a party is not in the register"
    if any(parties & independent for parties in by_party) or _changed(dossier, params, few[0]):
        return "somebody may have left a party"
    if _listed(few) and _listed(many):
        return "both names are on the list of those present"
    outnumbered = len(few) == 1 and (len(many) >= params.usual or _listed(many))
    if not outnumbered and len(many) < params.often * len(few):
        return "two people may have one name"
    return None


def _may_be_long(parties: Parties, known: dict[str, Parties]) -> bool:
    """True for a party outside the register that may be the name, or its beginning, of one in it."""
    return any(len(one) > _LETTERS or any(form.startswith(one) for form in known) for one in parties)


def _listed(group: Sequence[Named]) -> bool:
    return any(isinstance(one, Attendance) for one in group)


def _changed(dossier: Dossier, params: Params, one: Named) -> bool:
    """True where the document tells near the name of somebody who left or changed party."""
    family = name_words(one.name or "")[-1]
    document = dossier.documents.get(one.document_id or "")
    for span in (document.span, *document.more) if document is not None else ():
        text = dossier.pages[span.page - 1].text[span.start : span.end]
        for found in re.finditer(params.changes, text, re.IGNORECASE):
            near = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
            if family in name_words(near.replace("\n", " ")):
                return True
    return False


def _parties(printed: str, known: dict[str, Parties]) -> Parties:
    """Return the parties that are printed beside a name, those of a joint list each, in their last names."""
    whole = known.get(fold(printed))
    if whole is not None:
        return whole
    parts = [fold(part) for part in _JOINT.split(printed) if part.strip()]
    return frozenset().union(*(known.get(part, frozenset({part})) for part in parts))


@lru_cache(maxsize=4)
def _register(rules: Rules) -> dict[str, Parties]:
    """Return for each printed form of a party the last letters of all parties that use it."""
    listed: dict[str, list[dict[str, Any]]] = rules.vocabulary["parties"]
    entries = [one for group in ("national", "local", "independent") for one in listed[group]]
    became = {str(one["code"]): str(one["became"]) for one in entries if "became" in one}
    found: dict[str, set[str]] = defaultdict(set)
    for one in entries:
        last = str(one["code"])
        while last in became and became[last] != last:
            last = became[last]
        forms = (one["code"], one["name"], *one.get("also", ()), *one.get("called", ()))
        for form in forms:
            found[fold(str(form))].add(fold(last))
        found[fold(last)].add(fold(last))
    return {form: frozenset(codes) for form, codes in found.items()}
