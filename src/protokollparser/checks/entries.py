"""What checks that compare documents take from each: entries, brought together by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from protokollparser.checks.versions import Standing
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.text import fold

Key = tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """What one document says of a thing that others may speak of.

    `key` is the thing, `day` the document's day. `held` is what the shape needs to compare it: small, since
    the entries of a whole archive are kept at once.
    """

    key: Key
    source_id: str
    document_id: str | None
    day: date | None
    held: Any


def owner(document: LogicalDocument) -> Key | None:
    """Return the body of a document and its municipality, folded; None where one of them is not known."""
    if not document.body or not document.host_municipality:
        return None
    return fold(document.body), fold(document.host_municipality)


def by_key(entries: Iterable[Entry], told: Standing) -> Iterator[Sequence[Entry]]:
    """Yield the entries of each key, the oldest first, those of versions that do not count left out."""
    found: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.document_id not in told.counted_by:
            found[entry.key].append(entry)
    for key in sorted(found):
        yield sorted(found[key], key=lambda one: (one.day or date.max, one.source_id, one.document_id or ""))
