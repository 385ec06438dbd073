"""Whether the names of bodies and municipalities are spelled right wherever they stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.municipalities import municipality_slips
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict
from protokollparser.core.rules import Rules, compile_pattern
from protokollparser.core.spans import Span

_WORD = re.compile(r"[^\W\d_]{8,40}")
_BEGIN = 3
_DEFINITE = re.compile(r"(?<=nämnd)ens?$|(?<=styrelse)ns?$|(?<=utskott)ets?$")


class Params(ShapeParams):
    """`heads`: the words for a body, each with the endings of its forms.

    Only a slip inside the word counts (its first three letters and its last `ends` are alike, so that no
    other form of the word is taken for one), where the right spelling stands `usual` times or more, in any
    form. The names of bodies that every municipality has need not stand elsewhere, if they have `common`
    letters or more.
    `plurals`: what municipalities are called together, for each word that tells of one.
    """

    heads: Mapping[str, tuple[str, ...]]
    plurals: Mapping[str, str]
    ends: int = 2
    usual: int = 3
    common: int = 11


@dataclass(frozen=True)
class _Name:
    """A word that names bodies, without its ending: how often it stands in any form, and its forms.

    `document_id` is the first document of that body, `common` tells that municipalities have such a body.
    """

    word: str
    count: int
    forms: tuple[str, ...]
    document_id: str | None
    common: bool


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every name of a body or municipality, and for every word that is nearly one."""
    counts = Counter(
        found.group().casefold() for page in dossier.pages for found in _WORD.finditer(page.text)
    )
    names = _names(dossier, counts, params)
    slips = _slips(counts, names, params)
    mistaken = {name.word for name, _ in slips.values()}
    for name in names.values():
        if name.document_id is not None and name.word not in mistaken:
            if name.count < params.usual:
                yield Verdict("undecidable", name.document_id, reason="the name stands too seldom")
            else:
                yield Verdict("exact", name.document_id)
    for page in dossier.pages if slips else ():
        for found in _WORD.finditer(page.text):
            if found.group().casefold() in slips:
                name, form = slips[found.group().casefold()]
                yield _verdict(dossier, dossier.place(page.page, *found.span()), form, name.count)
    for slip in municipality_slips(dossier, params.plurals, params.usual):
        yield _verdict(dossier, slip.span, slip.right, slip.count, slip.proofs)


def _names(dossier: Dossier, counts: Counter[str], params: Params) -> dict[str, _Name]:
    """Return the words that name bodies: those of the text, its own bodies, and those that all know."""
    pattern = compile_pattern(_pattern(params))
    total: Counter[str] = Counter()
    for word, count in counts.items():
        base = _base(word, pattern, params)
        if base is not None:
            total[base] += count
    owners = _owners(dossier, pattern, params)
    common = {one for one in _common(dossier.rules) if len(one) >= params.common}
    found: dict[str, _Name] = {}
    for base in sorted({*total, *owners, *common}):
        told = pattern.search(base)
        if told is not None and (total[base] >= params.usual or base in owners or base in common):
            forms = tuple(base[: told.end(1)] + end for end in params.heads[told[1]])
            found[base] = _Name(base, total[base], forms, owners.get(base), base in common)
    return found


def _pattern(params: Params) -> str:
    return rf"^\w*?({'|'.join(params.heads)})(\w{{0,4}})$"


def _base(word: str, pattern: re.Pattern[str], params: Params) -> str | None:
    """Return the name of a body without its ending; None for other words."""
    told = pattern.search(word)
    if told is None or told[2] not in params.heads[told[1]]:
        return None
    return word[: told.end(1)]


def _owners(dossier: Dossier, pattern: re.Pattern[str], params: Params) -> dict[str, str]:
    """Return the words that name the bodies of the documents, each with the first document of its body."""
    found: dict[str, str] = {}
    for document in dossier.documents.values():
        for match in _WORD.finditer((document.body or "").casefold()):
            base = _base(match.group(), pattern, params)
            if base is not None:
                found.setdefault(base, document.id)
    return found


@lru_cache(maxsize=4)
def _common(rules: Rules) -> frozenset[str]:
    """Return the words for bodies that municipalities have, without endings."""
    bodies = rules.vocabulary["bodies"]
    listed = {*bodies["deciding"], *bodies["preparing"]}
    listed |= {word for names in bodies["letters"].values() for name in names for word in name.split()}
    return frozenset(_DEFINITE.sub("", word) for word in listed)


def _slips(counts: Counter[str], names: Mapping[str, _Name], params: Params) -> dict[str, tuple[_Name, str]]:
    """Return the words that are a letter off from a name, each with the name and the form that is meant."""
    alike: dict[str, list[tuple[str, _Name]]] = defaultdict(list)
    for name in names.values():
        for form in name.forms:
            alike[form[:_BEGIN]].append((form, name))
    right = {form for name in names.values() if name.common for form in name.forms}
    found: dict[str, tuple[_Name, str]] = {}
    for word, count in counts.items():
        for form, name in alike.get(word[:_BEGIN], ()) if word not in right else ():
            seldom = count < name.count / 2 or (name.common and count <= 2)
            alike_end = word != form and word[-params.ends :] == form[-params.ends :]
            if seldom and alike_end and OSA.distance(word, form, score_cutoff=1) == 1:
                found[word] = (name, form)
    return found


def _verdict(
    dossier: Dossier, place: Span, right: str, count: int, proofs: tuple[Proof, ...] = ()
) -> Verdict:
    document_id = dossier.document_at(place.page, place.start)
    times = "ett annat ställe" if count == 1 else f"{count} andra ställen"
    times_en = "one other place" if count == 1 else f"{count} other places"
    return Verdict(
        "violated",
        document_id,
        span=place,
        stated=place.printed,
        computed=right,
        hypothesis=f"name: {right}",
        words={
            "name": place.printed,
            "usual": right,
            "places": f" på {times}" if count else "",
            "places_en": f" in {times_en}" if count else "",
        },
        proofs=(Proof("stated", place, None, document_id), *proofs),
    )
