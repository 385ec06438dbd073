"""The unit of a table's figures and where it was found: cell, header, title, text, sibling table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from protokollparser.core.outline import Outline
from protokollparser.core.passages import passages
from protokollparser.core.quantities import Quantity, find_quantities, precision
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.core.units import Units
from protokollparser.parse.tables.draft import Draft
from protokollparser.parse.tables.headers import Headers
from protokollparser.parse.tables.titles import Context

# The kinds whose figures have a unit at all.
_WITH_UNIT = frozenset(
    {"income_statement", "operating_statement", "budget", "budget_followup", "budget_forecast", "outturn"}
    | {"investment", "allocation", "budget_changes", "cost_summary", "balance_sheet", "personnel", "goals"}
    | {"other", "action_plan"}
)
_MONEY_UNITS = ("kr", "tkr", "mkr", "mdkr")
_LEAST_DIGITS = 2
_LEAST_DIGITS_ELSEWHERE = 4
_FARTHEST = Decimal(1000)
# "kr/mån", "(tkr per elev)", "kr/m3": a unit of money and one word for what it is told per, at the end.
_RATE = re.compile(
    r"(?<![\w.,-])(?P<unit>[A-Za-zåäöÅÄÖ]{2,8})(?:\s?/\s?|\sper\s)(?P<per>[A-Za-zåäöÅÄÖ]{1,20}\.?[23²³]?)[)\s]*$"
)
# "(1000 kr)", "Belopp i 1 000 kronor": a unit of a table, where running text would tell an amount.
_THOUSANDS = re.compile(r"(?:(?<=\()|(?<=\bi )|^)1[ .\u00a0]?000[ -]?kr(?:onor)?(?=\)|$)", re.IGNORECASE)
_BASE = re.compile(r"(?:av|inkl|exkl|ink\.?|exk\.?|inklusive|exklusive)\b", re.IGNORECASE)


@dataclass(frozen=True)
class TableUnit:
    """The unit of a table (None: unknown or mixed), what is printed for it, and where it was found."""

    unit: str | None = None
    printed: str | None = None
    origin: str = "none"


@dataclass(frozen=True)
class Measured:
    """A table whose unit is sought: its figures by cell, and its part.

    `named`: a header says that one of the columns holds amounts. `counts`: title, corner or labels say that
    things are counted. `row_units` are the units at the ends of row labels, in order.
    """

    draft: Draft
    headers: Headers
    context: Context
    kind: str
    part: int
    columns: tuple[int, ...]
    named: bool = True
    counts: bool = False
    row_units: tuple[str, ...] = ()

    @property
    def figures(self) -> list[Quantity]:
        """The figures of the columns whose figures have a unit."""
        cells = ((row, column) for row in range(self.draft.height) for column in self.columns)
        found = (self.draft.figure(*cell) for cell in cells if cell[0] not in self.headers.rows)
        return [quantity for quantity in found if quantity is not None and quantity.high is None]


def resolve_units(
    tables: Sequence[Measured], outline: Outline, rules: Rules, units: Units
) -> list[TableUnit]:
    """Return the unit of every table, in their order."""
    told = [_printed_unit(table, units) for table in tables]
    open_tables = [
        position
        for position, table in enumerate(tables)
        if told[position].unit is None and told[position].origin == "none" and _needs_unit(table)
    ]
    if open_tables:
        prose = _Prose(outline, rules, units)
        for position in open_tables:
            unit = prose.unit_for(tables[position])
            if unit is not None:
                told[position] = TableUnit(unit, told[position].printed, "text")
        for position in open_tables:
            # A table of an unknown kind without a word for amounts may hold anything.
            known = tables[position].kind != "other" or tables[position].named
            if told[position].unit is None and known:
                unit = _sibling_unit(position, tables, told, outline)
                if unit is not None:
                    told[position] = TableUnit(unit, told[position].printed, "sibling")
    return told


def _needs_unit(table: Measured) -> bool:
    """True for a table whose figures have a unit of money that is not printed in it."""
    if table.counts or table.row_units:
        return False
    return table.kind in _WITH_UNIT and table.kind not in ("goals", "personnel") and bool(table.figures)


def _printed_unit(table: Measured, units: Units) -> TableUnit:
    """Return the unit printed in a table's cells, headers or title; origin `none` when there is none.

    An unknown unit is kept as `printed`, so that it can be told what it stands for.
    """
    if table.kind not in _WITH_UNIT or not table.figures:
        return TableUnit()
    in_cells = _cell_unit(table)
    if in_cells is not None:
        return in_cells
    unknown: str | None = None
    for origin, text, column in _places(table):
        for found in units.printed_in(text):
            if found.unit is None:
                unknown = unknown or found.printed
            elif units.is_money(found.unit) or _speaks_for_all(table, column):
                return TableUnit(found.unit, found.printed, origin)
    return TableUnit(None, unknown)


def _cell_unit(table: Measured) -> TableUnit | None:
    """Return the unit that half of the figures bear; with several units none is the table's."""
    borne: dict[str, list[Quantity]] = defaultdict(list)
    for quantity in table.figures:
        if quantity.unit is not None:
            borne[quantity.unit].append(quantity)
    if not borne:
        return None
    if len(borne) > 1:
        return TableUnit(None, None, "cell") if table.kind == "goals" else None
    unit, quantities = next(iter(borne.items()))
    if len(quantities) * 2 < len(table.figures):
        return None
    return TableUnit(unit, quantities[0].unit_printed, "cell")


