"""The records of many sources, read once and given out source by source."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, cast

from protokollparser.columns.fields import fields, order
from protokollparser.core.records import Record
from protokollparser.core.records.places import RecordSpan
from protokollparser.core.spans import Span
from protokollparser.store.rows import AnyRecord, maker, short_columns

# So many rows are taken from an answer at once.
_ROWS = 2000


class Shelf:
    """The records of the sources whose ids lie between two, by type; each type is asked for once.

    Sources are asked for in the order of their ids: what was passed is gone.
    """

    def __init__(self, driver: Any, first: str, last: str) -> None:
        self._driver = driver
        self._range = tuple(one.replace("'", "''") for one in (first, last))
        self._streams: dict[type[Record], _Groups] = {}
        self._pieces: tuple[str, dict[tuple[str, str], list[Span]]] = ("", {})

    def of(self, kind: type[AnyRecord], source_id: str) -> list[AnyRecord]:
        """Return the records of one type of one source, in reading order."""
        rows = self._rows(kind, source_id)
        if not rows:
            return []
        more, make = self._further(source_id), maker(kind, passing=True)
        key = _column(kind, kind.key)
        return [make(row, more.get((kind.table, row[key]), ())) for row in rows]

    def _further(self, source_id: str) -> dict[tuple[str, str], list[Span]]:
        """Return the further pieces of the records of a source, by table and key of the record."""
        if self._pieces[0] != source_id:
            make, found = maker(RecordSpan, passing=True), cast("dict[tuple[str, str], list[Span]]", {})
            pieces = [make(row, ()) for row in self._rows(RecordSpan, source_id)]
            for piece in sorted(pieces, key=attrgetter("ordinal")):
                found.setdefault((piece.record_table, piece.record_id), []).append(piece.span)
            self._pieces = source_id, found
        return self._pieces[1]

    def _rows(self, kind: type[Record], source_id: str) -> list[tuple[Any, ...]]:
        """Return the rows of one type of one source."""
        if kind not in self._streams:
            self._streams[kind] = _Groups(self._ask(kind), _column(kind, "source_id"))
        return self._streams[kind].of(source_id)

    def _ask(self, kind: type[Record]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of one type, by source."""
        by = ", ".join(f'"{name}"' for name in ("source_id", *order(kind)))
        first, last = self._range
        # Written into the question: for every parameter DuckDB looks for libraries that are not there.
        found = self._driver.duplicate().execute(
            f"SELECT {short_columns(kind)} FROM {kind.table} "
            f"WHERE source_id BETWEEN '{first}' AND '{last}' ORDER BY {by}"
        )
        while rows := found.fetchmany(_ROWS):
            yield from rows


class _Groups:
    """Rows by the source that stands in one of their columns, whose order they are in."""

    def __init__(self, rows: Iterator[tuple[Any, ...]], column: int) -> None:
        self._groups = groupby(rows, itemgetter(column))
        self._next = next(self._groups, None)

    def of(self, source_id: str) -> list[tuple[Any, ...]]:
        """Return the rows of a source, and pass those of sources before it."""
        while self._next is not None and self._next[0] <= source_id:
            found, rows = self._next[0], list(self._next[1])
            self._next = next(self._groups, None)
            if found == source_id:
                return rows
        return []


@cache
def _column(kind: type[Record], name: str) -> int:
    """Return the place of a column in a row."""
    return next(at for at, field in enumerate(fields(kind)) if field.name == name)
