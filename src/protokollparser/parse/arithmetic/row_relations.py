"""Which columns of a table are made of others: deviations, results, sums of budgets.

No header is trusted alone and none is needed: candidates are formed from what the columns hold and
the rows vote. A formula stands when enough rows with something to tell agree, so that it is also
found in a table in which one figure is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from protokollparser.core.line_items import LineKind, LineWords
from protokollparser.core.rounding import Figure, compare
from protokollparser.core.sheets import Sheet

Terms = tuple[tuple[int, int], ...]

_PLAN = frozenset({"budget", "appropriation", "prior_budget"})
_ACTUAL = frozenset({"outturn", "forecast", "prior_outturn", "outturn_prior"})
# Columns that are given, not made of others, unless a header says otherwise.
_PARTS = frozenset({"income", "cost", "transfer", "allocation", "investment"})
_MOST_TERMS = 6
# A sum that no header names stands on so many rows with two parts or more, and on so many times the others.
_ENOUGH_CARRIED = 2
_CARRIED_TO_MISSED = 3
# Among so many figures a single minus is a slip and no convention.
_ENOUGH = 6


@dataclass(frozen=True)
class RowFormula:
    """A column that follows from others: for each row the (column, weight) terms that make it.

    `kind` is sum or difference. `direction` tells a difference of plan and actual: +1 plan minus
    actual, -1 actual minus plan, 0 when the rows differ by kind or the columns are no such pair.
    `told` counts the rows that show a difference other than zero and agree.
    """

    target: int
    kind: str
    terms: Mapping[int, Terms]
    direction: int
    told: int


@dataclass(frozen=True)
class _Pair:
    """Two columns whose difference may be the target, and how each row votes.

    A vote is +1 when the target is first minus second, -1 the other way, 0 when both are zero, None
    when neither fits.
    """

    first: int
    second: int
    votes: dict[int, int | None]

    def count(self, vote: int | None) -> int:
        return sum(1 for cast in self.votes.values() if cast == vote)


def infer_row_formulas(sheet: Sheet, words: LineWords, kinds: dict[int, LineKind]) -> list[RowFormula]:
    """Return the formulas of a table's columns, by target column."""
    found: dict[int, RowFormula] = {}
    for target in sheet.amount_columns:
        formula = _sum_formula(sheet, words, target) or _difference_formula(sheet, words, kinds, target)
        if formula is not None:
            found[target] = formula
    return [formula for target, formula in sorted(found.items()) if not _circular(formula, found)]


def _circular(formula: RowFormula, found: dict[int, RowFormula]) -> bool:
    """True when a formula's term is itself made of the formula's target, and made so more surely."""
    for terms in formula.terms.values():
        for column, _ in terms:
            other = found.get(column)
            uses = other is not None and any(formula.target in dict(part) for part in other.terms.values())
            if other is not None and uses and (other.told, other.target) > (formula.told, formula.target):
                return True
    return False


# Sums of columns


def _sum_formula(sheet: Sheet, words: LineWords, target: int) -> RowFormula | None:
    header = sheet.columns[target].header
    role = sheet.columns[target].role
    named = bool(words.total_column.search(header)) or role == "appropriation"
    if words.deviation_column.search(header):
        return None
    best: tuple[tuple[int, int, int], Terms] | None = None
    for columns in (*(_runs(sheet, target) if named else ()), *_carried_on(sheet, words, target)):
        strong, weak, missed = _sum_votes(sheet, target, columns)
        plausible = strong > missed if missed else strong > 0
        if not named:
            plausible = strong >= _ENOUGH_CARRIED and strong > _CARRIED_TO_MISSED * missed
        rank = (strong - missed, weak, -len(columns))
        if plausible and (best is None or rank > best[0]):
            best = (rank, tuple((column, 1) for column in columns))
    if best is None:
        return None
    rows = {row.row_index: best[1] for row in sheet.body}
    return RowFormula(target, "sum", rows, 0, best[0][0])


def _runs(sheet: Sheet, target: int) -> Iterator[tuple[int, ...]]:
    """Yield the neighbouring columns that may add up to `target`: before it, after it, and plan columns."""
    fit = [c for c in sheet.amount_columns if c == target or sheet.columns[c].role != "deviation"]
    place = fit.index(target) if target in fit else -1
    if place < 0:
        return
    for length in range(2, min(_MOST_TERMS, place) + 1):
        yield tuple(fit[place - length : place])
    for length in range(2, min(_MOST_TERMS, len(fit) - place - 1) + 1):
        yield tuple(fit[place + 1 : place + 1 + length])
    if place > _MOST_TERMS:
        yield tuple(fit[:place])


