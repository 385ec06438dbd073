"""What people say of lines and organisations: that two names are one, or not; kept as reviews.

A review of `line` or `line_organisation` has the two names in `old_value` and `new_value`, in `field` the
organisation (nothing: every one), and the verdict same, different or open. It outlives every import.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

from protokollparser.core.bodies import body_key
from protokollparser.core.records.base import make_id
from protokollparser.core.records.findings import Review
from protokollparser.core.text import fold
from protokollparser.store.series.grouping import Pairs
from protokollparser.store.series.organisations import Change

LINE, ORGANISATION = "line", "line_organisation"
_LAST = f"""
SELECT record_table, arg_max(coalesce(field, ''), reviewed_at), arg_max(old_value, reviewed_at),
    arg_max(new_value, reviewed_at), arg_max(verdict, reviewed_at)
FROM {Review.table} WHERE record_table IN ('{LINE}', '{ORGANISATION}')
GROUP BY record_table, record_id ORDER BY ALL
"""
_Pair = tuple[str, str]


def last_words(found: Iterable[Review]) -> list[Review]:
    """Return the last review of each pair of names."""
    last: dict[str, Review] = {}
    for one in sorted(found, key=lambda one: one.reviewed_at):
        if one.record_table in (LINE, ORGANISATION):
            last[one.record_id] = one
    return [*last.values()]


def pair_id(kind: str, organisation: str, one: str, other: str) -> str:
    """Return by what a review is known: the organisation and the two names as they are compared."""
    return make_id(kind, body_key(organisation), *sorted((fold(one), fold(other))))


@dataclass(frozen=True)
class Reviewed:
    """All that people say; `by_organisation` tells of pairs of labels whether they are one line."""

    organisations: tuple[Change, ...]
    apart: frozenset[frozenset[str]]
    by_organisation: Mapping[str, Mapping[frozenset[str], bool]]
    digest: str

    def labels(self, organisation: str) -> Pairs:
        """Return what is said of the labels of an organisation, and of all."""
        return Pairs(
            {**self.by_organisation.get("", {}), **self.by_organisation.get(body_key(organisation), {})}
        )

    def refuses(self, change: Change) -> bool:
        """True when a person says that two names are not one organisation."""
        return frozenset((body_key(change.former), body_key(change.present))) in self.apart


def reviewed(connection: Connection) -> Reviewed:
    """Return all that people say, the last word of each pair."""
    rows = [tuple(row) for row in connection.execute(text(_LAST))]
    changes, apart = [], set()
    by_organisation: dict[str, dict[frozenset[str], bool]] = {}
    for table, organisation, one, other, verdict in rows:
        if verdict not in ("same", "different"):
            continue
        if table == ORGANISATION:
            if verdict == "same":
                changes.append(Change(one, other, 1.0, "review"))
            else:
                apart.add(frozenset((body_key(one), body_key(other))))
        else:
            own = by_organisation.setdefault(body_key(organisation) if organisation else "", {})
            own[frozenset((fold(one), fold(other)))] = verdict == "same"
    digest = hashlib.sha256(repr(rows).encode()).hexdigest()[:12]
    return Reviewed(tuple(changes), frozenset(apart), by_organisation, digest)
