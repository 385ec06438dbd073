"""A table as read, entered: the table, its columns, its rows and its cells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from protokollparser.core.layout import Grid, GridCell, Layout
from protokollparser.core.reading import Ledger
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.tables import DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.spans import Span
from protokollparser.parse.tables.columns import NAMES, Column
from protokollparser.parse.tables.draft import Draft
from protokollparser.parse.tables.headers import Headers
from protokollparser.parse.tables.kinds import Kind
from protokollparser.parse.tables.periods import UNKNOWN, Period, column_periods, table_period
from protokollparser.parse.tables.rows import Row
from protokollparser.parse.tables.titles import Context
from protokollparser.parse.tables.units import TableUnit

_FIGURES_IN = frozenset({"data", "subtotal", "total", "continuation"})
_BOUNDS = frozenset({"over", "under", "at_most", "at_least"})
# Kinds whose contents belong to no period.
_TIMELESS = frozenset(
    {"table_of_contents", "attendance", "meeting_header", "notice", "revision_history", "references"}
    | {"page_footer", "form_header", "list", "vote"}
)
_SHIFTED = 0.6


@dataclass(frozen=True)
class Table:
    """A table as read: its draft, headers, rows, columns, kind, and the words over it.

    A `continued` table goes on with the one before it, whose headers it has.
    """

    draft: Draft
    headers: Headers
    label_column: int
    context: Context
    kind: Kind
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    continued: bool = False


def enter_table(ledger: Ledger, table: Table, unit: TableUnit, before_id: str | None) -> DataTable:
    """Enter a table, its columns, rows and cells, claim its lines, and return it.

    `before_id` is the table that it continues.
    """
    grid, layout = table.draft.grid, ledger.layout
    columns = [
        replace(c, role="percent") if unit.unit == "percent" and c.role == "amount" else c
        for c in table.columns
    ]
    spans = _spans(layout, grid)
    texts = (*table.context.near, *table.context.around)
    instant = table.kind.name == "balance_sheet"
    headers = [(c.header, c.scenario) for c in columns]
    periods = column_periods(headers, texts, instant, _document_period(ledger, spans[0]))
    timed = table.kind.name not in _TIMELESS
    period = table_period(texts, [(c.scenario, p) for c, p in zip(columns, periods, strict=True)])
    record = ledger.add(
        DataTable(
            span=spans[0],
            more=spans[1:],
            rule_id=table.kind.rule_id,
            confidence=table.kind.confidence,
            candidates=tuple({"kind": name} for name in table.kind.others),
            title=table.context.title,
            kind=table.kind.name,
            unit=unit.unit,
            unit_printed=unit.printed,
            unit_origin=unit.origin,
            period_start=period[0] if timed else None,
            period_end=period[1] if timed else None,
            row_count=table.draft.height,
            column_count=table.draft.width,
            sign_profile="unknown",
            continued_from=before_id,
        )
    )
    if period == UNKNOWN:
        _borrow_period(ledger, record)
    _enter_columns(ledger, record, columns, periods)
    _enter_rows(ledger, record, table)
    ledger.claim(grid.first, grid.last, table.kind.rule_id)
    if table.context.title_line is not None and table.context.title_line not in ledger.outline.heading_at:
        ledger.claim(table.context.title_line, table.context.title_line, "tables:title")
    return record


def _borrow_period(ledger: Ledger, record: DataTable) -> None:
    """Give a table of figures without a period of its own the one of its document."""
    if record.unit is None:
        return
    start, end = _document_period(ledger, record.span)
    if end is not None:
        ledger.replace(record, period_start=start, period_end=end)


def _document_period(ledger: Ledger, place: Span) -> Period:
    """Return the period of the document that holds a place, (None, None) when it has none."""
    held = ledger.document_id(place)
    told = (d for d in ledger.of(LogicalDocument) if d.id == held and d.period_end is not None)
    return next(((d.period_start, d.period_end) for d in told), UNKNOWN)


def _spans(layout: Layout, grid: Grid) -> tuple[Span, ...]:
    """Return the place of a grid, one span for each page."""
    pages: dict[int, list[int]] = {}
    for row in grid.rows:
        pages.setdefault(layout.lines[row.first].page, []).extend((row.first, row.last))
    return tuple(
        layout.document.span(page, layout.lines[min(lines)].start, layout.lines[max(lines)].end)
        for page, lines in pages.items()
    )


def _enter_columns(ledger: Ledger, record: DataTable, columns: list[Column], periods: list[Period]) -> None:
    for column, (start, end) in zip(columns, periods, strict=True):
        ledger.derive(
            TableColumn(
                source_id=record.source_id,
                table_id=record.id,
                column_index=column.index,
                header=column.header,
                role=column.role,
                scenario=column.scenario,
                period_start=start,
                period_end=end,
            )
        )


def _enter_rows(ledger: Ledger, record: DataTable, table: Table) -> None:
    layout = ledger.layout
    for position, (grid_row, row) in enumerate(zip(table.draft.grid.rows, table.rows, strict=True)):
        first, last = layout.lines[grid_row.first], layout.lines[grid_row.last]
        ledger.add(
            TableRow(
                span=layout.document.span(first.page, first.start, last.end),
                rule_id=f"table_rows:{row.role}",
                confidence=row.confidence,
                table_id=record.id,
                row_index=position,
                role=row.role,
                label=row.label,
                level=row.level,
            )
        )
        for column, cell in enumerate(() if grid_row.rule_line else grid_row.cells):
            ledger.add(_cell(layout, record, table, position, column, cell))


def _cell(
    layout: Layout, record: DataTable, table: Table, position: int, column: int, cell: GridCell
) -> TableCell:
    """Return one cell with its figure or missing mark; label cells, names and bounds hold no figure."""
    quantity = table.draft.figures.get((position, column))
    told = table.rows[position].role in _FIGURES_IN and _may_hold_figure(table, column)
    value = None
    if told and quantity is not None and quantity.high is None and quantity.qualifier not in _BOUNDS:
        value = quantity.value
    missing = None
    if told and column in table.draft.figure_columns and value is None:
        missing = "" if not cell.text else quantity.missing if quantity is not None else None
    shift = _shift(table, position, column)
    return TableCell(
        span=layout.cell_span(cell),
        rule_id="tables:cell",
        confidence=_SHIFTED if shift else 1.0,
        candidates=(shift,) if shift else (),
        table_id=record.id,
        row_index=position,
        column_index=column,
        text=cell.text,
        value=value,
        missing=missing,
        row_span=cell.row_span,
        column_span=cell.column_span,
    )


def _may_hold_figure(table: Table, column: int) -> bool:
    """True for columns beside the labels whose cells are no names, dates or row numbers."""
    if column < table.label_column and column not in (c.index for c in table.columns if c.role == "page"):
        return False
    role = table.columns[column].role if column < len(table.columns) else "text"
    return role != "label" and role not in NAMES


def _shift(table: Table, position: int, column: int) -> dict[str, int] | None:
    """Return where a cell that stands in doubt belongs, None for all others.

    A row that lost cells on the way (002 line 1012) is read as it is printed, with the place further
    right as candidate; a figure that wrapped to a line of its own (001 line 157) belongs to the row above.
    """
    row, cells = table.rows[position], table.draft.grid.rows[position].cells
    lost = table.draft.width - len(cells)
    ragged = table.draft.grid.form == "pipe" and lost > 0 and row.role == "data"
    if ragged and column > table.label_column and cells[column].text:
        return {"column_index": column + lost}
    if row.role == "continuation" and table.draft.figure(position, column) is not None:
        return {"row_index": position - 1, "column_index": column + 1}
    return None
