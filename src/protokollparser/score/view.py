"""The records of one source as the score reads them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from protokollparser.core.records.base import Printed, Record
from protokollparser.core.records.tables import DataTable, TableRow
from protokollparser.store import Store

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True)
class SourceView:
    """One source in an open store."""

    store: Store
    source_id: str

    @classmethod
    def load(cls, store: Store, source_id: str) -> SourceView | None:
        """Return the view of a source, None when the store does not hold it or could not read it."""
        known = {source.source_id: source.status for source in store.sources()}
        return cls(store, source_id) if known.get(source_id, "quarantined") != "quarantined" else None

    def of(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Return the source's records of one type."""
        return self.store.read(kind, self.source_id)

    @cached_property
    def tables(self) -> dict[str, DataTable]:
        """The source's tables by id."""
        return {table.id: table for table in self.of(DataTable)}

    @cached_property
    def row_lines(self) -> dict[tuple[str, int], int]:
        """The first printed line of each table row, by table id and row index."""
        return {(row.table_id, row.row_index): row.span.line_start for row in self.of(TableRow)}


def lines(record: Printed) -> dict[str, int]:
    """Return the first and last printed line of a record, its further pieces included."""
    pieces = (record.span, *record.more)
    return {
        "line_start": min(piece.line_start for piece in pieces),
        "line_end": max(piece.line_end for piece in pieces),
    }
