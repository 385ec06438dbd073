"""An amount for every figure in a table of money, shares or counts, with what row and column say of it."""

from __future__ import annotations

import re
from decimal import Decimal

from protokollparser.core.quantities import Quantity, precision, read_cell
from protokollparser.core.reading import Ledger
from protokollparser.core.records.figures import Amount
from protokollparser.core.records.tables import DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.rules import Rules
from protokollparser.core.sheets import Sheet, sheets
from protokollparser.core.units import Units
from protokollparser.parse.names import Names
from protokollparser.parse.table_words import TableWords

# Columns whose figures are amounts of nothing.
_NO_AMOUNT = frozenset(
    {"label", "page", "probability", "consequence", "risk_value", "year", "date", "number", "index"}
)
_NO_AMOUNT_KINDS = frozenset(
    {"table_of_contents", "attendance", "meeting_header", "notice", "revision_history", "references", "vote"}
    | {"page_footer", "form_header", "list", "internal_control", "risk", "action_plan", "project_list"}
)
_ORIGINS = {"cell": "printed", "header": "printed", "title": "printed", "sibling": "sibling"}
_MUNICIPAL = frozenset({"allocation", "cost_summary"})
_SCENARIOS = {
    "allocation": "allocation",
    "budget": "budget",
    "outturn": "outturn",
    "budget_forecast": "forecast",
}


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter an amount for every figure of the tables that tell amounts."""
    words, names = TableWords.of(rules), Names(rules)
    laid_out = sheets(ledger.of(DataTable), ledger.of(TableColumn), ledger.of(TableRow), ledger.of(TableCell))
    for sheet in laid_out:
        if sheet.table.kind in _NO_AMOUNT_KINDS:
            continue
        labels = _label_paths(sheet)
        for row in sheet.rows:
            for index, column in sorted(sheet.columns.items()):
                cell = sheet.cells.get((row.row_index, index))
                if cell is None or cell.value is None or column.role in _NO_AMOUNT:
                    continue
                quantity = read_cell(cell.text, words.units)
                if quantity is None or (column.role == "text" and quantity.unit is None):
                    continue
                label = labels.get(row.row_index)
                party = names.municipality(row.label or "") if sheet.table.kind in _MUNICIPAL else None
                party = party or (names.municipality(column.header) if column.header else None)
                if row.role == "continuation":
                    told = words.role_of(column.header)
                    column = column.model_copy(update={"scenario": told.scenario if told else None})
                ledger.add(_amount(sheet.table, column, cell, quantity, label, party, words.units))


def _amount(
    table: DataTable,
    column: TableColumn,
    cell: TableCell,
    quantity: Quantity,
    label: str | None,
    party: str | None,
    units: Units,
) -> Amount:
    """Return the amount that a cell holds: its own unit, else its column's, else the table's."""
    unit, origin = _unit(table, column, quantity, units)
    value = Decimal(0) if cell.value is None else cell.value
    exact = precision(value, quantity.digits or 0, unit, units, quantity.qualifier)
    dated = column.period_end is not None
    return Amount(
        span=cell.span,
        rule_id="cell_amounts:cell",
        confidence=min(cell.confidence, table.confidence, 1.0 if origin != "inferred" else 0.9),
        origin="cell",
        table_id=table.id,
        row_index=cell.row_index,
        column_index=cell.column_index,
        label=label,
        value=value,
        unit=unit,
        unit_origin=origin,
        per=quantity.per,
        kronor=exact.kronor,
        decimals=exact.decimals,
        low=exact.low,
        high=exact.high,
        qualifier=quantity.qualifier,
        scenario=column.scenario or (_SCENARIOS.get(table.kind) if not column.scenario else None),
        period_start=column.period_start if dated else table.period_start,
        period_end=column.period_end if dated else table.period_end,
        organisation=party,
    )


def _unit(
    table: DataTable, column: TableColumn, quantity: Quantity, units: Units
) -> tuple[str | None, str | None]:
    """Return the unit of a cell and how it was found."""
    if quantity.unit is not None:
        return quantity.unit, "printed"
    named = [found.unit for found in units.printed_in(column.header) if found.unit is not None]
    if named:
        return named[-1], "printed"
    if column.role == "percent":
        return "percent", "inferred" if table.unit != "percent" else _ORIGINS.get(
            table.unit_origin, "inferred"
        )
    if table.unit is None:
        return None, None
    return table.unit, _ORIGINS.get(table.unit_origin, "inferred")


def _label_paths(sheet: Sheet) -> dict[int, str]:
    """Return the label of every row with that of its section before it: "KOSTNADER / Tjänst e-arkiv"."""
    paths: dict[int, str] = {}
    corner = next((c.header for c in sheet.columns.values() if c.role == "label"), "")
    section: str | None = corner
    for row in sheet.rows:
        if row.role == "section":
            section = row.label
        elif row.label and row.role in ("data", "subtotal", "total"):
            label = re.sub(r"\s?:$", "", row.label)
            paths[row.row_index] = f"{section} / {label}" if section and row.level else label
    return paths