def _carried_on(sheet: Sheet, words: LineWords, target: int) -> Iterator[tuple[int, ...]]:
    """Yield the columns that a closing column may go on from.

    A plan with the changes between them up to the next plan ("Ram 2010", "Volymer", "Ram 2011"), or what was
    used up to a year with what was used since ("Utfall t.o.m. 2012", "Utfall 2013", "Utfall t.o.m. 2013").
    """
    before = [c for c in sheet.amount_columns if c < target]
    role = sheet.columns[target].role
    if role in _PLAN:
        opening = next((c for c in reversed(before) if sheet.columns[c].role in _PLAN), None)
        between = [c for c in before if opening is not None and c > opening]
        told = {_scenario(sheet, c) for c in between}
        if opening is not None and between and not told & (_ACTUAL | {"deviation", "change"}):
            yield opening, *between
    if role in _ACTUAL and words.cumulated_column.search(sheet.columns[target].header):
        actual = [c for c in before if sheet.columns[c].role in _ACTUAL]
        yield from ((c, actual[-1]) for c in reversed(actual[:-1]))


def _sum_votes(sheet: Sheet, target: int, columns: Sequence[int]) -> tuple[int, int, int]:
    """Return how many rows hold with two parts or more, hold with fewer, and do not hold.

    A row with a blank part cannot speak against a sum.
    """
    strong = weak = missed = 0
    for row in sheet.body:
        stated = sheet.figure(row.row_index, target)
        parts = [sheet.figure(row.row_index, column) for column in columns]
        held = [(part, 1) for part in parts if part is not None]
        if stated is None or not held or any(sheet.unknown(row.row_index, c) for c in columns):
            continue
        if not compare(stated, held).holds:
            missed += len(held) == len(parts)
        elif sum(1 for part, _ in held if part.value != 0) >= 2:
            strong += 1
        else:
            weak += 1
    return strong, weak, missed


# Differences of columns


def _difference_formula(
    sheet: Sheet, words: LineWords, kinds: dict[int, LineKind], target: int
) -> RowFormula | None:
    column = sheet.columns[target]
    named = column.role == "deviation" or bool(words.deviation_column.search(column.header))
    bare = not column.header.strip() or column.role not in _PLAN | _ACTUAL | _PARTS
    if not named and not bare:
        return None
    best: tuple[tuple[int, int, int], _Pair] | None = None
    for first, second in _pairs(sheet, target, named):
        pair = _Pair(first, second, _votes(sheet, target, first, second))
        told, missed, even = pair.count(1) + pair.count(-1), pair.count(None), pair.count(0)
        if not _carried(sheet, target, pair, named):
            continue
        near = -abs(target - first) - abs(target - second)
        rank = (2 * told - 3 * missed, even, near)
        if best is None or rank > best[0]:
            best = (rank, pair)
    if best is None:
        return None
    return _directed(sheet, kinds, target, best[1])


def _carried(sheet: Sheet, target: int, pair: _Pair, named: bool) -> bool:
    """True when enough rows vote for a pair.

    Without a header that speaks of a difference, twice as many rows must tell as miss. With one, a
    single row carries when its difference has three digits, which is no coincidence.
    """
    told, missed, even = pair.count(1) + pair.count(-1), pair.count(None), pair.count(0)
    if not named:
        return told >= 2 and told >= 2 * missed and told > missed
    if told >= 2 or told + even >= 2:
        return told + even >= missed and (told > 0 or missed == 0 or even > missed)
    if missed > told:
        return False
    rows = [row for row, vote in pair.votes.items() if vote]
    figures = [(sheet.figure(row, target), row) for row in rows]
    return any(
        figure is not None
        and figure.value == _plain(sheet, row, pair) * (pair.votes[row] or 0)
        and len(figure.value.normalize().as_tuple().digits) >= 3
        for figure, row in figures
    )


def _plain(sheet: Sheet, row: int, pair: _Pair) -> Decimal:
    """Return first minus second, blanks left out."""
    weighted = _weighted(sheet.figure(row, pair.first), sheet.figure(row, pair.second), 1)
    return sum((figure.value * weight for figure, weight in weighted), Decimal(0))


def _pairs(sheet: Sheet, target: int, named: bool) -> Iterator[tuple[int, int]]:
    """Yield the (plan, actual) and (income, cost) columns, as far as the headers tell.

    Neighbours of other kinds are tried only for a target whose header speaks of a difference.
    """
    others = [c for c in sheet.amount_columns if c != target and sheet.columns[c].role != "deviation"]
    plans = [c for c in others if _scenario(sheet, c) in _PLAN]
    actuals = [c for c in others if _scenario(sheet, c) in _ACTUAL]
    incomes = [c for c in others if sheet.columns[c].role == "income"]
    costs = [c for c in others if sheet.columns[c].role == "cost"]
    yield from ((plan, actual) for plan in plans for actual in actuals)
    yield from ((income, cost) for income in incomes for cost in costs)
    if named and (sheet.columns[target].role == "change" or not plans + incomes):
        yield from pairwise(others)


