"""Figures with their meaning, and the records made of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar, NamedTuple

from protokollparser.core.records.base import Printed


class FactCell(NamedTuple):
    """A cell of a table, by the id of the table, and its row and column from 0."""

    table_id: str
    row: int
    column: int


class Amount(Printed):
    """One figure with its meaning, from a cell or from prose.

    `value` is what is printed, sign included; `value_high` the upper end of a printed range.
    `kronor` is exact, None when the unit is no money. `low..high` is the interval in kronor (or in the
    unit itself) that the printed precision stands for; `decimals` follows XBRL. `fact_table_id`,
    `fact_row`, `fact_column` name the cell that states the same fact as an amount in prose.
    """

    table: ClassVar[str] = "amount"
    key: ClassVar[str] = "amount_id"
    origin: str
    table_id: str | None = None
    row_index: int | None = None
    column_index: int | None = None
    label: str | None = None
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    unit_origin: str | None = None
    per: str | None = None
    # One value, and a column for each part of it: with thirty values a record takes three times the memory.
    fact: FactCell | None = None
    kronor: Decimal | None = None
    decimals: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: str | None = None
    direction: int | None = None
    scenario: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    organisation: str | None = None


class Allocation(Printed):
    """One party's share of a cost or surplus; rows of one distribution share `allocation_group`."""

    table: ClassVar[str] = "allocation"
    key: ClassVar[str] = "allocation_id"
    allocation_group: str
    purpose: str | None = None
    municipality: str
    kronor: Decimal | None = None
    share: float | None = None
    origin: str


class Indicator(Printed):
    """One goal or indicator, with target, outcome and assessment as printed."""

    table: ClassVar[str] = "indicator"
    key: ClassVar[str] = "indicator_id"
    goal: str | None = None
    indicator: str | None = None
    target: str | None = None
    outcome: str | None = None
    assessment: str | None = None


class Risk(Printed):
    """One row of a risk assessment or an internal control plan."""

    table: ClassVar[str] = "risk"
    key: ClassVar[str] = "risk_id"
    risk: str
    probability: Decimal | None = None
    consequence: Decimal | None = None
    risk_value: Decimal | None = None
    decision: str | None = None
    owner: str | None = None
