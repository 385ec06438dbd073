"""The place to which a name belongs: its municipality, or all sources of one unknown municipality."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, text

from protokollparser.core.text import fold

# So many names with party in common, in one body and at least half of the shorter list, make one municipality
# of two sources that tell of none.
_SHARED, _SHARE = 3, 0.5
# A name that stands in so many sources of unknown places tells nothing of them.
_CROWD = 64
# Pairs of places of which one is unknown ("?" and a source) and which list the same members in one body.
_SAME = f"""
WITH listed AS MATERIALIZED (
    SELECT DISTINCT told_place AS place, unnest(CAST(bodies AS VARCHAR[])) AS body, member
    FROM settled_name WHERE member IS NOT NULL
), unknown AS MATERIALIZED (
    SELECT body, member FROM listed GROUP BY ALL
    HAVING count(*) BETWEEN 2 AND {_CROWD} AND bool_or(starts_with(place, '?'))
), telling AS MATERIALIZED (
    SELECT * FROM listed SEMI JOIN unknown USING (body, member)
), sizes AS (
    SELECT place, body, count(*) AS size FROM listed GROUP BY ALL
), shared AS (
    SELECT body, a.place AS one, b.place AS other, count(*) AS found
    FROM telling AS a JOIN telling AS b USING (body, member)
    WHERE a.place < b.place AND (starts_with(a.place, '?') OR starts_with(b.place, '?'))
    GROUP BY ALL HAVING count(*) >= {_SHARED}
)
SELECT DISTINCT one, other FROM shared
JOIN sizes AS a ON a.place = one AND a.body = shared.body
JOIN sizes AS b ON b.place = other AND b.body = shared.body
WHERE found >= {_SHARE} * least(a.size, b.size)
"""


def told_place(municipality: str | None, source: str) -> str:
    """Return the place of a name by what is told of its municipality, else its source after a "?"."""
    return re.sub(r"\s(?:kommun|stad)s?$", "", fold(municipality)) if municipality else f"?{source}"


def same_places(connection: Connection) -> dict[str, str]:
    """Return for each unknown place of `settled_name` that is joined to others the one that they all are."""
    return _joined([(str(one), str(other)) for one, other in connection.execute(text(_SAME))])


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
