"""Risks with probability, consequence and risk value, from tables of risks and plans of internal control."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from protokollparser.core.quantities import read_cell
from protokollparser.core.reading import Ledger
from protokollparser.core.records.figures import Risk
from protokollparser.core.records.tables import DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.rules import Rules, compile_pattern
from protokollparser.core.sheets import Sheet, sheets
from protokollparser.core.units import Units
from protokollparser.parse.tables.words import joined

_KINDS = frozenset({"risk", "internal_control"})
_RATINGS = ("probability", "consequence", "risk_value")
_HIGHEST = Decimal(25)
# "1 väldigt liten sannolikhet", "3. Möjlig", "2 - Kännbar"
_LEADING = re.compile(r"(?P<rating>\d)(?:[.)]|\s?[-–=:])?\s+[^\W\d]")
_SHIFTED = 0.8


@dataclass(frozen=True)
class _Ratings:
    """The ratings of a row and the columns in which they stand."""

    values: tuple[Decimal | None, Decimal | None, Decimal | None]
    last: int | None
    shifted: bool = False


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter a risk for every row of the tables of risks and of internal control."""
    units = Units.of(rules)
    patterns = {
        name: compile_pattern(text) for name, text in rules.vocabulary["scenarios"]["risk_columns"].items()
    }
    laid_out = sheets(ledger.of(DataTable), ledger.of(TableColumn), ledger.of(TableRow), ledger.of(TableCell))
    for sheet in laid_out:
        if sheet.table.kind not in _KINDS:
            continue
        named = {
            name: index
            for name, pattern in patterns.items()
            for index, column in sorted(sheet.columns.items(), reverse=True)
            if pattern.search(column.header) or pattern.search(joined(column.header))
        }
        for row in sheet.body:
            risk = _risk(sheet, row, named, units)
            if risk is not None:
                ledger.add(risk)


def _risk(sheet: Sheet, row: TableRow, named: dict[str, int], units: Units) -> Risk | None:
    """Return the risk of a row, None for a row without words."""
    told = _text(sheet, row, named["risk"]) if "risk" in named else ""
    name = told or row.label
    if not name:
        return None
    ratings = _ratings(sheet, row, units)
    probability, consequence, value = ratings.values
    settled = named.get("decision", named.get("measure"))
    decision = _text(sheet, row, settled) if settled is not None and not ratings.shifted else ""
    if ratings.shifted and ratings.last is not None:
        decision = _text(sheet, row, ratings.last + 1)
    owner = _text(sheet, row, named["owner"]) if "owner" in named and not ratings.shifted else ""
    return Risk(
        span=row.span,
        rule_id=sheet.table.rule_id,
        confidence=min(sheet.table.confidence, _SHIFTED if ratings.shifted else 1.0),
        candidates=(_as_headed(sheet, row),) if ratings.shifted else (),
        risk=name,
        probability=probability,
        consequence=consequence,
        risk_value=value,
        decision=decision or None,
        owner=owner or None,
    )


def _ratings(sheet: Sheet, row: TableRow, units: Units) -> _Ratings:
    """Return the ratings of a row: under their headers when they multiply, else where three cells do.

    002 line 1012 lost two cells and line 546 stands under the wrong headers; in both, probability times
    consequence is the risk value in three neighbouring cells.
    """
    headed = _headed(sheet)
    values = [_rating(sheet, row, headed[role], units) if role in headed else None for role in _RATINGS]
    if _multiply(values) or not _has_ratings(sheet, row, units):
        return _Ratings((values[0], values[1], values[2]), headed.get("risk_value"))
    for first in range(len(sheet.columns) - 2):
        three = [_rating(sheet, row, first + step, units) for step in range(3)]
        if _multiply(three):
            moved = [first, first + 1, first + 2] != [headed.get(role) for role in _RATINGS]
            return _Ratings((three[0], three[1], three[2]), first + 2, shifted=moved)
    return _Ratings((values[0], values[1], values[2]), headed.get("risk_value"))


def _headed(sheet: Sheet) -> dict[str, int]:
    """Return the columns that are headed as ratings, whatever they were found to hold."""
    found: dict[str, int] = {}
    for index, column in sorted(sheet.columns.items()):
        word = joined(column.header).casefold()
        for role, stem in zip(_RATINGS, ("sannolikhet", "konsekvens", "riskvärde"), strict=True):
            if stem in word or column.role == role:
                found.setdefault(role, index)
    return found


def _has_ratings(sheet: Sheet, row: TableRow, units: Units) -> bool:
    told = [_rating(sheet, row, index, units) for index in sheet.columns]
    return sum(1 for value in told if value is not None) >= 3


def _multiply(values: list[Decimal | None]) -> bool:
    """True when the first two values make the third."""
    first, second, product = values
    if first is None or second is None or product is None:
        return False
    return first * second == product and 0 < product <= _HIGHEST


def _rating(sheet: Sheet, row: TableRow, column: int, units: Units) -> Decimal | None:
    """Return the whole number that a cell is, or that opens it before words."""
    text = _text(sheet, row, column)
    if not text:
        return None
    quantity = read_cell(text, units)
    if quantity is not None and quantity.unit is None and quantity.high is None:
        return quantity.value
    match = _LEADING.match(text)
    return Decimal(match["rating"]) if match else None


def _as_headed(sheet: Sheet, row: TableRow) -> dict[str, str]:
    """Return what the row would say if its cells stood under the right headers."""
    return {role: _text(sheet, row, index) for role, index in _headed(sheet).items()}


def _text(sheet: Sheet, row: TableRow, column: int) -> str:
    cell = sheet.cells.get((row.row_index, column))
    return cell.text if cell else ""
