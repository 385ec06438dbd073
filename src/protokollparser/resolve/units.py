"""Units of tables that print none: proved by the figures that prose repeats, or by the tables beside them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from protokollparser.core.quantities import precision
from protokollparser.core.records.figures import Amount
from protokollparser.core.records.tables import DataTable, TableColumn
from protokollparser.core.rules import Rules
from protokollparser.core.units import MONEY, Units
from protokollparser.resolve.draft import Draft
from protokollparser.resolve.lines import Lines
from protokollparser.resolve.slips import significant

# Tables whose figures are no money.
_NO_MONEY = frozenset(
    {
        "personnel",
        "goals",
        "internal_control",
        "risk",
        "action_plan",
        "project_list",
        "table_of_contents",
        "attendance",
    }
    | {
        "vote",
        "meeting_header",
        "notice",
        "revision_history",
        "references",
        "page_footer",
        "form_header",
        "list",
        "other",
    }
)


def settle(draft: Draft, rules: Rules) -> None:
    """Give tables of accounts without a unit the one that is proved, their figures with them."""
    lines, units = Lines(draft.outline, rules), Units.of(rules)
    counted = {a.table_id for a in draft.of(Amount) if a.unit == "st" and a.unit_origin == "inferred"}
    money = {a.table_id for a in draft.of(Amount) if a.unit is None}
    for table in draft.of(DataTable):
        if table.id in counted - money:
            continue
        if table.unit is None and table.unit_printed is None and table.kind not in _NO_MONEY:
            proved = _by_prose(draft, table, lines, units)
            unit, origin = (proved, "text") if proved else (_by_siblings(draft, table, lines), "sibling")
            if unit:
                _enter(draft, table, unit, origin, units)


def _by_prose(draft: Draft, table: DataTable, lines: Lines, units: Units) -> str | None:
    """Return the unit in which prose of the same part repeats figures of the table: 004 lines 106, 124.

    Two figures of three digits and more must agree, or one of five.
    """
    part = lines.part_of(table)
    held = {
        abs(a.value)
        for a in draft.of(Amount)
        if a.table_id == table.id and a.origin == "cell" and a.value is not None
    }
    votes: Counter[str] = Counter()
    for amount in draft.of(Amount):
        if amount.origin != "prose" or amount.value is None or units.kind(amount.unit) != MONEY:
            continue
        if abs(amount.value) in held and significant(amount) >= 3 and lines.part_of(amount) == part:
            votes[amount.unit or ""] += 2 if significant(amount) >= 5 else 1
    return next(iter(votes)) if len(votes) == 1 and votes.total() >= 2 else None


def _by_siblings(draft: Draft, table: DataTable, lines: Lines) -> str | None:
    """Return the unit of the tables of the same part with the same kinds of columns, when they agree."""
    part, roles = lines.part_of(table), _roles(draft, table)
    alike = [
        other
        for other in draft.of(DataTable)
        if other.unit
        and other.kind not in _NO_MONEY
        and lines.part_of(other) == part
        and other.id != table.id
    ]
    found = {other.unit for other in alike if _roles(draft, other) & roles}
    return found.pop() if len(found) == 1 else None


def _roles(draft: Draft, table: DataTable) -> set[str]:
    """Return the scenarios of a table's columns."""
    return {c.scenario for c in draft.of(TableColumn) if c.table_id == table.id and c.scenario}


def _enter(draft: Draft, table: DataTable, unit: str, origin: str, units: Units) -> None:
    """Write a unit into a table and into its figures that have none."""
    draft.replace(table, unit=unit, unit_origin=origin, confidence=min(table.confidence, 0.8))
    for amount in draft.of(Amount):
        if amount.table_id != table.id or amount.origin != "cell" or amount.unit or amount.value is None:
            continue
        stands = precision(amount.value, _digits(amount.value), unit, units)
        draft.replace(
            amount,
            unit=unit,
            unit_origin="inferred",
            kronor=stands.kronor,
            decimals=stands.decimals,
            low=stands.low,
            high=stands.high,
        )


def _digits(value: Decimal) -> int:
    """Return how many decimals a figure prints."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
