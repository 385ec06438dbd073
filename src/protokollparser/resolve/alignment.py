"""How well the words around a figure in prose fit a cell: its row, its column, its period, its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from protokollparser.core.measures import Measures, begins_word, same_word
from protokollparser.resolve.cells import CellFact, Cells, Period
from protokollparser.resolve.held import Held
from protokollparser.resolve.statements import Statement

# Tables whose totals are no results.
_NO_ACCOUNTS = frozenset({"investment", "allocation", "cost_summary", "budget_changes", "personnel", "goals"})
# Kinds of columns that state the same thing: appropriations are budgets.
_ALIKE = {"appropriation": "budget", "allocation": "budget"}


@dataclass(frozen=True)
class Fit:
    """How a statement fits a cell; higher is better, and a conflict is below zero.

    `measure`: 3 the whole of it, 2 some of its words, 0 nothing told, -1 another measure.
    `scenario` and `period`: 1 the same, 0 not told, -1 another. `near`: 2 the nearest table of the same part,
    1 the same part, 0 elsewhere.
    """

    measure: int
    scenario: int
    period: int
    near: int

    @property
    def conflict(self) -> bool:
        """True when something told contradicts."""
        return self.measure < 0 or self.scenario < 0 or self.period < 0


class Aligner:
    """Fits statements to cells with the words for measures."""

    def __init__(self, measures: Measures, cells: Cells) -> None:
        self.measures = measures
        self.cells = cells
        self.held = Held(cells)
        self._worded: dict[tuple[int, str | None, str], list[int]] = {}

    def worded(self, statement: Statement) -> list[int]:
        """Return the numbers of the cells of its part with which a statement shares words, in order."""
        key = (statement.part, statement.label, (statement.headings or ("",))[-1])
        known = self._worded.get(key)
        if known is None:
            groups = self.held.groups(statement.part)
            sharing = (group for group in groups if self._measure(statement, self.held[group[0]]) >= 2)
            known = self._worded[key] = sorted(number for group in sharing for number in group)
        return known

    def fit(self, statement: Statement, cell: CellFact) -> Fit:
        """Return how `statement` fits `cell`."""
        measure = self._measure(statement, cell)
        scenario = self._scenario(statement, cell)
        period = _period(statement.period, cell.period)
        if (
            period < 0
            and statement.scenario in ("budget", "appropriation")
            and _covers(cell.period, statement.period)
        ):
            # A budget is told for the year beside the outturn of a part of it: 003 line 179.
            period = 0
        return Fit(measure, scenario, period, _near(statement, cell))

    def same_section(self, statement: Statement, cell: CellFact) -> bool | None:
        """True when the heading over a statement is the section of the row, False when it is another of the
        table's sections (002 lines 1462 and 1436), None when it is none."""
        last = tuple((statement.headings or ("",))[-1].casefold().split())
        if last not in self.cells.sections.get(cell.sheet.table.id, frozenset()):
            return None
        return last == cell.label.section

    def _measure(self, statement: Statement, cell: CellFact) -> int:
        label = statement.label
        if self.same_section(statement, cell) is False:
            return -1
        if label is None:
            return 0
        if self.measures.total(label):
            return 3 if cell.label.total and not cell.label.tokens else 0
        pure = self.measures.pure(label)
        if pure is not None:
            return self._whole(pure, cell)
        told = self.measures.tokens(label)
        if self.measures.kind(label) == "result":
            # "Äldreomsorgen, underskott": the row is that of the part.
            told = tuple(word for word in told if self.measures.kind(word) != "result") or told
        return max(self._words(told, cell.label.tokens), self._turned(told, statement, cell))

    def _whole(self, measure: str, cell: CellFact) -> int:
        """Fit a measure as a whole: to the row of that kind, or to the total row of a table that has none."""
        label = cell.label
        kinds = self.cells.kinds.get(cell.sheet.table.id, frozenset())
        if measure == "result" and label.kind == "net" and "result" not in kinds:
            return 3 if cell.column.scenario == "deviation" else 0
        if label.pure is not None:
            return 3 if label.pure == measure else -1
        if measure == "investment":
            told = (
                "invest" in (cell.sheet.table.title or "").casefold() or cell.sheet.table.kind == "investment"
            )
            return 3 if label.total and (told or not label.tokens) else 0
        if label.kind == measure:
            return 3 if label.total or not label.tokens else 0
        if not label.total or label.tokens or label.kind not in ("other", measure):
            return -1 if label.kind not in ("other", measure) else 0
        # A bare total row: "Summa" under income, cost or deviation columns.
        if measure == "result":
            accounts = cell.sheet.table.kind not in _NO_ACCOUNTS and not {"result", "net"} & kinds
            return 3 if accounts and cell.column.role in ("deviation", "amount") else 0
        shared_out = measure == "cost" and cell.sheet.table.kind in ("allocation", "cost_summary")
        return 3 if cell.column.role == measure or label.section_kind == measure or shared_out else 0

    def _turned(self, told: tuple[str, ...], statement: Statement, cell: CellFact) -> int:
        """Fit a label to the column when the heading over it names the row: 001 lines 236 and 269."""
        if not told or not cell.header or not cell.label.tokens or not statement.headings:
            return 0
        above = self.measures.tokens(statement.headings[-1])
        named = all(any(_names(word, other) for other in above) for word in cell.label.tokens)
        return 3 if named and self._words(told, cell.header) == 3 else 0

    def _words(self, told: tuple[str, ...], held: tuple[str, ...]) -> int:
        """Return 3 when two labels have the same words, 2 when they share one, else 0."""
        if not told or not held:
            return 0
        covered = [any(self._same(word, other) for other in held) for word in told]
        names = [any(self._same(word, other) for other in told) for word in held]
        if all(covered) and all(names):
            return 3
        shared = any(covered) or any(begins_word(o, w) or begins_word(w, o) for w in told for o in held)
        return 2 if shared else 0

    def _same(self, first: str, second: str) -> bool:
        """True for forms of one word, and for "lokalkostnaderna" and "lokaler"."""
        if same_word(first, second):
            return True
        one, other = self.measures.bare(first), self.measures.bare(second)
        return (one == first) != (other == second) and same_word(one, other)

    def _scenario(self, statement: Statement, cell: CellFact) -> int:
        told, held = statement.scenario, cell.column.scenario
        if self._of_part(statement):
            return self._part(told, held, cell)
        if told is None or held is None:
            return self._untold(statement, cell)
        if _ALIKE.get(told, told) == _ALIKE.get(held, held):
            return 1
        pure = self.measures.pure(statement.label) == "result"
        if {told, held} == {"outturn", "deviation"} and cell.label.kind == "result":
            # A result is its own deviation where the budget is zero: 003 lines 11 and 147.
            alone = pure or statement.label is None
            return (1 if held == "deviation" else _own_deviation(cell)) if alone else -1
        if told == "forecast" and held == "deviation" and pure:
            return 1 if _of_forecast(cell) else -1
        if told == "forecast" and held == "budget":
            # What a budget says of years to come is told as what is expected.
            return -1 if "forecast" in {c.scenario for c in cell.sheet.columns.values()} else 0
        return -1

    def _of_part(self, statement: Statement) -> bool:
        """True for the surplus or deficit of a part: "Äldreomsorgen, underskott"."""
        kind, pure = self.measures.kind(statement.label), self.measures.pure(statement.label)
        return kind == "result" and pure is None

    def _part(self, told: str | None, held: str | None, cell: CellFact) -> int:
        """The surplus of a part stands in a column of deviations, or in one of the results of the parts."""
        if held is None:
            return 0
        if held in ("outturn", "forecast") and told in (None, held) and _shows_results(cell):
            return 1
        if held != "deviation" or told not in (None, "outturn", "deviation", "forecast"):
            return -1
        return 1 if told != "forecast" or _of_forecast(cell) else -1

    def _untold(self, statement: Statement, cell: CellFact) -> int:
        """A surplus of the whole is read in the outturn or the deviation."""
        held = cell.column.scenario
        if held is None or self.measures.pure(statement.label) != "result":
            return 0
        if held == "prior_outturn" and _period(statement.period, cell.period) == 1:
            return 1
        return 1 if held in ("outturn", "deviation") else -1


