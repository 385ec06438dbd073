"""Relations between the cells of a table: sums, nets, results and deviations, with how each comes out.

Nothing in a table says where its sums are; `row_relations` and `sum_structure` find out. Here every
relation of a found structure becomes a row, with its outcome. A blank is left out of a sum and stands
for 0 only where a relation that holds needs it to.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from protokollparser.core.line_items import LineWords, line_kinds, line_words
from protokollparser.core.reading import Ledger
from protokollparser.core.records.tables import Aggregation, DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.rounding import Comparison, Figure, compare
from protokollparser.core.rules import Rules
from protokollparser.core.sheets import Sheet, sheets
from protokollparser.core.slips import slip_near
from protokollparser.core.text import clean
from protokollparser.parse.arithmetic.row_relations import RowFormula, infer_row_formulas
from protokollparser.parse.arithmetic.sign_profiles import sign_profile
from protokollparser.parse.arithmetic.sum_structure import RowSum, SumStructure, plain, weighted

Zeros = frozenset[tuple[int, int]]

_HALF = Decimal("0.5")
_ZERO = Decimal(0)
_MONEY = frozenset({"kr", "tkr", "mkr", "mdkr"})
# Units in which nothing adds up.
_RATES = frozenset({"percent", "per mille", "index", "year"})


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the relations of every table, and the sign profile of those that show deviations."""
    words = line_words(rules)
    laid_out = sheets(ledger.of(DataTable), ledger.of(TableColumn), ledger.of(TableRow), ledger.of(TableCell))
    for sheet in laid_out:
        if sheet.table.unit in _RATES or not sheet.amount_columns:
            continue
        kinds = line_kinds(sheet, words)
        formulas = infer_row_formulas(sheet, words, kinds)
        zeros = known_zeros(sheet, formulas)
        deviations = frozenset(f.target for f in formulas if f.kind == "difference")
        structure = SumStructure(sheet, words, kinds, zeros, deviations)
        for formula in formulas:
            for relation in _across(sheet, formula, words):
                ledger.derive(relation)
        for made in structure.sums():
            for relation in _down(sheet, structure, made):
                ledger.derive(relation)
        profile = sign_profile(sheet, kinds, formulas)
        if profile is not None:
            ledger.replace(sheet.table, sign_profile=profile)


def known_zeros(sheet: Sheet, formulas: list[RowFormula]) -> Zeros:
    """Return the blank cells that stand for 0: in rows without figures, and where a relation needs it.

    A dash among sums of money says that there is nothing; only what is left empty may be unknown.
    """
    zeros: set[tuple[int, int]] = set()
    if sheet.table.unit in _MONEY:
        cells_of = ((row.row_index, column) for row in sheet.body for column in sheet.amount_columns)
        zeros.update(cell for cell in cells_of if sheet.blank(*cell) and _dashed(sheet, cell))
    for row in sheet.body:
        cells = [(row.row_index, column) for column in sheet.amount_columns]
        if all(sheet.blank(*cell) for cell in cells):
            zeros.update(cells)
    for formula in formulas:
        for row_index, terms in formula.terms.items():
            relation = _relation(sheet, row_index, formula, terms)
            if relation is not None and relation.outcome == "exact":
                cells = [(row_index, column) for column, _ in terms] + [(row_index, formula.target)]
                zeros.update(cell for cell in cells if sheet.blank(*cell))
    return frozenset(zeros)


def _dashed(sheet: Sheet, cell: tuple[int, int]) -> bool:
    """True when a cell holds a dash."""
    held = sheet.cells.get(cell)
    return held is not None and bool(held.text.strip())


def _across(sheet: Sheet, formula: RowFormula, words: LineWords) -> Iterator[Aggregation]:
    """Yield a formula's relation in every row that has one; rates of groups do not add up."""
    for row_index, terms in formula.terms.items():
        if formula.kind == "sum" and words.rate.search(clean(sheet.row(row_index).label or "")):
            continue
        relation = _relation(sheet, row_index, formula, terms)
        if relation is not None:
            yield relation


def _relation(
    sheet: Sheet, row: int, formula: RowFormula, terms: tuple[tuple[int, int], ...]
) -> Aggregation | None:
    """Return how a formula comes out in one row; None where the target cell holds words."""
    stated = sheet.figure(row, formula.target)
    if stated is None and not sheet.blank(row, formula.target):
        return None
    held = [(sheet.figure(row, column), weight) for column, weight in terms]
    known = [(figure, weight) for figure, weight in held if figure is not None]
    outcome, reason, computed = _judge(
        stated, known, unknown=any(sheet.unknown(row, c) for c, _ in terms), blank=len(known) < len(held)
    )
    return Aggregation(
        source_id=sheet.table.source_id,
        table_id=sheet.table.id,
        kind=formula.kind,
        axis="row",
        target_row=row,
        target_column=formula.target,
        terms=tuple((row, column, weight) for column, weight in terms),
        outcome=outcome,
        computed=computed,
        stated=stated.value if stated else None,
        reason=reason,
    )


