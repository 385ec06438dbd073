"""An amount for every figure in a table of money, shares or counts, with what row and column say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from protokollparser.core.quantities import Quantity, precision, read_cell
from protokollparser.core.reading import Ledger
from protokollparser.core.records.figures import Amount
from protokollparser.core.records.tables import DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.rules import Rules
from protokollparser.core.sheets import Sheet, sheets
from protokollparser.core.units import Units
from protokollparser.parse.names import Names
from protokollparser.parse.tables.periods import is_of_whole_project
from protokollparser.parse.tables.units import ending_unit, rate
from protokollparser.parse.tables.words import TableWords, is_year

# Columns whose figures are amounts of nothing.
_NO_AMOUNT = frozenset(
    {"label", "unit", "page", "probability", "consequence", "risk_value", "year", "date", "number", "index"}
)
_NO_AMOUNT_KINDS = frozenset(
    {"table_of_contents", "attendance", "meeting_header", "notice", "revision_history", "references", "vote"}
    | {"page_footer", "form_header", "list", "internal_control", "risk", "project_list"}
)
# Columns whose figures are of no scenario, whatever the table tells.
_MEASURES = frozenset({"count", "price", "average", "percent"})
_ORIGINS = {"cell": "printed", "header": "printed", "title": "printed", "sibling": "sibling"}
_MUNICIPAL = frozenset({"allocation", "cost_summary"})
_COMPARED = frozenset({"budget", "appropriation", "outturn", "forecast"})
_SCENARIOS = {
    "allocation": "allocation",
    "budget": "budget",
    "outturn": "outturn",
    "budget_forecast": "forecast",
}


@dataclass(frozen=True)
class _ColumnFacts:
    """What a header says of the figures under it: the units and the party that it names.

    `whole`: they are of a project from its beginning to its end. `dated`: the header is a year and no more.
    """

    units: tuple[str, ...]
    party: str | None
    whole: bool = False
    dated: bool = False


@dataclass(frozen=True)
class _RowFacts:
    """What a row says of its figures: label path, unit, and the municipality that it names."""

    label: str | None = None
    unit: str | None = None
    party: str | None = None
    per: str | None = None
    counts: bool = False
    unitless: bool = False


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter an amount for every figure of the tables that tell amounts."""
    words, names = TableWords.of(rules), Names.of(rules)
    laid_out = sheets(ledger.of(DataTable), ledger.of(TableColumn), ledger.of(TableRow), ledger.of(TableCell))
    for sheet in laid_out:
        if sheet.table.kind in _NO_AMOUNT_KINDS:
            continue
        facts = _row_facts(sheet, words, names)
        one_period = (
            len({_period(c) for c in sheet.columns.values() if c.scenario in _COMPARED} - {None}) <= 1
        )
        headers = [c.header for c in sheet.columns.values()]
        heads = {
            index: replace(
                _column_facts(c.header, words, names), whole=is_of_whole_project(c.header, headers)
            )
            for index, c in sheet.columns.items()
        }
        for row in sheet.rows:
            for index, column in sorted(sheet.columns.items()):
                cell = sheet.cells.get((row.row_index, index))
                if cell is None or cell.value is None or column.role in _NO_AMOUNT:
                    continue
                quantity = read_cell(cell.text, words.units)
                worded = column.role == "text" and not (sheet.table.kind == "goals" and heads[index].dated)
                if quantity is None or (worded and quantity.unit is None):
                    continue
                if row.role == "continuation":
                    told = words.role_of(column.header)
                    column = column.model_copy(update={"scenario": told.scenario if told else None})
                said = facts.get(row.row_index, _RowFacts())
                ledger.add(
                    _amount(sheet.table, column, cell, quantity, heads[index], said, words.units, one_period)
                )