def _scenario(sheet: Sheet, column: int) -> str:
    held = sheet.columns[column]
    return held.role if held.role in _PLAN | _ACTUAL else held.scenario or held.role


def _votes(sheet: Sheet, target: int, first: int, second: int) -> dict[int, int | None]:
    votes: dict[int, int | None] = {}
    for row in sheet.body:
        index = row.row_index
        stated = sheet.figure(index, target)
        one, two = sheet.figure(index, first), sheet.figure(index, second)
        if stated is None or (one is None and two is None):
            continue
        if sheet.unknown(index, first) or sheet.unknown(index, second):
            continue
        forward = compare(stated, _weighted(one, two, 1)).holds
        backward = compare(stated, _weighted(one, two, -1)).holds
        if forward and backward:
            votes[index] = 0
        elif forward or backward:
            votes[index] = 1 if forward else -1
        else:
            votes[index] = None
    return votes


def _weighted(one: Figure | None, two: Figure | None, sign: int) -> list[tuple[Figure, int]]:
    """Return `one - two`, or its opposite, as weighted parts; a blank is left out."""
    parts = [(one, sign), (two, -sign)]
    return [(figure, weight) for figure, weight in parts if figure is not None]


def _directed(sheet: Sheet, kinds: dict[int, LineKind], target: int, pair: _Pair) -> RowFormula:
    """Return the formula of a pair with the sign that each row takes."""
    if sheet.columns[pair.first].role == "income" and sheet.columns[pair.second].role == "cost":
        sign = 1 if pair.count(1) >= pair.count(-1) else -1
        signs = dict.fromkeys(kinds, sign)
        direction = 0
    else:
        signs, direction = _signs(sheet, kinds, pair)
    terms: dict[int, Terms] = {
        row.row_index: ((pair.first, signs[row.row_index]), (pair.second, -signs[row.row_index]))
        for row in sheet.body
    }
    agreed = sum(1 for row, vote in pair.votes.items() if vote and vote == signs[row])
    return RowFormula(target, "difference", terms, direction, agreed)


def _signs(sheet: Sheet, kinds: dict[int, LineKind], pair: _Pair) -> tuple[dict[int, int], int]:
    """Return the sign of plan minus actual in every row, and the one direction if there is one.

    In a table with unsigned figures a cost deviates as plan minus actual, an income or result the
    other way (000 lines 6-8). Otherwise the majority decides, unless the sign turns once inside the
    table and two rows or more tell so on each side.
    """
    plain = {row: (1 if kind in ("cost", "other", "net") else -1) for row, kind in kinds.items()}
    told = {row: vote for row, vote in pair.votes.items() if vote}
    by_kind = sum(1 for row, vote in told.items() if vote == plain[row])
    ups = sum(1 for vote in told.values() if vote == 1)
    majority = max(ups, len(told) - ups)
    if (by_kind > majority and by_kind >= 2) or (by_kind == majority and _unsigned(sheet, kinds, pair)):
        return plain, 0
    turned = _turn(told)
    if turned is not None and majority < len(told):
        row, before = turned
        return {index: (before if index < row else -before) for index in kinds}, 0
    if not told:
        sign = -1 if _costs_negative(sheet, kinds, pair) else 1
    else:
        sign = 1 if 2 * ups >= len(told) else -1
    return dict.fromkeys(kinds, sign), sign


def _unsigned(sheet: Sheet, kinds: dict[int, LineKind], pair: _Pair) -> bool:
    """True when there are rows of income and of costs, and no figure but a slip is negative."""
    if not {"income", "cost"} <= set(kinds.values()):
        return False
    rows = [row for row, kind in kinds.items() if kind in ("income", "cost")]
    held = [sheet.figure(row, column) for row in rows for column in (pair.first, pair.second)]
    figures = [figure for figure in held if figure is not None]
    negative = sum(1 for figure in figures if figure.value < 0)
    return negative == 0 or (negative == 1 and len(figures) >= _ENOUGH)


def _turn(told: dict[int, int]) -> tuple[int, int] | None:
    """Return the row at which the sign turns for good and the sign before it, None when it does not."""
    ordered = sorted(told.items())
    switches = [at for at in range(1, len(ordered)) if ordered[at][1] != ordered[at - 1][1]]
    if len(switches) != 1 or min(switches[0], len(ordered) - switches[0]) < 2:
        return None
    return ordered[switches[0]][0], ordered[0][1]


def _costs_negative(sheet: Sheet, kinds: dict[int, LineKind], pair: _Pair) -> bool:
    """True when the rows of costs are printed with a minus."""
    figures = [sheet.figure(row, pair.first) for row, kind in kinds.items() if kind == "cost"]
    values = [figure.value for figure in figures if figure is not None and figure.value != 0]
    return bool(values) and sum(1 for value in values if value < Decimal(0)) * 2 > len(values)
