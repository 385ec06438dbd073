"""A stored table laid out again: figures by row and column, blanks told from unknowns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from protokollparser.core.records.tables import DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.rounding import Figure, step_of

# Marks that stand for "nothing here" in tables of accounts; every other mark is an unknown value.
_BLANK_MARKS = frozenset({"", "-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"})
# Columns whose figures are no amounts that a row or a column could add up.
_NOT_ADDED = frozenset(
    {"label", "text", "percent", "page", "paragraph", "probability", "consequence", "risk_value"}
    | {"year", "date", "index", "number", "price", "average", "rank"}
)
_BODY_ROLES = frozenset({"data", "subtotal", "total"})
_INFERRED = 0.8


@dataclass(frozen=True)
class Sheet:
    """One table: its columns by index, its rows in order, its cells by (row, column)."""

    table: DataTable
    columns: dict[int, TableColumn]
    rows: tuple[TableRow, ...]
    cells: dict[tuple[int, int], TableCell]

    @cached_property
    def sureness(self) -> float:
        """How surely what the checks use of the table was read, 0 to 1.

        That a table is of no known kind makes its figures no less sure, an inferred unit does.
        """
        if self.table.kind != "other":
            return self.table.confidence
        return _INFERRED if self.table.unit_origin == "inferred" else 1.0

    @cached_property
    def body(self) -> tuple[TableRow, ...]:
        """The rows that may hold figures: data, subtotals and totals."""
        return tuple(row for row in self.rows if row.role in _BODY_ROLES)

    @cached_property
    def amount_columns(self) -> tuple[int, ...]:
        """The columns whose figures can be added, left to right."""
        return tuple(index for index in sorted(self.columns) if self._adds_up(index))

    def _adds_up(self, index: int) -> bool:
        column = self.columns[index]
        if column.role in _NOT_ADDED or "%" in column.header or "procent" in column.header.lower():
            return False
        held = [self.cells.get((row.row_index, index)) for row in self.body]
        figures = [cell for cell in held if cell is not None and cell.value is not None]
        return bool(figures) and not any("%" in cell.text for cell in figures)

    @cached_property
    def _by_index(self) -> dict[int, TableRow]:
        return {row.row_index: row for row in self.rows}

    @cached_property
    def _figures(self) -> dict[tuple[int, int], Figure]:
        return {
            place: Figure(cell.value, step_of(cell.text, cell.value))
            for place, cell in self.cells.items()
            if cell.value is not None
        }

    def row(self, index: int) -> TableRow:
        """Return the row with that `row_index`."""
        return self._by_index[index]

    def figure(self, row: int, column: int) -> Figure | None:
        """Return the figure printed in a cell, None when there is none."""
        return self._figures.get((row, column))

    def blank(self, row: int, column: int) -> bool:
        """True when nothing, or a dash, is printed in a cell."""
        cell = self.cells.get((row, column))
        if cell is None:
            return True
        if cell.value is not None:
            return False
        return cell.text.strip() in _BLANK_MARKS

    def unknown(self, row: int, column: int) -> bool:
        """True when a cell holds something that is neither a figure nor a blank, such as a question mark."""
        return not self.blank(row, column) and self.figure(row, column) is None


def sheets(
    tables: Iterable[DataTable],
    columns: Iterable[TableColumn],
    rows: Iterable[TableRow],
    cells: Iterable[TableCell],
) -> list[Sheet]:
    """Return every table laid out, in the order of `tables`."""
    by_table: dict[str, tuple[dict[int, TableColumn], list[TableRow], dict[tuple[int, int], TableCell]]] = {}
    ordered = list(tables)
    for table in ordered:
        by_table[table.id] = ({}, [], {})
    for column in columns:
        if column.table_id in by_table:
            by_table[column.table_id][0][column.column_index] = column
    for row in rows:
        if row.table_id in by_table:
            by_table[row.table_id][1].append(row)
    for cell in cells:
        if cell.table_id in by_table:
            by_table[cell.table_id][2][cell.row_index, cell.column_index] = cell
    result = []
    for table in ordered:
        held_columns, held_rows, held_cells = by_table[table.id]
        held_rows.sort(key=lambda row: row.row_index)
        result.append(Sheet(table, held_columns, tuple(held_rows), held_cells))
    return result
