"""The place to which a name belongs: its municipality, or all sources of one unknown municipality."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import Protocol

from protokollparser.core.text import fold
from protokollparser.store.people.likeness import words_of

# So many names with party in common, in one body and at least half of the shorter list, make one municipality
# of two sources that tell of none.
_SHARED, _SHARE = 3, 0.5
# A name that stands in so many sources of unknown places tells nothing of them.
_CROWD = 64


class Sighted(Protocol):
    """A name as all sources together tell it, the least of them, and their municipality."""

    @property
    def name(self) -> str:
        """The name."""
        ...

    @property
    def party(self) -> str | None:
        """The party printed with it."""
        ...

    @property
    def municipality(self) -> str | None:
        """The municipality printed with it."""
        ...

    @property
    def home(self) -> str | None:
        """The municipality in whose documents it stands, as they tell."""
        ...

    @property
    def source(self) -> str:
        """The least of the sources."""
        ...

    @property
    def host(self) -> str | None:
        """The municipality of the sources, where there is one only."""
        ...


def places(said: Mapping[str, Sighted], bodies: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Return the place of each name; `bodies` are those, as they are compared, that it sits in."""
    found = {name: _told(told) for name, told in said.items()}
    same = _same_places(found, said, bodies)
    return {name: same.get(place, place) for name, place in found.items()}


def _told(one: Sighted) -> str:
    """Return the municipality that is printed or whose documents give a name, else its source after a "?"."""
    told = one.municipality or one.home or one.host
    return re.sub(r"\s(?:kommun|stad)s?$", "", fold(told)) if told else f"?{one.source}"


def _same_places(
    found: Mapping[str, str], said: Mapping[str, Sighted], bodies: Mapping[str, Collection[str]]
) -> dict[str, str]:
    """Return for each unknown place the one that is the same, by the members that both list in one body."""
    lists: dict[tuple[str, str], set[tuple[object, ...]]] = defaultdict(set)
    for name, told in said.items():
        if told.party:
            key = (words_of(told.name), fold(told.party))
            for body in bodies.get(name, ()):
                lists[found[name], body].add(key)
    listing: dict[tuple[object, ...], list[tuple[str, str]]] = defaultdict(list)
    for listed in sorted(lists):
        for member in lists[listed]:
            listing[(listed[1], *member)].append(listed)
    shared: dict[tuple[tuple[str, str], tuple[str, str]], int] = defaultdict(int)
    for where in listing.values():
        if 1 < len(where) <= _CROWD:
            for one, other in combinations(where, 2):
                if one[0].startswith("?") or other[0].startswith("?"):
                    shared[one, other] += 1
    pairs = [
        (one[0], other[0])
        for (one, other), count in shared.items()
        if count >= _SHARED and count >= _SHARE * min(len(lists[one]), len(lists[other]))
    ]
    return _joined(pairs)


def _joined(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return for each unknown place the least of those that are joined to it; two known ones join nothing."""
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    same: dict[str, str] = {}
    for start in sorted(beside):
        if start in same or not start.startswith("?"):
            continue
        group, open_ = {start}, [start]
        while open_:
            for place in beside[open_.pop()]:
                if place not in group:
                    group.add(place)
                    # The way does not lead on through a known place.
                    open_ += [place] if place.startswith("?") else []
        known = sorted(place for place in group if not place.startswith("?"))
        unknown = sorted(place for place in group if place.startswith("?"))
        if len(known) <= 1:
            same |= dict.fromkeys(unknown, known[0] if known else unknown[0])
        else:
            same |= {place: place for place in unknown}
    return same
