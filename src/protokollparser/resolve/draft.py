"""The records of a reading while they are linked: replaced by id, or added."""

from __future__ import annotations

from collections import defaultdict
from typing import TypeVar

from protokollparser.core.reading import Reading
from protokollparser.core.records.base import Record

AnyRecord = TypeVar("AnyRecord", bound=Record)


class Draft:
    """A reading in the making; the records of one type keep the order in which they came."""

    def __init__(self, reading: Reading) -> None:
        self.outline = reading.outline
        self._families: dict[type[Record], dict[str, Record]] = defaultdict(dict)
        for record in reading.records:
            self._families[type(record)][record.id] = record

    def of(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Return the records of one type, in order."""
        return list(self._families[kind].values())  # type: ignore[arg-type]

    def replace(self, old: AnyRecord, **changes: object) -> AnyRecord:
        """Put `old` with other values in its place; raises ValueError when that would change its id."""
        new = old.model_copy(update=changes)
        if new.id != old.id:
            raise ValueError(f"{old.table} {old.id}: a linked record keeps its id")
        self._families[type(old)][old.id] = new
        return new

    def add(self, record: Record) -> None:
        """Enter a record that linking found, once."""
        self._families[type(record)].setdefault(record.id, record)

    def reading(self) -> Reading:
        """Return the reading as it stands."""
        records = tuple(record for family in self._families.values() for record in family.values())
        return Reading(outline=self.outline, records=records)
