"""Figures that state the same fact in two places: prose and a cell, or two cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import Literal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.verdicts import Verdict, canonical, proof, readable
from protokollparser.core.line_items import line_kinds
from protokollparser.core.records.base import Printed
from protokollparser.core.records.figures import Amount, FactCell
from protokollparser.core.records.tables import DataTable, TableCell
from protokollparser.core.rounding import Interval
from protokollparser.core.sheets import Sheet
from protokollparser.core.slips import slip
from protokollparser.core.text import fold
from protokollparser.core.units import Units

Fault = Literal["none", "slip", "factor", "exchanged", "elsewhere", "other"]

# Two columns state the same facts only when this many labels agree, and twice as many as disagree.
_AGREEING = 2
_THOUSAND = Decimal(1000)
# So many digits, round ends aside, make a figure its own.
_DIGITS = 3


@dataclass(frozen=True)
class Statement:
    """One figure: its record, its value in kronor (or its own unit), and the values it stands for.

    Signs are left out: a deficit of 80 is told with and without a minus.
    """

    record: Printed
    value: Decimal
    low: Decimal
    high: Decimal
    label: str
    column: str = ""

    def meets(self, other: Statement) -> bool:
        """True when both may be the same value."""
        return Interval(self.low, self.high).meets(Interval(other.low, other.high))

    def may_be(self, other: Statement) -> bool:
        """True when one may be the other in other digits: 7,2 is no 7,1, although both may round one rate."""
        return self.low <= other.value <= self.high or other.low <= self.value <= other.high

    def contradicted(self, other: Statement, document_id: str | None, **words: str) -> Verdict:
        """Return the violation that this figure is unlike another document's, with what messages need."""
        return Verdict(
            "violated",
            document_id,
            span=self.record.span,
            source_id=self.record.source_id,
            stated=canonical(self.value),
            computed=canonical(other.value),
            difference=self.value - other.value,
            unit="kr",
            confidence=min(other.record.confidence, self.record.confidence),
            words={
                "label": self.label,
                "here": readable(self.value),
                "there": readable(other.value),
                **words,
            },
            proofs=(proof("stated", self.record), proof("contradicts", other.record)),
        )


@dataclass(frozen=True)
class Pair:
    """Two statements of one fact; the first is the one in question.

    `unit` is the first's, and `factor` what one of it is in kronor. `rival` is set when it was exchanged.
    """

    first: Statement
    second: Statement
    unit: str | None
    fault: Fault
    rival: Statement | None = None
    factor: Decimal = Decimal(1)


def _statement(
    record: Printed, value: Decimal, low: Decimal, high: Decimal, label: str, column: str = ""
) -> Statement:
    if value < 0:
        value, low, high = -value, -high, -low
    return Statement(record, value, low, high, label, column)