def _judge(
    stated: Figure | None, known: list[tuple[Figure, int]], unknown: bool, blank: bool
) -> tuple[str, str | None, Decimal]:
    """Return outcome, reason and computed value of a row's relation."""
    computed = sum((figure.value * weight for figure, weight in known), _ZERO)
    if unknown:
        return "undecidable", "a term is unknown", computed
    if stated is None:
        if computed == 0:
            return "exact", "blank where 0 is due", computed
        return "undecidable", "nothing is stated", computed
    if not known:
        return "undecidable", "all terms are blank", computed
    compared = compare(stated, known)
    if blank:
        if compared.holds:
            return _settled(compared)[0], "holds with a blank term as 0", computed
        return "undecidable", "a term is blank", computed
    return (*_settled(compared), computed)


def _settled(compared: Comparison) -> tuple[str, str | None]:
    """Return outcome and reason of a comparison."""
    if compared.level == "suspicious":
        return "rounding", "more than rounding usually leaves"
    if compared.level == "undecidable":
        return "undecidable", "a figure has more digits than its precision"
    return compared.level, None


def _down(sheet: Sheet, structure: SumStructure, made: RowSum) -> Iterator[Aggregation]:
    """Yield a sum's relation in every column that has one."""
    for column in sheet.amount_columns:
        parts = made.parts
        judged = structure.judge(made.target, parts, column)
        if column in structure.deviations and judged is not None and not judged.holds:
            parts, judged = plain(parts), structure.judge(made.target, plain(parts), column)
        stated = sheet.figure(made.target, column)
        known = weighted(sheet, parts, column)
        computed = sum((figure.value * weight for figure, weight in known), _ZERO)
        if stated is None and (not sheet.blank(made.target, column) or computed == 0):
            continue
        if not known:
            continue
        outcome: str
        reason: str | None
        if judged is None:
            outcome, reason = "undecidable", _why(sheet, made, column)
        elif judged.level == "violated" and not _credible(made, stated, known, computed):
            outcome, reason = "undecidable", "the figures may not be meant to add up"
        else:
            outcome, reason = _settled(judged)
        yield Aggregation(
            source_id=sheet.table.source_id,
            table_id=sheet.table.id,
            kind="sum" if all(weight == 1 for _, weight in parts) else "difference",
            axis="column",
            target_row=made.target,
            target_column=column,
            terms=tuple((row, column, weight) for row, weight in parts),
            outcome=outcome,
            computed=computed,
            stated=stated.value if stated else None,
            reason=reason,
        )


def _why(sheet: Sheet, made: RowSum, column: int) -> str:
    """Return why a sum cannot be judged."""
    if any(sheet.unknown(row, column) for row, _ in made.parts):
        return "a part is unknown"
    if sheet.figure(made.target, column) is None:
        return "nothing is stated"
    return "a part is blank"


def _credible(
    made: RowSum, stated: Figure | None, known: list[tuple[Figure, int]], computed: Decimal
) -> bool:
    """True when a sum that does not hold is more likely wrong than no sum at all.

    An average or a rate under a total lies far from the sum of what stands above it, a slip near.
    """
    if stated is None:
        return False
    far = abs(stated.value - computed)
    scale = max(abs(stated.value), abs(computed))
    if made.kind == "difference":
        scale = max(scale, *(abs(figure.value) for figure, _ in known))
    turned = compare(Figure(-stated.value, stated.step), known).holds
    if turned or made.moved or _slipped(stated, known, computed):
        return True
    if len(known) == 1:
        return False
    if _between(stated, known):
        return made.agreed >= 2 and _cancelling(known) and far < max(abs(f.value) for f, _ in known) * _HALF
    return far < scale * _HALF or made.agreed >= 2


def _between(stated: Figure, known: list[tuple[Figure, int]]) -> bool:
    """True when a total lies among its parts, as a mean or a rate does."""
    values = [figure.value for figure, _ in known]
    return len(values) > 1 and min(values) <= stated.value <= max(values)


def _cancelling(known: list[tuple[Figure, int]]) -> bool:
    """True when some parts add and others take away, so that a sum may well lie among them."""
    signs = {figure.value * weight > 0 for figure, weight in known if figure.value}
    return len(signs) == 2


def _slipped(stated: Figure, known: list[tuple[Figure, int]], computed: Decimal) -> bool:
    """True when one slip, in the total or in one part, explains the whole difference but for roundings."""
    slack = (stated.step + sum((figure.step for figure, _ in known), _ZERO)) * _HALF
    if slip_near(stated.value, computed, slack) is not None:
        return True
    lacking = stated.value - computed
    signed = any(figure.value < 0 for figure, _ in known)
    for figure, weight in known:
        found = slip_near(figure.value, figure.value + lacking * weight, slack)
        if found is not None and (found[0] != "sign" or signed):
            return True
    return False
