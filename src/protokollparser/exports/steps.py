"""How the values of a record came about, step by step, from the words that are printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from protokollparser.core.records import Record
from protokollparser.core.records.documents import Source
from protokollparser.core.records.figures import Amount
from protokollparser.core.records.findings import Finding
from protokollparser.core.records.tables import Aggregation, DataTable, TableCell
from protokollparser.exports.values import shown
from protokollparser.store import Store

_CELL = """
    SELECT t.title, t.kind, r.label, c.header, c.role, c.scenario, c.period_end
    FROM data_table AS t
    LEFT JOIN table_row AS r ON r.table_id = t.table_id AND r.row_index = $row
    LEFT JOIN table_column AS c ON c.table_id = t.table_id AND c.column_index = $column
    WHERE t.table_id = $id
"""
_TERM = """
    SELECT line_start, printed FROM table_cell
    WHERE table_id = $id AND row_index = $row AND column_index = $column
"""


@dataclass(frozen=True)
class Step:
    """One step on the way from words to values: a message of the command line and its details."""

    key: str
    details: dict[str, Any]


def steps(store: Store, record: Record, unmasked: bool) -> Iterator[Step]:
    """Yield how the values came about, where more than reading was needed."""
    if isinstance(record, Finding):
        for name in ("stated", "computed", "difference", "hypothesis", "legal_source"):
            value = getattr(record, name)
            if value is not None:
                unit = record.unit if name in {"stated", "computed", "difference"} else None
                yield Step(f"step.{name}", {"value": shown(value, unmasked=unmasked), "unit": unit or ""})
    elif isinstance(record, Amount):
        yield from _amount_steps(store, record)
    elif isinstance(record, TableCell):
        yield from _cell_steps(store, record.table_id, record.row_index, record.column_index)
        if record.value is not None:
            yield Step(
                "step.value",
                {"printed": record.span.printed, "value": shown(record.value, unmasked=unmasked)},
            )
        elif record.missing is not None:
            yield Step("step.missing", {"mark": record.missing})
    elif isinstance(record, DataTable):
        yield Step(
            "step.unit",
            {"unit": record.unit or "?", "printed": record.unit_printed or "", "origin": record.unit_origin},
        )
    elif isinstance(record, Aggregation):
        for row, column, weight in record.terms:
            yield from _term(store, record.table_id, row, column, "+" if weight > 0 else "-")
        yield from _term(store, record.table_id, record.target_row, record.target_column, "=")
    elif isinstance(record, Source) and record.message:
        yield Step("step.message", {"code": record.error_code, "message": record.message})
    metadata = getattr(record, "metadata", None) or {}
    for name, origin in sorted(metadata.items()):
        yield Step("step.metadata", {"field": name, "origin": origin})


def _amount_steps(store: Store, amount: Amount) -> Iterator[Step]:
    """Yield where value, unit and kronor of an amount come from."""
    if amount.table_id is not None and amount.row_index is not None and amount.column_index is not None:
        yield from _cell_steps(store, amount.table_id, amount.row_index, amount.column_index)
    yield Step("step.value", {"printed": amount.span.printed, "value": shown(amount.value, unmasked=True)})
    if amount.unit is not None:
        yield Step("step.unit", {"unit": amount.unit, "printed": "", "origin": amount.unit_origin or "none"})
    if amount.kronor is not None:
        yield Step("step.kronor", {"kronor": shown(amount.kronor, unmasked=True)})
    if amount.low is not None and amount.high is not None:
        yield Step(
            "step.interval",
            {"low": shown(amount.low, unmasked=True), "high": shown(amount.high, unmasked=True)},
        )


def _cell_steps(store: Store, table_id: str, row: int, column: int) -> Iterator[Step]:
    """Yield which row and column of which table a cell is."""
    for title, kind, label, header, role, scenario, period_end in store.query(
        _CELL, {"id": table_id, "row": row, "column": column}
    ).rows:
        yield Step(
            "step.cell",
            {
                "title": title or kind,
                "row": label or row,
                "column": header or column,
                "role": " ".join(dict.fromkeys(str(part) for part in (role, scenario, period_end) if part)),
            },
        )


def _term(store: Store, table_id: str, row: int, column: int, sign: str) -> Iterator[Step]:
    """Yield one cell of a relation with its sign."""
    for line, printed in store.query(_TERM, {"id": table_id, "row": row, "column": column}).rows:
        yield Step("step.term", {"sign": sign, "printed": printed, "line": line})
