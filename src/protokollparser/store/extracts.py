"""Extracts of minutes, and paragraphs adjusted at once and printed by themselves: the whole minutes count.

A document is an extract of minutes when they are of one body and day, and each of its paragraphs says what
the paragraph of that number says there. One in which a figure was changed is none, and counts by itself
(decision 0016).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from protokollparser.columns.fingerprints import KEPT_OF_ITEM
from protokollparser.store.versions import (
    FIGURES_BY_SIGHT,
    Version,
    contradict,
    folded,
    is_related,
    shared_figures,
)

# The share of the rows of three words of one paragraph that another one has. An extract may also have a
# certificate and the names of those who signed, or leave out what led to the decision.
_CONTAINED, _BESIDES = 0.8, 0.5
_BY_SIGHT = 0.4
_TITLE = 85.0

Number = tuple[int, str | None]


@dataclass(frozen=True)
class ItemMark:
    """What a paragraph is called, and its fingerprint."""

    title: str | None
    shingles: Sequence[int]
    figures: Sequence[int]

    @property
    def different(self) -> frozenset[int]:
        """The hashes of its figures, each once."""
        return frozenset(self.figures)


Items = Mapping[str, Mapping[Number, ItemMark]]


def extracts(
    versions: Mapping[str, Version], pairs: Iterable[tuple[str, str]], items: Items, aside: Collection[str]
) -> dict[str, str]:
    """Return for each extract the minutes that count for it; `items` are the paragraphs of each document.

    Judged are pairs of minutes of one day. Those `aside` are other readings, or replaced.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for part, whole in pairs:
        within = len(items[whole]) > len(items[part]) and items[part].keys() <= items[whole].keys()
        if within and part not in aside and _is_extract(versions[part], versions[whole], items):
            found[part].append(whole)
    return {
        part: min(wholes, key=lambda one: (one in aside, -len(items[one]), versions[one].rank))
        for part, wholes in found.items()
    }


def _is_extract(part: Version, whole: Version, items: Items) -> bool:
    """True when all that the paragraphs of `part` say stands in those of `whole`."""
    if is_related(part, whole) or (whole.draft and not part.draft):
        return False
    told = ((part.body, whole.body), (part.host, whole.host))
    if any(a and b and folded(a) != folded(b) for a, b in told):
        return False
    seen = part.by_sight or whole.by_sight
    theirs = items[whole.document_id]
    return all(_says(mark, theirs[number], seen) for number, mark in items[part.document_id].items())


def _says(part: ItemMark, whole: ItemMark, seen: bool) -> bool:
    """True when a paragraph says what another one says; `seen` if letters of one may be misread."""
    if part.title and whole.title and fuzz.partial_ratio(folded(part.title), folded(whole.title)) < _TITLE:
        return False
    inside, around = _contained(part, whole), _contained(whole, part)
    if seen:
        return max(inside, around) >= _BY_SIGHT and shared_figures(part, whole) >= FIGURES_BY_SIGHT
    if inside < _CONTAINED and not (around >= _CONTAINED and inside >= _BESIDES):
        return False
    return not contradict(part, whole)


def _contained(one: ItemMark, other: ItemMark) -> float:
    """Return the share of the rows of `one` that `other` has, among the hashes that both would have kept."""
    limits = [mark.shingles[-1] for mark in (one, other) if len(mark.shingles) >= KEPT_OF_ITEM]
    kept = one.shingles[: bisect_right(one.shingles, min(limits))] if limits else one.shingles
    return len(set(kept) & set(other.shingles)) / len(kept) if kept else 1.0