def _amount(
    table: DataTable,
    column: TableColumn,
    cell: TableCell,
    quantity: Quantity,
    head: _ColumnFacts,
    row: _RowFacts,
    units: Units,
    one_period: bool,
) -> Amount:
    """Return the amount that a cell holds: its own unit, else its column's, its row's or the table's.

    `one_period`: the columns tell of one period or none, so that a deviation without one is of the table's.
    """
    unit, origin = _unit(table, column, quantity, head.units, row)
    value = Decimal(0) if cell.value is None else cell.value
    exact = precision(value, quantity.digits or 0, unit, units, quantity.qualifier)
    dated = column.period_end is not None or (column.scenario == "deviation" and not one_period) or head.whole
    return Amount(
        span=cell.span,
        rule_id="cell_amounts:cell",
        confidence=min(cell.confidence, table.confidence, 1.0 if origin != "inferred" else 0.9),
        origin="cell",
        table_id=table.id,
        row_index=cell.row_index,
        column_index=cell.column_index,
        label=row.label,
        value=value,
        unit=unit,
        unit_origin=origin,
        per=quantity.per or (row.per if unit == row.unit else None),
        kronor=exact.kronor,
        decimals=exact.decimals,
        low=exact.low,
        high=exact.high,
        qualifier=quantity.qualifier,
        scenario=column.scenario or _scenario(table, column),
        period_start=column.period_start if dated else table.period_start,
        period_end=column.period_end if dated else table.period_end,
        organisation=row.party or head.party,
    )


def _scenario(table: DataTable, column: TableColumn) -> str | None:
    """Return the scenario that the kind of table tells of a column whose header tells none."""
    measured = column.role in _MEASURES and not (table.kind == "allocation" and column.role == "percent")
    return None if measured else _SCENARIOS.get(table.kind)


def _period(column: TableColumn) -> tuple[date | None, date] | None:
    """Return the period of a column, None when it has none."""
    return (column.period_start, column.period_end) if column.period_end is not None else None


def _unit(
    table: DataTable, column: TableColumn, quantity: Quantity, named: tuple[str, ...], row: _RowFacts
) -> tuple[str | None, str | None]:
    """Return the unit of a cell and how it was found: in the cell, the column, the row, the table."""
    if quantity.unit is not None:
        return quantity.unit, "printed"
    if "percent" in named:
        return "percent", "printed"
    if row.unit is not None:
        return row.unit, "printed"
    if row.counts:
        return "st", "inferred"
    if row.unitless:
        return None, None
    if named:
        return named[-1], "printed"
    if column.role == "count":
        return (None, None) if quantity.digits else ("st", "inferred")
    if column.role == "percent" and table.unit != "percent":
        return "percent", "inferred"
    if table.unit is None:
        return None, None
    return table.unit, _ORIGINS.get(table.unit_origin, "inferred")


def _column_facts(header: str, words: TableWords, names: Names) -> _ColumnFacts:
    """Return what a header says of the figures under it."""
    named = tuple(found.unit for found in words.units.printed_in(header) if found.unit is not None)
    party = (names.municipality(header) or words.party_in(header)) if header else None
    return _ColumnFacts(named, party, dated=is_year(header))


def _row_facts(sheet: Sheet, words: TableWords, names: Names) -> dict[int, _RowFacts]:
    """Return what every row says; its label has that of its section before it: "KOSTNADER / Tjänst e-arkiv".

    A unit stands in a column of units, at the end of the label or of the section's label: "Resultat, tkr".
    A part ("varav kommunen") is measured as the row before it.
    """
    facts: dict[int, _RowFacts] = {}
    before: _RowFacts | None = None
    units = words.units
    corner = next((c.header for c in sheet.columns.values() if c.role == "label"), "")
    unit_column = next((index for index, c in sheet.columns.items() if c.role == "unit"), None)
    municipal = sheet.table.kind in _MUNICIPAL
    counted = sheet.table.unit is None and bool(words.count_label.search(corner))
    section, section_unit = corner, None
    for row in sheet.rows:
        if row.role == "section":
            section, section_unit = row.label or "", ending_unit(row.label or "", units)
        elif row.role in ("data", "subtotal", "total"):
            label = re.sub(r"\s?:$", "", row.label or "")
            cell = sheet.cells.get((row.row_index, unit_column)) if unit_column is not None else None
            told = units.unit_of(cell.text) if cell is not None else None
            unit = told or ending_unit(label, units) or (section_unit if row.level else None)
            path = f"{section} / {label}" if section and row.level and label else label
            party = names.municipality(label) if municipal and label else None
            own = _RowFacts(
                label=path or None,
                unit=unit,
                party=party,
                per=rate(label, units)[1],
                counts=counted or bool(words.count_label.search(label)),
                unitless=bool(words.measure_label.search(label)),
            )
            if before is not None and unit is None and words.lines.part_of.search(label):
                own = replace(
                    own, unit=before.unit, per=before.per, counts=before.counts, unitless=before.unitless
                )
            facts[row.row_index] = before = own
    return facts
