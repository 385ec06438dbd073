"""Names of municipalities as a document prints them, and those that are not spelled as they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import OSA

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.verdicts import Proof
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.core.text import fold

# One to three words with capitals before the word for a municipality: "I Upplands Väsby kommun".
_NAMED = re.compile(
    r"(?<![\w-])((?:[A-ZÅÄÖ][\wåäöé-]{1,20}[ ]){1,3})"
    r"([Kk]ommun(?:er|ers|erna|ernas|en|ens|s)?|[Ss]tads?)(?![\w-])"
)
# Shorter names differ by one letter from many others: Ale, Ås.
_SHORTEST = 4
# A name that the register lacks, such as that of a municipality of old, stands so many times for each slip.
_OFTEN = 3
# What a municipality with the rights of a town of old calls itself; several are called otherwise.
_TOWN = "stad"


@dataclass(frozen=True)
class Slip:
    """A place at which a name stands that is none, what it should be, and how often that stands."""

    span: Span
    right: str
    count: int
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class _Named:
    """A place that is called a municipality: the words of its name and the word that says so."""

    words: tuple[str, ...]
    kind: str
    span: Span


def municipality_slips(dossier: Dossier, plurals: Mapping[str, str], usual: int) -> Iterator[Slip]:
    """Yield the names of municipalities that are a letter off, and of one where several are meant.

    "Norrbottens Kommuner" are many: where it stands `usual` times, a "Norrbottens Kommun", which no
    municipality is called, is a slip. A name that is a letter off stands less often than the right one.
    """
    names = _register(dossier.rules)
    found = list(_named(dossier))
    by_last: dict[tuple[str, str], list[_Named]] = defaultdict(list)
    for one in found:
        by_last[fold(one.words[-1]), _number(one.kind, plurals)].append(one)
    for (last, kind), places in by_last.items():
        if any(_known(one.words, names) for one in places):
            continue
        together = by_last.get((last, plurals.get(kind, "")), [])
        if len(together) >= max(usual, 2 * len(places)):
            proofs = tuple(Proof("contradicts", one.span) for one in together[:3])
            for one in places:
                ending = one.kind.casefold().removeprefix(kind)
                right = f"{one.words[-1]} {together[0].kind[: len(plurals[kind])]}{ending}"
                yield Slip(one.span, right, len(together), proofs)
        elif kind in plurals or kind == _TOWN:
            yield from _misspelled(places, by_last, kind, names)


def _misspelled(
    places: list[_Named], by_last: Mapping[tuple[str, str], list[_Named]], kind: str, names: frozenset[str]
) -> Iterator[Slip]:
    """Yield the places of a name that no municipality has, a letter off from one that stands more often."""
    name = fold(places[0].words[-1])
    if len(name) < _SHORTEST:
        return
    for (other, its), right in by_last.items():
        near = other[:1] == name[:1] and OSA.distance(name, other, score_cutoff=1) == 1
        genitive = other + "s" == name or name + "s" == other
        often = _OFTEN if not _known(right[0].words, names) else 2
        if its == kind and near and not genitive and len(right) >= often * len(places):
            proofs = tuple(Proof("contradicts", one.span) for one in right[:3])
            for one in places:
                yield Slip(one.span, f"{right[0].words[-1]} {one.kind}", len(right), proofs)
            return


def is_municipality(name: str, rules: Rules) -> bool:
    """True for the name of a municipality in the register."""
    return _known((name,), _register(rules))


def _number(kind: str, plurals: Mapping[str, str]) -> str:
    """Return the word for one municipality or for several, without its ending."""
    folded = kind.casefold()
    both = sorted({*plurals, *plurals.values()}, key=len, reverse=True)
    return next((word for word in both if folded.startswith(word)), folded.removesuffix("s"))


def _named(dossier: Dossier) -> Iterator[_Named]:
    for page in dossier.pages:
        for match in _NAMED.finditer(page.text):
            words = tuple(match[1].split())
            begin = match.start() + match[1].rstrip().rfind(words[-1])
            yield _Named(words, match[2], dossier.place(page.page, begin, match.end()))


def _known(words: tuple[str, ...], names: frozenset[str]) -> bool:
    """True when the last words are the name of a municipality, its genitive included."""
    tails = (fold(" ".join(words[at:])) for at in range(len(words)))
    return any(tail in names or tail.removesuffix("s") in names for tail in tails)


@lru_cache(maxsize=4)
def _register(rules: Rules) -> frozenset[str]:
    """Return the names of the municipalities, folded, with their other forms."""
    listed: dict[str, Any] = rules.vocabulary["municipalities"]
    names = {name for county in listed["counties"] for name in county["municipalities"].values()}
    names |= {name for others in listed["also"].values() for name in others}
    return frozenset(map(fold, names))
