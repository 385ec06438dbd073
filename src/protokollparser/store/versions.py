"""Versions of one document: text and scan, draft and final, of which one counts.

Judged are pairs of documents whose fingerprints meet. Two that say the same with the same figures are one
document (`same_as`); a draft and its final version may differ in both, but are of the same body and day or
period (`supersedes`). All links follow from what is stored, never from the order of imports (decision 0016).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from rapidfuzz import fuzz

from protokollparser.columns.fingerprints import KEPT

# Shares of the rows of three words that two documents have in common, and of their figures. Documents printed
# in four layouts kept .79 to 1.00 of their rows and .84 to 1.00 of their figures; sheets on two months in 002
# share up to .88 of their rows and .54 of their figures.
SAME, SAME_BY_SIGHT, DRAFT = 0.7, 0.35, 0.3
FIGURES, FIGURES_BY_SIGHT = 0.8, 0.6
# One and the same document may be read as of two kinds, from its text and from its print.
SAME_OF_ANY_KIND, FIGURES_OF_ANY_KIND = 0.75, 0.85
# Fewer words than these do not tell a document from its like.
FEWEST_WORDS = 40
_TITLE = 85.0
_ORIGINS = ("text", "pdf", "mixed", "ocr")


Rank = tuple[bool, bool, bool, bool, int, int, int, str]


class Marked(Protocol):
    """A document, or a part of one, with the hashes of its figures."""

    @property
    def figures(self) -> Sequence[int]:
        """Hashes of all runs of two digits and more."""
        ...

    @property
    def different(self) -> frozenset[int]:
        """The same, each once."""
        ...


@dataclass(frozen=True)
class Version:
    """A document, as far as it matters for whether it is another one's version; `parents` are around it.

    `days` are the days of its meetings, or else its own; `shingles` and `figures` are of its fingerprint.
    """

    document_id: str
    kind: str
    title: str | None
    body: str | None
    host: str | None
    case_number: str | None
    days: frozenset[date]
    period: tuple[date | None, date | None]
    paragraphs: tuple[int | None, int | None]
    draft: bool
    signed: bool
    whole: bool
    origin: str
    words: int
    shingles: Sequence[int]
    figures: Sequence[int]
    parents: tuple[str, ...]

    @cached_property
    def different(self) -> frozenset[int]:
        """The hashes of its figures, each once."""
        return frozenset(self.figures)

    @property
    def by_sight(self) -> bool:
        """True when letters were recognised in pictures and some are wrong."""
        return self.origin in ("ocr", "mixed")

    @cached_property
    def rank(self) -> Rank:
        """The lower, the rather a version counts: final, signed, whole, not recognised, a file of its own."""
        origin = _ORIGINS.index(self.origin) if self.origin in _ORIGINS else len(_ORIGINS)
        return (
            self.draft,
            self.by_sight,
            not self.signed,
            not self.whole,
            len(self.parents),
            origin,
            -self.words,
            self.document_id,
        )


@dataclass(frozen=True)
class Links:
    """By document: of which one it is another reading, and which earlier version it replaces."""

    same_as: Mapping[str, str]
    supersedes: Mapping[str, str]


class Verdicts:
    """Which versions are related, judged pair by pair: of a version only its rank is held."""

    def __init__(self) -> None:
        self._ranks: dict[str, Rank] = {}
        self._alike: dict[str, set[str]] = defaultdict(set)
        self._drafts: dict[str, set[str]] = defaultdict(set)

    def judge(self, one: Version, other: Version) -> None:
        """Judge two versions that may be related."""
        a, b = sorted((one, other), key=lambda version: version.rank)
        if is_related(a, b):
            return
        if is_same(a, b):
            self._alike[a.document_id].add(b.document_id)
        elif is_draft_of(b, a):
            self._drafts[a.document_id].add(b.document_id)
        else:
            return
        self._ranks |= {version.document_id: version.rank for version in (a, b)}

    def links(self) -> Links:
        """Return the links among all that was judged, in whatever order."""
        ranked = sorted(self._ranks, key=self._ranks.__getitem__)
        same_as: dict[str, str] = {}
        for version in ranked:
            if version not in same_as:
                for other in self._alike.get(version, ()):
                    same_as.setdefault(other, version)
        return Links(same_as, dict(self._chains(ranked, same_as)))

    def _chains(self, ranked: Sequence[str], same_as: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield each version with the one that it replaces: the final one first, then draft after draft."""
        replaced: set[str] = set()
        for newest in ranked:
            if newest in same_as or newest in replaced:
                continue
            drafts = {same_as.get(draft, draft) for draft in self._drafts.get(newest, ())}
            for draft in sorted(drafts - replaced - {newest}, key=self._ranks.__getitem__):
                replaced.add(draft)
                yield newest, draft
                newest = draft