class Facts:
    """The statements of one source, and which of them state the same fact."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.units = Units.of(dossier.rules)
        self._cell_amounts = {
            (amount.table_id, amount.row_index, amount.column_index): amount
            for amount in dossier.of(Amount)
            if amount.origin == "cell"
        }

    def told(self, cell: FactCell) -> Amount | None:
        """Return the amount that stands in a cell, with its scenario and period."""
        return self._cell_amounts.get(cell)

    def told_at(self, table_id: str, row: int, column: int) -> Amount | None:
        """Return the amount that stands at a place of a table."""
        return self._cell_amounts.get((table_id, row, column))

    def owner(self, held: Statement) -> str | None:
        """Return whose figure a cell holds, where its table tells."""
        cell = held.record
        if not isinstance(cell, TableCell):
            return None
        told = self._cell_amounts.get((cell.table_id, cell.row_index, cell.column_index))
        return told.organisation if told is not None else None

    def stated(self, amount: Amount) -> Statement | None:
        """Return what a figure in prose states, None when its precision is not known."""
        if amount.value is None or amount.low is None or amount.high is None:
            return None
        value = amount.kronor if amount.kronor is not None else amount.value
        return _statement(amount, value, amount.low, amount.high, amount.label or "")

    def cell(self, sheet: Sheet, row: int, column: int) -> Statement | None:
        """Return what a cell states, None when it holds no figure or its unit is unknown."""
        cell, figure = sheet.cells.get((row, column)), sheet.figure(row, column)
        unknown = sheet.table.unit is None and sheet.table.unit_printed is not None
        if cell is None or figure is None or unknown:
            return None
        told = self._cell_amounts.get((sheet.table.id, row, column))
        label, header = sheet.row(row).label or "", sheet.columns[column].header
        if told is not None and told.low is not None and told.high is not None and told.value is not None:
            value = told.kronor if told.kronor is not None else told.value
            return _statement(cell, value, told.low, told.high, label, header)
        factor = self.units.factor(sheet.table.unit) or Decimal(1)
        span = figure.scaled(factor).interval()
        return _statement(cell, figure.value * factor, span.low, span.high, label, header)

    @cached_property
    def prose(self) -> list[Pair]:
        """The amounts in prose with the cell that states the same fact."""
        return list(self._prose())

    @cached_property
    def cells(self) -> list[Pair]:
        """The cells of two tables that state the same fact: label, scenario and period are the same."""
        return list(self._cells())

    def _prose(self) -> Iterator[Pair]:
        linked = list(self._linked())
        for amount, stated, sheet, row, column, held in linked:
            factor = self._factor(amount.unit)
            if stated.meets(held):
                yield Pair(stated, held, amount.unit, "none", factor=factor)
                continue
            rival = self._exchanged(linked, stated, sheet, row, column)
            fault: Fault = fault_between(stated.value, held.value)
            if coarser(stated, held):
                fault = "other"
            elif fault == "other" and self._elsewhere(stated, sheet, row, column):
                fault = "elsewhere"
            yield Pair(stated, held, amount.unit, "exchanged" if rival else fault, rival, factor)

    def pair(self, amount: Amount, stated: Statement, held: Statement) -> Pair:
        """Return a figure in prose and the cell of its words as two statements of one fact."""
        fault: Fault = "none" if stated.meets(held) else fault_between(stated.value, held.value)
        if fault != "none" and coarser(stated, held):
            fault = "other"
        return Pair(stated, held, amount.unit, fault, factor=self._factor(amount.unit))

    def elsewhere(self, stated: Statement, sheet: Sheet, row: int, column: int) -> bool:
        """True when another cell states an amount, or two figures of the row make it."""
        figures = [self.cell(sheet, row, index) for index in sheet.amount_columns]
        values = [one.value for one in figures if one is not None]
        made = (abs(one - other) for one, other in combinations(values, 2))
        if any(stated.low <= value <= stated.high for value in made if value):
            return True
        return self._elsewhere(stated, sheet, row, column)

    def in_smaller_unit(self, amount: Amount) -> Pair | None:
        """Return an amount larger than any of the tables, with the cell that holds a thousandth of it.

        Its digits must be its own, and no other value a thousandth or a millionth.
        """
        stated = self.stated(amount)
        if stated is None or amount.kronor is None or amount.unit_origin != "printed":
            return None
        held = self._largest.get(amount.document_id)
        if held is None or stated.value <= held or _digits(stated.value) <= _DIGITS:
            return None
        cells = [
            cell
            for power in (1000, 1000000)
            for cell in self._by_value.get((amount.document_id, stated.value / power), ())
        ]
        if not cells or len({abs(cell.kronor or 0) for cell in cells}) > 1:
            return None
        cell = cells[0]
        sheet = self.dossier.sheets.get(cell.table_id or "")
        if sheet is None or cell.row_index is None or cell.column_index is None:
            return None
        second = self.cell(sheet, cell.row_index, cell.column_index)
        return (
            Pair(stated, second, amount.unit, "factor", factor=self._factor(amount.unit)) if second else None
        )

    @cached_property
    def _by_value(self) -> dict[tuple[str | None, Decimal], list[Amount]]:
        """The amounts of tables by document and value in kronor, without sign."""
        found: dict[tuple[str | None, Decimal], list[Amount]] = defaultdict(list)
        for cell in self._cell_amounts.values():
            if cell.kronor is not None:
                found[cell.document_id, abs(cell.kronor)].append(cell)
        return found

    @cached_property
    def _largest(self) -> dict[str | None, Decimal]:
        """The largest amount of the tables of each document."""
        found: dict[str | None, Decimal] = {}
        for document_id, kronor in self._by_value:
            found[document_id] = max(kronor, found.get(document_id, kronor))
        return found

    def _factor(self, unit: str | None) -> Decimal:
        return self.units.factor(unit) or Decimal(1)

    def _linked(self) -> Iterator[tuple[Amount, Statement, Sheet, int, int, Statement]]:
        for amount in self.dossier.of(Amount):
            if amount.fact is None or amount.origin != "prose":
                continue
            sheet = self.dossier.sheets.get(amount.fact.table_id)
            if sheet is None or amount.value is None or amount.value_high is not None:
                continue
            held = self.cell(sheet, amount.fact.row, amount.fact.column)
            if held is None or amount.low is None or amount.high is None:
                continue
            value = amount.kronor if amount.kronor is not None else amount.value
            stated = _statement(amount, value, amount.low, amount.high, amount.label or "")
            yield amount, stated, sheet, amount.fact.row, amount.fact.column, held

    def _elsewhere(self, stated: Statement, sheet: Sheet, row: int, column: int) -> bool:
        """True when another cell states the amount: perhaps that one is meant.

        In the same row or column any figure will do; in the rest of the document it needs three digits.
        """
        if stated.value == 0:
            return False
        beside = [(other.row_index, column) for other in sheet.body if other.row_index != row]
        beside += [(row, other) for other in sheet.amount_columns if other != column]
        cells = [self.cell(sheet, *place) for place in beside]
        if any(cell is not None and stated.may_be(cell) for cell in cells):
            return True
        return any(
            stated.low <= kronor <= stated.high for kronor in self._telling.get(stated.record.document_id, ())
        )

    @cached_property
    def _telling(self) -> dict[str | None, list[Decimal]]:
        """The amounts of all tables by document, without sign, whose digits make them their own."""
        found: dict[str | None, list[Decimal]] = defaultdict(list)
        for amount in self._cell_amounts.values():
            kronor = amount.kronor
            if kronor is not None and _digits(kronor) >= _DIGITS:
                found[amount.document_id].append(abs(kronor))
        return found

    def _exchanged(
        self,
        linked: list[tuple[Amount, Statement, Sheet, int, int, Statement]],
        stated: Statement,
        sheet: Sheet,
        row: int,
        column: int,
    ) -> Statement | None:
        """Return the amount with which this one was exchanged: each states the other's cell.

        001 lines 84-86: net 3,2 and gross costs 4,0, where the table says costs 3,2 and net 4,0.
        """
        own = self.cell(sheet, row, column)
        for _, other, other_sheet, other_row, other_column, held in linked:
            same_column = other_sheet.table.id == sheet.table.id and other_column == column
            near = other.record.document_id == stated.record.document_id
            if not same_column or not near or other_row == row or own is None:
                continue
            if other.meets(own) and stated.meets(held) and not other.meets(held):
                return other
        return None

    def _cells(self) -> Iterator[Pair]:
        columns = list(self._columns())
        for one, two in combinations(columns, 2):
            if one.table.id == two.table.id or one.key != two.key:
                continue
            shared = sorted(set(one.entries) & set(two.entries))
            pairs = [(one.entries[label], two.entries[label]) for label in shared]
            agreeing = sum(1 for first, second in pairs if first.meets(second))
            if agreeing < _AGREEING or agreeing < 2 * (len(pairs) - agreeing):
                continue
            for first, second in pairs:
                fault: Fault = "none" if first.meets(second) else fault_between(second.value, first.value)
                unit = two.table.unit
                yield Pair(second, first, unit, fault, factor=self._factor(unit))

    def _columns(self) -> Iterator[_Column]:
        """Yield the columns whose scenario and period are known, with their uniquely labelled rows."""
        for sheet in self.dossier.sheets.values():
            kinds = line_kinds(sheet, self.dossier.words)
            rows = [row for row in sheet.body if row.role == "data" and row.label]
            labels = Counter((fold(row.label or ""), kinds[row.row_index]) for row in rows)
            for index in sheet.amount_columns:
                column = sheet.columns[index]
                start = column.period_start or sheet.table.period_start
                end = column.period_end or sheet.table.period_end
                if start is None or end is None or not self.units.is_money(sheet.table.unit):
                    continue
                entries: dict[tuple[str, str], Statement] = {}
                for row in rows:
                    label = (fold(row.label or ""), kinds[row.row_index])
                    stated = self.cell(sheet, row.row_index, index)
                    if stated is not None and stated.value != 0 and labels[label] == 1:
                        entries[label] = stated
                key = (column.role, column.scenario, start, end)
                yield _Column(sheet, key, entries)


@dataclass(frozen=True)
class _Column:
    sheet: Sheet
    key: tuple[str, str | None, date, date]
    entries: dict[tuple[str, str], Statement]

    @property
    def table(self) -> DataTable:
        return self.sheet.table


def _digits(value: Decimal) -> int:
    """Return how many digits a value has, round ends aside."""
    return len(value.normalize().as_tuple().digits)


def coarser(stated: Statement, held: Statement) -> bool:
    """True when a cell may be the figure of the prose in round thousands (001 lines 236 and 269)."""
    near = abs(stated.value - held.value) <= _THOUSAND / 2
    return near and held.value % _THOUSAND == 0 and stated.value % _THOUSAND != 0


def fault_between(stated: Decimal, meant: Decimal) -> Fault:
    """Return which fault lies between two values that do not meet."""
    kind = slip(stated, meant)
    if kind in ("swap", "digit"):
        return "slip"
    return "factor" if kind == "factor" and _thousands(stated, meant) else "other"


def _thousands(stated: Decimal, meant: Decimal) -> bool:
    """True for a factor of a thousand or a million, which is a unit's, not a zero's."""
    return any(stated == meant * power or meant == stated * power for power in (1000, 1000000))
