"""Whether a person's name is spelled alike wherever it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.persons import name_words
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.meetings import Attendance
from protokollparser.core.records.people import Mention, Signature

Words = tuple[str, ...]

# Letters that one house writes with and another without their accent; å, ä and ö are letters of their own.
_ACCENTS = str.maketrans("éèêëáàâüúùíìîïóòôćčçńñßšžý", "eeeeaaauuuiiiiooocccnnsszy")
# Slips inside a long family name are not taken for another family's.
_LONG = 7
# Two letters of a shorter word that changed places make another name: Mia, Mai.
_SHORTEST = 4


class Named(NamedTuple):
    """One place at which a name stands: its record, the name as printed and the party beside it."""

    record: Mention | Signature
    name: str
    party: str | None


Spellings = dict[Words, list[Named]]


class Params(ShapeParams):
    """`entity`: whose names; a slip stands at most once where the usual spelling stands `usual` times.

    Otherwise the usual spelling must stand `often` times for each slip.
    """

    entity: str
    usual: int = 2
    often: int = 4


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every spelling that stands twice, and for every two that differ by a slip."""
    found = _spellings(dossier, params)
    listed = {name_words(row.name) for row in dossier.of(Attendance)}
    slips = list(_near(found))
    for words in found.keys() - {one for pair in slips for one in pair}:
        if len(found[words]) > 1:
            yield Verdict("exact", found[words][0].record.document_id)
    for one, other in slips:
        rank = {words: (len(found[words]), words in listed, words) for words in (one, other)}
        rare, usual = sorted((one, other), key=lambda words: rank[words])
        yield from _verdicts(found, rare, usual, listed, params)


def _spellings(dossier: Dossier, params: Params) -> Spellings:
    """Return where each name of two words and more stands; signatures often stand beside the running text."""
    found: Spellings = defaultdict(list)
    for mention in dossier.of(Mention):
        words = name_words(mention.name)
        if mention.entity_type == params.entity and len(words) > 1:
            found[words].append(Named(mention, mention.name, mention.party))
    for signature in dossier.of(Signature) if params.entity == "person" else ():
        words = name_words(signature.name or "")
        if len(words) > 1 and not any(
            one.record.span.overlaps(signature.span) for one in found.get(words, ())
        ):
            found[words].append(Named(signature, signature.name or "", None))
    return found


def _near(found: Spellings) -> Iterator[tuple[Words, Words]]:
    """Yield the pairs of spellings that differ by one slip inside one of their words."""
    alike: dict[tuple[int, Words], list[Words]] = defaultdict(list)
    for words in found:
        for at in range(len(words)):
            alike[at, (*words[:at], "", *words[at + 1 :])].append(words)
    for (at, _), group in alike.items():
        for one, other in combinations(sorted(group), 2):
            if OSA.distance(one[at], other[at], score_cutoff=1) == 1 and not _same(one[at], other[at]):
                yield one, other


def _same(one: str, other: str) -> bool:
    """True for words that differ in hyphens, an accent or a genitive s only."""
    first, second = (word.replace("-", "").translate(_ACCENTS) for word in (one, other))
    return first == second or first == second + "s" or second == first + "s"


def _verdicts(
    found: Spellings, rare: Words, usual: Words, listed: set[Words], params: Params
) -> Iterator[Verdict]:
    few, many = found[rare], found[usual]
    parties = [{mention.party for mention in group if mention.party} for group in (few, many)]
    if all(parties) and not parties[0] & parties[1]:
        yield Verdict("exact", few[0].record.document_id)
        return
    reason = None
    if {rare, usual} <= listed:
        reason = "both names are on the list of those present"
    elif not (parties[0] & parties[1]) and not _is_slip(rare, usual):
        reason = "two people may have near-equal names"
    elif not (_outnumbered(len(few), len(many), params) or (usual in listed and _swapped(rare, usual))):
        reason = "no spelling is the usual one"
    if reason:
        yield Verdict("undecidable", few[0].record.document_id, reason=reason)
        return
    yield from (_violated(mention, many) for mention in few)


def _outnumbered(few: int, many: int, params: Params) -> bool:
    return (few == 1 and many >= params.usual) or many >= params.often * few


def _swapped(one: Words, other: Words) -> bool:
    """True for two letters that changed places: Isak, Iska."""
    return sorted("".join(one)) == sorted("".join(other))


def _is_slip(one: Words, other: Words) -> bool:
    """True for words of which one is hardly a name of its own.

    Names of two are given names that differ in one letter (Maria, Marie; Lena, Lina) or by -ian for -ina
    (Kristian, Kristina), and short family names (Berg, Borg; Hansson, Jansson).
    """
    at = next(at for at, words in enumerate(zip(one, other, strict=True)) if words[0] != words[1])
    first, second = sorted((one[at], other[at]))
    if len(first) < _SHORTEST or first[0] != second[0] or {first[-3:], second[-3:]} == {"ian", "ina"}:
        return False
    if _swapped((first,), (second,)):
        return True
    inside = first[-1] == second[-1] and min(len(first), len(second)) >= _LONG
    return at == len(one) - 1 and inside


def _violated(mention: Named, many: list[Named]) -> Verdict:
    places = f"{len(many)} andra ställen" if len(many) > 1 else "ett annat ställe"
    places_en = f"{len(many)} other places" if len(many) > 1 else "another place"
    usual = many[0].name
    return Verdict(
        "violated",
        mention.record.document_id,
        span=mention.record.span,
        stated=mention.name,
        computed=usual,
        hypothesis=f"name: {usual}",
        confidence=mention.record.confidence,
        words={"name": mention.name, "usual": usual, "places": places, "places_en": places_en},
        proofs=(proof("stated", mention.record), *(proof("contradicts", other.record) for other in many[:5])),
    )
