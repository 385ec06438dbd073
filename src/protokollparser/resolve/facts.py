"""Figures in prose tied to the table cells that state the same fact, so that both can be compared.

A wrong tie is a false alarm later. A tie needs one of three proofs: the figure is the same and nothing
speaks against it; the words leave one cell only; or the words fit and the figure differs as slips of the
pen do. What none of them settles is left open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from protokollparser.core.measures import Measures, same_word
from protokollparser.core.records.figures import Amount, FactCell
from protokollparser.core.rules import Rules
from protokollparser.resolve.alignment import Aligner, Fit
from protokollparser.resolve.cells import CellFact, Cells
from protokollparser.resolve.draft import Draft
from protokollparser.resolve.lines import Lines
from protokollparser.resolve.slips import significant, slip, states
from protokollparser.resolve.statements import Statement, statements


class Tie(NamedTuple):
    """A cell for a figure in prose, how sure that is, and the other cells that would do."""

    cell: CellFact
    confidence: float
    others: tuple[CellFact, ...] = ()


Pair = tuple[Fit, CellFact]
_FARTHEST = 2


def settle(draft: Draft, rules: Rules) -> None:
    """Tie the amounts in prose to cells, where one of the proofs holds."""
    lines = Lines(draft.outline, rules)
    cells = Cells.of(draft, rules, lines)
    if not cells.facts:
        return
    linker = Linker(Aligner(Measures.of(rules), cells))
    ties: dict[str, Tie] = {}
    said = statements(draft, rules, lines, cells)
    beside: dict[int, list[Statement]] = defaultdict(list)
    for statement in said:
        beside[statement.line].append(statement)
        tie = linker.tie(statement)
        if tie:
            ties[statement.amount.id] = tie
    for statement in said:
        if statement.amount.id not in ties:
            tie = _by_neighbour(statement, beside[statement.line], ties, linker.aligner.measures)
            if tie:
                ties[statement.amount.id] = tie
    for first, second in pairwise(said):
        if first.amount.id in ties and second.amount.id not in ties and _in_brackets(draft, first, second):
            tie = linker.of_year_before(ties[first.amount.id].cell, second)
            if tie:
                ties[second.amount.id] = tie
    for statement in said:
        if statement.amount.id in ties:
            _enter(draft, statement.amount, ties[statement.amount.id])


class Linker:
    """Finds the cell that states the same as a figure in prose."""

    def __init__(self, aligner: Aligner) -> None:
        self.held = aligner.held
        self.aligner = aligner

    def tie(self, statement: Statement) -> Tie | None:
        """Return the cell of a statement by the first proof that holds, None when none does."""
        fits = self._fits(statement, self.held.meeting(statement.amount))
        tie = self._same_figure(statement, _open(fits)) or self._other_period(statement, fits)
        if tie:
            return tie
        worded = self.aligner.worded(statement)
        told = _open(self._fits(statement, map(self.held.__getitem__, worded)))
        return self._same_words(statement, told) or self._slip(statement, self._may_slip(statement, worded))

    def of_year_before(self, cell: CellFact, statement: Statement) -> Tie | None:
        """Return the cell of the year before in the row of a cell, where the statement says the same."""
        beside = [
            other
            for other in self.held.meeting(statement.amount)
            if other.row.id == cell.row.id
            and other.column.scenario == "prior_outturn"
            and other.amount.organisation == cell.amount.organisation
            and states(statement.amount, other.amount, closely=True)
        ]
        return Tie(beside[0], 0.9) if len(beside) == 1 else None

    def _fits(self, statement: Statement, cells: Iterable[CellFact]) -> list[Pair]:
        return [(self.aligner.fit(statement, cell), cell) for cell in cells]

    def _may_slip(self, statement: Statement, worded: list[int]) -> list[Pair]:
        """Return the fits of the cells that share words, or differ by thousands only."""
        numbers = sorted({*worded, *self.held.thousandfold(statement.amount)})
        return _open(self._fits(statement, map(self.held.__getitem__, numbers)))

    def _same_figure(self, statement: Statement, fits: list[Pair]) -> Tie | None:
        """The figure stands in a cell, with digits enough to be no accident, or the words fit besides."""
        equal = [(fit, cell) for fit, cell in fits if states(statement.amount, cell.amount, closely=True)]
        own = statement.subject and self.aligner.measures.pure(statement.label) is not None
        sure = [pair for pair in equal if _no_accident(statement, pair, own)]
        if not sure:
            return None
        whole = statement.label is None or self.aligner.measures.pure(statement.label) is not None
        best = max(sure, key=lambda pair: _rank(statement, pair, whole))
        others = tuple(cell for _, cell in sure if cell is not best[1])
        return Tie(best[1], 1.0 if best[0].measure == 3 or not others else 0.8, others[:5])

    def _other_period(self, statement: Statement, fits: list[Pair]) -> Tie | None:
        """A figure of four digits stands in the nearest table under another period: 002 lines 1609, 1638."""
        found = [
            (fit, cell)
            for fit, cell in fits
            if fit.period < 0 <= min(fit.measure, fit.scenario)
            and fit.near == 2
            and min(significant(statement.amount), significant(cell.amount)) >= 4
            and states(statement.amount, cell.amount)
        ]
        rows = {cell.row.row_index for _, cell in found}
        return (
            Tie(max(found, key=lambda pair: _rank(statement, pair, True))[1], 0.7) if len(rows) == 1 else None
        )

    def _same_words(self, statement: Statement, fits: list[Pair]) -> Tie | None:
        """The words leave one cell of the same part, whatever figure it holds."""
        whole = self.aligner.measures.pure(statement.label) is not None
        if statement.carried or (statement.subject and whole):
            return None
        told = [
            (fit, cell)
            for fit, cell in fits
            if fit.near and fit.measure == 3 and (fit.scenario == 1 or (not whole and not _scenarios(fits)))
        ]
        for narrowed in (told, [p for p in told if p[0].period == 1], [p for p in told if p[0].near == 2]):
            if not narrowed or not _one_fact([cell for _, cell in narrowed]):
                continue
            if statement.amount.value == 0 and not whole:
                return None
            fit, cell = max(narrowed, key=lambda pair: _rank(statement, pair, whole))
            if _far_apart(statement.amount, cell.amount):
                return None
            others = tuple(other for _, other in narrowed if other is not cell)
            return Tie(cell, 0.9 if fit.period == 1 or fit.near == 2 else 0.7, others[:5])
        return None

    def _slip(self, statement: Statement, fits: list[Pair]) -> Tie | None:
        """The words fit, and the figure differs as slips do: swapped or wrong digits, a unit, a little."""
        if statement.carried:
            return None
        near = [(slip(statement.amount, cell.amount), fit, cell) for fit, cell in fits if fit.near]
        found = [
            (kind, fit, cell)
            for kind, fit, cell in near
            if kind
            and (fit.measure >= 2 or (kind == "factor" and fit.near == 2))
            and (kind != "close" or self.aligner.same_section(statement, cell))
        ]
        if not found or len({cell.row.row_index for _, _, cell in found}) > 1:
            return None
        kind, _, cell = max(
            found, key=lambda f: (_same_sign(statement.amount, f[2].amount), f[1].near, f[2].key)
        )
        return Tie(cell, 0.6 if kind == "close" else 0.8, tuple(c for _, _, c in found if c is not cell)[:5])


def _in_brackets(draft: Draft, first: Statement, second: Statement) -> bool:
    """True for a figure in brackets right behind another: "4 410 tkr (3 458 tkr)"."""
    end, start = first.amount.span, second.amount.span
    if end.page != start.page or not 0 <= start.start - end.end <= 2:
        return False
    page = draft.outline.layout.document.pages[end.page - 1].text
    return page[end.end : start.start].strip() == "(" and page[start.end : start.end + 1] == ")"


def _open(fits: list[Pair]) -> list[Pair]:
    return [(fit, cell) for fit, cell in fits if not fit.conflict]


def _far_apart(said: Amount, held: Amount) -> bool:
    """True when one figure is more than twice the other and no slip tells why: they are two facts."""
    low, high = sorted((abs(said.kronor or Decimal(0)), abs(held.kronor or Decimal(0))))
    return high > low * _FARTHEST and slip(said, held) is None


def _no_accident(statement: Statement, pair: Pair, own: bool) -> bool:
    """True when an equal figure is more than chance: three digits, or words, column and period fit.

    With `own`, the words may speak of something of its own, so that only the digits count, or two of them
    where the direction agrees as well.
    """
    fit, cell = pair
    digits = min(significant(statement.amount), significant(cell.amount))
    enough = digits >= (3 if fit.near or fit.scenario == 1 else 4)
    if own or enough:
        return enough or (digits >= 2 and fit.measure == 3 and _same_way(statement.amount, cell.amount))
    if digits == 0:
        return fit.measure == 3 and fit.scenario == 1 and fit.near > 0
    if fit.measure == 3 or (fit.measure == 2 and fit.near == 2 and digits >= 2):
        return fit.near > 0 or digits >= 2 or fit.scenario == 1
    named = bool(statement.label) and fit.measure == 0
    return not named and digits >= 2 and fit.scenario == 1 and fit.period == 1 and fit.near > 0


def _rank(statement: Statement, pair: Pair, whole: bool) -> tuple[int, ...]:
    """Rank equal cells by words, column, period and place; for the whole by total and the column named."""
    fit, cell = pair
    total = {"total": 2, "subtotal": 1}.get(cell.row.role, int(cell.label.total)) if whole else 0
    named = int(cell.column.scenario == (statement.scenario or "outturn"))
    behind = int(cell.first < statement.line)
    last = cell.row.row_index if total else -cell.row.row_index
    return (
        fit.measure,
        fit.scenario,
        fit.period,
        fit.near,
        total,
        named,
        behind,
        -abs(cell.first - statement.line),
        last,
        -cell.column.column_index,
    )


def _one_fact(cells: list[CellFact]) -> bool:
    """True for one cell and for cells with one figure: a result and its deviation, a repeated total."""
    figures = {abs(cell.amount.kronor or 0) for cell in cells}
    return len(cells) == 1 or (len(figures) == 1 and figures != {0})


def _scenarios(fits: Iterable[Pair]) -> bool:
    """True when a fitting row has columns of several kinds, so that a label alone leaves its column open."""
    return len({cell.column.scenario for fit, cell in fits if fit.measure == 3 and fit.near}) > 1


def _same_way(told: Amount, held: Amount) -> bool:
    """True unless words say better or worse and the cell's sign says otherwise."""
    return told.direction is None or (held.value or Decimal(0)) * told.direction >= 0


