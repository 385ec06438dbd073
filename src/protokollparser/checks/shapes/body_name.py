"""Whether the names of bodies and municipalities are spelled right wherever they stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from rapidfuzz.distance import OSA

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.municipalities import municipality_slips
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict
from protokollparser.core.rules import Rules, compile_pattern
from protokollparser.core.spans import Span

_WORD = re.compile(r"[^\W\d_]{8,40}")
_BEGIN = 3
_WORDS = 1 << 14
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
    counts = Counter(word.casefold() for page in dossier.pages for word in _WORD.findall(page.text))
    register = _register(dossier.rules, tuple(params.heads.items()), params.common)
    names = _names(dossier, counts, params, register)
    slips = _slips(counts, names, params, register)
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


class _Register:
    """What names of bodies look like, and those that all municipalities have, with their forms."""

    def __init__(self, rules: Rules, heads: Mapping[str, tuple[str, ...]], shortest: int) -> None:
        self._heads = heads
        self._pattern = compile_pattern(rf"^\w*?({'|'.join(heads)})(\w{{0,4}})$")
        # The same words stand in all documents.
        self.base = lru_cache(_WORDS)(self._find_base)
        self.common: dict[str, _Name] = {}
        self.alike: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for base in sorted(_common(rules)):
            forms = self.forms(base) if len(base) >= shortest else ()
            if forms:
                self.common[base] = _Name(base, 0, forms, None, True)
            for form in forms:
                self.alike[form[:_BEGIN]].append((base, form))
        self.right = frozenset(form for name in self.common.values() for form in name.forms)

    def _find_base(self, word: str) -> str | None:
        """Return the name of a body without its ending; None for other words."""
        told = self._pattern.search(word)
        return word[: told.end(1)] if told is not None and told[2] in self._heads[told[1]] else None

    def forms(self, base: str) -> tuple[str, ...]:
        """Return the forms of a name, none where it is no name of a body."""
        told = self._pattern.search(base)
        return tuple(base[: told.end(1)] + end for end in self._heads[told[1]]) if told is not None else ()


@lru_cache(maxsize=4)
def _register(rules: Rules, heads: tuple[tuple[str, tuple[str, ...]], ...], shortest: int) -> _Register:
    return _Register(rules, dict(heads), shortest)


def _names(dossier: Dossier, counts: Counter[str], params: Params, register: _Register) -> dict[str, _Name]:
    """Return the words that name bodies: those of the text that are usual in it, and its own bodies."""
    total: Counter[str] = Counter()
    for word, count in counts.items():
        base = register.base(word)
        if base is not None:
            total[base] += count
    owners = _owners(dossier, register)
    found: dict[str, _Name] = {}
    for base in sorted({*total, *owners}):
        common = register.common.get(base)
        if total[base] >= params.usual or base in owners or common:
            forms = common.forms if common else register.forms(base)
            found[base] = _Name(base, total[base], forms, owners.get(base), common is not None)
    return found


def _owners(dossier: Dossier, register: _Register) -> dict[str, str]:
    """Return the words that name the bodies of the documents, each with the first document of its body."""
    found: dict[str, str] = {}
    for document in dossier.documents.values():
        for match in _WORD.finditer((document.body or "").casefold()):
            base = register.base(match.group())
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


def _slips(
    counts: Counter[str], names: Mapping[str, _Name], params: Params, register: _Register
) -> dict[str, tuple[_Name, str]]:
    """Return the words that are a letter off from a name, each with the name and the form that is meant."""
    own: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names.values():
        for form in name.forms if not name.common else ():
            own[form[:_BEGIN]].append((name.word, form))
    found: dict[str, tuple[_Name, str]] = {}
    for word, count in counts.items():
        begin = word[:_BEGIN]
        if word in register.right or (begin not in register.alike and begin not in own):
            continue
        alike = [*register.alike.get(begin, ()), *own.get(begin, ())]
        for base, form in sorted(alike, key=itemgetter(0)) if begin in own else alike:
            if word == form or word[-params.ends :] != form[-params.ends :]:
                continue
            name = names.get(base) or register.common[base]
            seldom = count < name.count / 2 or (name.common and count <= 2)
            if seldom and OSA.distance(word, form, score_cutoff=1) == 1:
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
