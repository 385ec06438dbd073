"""Budget lines: what the figures of a line of a table tell side by side, written with the figures.

They follow from one source alone, so a source that comes, changes or goes takes its own with it.
`v_budget_lines` reads them: put together at each question, they took most of its time (0034).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Connection, Date, Integer, MetaData, Numeric, Table, Text, text

from protokollparser.core.records import Record
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.figures import Amount
from protokollparser.core.records.tables import DataTable, TableColumn, TableRow
from protokollparser.store.views import comment_of

TABLE = "budget_line"
_SCENARIOS = (
    "budget", "outturn", "forecast", "deviation", "prior_outturn", "appropriation", "transfer", "income",
    "cost",
)  # fmt: skip
_KRONOR = tuple(f"{name}_kronor" for name in _SCENARIOS)
_TEXTS = (
    "host_municipality", "body", "document_kind", "table_kind", "table_title", "label", "row_role", "unit",
)  # fmt: skip
_KEYS = ("source_id", "document_id", "table_id")
_PLACES = ("row_index", "series", "page", "line_start", "line_end")
_DAYS = ("period_start", "period_end")
# So many figures are put together at once where all lines are written anew.
_PART = 100_000
_READ: tuple[type[Record], ...] = (Amount, TableColumn, DataTable, TableRow, LogicalDocument)


def declare(metadata: MetaData) -> None:
    """Declare the table."""
    columns: list[Column[Any]] = [
        Column(name, Text(), nullable=name != "source_id") for name in (*_KEYS, *_TEXTS)
    ]
    columns += [Column(name, Integer()) for name in _PLACES]
    columns += [Column(name, Date()) for name in _DAYS]
    columns += [Column(name, Numeric(38, 6)) for name in (*_SCENARIOS, *_KRONOR)]
    for column in columns:
        column.comment = comment_of("v_budget_lines", column.name) or None
    told = "One line of a table for one period, from its figures (v_budget_lines shows those that count)."
    Table(TABLE, metadata, *columns, comment=told)


def write(connection: Connection, arriving: Mapping[type[Record], str], changed: str) -> None:
    """Write the lines of what arrives: what stands behind FROM by type, and a condition on its sources."""
    if Amount in arriving and DataTable in arriving:
        relations = {kind: arriving.get(kind, f"(FROM {kind.table} LIMIT 0)") for kind in _READ}
        _insert(connection, relations, changed)


def write_all(connection: Connection) -> None:
    """Write all lines anew."""
    connection.exec_driver_sql(f"DELETE FROM {TABLE}")
    count = connection.scalar(text(f"SELECT count(*) FROM {Amount.table}")) or 0
    parts = 1 + count // _PART
    for part in range(parts):
        _insert(connection, {kind: kind.table for kind in _READ}, f"hash(source_id) % {parts} = {part}")


def erase(connection: Connection, sources: str) -> None:
    """Erase the lines of the sources of a subquery."""
    connection.exec_driver_sql(f"DELETE FROM {TABLE} WHERE source_id IN ({sources})")


def _insert(connection: Connection, relations: Mapping[type[Record], str], condition: str) -> None:
    """Put lines together and write them."""
    names = {kind.table: relations[kind] for kind in _READ}
    connection.exec_driver_sql(_LINES.format(**names, condition=condition))


_SIDE_BY_SIDE = ",\n    ".join(
    f"max({column}) FILTER (scenario = '{name}') AS {name}{ending}"
    for column, ending in (("value", ""), ("kronor", "_kronor"))
    for name in _SCENARIOS
)
# What a line is told by is looked up once it is put together: each of its figures has the same.
_LINES = f"""
INSERT INTO {TABLE} BY NAME
WITH told AS (
    SELECT * FROM {{amount}} WHERE origin = 'cell' AND {{condition}}
), figure AS (
    SELECT
        a.table_id, a.row_index, a.column_index, a.char_start, a.label, a.unit, a.value, a.kronor,
        a.period_start, a.period_end, a.page, a.line_start, a.line_end,
        coalesce(c.role, a.scenario) AS scenario
    FROM told AS a
    LEFT JOIN {{table_column}} AS c
        ON c.table_id = a.table_id AND c.column_index = a.column_index AND c.role IN ('income', 'cost')
), placed AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY table_id, row_index, scenario, period_start, period_end, label
            ORDER BY column_index, char_start
        ) AS series
    FROM figure
    WHERE scenario IN {_SCENARIOS}
), line AS (
    SELECT
        table_id, row_index, label, period_start, period_end, series,
        arg_min(unit, column_index) AS unit,
        {_SIDE_BY_SIDE},
        min(page) AS page,
        min(line_start) AS line_start,
        max(line_end) AS line_end
    FROM placed
    GROUP BY table_id, row_index, label, period_start, period_end, series
)
SELECT
    l.*, t.source_id, t.document_id, t.kind AS table_kind, t.title AS table_title, r.role AS row_role,
    d.host_municipality, d.body, d.kind AS document_kind
FROM line AS l
JOIN {{data_table}} AS t ON t.table_id = l.table_id
LEFT JOIN {{document}} AS d ON d.document_id = t.document_id
LEFT JOIN {{table_row}} AS r ON r.table_id = l.table_id AND r.row_index = l.row_index
ORDER BY t.source_id, t.page, t.char_start, l.row_index, l.period_end, l.series, l.label
"""
