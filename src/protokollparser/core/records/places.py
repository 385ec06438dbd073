"""Further places of a record that stands in several."""

from __future__ import annotations

from typing import ClassVar

from protokollparser.core.records.base import Printed, make_id


class RecordSpan(Printed):
    """One further piece of a record that stands in several places; its first piece is in its own row.

    `ordinal` counts the pieces from 1 in reading order.
    """

    table: ClassVar[str] = "record_span"
    key: ClassVar[str] = "record_span_id"
    record_table: str
    record_id: str

    @property
    def id(self) -> str:
        """Hash of the record and the piece's position in it."""
        return make_id(self.table, self.record_table, self.record_id, self.ordinal)