def _places(table: Measured) -> Iterable[tuple[str, str, int | None]]:
    """Yield the texts that may tell the unit: header cells (with column), then titles, nearest first."""
    for row in sorted(table.headers.rows):
        for column, text in enumerate(table.draft.texts(row)):
            if text:
                yield "header", _spelt(text), column if row != table.headers.title_row else None
    for text in (*table.context.notes, *table.context.above):
        yield "title", _spelt(text), None


def _spelt(text: str) -> str:
    """Return a header or title with its unit in letters where it stands as a figure: "Belopp i 1 000 kr"."""
    return _THOUSANDS.sub("tkr", text)


def _speaks_for_all(table: Measured, column: int | None) -> bool:
    """True when a share unit stands in the title or corner, or in the only column of figures."""
    figures = table.draft.figure_columns
    return column is None or column not in figures or len(figures) == 1


class _Prose:
    """The amounts in running text, to see in which unit a table says the same."""

    def __init__(self, outline: Outline, rules: Rules, units: Units) -> None:
        self.units = units
        self.by_part: dict[int, list[Quantity]] = defaultdict(list)
        for passage in passages(outline, rules):
            for found in find_quantities(passage.text, units):
                quantity = found.quantity
                if quantity.value and quantity.high is None and units.is_money(quantity.unit):
                    self.by_part[passage.part].append(quantity)

    def unit_for(self, table: Measured) -> str | None:
        """Return the unit in which amounts of the table's part, else of the source, stand in the table."""
        found = self._best(table, self.by_part[table.part], _LEAST_DIGITS)
        if found is not None:
            return found
        everything = [quantity for part in self.by_part.values() for quantity in part]
        return self._best(table, everything, _LEAST_DIGITS_ELSEWHERE)

    def _best(self, table: Measured, told: Sequence[Quantity], least: int) -> str | None:
        """Return the unit in which prose and cells share the most digits, None without a clear one."""
        scores = dict.fromkeys(_MONEY_UNITS, 0)
        for quantity in {(q.value, q.unit): q for q in told}.values():
            if _digits(quantity) < least:
                continue
            for unit in _MONEY_UNITS:
                common = [
                    min(_digits(quantity), _digits(figure))
                    for figure in table.figures
                    if self._same(quantity, figure, unit)
                ]
                scores[unit] += max((digits for digits in common if digits >= least), default=0)
        ranked = sorted(scores.items(), key=lambda entry: -entry[1])
        (best, score), (_, second) = ranked[0], ranked[1]
        return best if score > second else None

    def _same(self, quantity: Quantity, figure: Quantity, unit: str) -> bool:
        """True when an amount in prose and a figure taken in `unit` can be the same, sign aside."""
        if quantity.value is None or not figure.value or quantity.digits is None or figure.digits is None:
            return False
        said = precision(abs(quantity.value), quantity.digits, quantity.unit, self.units, quantity.qualifier)
        shown = precision(abs(figure.value), figure.digits, unit, self.units)
        return said.low <= shown.high and shown.low <= said.high


def _digits(quantity: Quantity) -> int:
    """Return how many digits a figure tells: 417 000 tells three."""
    assert quantity.value is not None
    return len(str(abs(quantity.value)).replace(".", "").strip("0"))


def _sibling_unit(
    position: int, tables: Sequence[Measured], told: Sequence[TableUnit], outline: Outline
) -> str | None:
    """Return the money unit of the nearest table of the same part, or of a part beside it.

    A table whose figures are a thousand times those of the other, or larger, is no sibling.
    """
    table = tables[position]
    largest = _largest(table)
    near = sorted(range(len(tables)), key=lambda other: (abs(other - position), other))
    for same in (_same_part, _beside):
        for other in near:
            unit = told[other].unit
            if other == position or unit not in _MONEY_UNITS or told[other].origin == "sibling":
                continue
            size = _largest(tables[other])
            if same(outline, table.part, tables[other].part) and size and largest / size < _FARTHEST:
                return unit
    return None


def _largest(table: Measured) -> Decimal:
    return max(
        (abs(figure.value) for figure in table.figures if figure.value is not None), default=Decimal(0)
    )


def _same_part(outline: Outline, one: int, other: int) -> bool:
    return one == other


def _beside(outline: Outline, one: int, other: int) -> bool:
    """True for parts of the same whole, such as the sheets of one deck."""
    if one < 0 or other < 0:
        return False
    first, second = outline.parts[one], outline.parts[other]
    return first.parent is not None and first.parent == second.parent and first.kind == second.kind


def ending_unit(label: str, units: Units) -> str | None:
    """Return the unit that ends a row label, in brackets or after a comma; what it is told per may follow.

    "Sjukfrånvaro, % av ordinarie arbetstid" ends with the base of a share, "Skuld, kr/invånare" with a rate.
    """
    found = units.printed_in(label)
    if found and (not (rest := label[found[-1].end :].strip(" )")) or _based(found[-1].unit, rest)):
        before = label[: found[-1].start].rstrip()
        told = not before or before[-1] in "(,%" or found[-1].printed == "%"
        return found[-1].unit if told else None
    return rate(label, units)[0]


def rate(label: str, units: Units) -> tuple[str | None, str | None]:
    """Return the unit of money and what it is told per, where they end a row label: "kr/elev", "(kr per m2)".

    The second is None for things of which the rules know no word. Both are None for any other label.
    """
    match = _RATE.search(label)
    unit = units.unit_of(match["unit"]) if match else None
    if match is None or not units.is_money(unit):
        return None, None
    return unit, units.per_words.get(fold(match["per"]))


def _based(unit: str | None, rest: str) -> bool:
    """True when a unit is a share and the words after it tell of what."""
    return unit in ("percent", "permille") and bool(_BASE.match(rest))