def _same_sign(first: Amount, second: Amount) -> bool:
    return ((first.value or Decimal(0)) < 0) == ((second.value or Decimal(0)) < 0)


def _by_neighbour(
    statement: Statement, beside: list[Statement], ties: dict[str, Tie], measures: Measures
) -> Tie | None:
    """Return the cell of a figure beside it, told in the same words, that differs by a slip: 002 line 804."""
    for other in beside:
        tie = ties.get(other.amount.id)
        if statement.carried or other.carried:
            continue
        if not tie or other.amount.id == statement.amount.id:
            continue
        words, others = measures.tokens(statement.label), measures.tokens(other.label)
        alike = bool(words) and len(words) == len(others) and all(map(same_word, words, others))
        if alike and slip(statement.amount, other.amount) in ("digit", "swap"):
            return Tie(tie.cell, 0.6)
    return None


def _enter(draft: Draft, amount: Amount, tie: Tie) -> None:
    """Write a tie into its amount."""
    cell = tie.cell
    others = tuple(
        {"fact_table_id": o.sheet.table.id, "fact_row": o.row.row_index, "fact_column": o.column.column_index}
        for o in tie.others
    )
    draft.replace(
        amount,
        fact=FactCell(cell.sheet.table.id, cell.row.row_index, cell.column.column_index),
        confidence=min(amount.confidence, tie.confidence),
        candidates=(*amount.candidates, *others),
    )