def _own_deviation(cell: CellFact) -> int:
    """Return 1 for an outturn whose budget is zero, -1 beside another budget, 0 where none is printed."""
    budgets = [index for index, c in cell.sheet.columns.items() if c.scenario in ("budget", "appropriation")]
    figures = [cell.sheet.figure(cell.row.row_index, index) for index in budgets]
    if any(figure is not None and figure.value for figure in figures):
        return -1
    return 1 if budgets else 0


def _shows_results(cell: CellFact) -> bool:
    """True for a column in which some parts have a surplus and some a deficit."""
    rows = [row.row_index for row in cell.sheet.body if row.role == "data"]
    figures = [cell.sheet.figure(row, cell.column.column_index) for row in rows]
    return {figure.value > 0 for figure in figures if figure is not None and figure.value} == {True, False}


def _of_forecast(cell: CellFact) -> bool:
    """True for a deviation of the forecast: that of a whole year, or right of a column of forecasts."""
    columns = cell.sheet.columns.values()
    behind = any(c.scenario == "forecast" and c.column_index < cell.column.column_index for c in columns)
    return behind or (cell.period[1] is not None and cell.period[1].month == 12)


def _names(word: str, other: str) -> bool:
    """True when a word of a heading names a word of a label, alone or as the first part of a compound."""
    return same_word(word, other) or begins_word(word, other)


def _period(told: Period, held: Period) -> int:
    """Compare two periods: by their ends, and by their starts where both have one."""
    if told[1] is None or held[1] is None:
        return 0
    if told[1] != held[1]:
        return -1
    return 1 if None in (told[0], held[0]) or told[0] == held[0] or _from_new_year(told, held) else -1


def _covers(whole: Period, part: Period) -> bool:
    """True when a period holds another."""
    if whole[0] is None or whole[1] is None or part[1] is None:
        return False
    return whole[0] <= (part[0] or part[1]) and part[1] <= whole[1]


def _from_new_year(told: Period, held: Period) -> bool:
    """True when one period is a month at the end of the other, which began with the year ("per augusti")."""
    starts: list[date] = sorted(start for start in (told[0], held[0]) if start)
    return (
        len(starts) == 2 and starts[0].month == 1 and starts[0].day == 1 and starts[0].year == starts[1].year
    )


def _near(statement: Statement, cell: CellFact) -> int:
    if statement.part != cell.part:
        return 0
    return 2 if cell.first in (statement.before, statement.behind) else 1
