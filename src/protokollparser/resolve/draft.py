"""The records of a reading while they are linked: replaced by id, or added."""

from __future__ import annotations

from collections import defaultdict
from typing import TypeVar

from protokollparser.core.reading import Reading
from protokollparser.core.records.base import Record

AnyRecord = TypeVar("AnyRecord", bound=Record)


class Draft:
    """A reading in the making; records keep the order in which they came."""

    def __init__(self, reading: Reading) -> None:
        self.outline = reading.outline
        self._records: dict[tuple[str, str], Record] = {(r.table, r.id): r for r in reading.records}
        self._kinds: dict[type[Record], dict[tuple[str, str], None]] = defaultdict(dict)
        for key, record in self._records.items():
            self._kinds[type(record)][key] = None

    def of(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Return the records of one type, in order."""
        return [self._records[key] for key in self._kinds[kind]]  # type: ignore[misc]

    def replace(self, old: AnyRecord, **changes: object) -> AnyRecord:
        """Put `old` with other values in its place; raises ValueError when that would change its id."""
        new = old.model_copy(update=changes)
        if new.id != old.id:
            raise ValueError(f"{old.table} {old.id}: a linked record keeps its id")
        self._records[old.table, old.id] = new
        return new

    def add(self, record: Record) -> None:
        """Enter a record that linking found, once."""
        key = (record.table, record.id)
        if key not in self._records:
            self._records[key] = record
            self._kinds[type(record)][key] = None

    def reading(self) -> Reading:
        """Return the reading as it stands."""
        return Reading(outline=self.outline, records=tuple(self._records.values()))