def is_same(one: Version, other: Version) -> bool:
    """True when two documents say the same, as far as readings of one and the same may differ.

    What was read from letters is judged by its words and figures alone: another day or sum is another figure.
    """
    if min(one.words, other.words) < FEWEST_WORDS or one.draft != other.draft or _differ_in_kind(one, other):
        return False
    seen = one.kind == other.kind and (one.by_sight or other.by_sight)
    plain = not contradict(one, other)
    # What most pairs differ in is looked at first.
    if not plain and not (seen and _agrees(one, other) and _is_identified(one, other)):
        return False
    text = resemblance(one, other, SAME_BY_SIGHT)
    if text < SAME_BY_SIGHT:
        return False
    figures = shared_figures(one, other)
    alike, counted = (SAME, FIGURES) if one.kind == other.kind else (SAME_OF_ANY_KIND, FIGURES_OF_ANY_KIND)
    if text >= alike and figures >= counted and plain:
        return True
    return seen and figures >= FIGURES_BY_SIGHT and _agrees(one, other) and _is_identified(one, other)


def _differ_in_kind(one: Version, other: Version) -> bool:
    """True for a whole file and a document, and for what calls to a meeting and its minutes."""
    kinds = {one.kind, other.kind}
    return len(kinds) > 1 and ("bundle" in kinds or kinds == {"summons", "minutes"})


def is_draft_of(draft: Version, final: Version) -> bool:
    """True when `draft` is an earlier version of `final`: it says so, or lacks the other's signatures."""
    if draft.kind != final.kind or draft.kind == "bundle" or final.draft:
        return False
    unsigned = final.signed and not draft.signed
    if not (draft.draft or unsigned) or min(draft.words, final.words) < FEWEST_WORDS:
        return False
    if not _agrees(draft, final) or not _is_identified(draft, final):
        return False
    needed = DRAFT if draft.draft else SAME_BY_SIGHT if draft.by_sight or final.by_sight else SAME
    return resemblance(draft, final, needed) >= needed


def resemblance(one: Version, other: Version, at_least: float = 0.0) -> float:
    """Return the share of rows of three words that two documents have in common, by their least hashes.

    Where it is below `at_least`, what comes back is too, and is no more than a bound.
    """
    a, b = set(one.shingles), set(other.shingles)
    both = a & b
    count = min(KEPT, len(a) + len(b) - len(both))
    if not count or len(both) < at_least * count:
        return len(both) / count if count else 0.0
    kept = sorted(a | b)[:KEPT]
    return sum(hash_ in both for hash_ in kept) / len(kept)


def shared_figures(one: Marked, other: Marked) -> float:
    """Return the share of figures that two documents have in common; 1 where neither has any."""
    most = max(len(one.figures), len(other.figures))
    return _common(one, other) / most if most else 1.0


def contradict(one: Marked, other: Marked) -> bool:
    """True when each of two documents prints a figure that the other lacks: one of them was changed.

    What only one of them prints more is a page number or a running head.
    """
    a, b = one.different, other.different
    if not (a <= b or b <= a):
        return True
    return _common(one, other) < min(len(one.figures), len(other.figures))


def _common(one: Marked, other: Marked) -> int:
    """Return how many figures two documents have in common, each as often as both have it."""
    return (Counter(one.figures) & Counter(other.figures)).total()


def _agrees(one: Version, other: Version) -> bool:
    """True unless two documents say that they are of another body, municipality, day, period or case."""
    if one.days and other.days and not one.days & other.days:
        return False
    if one.paragraphs != other.paragraphs and None not in (*one.paragraphs, *other.paragraphs):
        return False
    plain = ((one.body, other.body), (one.host, other.host), (one.case_number, other.case_number))
    told = (*plain, *zip(one.period, other.period, strict=True))
    return not any(a and b and folded(a) != folded(b) for a, b in told)


def _is_identified(one: Version, other: Version) -> bool:
    """True when two documents are of the same day, period or case, and titled alike where both are titled."""
    if one.title and other.title and fuzz.ratio(folded(one.title), folded(other.title)) < _TITLE:
        return False
    period = one.period if one.period == other.period else (None, None)
    case = one.case_number and other.case_number
    return bool(one.days & other.days or any(period) or case)


def folded(value: object) -> str:
    """Return a value as it is compared: in lower case, with single spaces."""
    return " ".join(str(value).casefold().split())


def is_related(one: Version, other: Version) -> bool:
    """True when one document contains the other."""
    return one.document_id in other.parents or other.document_id in one.parents
