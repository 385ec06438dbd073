"""The ledger in which parsing enters records and claims, and the reading that comes out."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TypeVar

from protokollparser.core.outline import Outline
from protokollparser.core.records.base import Derived, Printed, Record
from protokollparser.core.spans import Span

AnyRecord = TypeVar("AnyRecord", bound=Record)
PrintedRecord = TypeVar("PrintedRecord", bound=Printed)


@dataclass(frozen=True)
class Reading:
    """What a source says: its outline (for places) and its records, residue and furniture included."""

    outline: Outline
    records: tuple[Record, ...]

    def of(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Return the records of one type, in the order they were entered."""
        return [record for record in self.records if type(record) is kind]


class Ledger:
    """Records as they are found, and which rule claimed which lines.

    A line may be claimed by several rules: the first claim stands, so that lines = claimed +
    furniture + residue without overlap.
    """

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.layout = outline.layout
        self.claims: dict[int, str] = {}
        self.doubts: dict[int, str] = {}
        self.document_ids: dict[int, str] = {}
        self._records: dict[type[Record], dict[str, Record]] = defaultdict(dict)
        self._lines_of: dict[int, tuple[list[int], list[int]]] = {}
        for line in sorted(outline.layout.lines, key=lambda line: (line.page, line.start, line.index)):
            starts, indexes = self._lines_of.setdefault(line.page, ([], []))
            starts.append(line.start)
            indexes.append(line.index)

    def add(self, record: PrintedRecord) -> PrintedRecord:
        """Enter a printed record and return it as entered, with its document and a free ordinal.

        Entering an equal record again returns the one that is there. No record is surer than the recognition
        of the words it stands on.
        """
        place = record.span
        sure = self.layout.document.pages[place.page - 1].legibility(place.start, place.end)
        # What the ledger adds is added to the record given: copies of all took as long as making them.
        if record.confidence > sure:
            record.complete(confidence=sure)
        if record.document_id is None and record.table != "document":
            record.complete(document_id=self.document_id(place))
        known = self._records[type(record)]
        while (key := record.id) in known:
            if known[key] == record:
                return record
            record = record.model_copy(update={"ordinal": record.ordinal + 1})
        known[key] = record
        return record

    def derive(self, record: Derived) -> None:
        """Enter a derived record; the same relation twice is kept once."""
        self._records[type(record)].setdefault(record.id, record)

    def replace(self, old: PrintedRecord, **changes: object) -> PrintedRecord:
        """Enter `old` anew with other values; its place, and so its id, must stay."""
        new = old.model_copy(update=changes)
        if new.id != old.id:
            raise ValueError(f"{old.table} {old.id}: a replacement may not move")
        self._records[type(old)][old.id] = new
        return new

    def of(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Return the records of one type entered so far, in order."""
        return list(self._records[kind].values())  # type: ignore[arg-type]

    def claim(self, first: int, last: int, rule_id: str) -> None:
        """Claim the lines `first..last` (indexes, inclusive) for a rule, where they are still free."""
        for line in self.layout.body(first, last):
            self.claims.setdefault(line.index, rule_id)

    def doubt(self, first: int, last: int, reason: str) -> None:
        """Note why the lines `first..last` were left unread: the reason of their residue."""
        for line in self.layout.body(first, last):
            self.doubts.setdefault(line.index, reason)

    def part_of(self, span: Span) -> int:
        """Return the ordinal of the innermost part that holds the start of `span`, -1 for none."""
        index = self.line_index(span)
        return self.outline.part_at[index] if index is not None else -1

    def line_index(self, span: Span) -> int | None:
        """Return the index of the line on which `span` starts; None where the page has no lines."""
        starts, indexes = self._lines_of.get(span.page, ((), ()))
        at = bisect_right(starts, span.start) - 1
        return indexes[at] if at >= 0 else None

    def document_id(self, span: Span) -> str | None:
        """Return the id of the innermost logical document at `span`, once the documents are entered."""
        return self.document_ids.get(self.part_of(span))

    def records(self) -> tuple[Record, ...]:
        """Return all records, by type in order of first entry."""
        return tuple(record for family in self._records.values() for record in family.values())
