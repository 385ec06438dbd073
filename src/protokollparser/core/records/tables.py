"""Tables, their columns, rows and cells, and the relations between cells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from protokollparser.core.records.base import Derived, Printed, make_id


class DataTable(Printed):
    """One table, from its first to its last grid line; the title is outside its place.

    `unit` is the resolved unit or None, `unit_printed` what stands there, `unit_origin` where it was
    found (cell, header, title, text, sibling, none). `sign_profile` is A, B, C, D or unknown
    (`docs/checks.md`).
    """

    table: ClassVar[str] = "data_table"
    key: ClassVar[str] = "table_id"
    title: str | None = None
    kind: str
    unit: str | None = None
    unit_printed: str | None = None
    unit_origin: str = "none"
    period_start: date | None = None
    period_end: date | None = None
    row_count: int
    column_count: int
    sign_profile: str | None = None
    continued_from: str | None = None


class TableColumn(Derived):
    """One column: `header` is the joined path of its header cells, `role` and `scenario` what it holds."""

    table: ClassVar[str] = "table_column"
    key: ClassVar[str] = "table_column_id"
    table_id: str
    column_index: int
    header: str
    role: str
    scenario: str | None = None
    period_start: date | None = None
    period_end: date | None = None

    @property
    def id(self) -> str:
        """Hash of the table and the column index."""
        return make_id(self.table, self.table_id, self.column_index)


class TableRow(Printed):
    """One row; `role` is header, section, data, subtotal, total, continuation, separator or blank."""

    table: ClassVar[str] = "table_row"
    key: ClassVar[str] = "table_row_id"
    table_id: str
    row_index: int
    role: str
    label: str | None = None
    level: int = 0


class TableCell(Printed):
    """One cell. `value` is the printed figure, `missing` the mark printed instead of one, else None."""

    table: ClassVar[str] = "table_cell"
    key: ClassVar[str] = "table_cell_id"
    table_id: str
    row_index: int
    column_index: int
    text: str
    value: Decimal | None = None
    missing: str | None = None
    row_span: int = 1
    column_span: int = 1


class Aggregation(Derived):
    """One inferred relation: `terms` are (row, column, weight) triples that make up the target cell.

    `kind` is sum, difference, ratio, average or change; `axis` is column (terms in the target's
    column) or row. `outcome` is exact, rounding, violated or undecidable.
    """

    table: ClassVar[str] = "aggregation"
    key: ClassVar[str] = "aggregation_id"
    table_id: str
    kind: str
    axis: str
    target_row: int
    target_column: int
    terms: tuple[tuple[int, int, int], ...]
    outcome: str
    computed: Decimal | None = None
    stated: Decimal | None = None
    reason: str | None = None

    @property
    def id(self) -> str:
        """Hash of the table, the target and the terms."""
        return make_id(self.table, self.table_id, self.kind, self.target_row, self.target_column, self.terms)
