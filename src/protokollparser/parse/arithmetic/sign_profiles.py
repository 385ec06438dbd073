"""The sign profile of a table: how income, cost, net and deviation are printed in it.

| profile | income | cost | deviation |
|---|---|---|---|
| A | - | + | plan - actual in every row |
| B | + | - | actual - plan in every row |
| C | + | + | income: actual - plan, cost: plan - actual; or income - cost |
| D | + | + | plan - actual in all rows, so that more income shows as minus |
"""

from __future__ import annotations

from protokollparser.core.line_items import LineKind
from protokollparser.core.sheets import Sheet
from protokollparser.parse.arithmetic.row_relations import RowFormula


def sign_profile(sheet: Sheet, kinds: dict[int, LineKind], formulas: list[RowFormula]) -> str | None:
    """Return A, B, C, D or `unknown`; None for a table that shows no deviations.

    Two rows with a difference other than zero must agree, or the profile is unknown. A change from one year
    to the next is no deviation.
    """
    deviations = [f for f in formulas if f.kind == "difference" and sheet.columns[f.target].role != "change"]
    if not deviations:
        return None
    surest = max(deviations, key=lambda formula: (formula.told, -formula.target))
    if surest.told < 2:
        return "unknown"
    income = _signs(sheet, kinds, ("income",))
    cost = _signs(sheet, kinds, ("cost",))
    if surest.direction == 0:
        return "C" if "-" not in income | cost else "unknown"
    if surest.direction == -1:
        return "B" if "+" not in cost and (cost or income) else "unknown"
    if income == {"+"} and cost == {"+"}:
        return "D"
    return "A" if "+" not in income and "-" not in cost else "unknown"


def _signs(sheet: Sheet, kinds: dict[int, LineKind], wanted: tuple[str, ...]) -> set[str]:
    """Return the signs that most figures of a kind of rows carry: `+`, `-`, or nothing for no rows.

    Credits inside costs and the like are few and do not decide.
    """
    plus = minus = 0
    deviation = {index for index, column in sheet.columns.items() if column.role == "deviation"}
    for row, kind in kinds.items():
        if kind not in wanted:
            continue
        for column in sheet.amount_columns:
            figure = sheet.figure(row, column)
            if figure is not None and column not in deviation:
                plus += figure.value > 0
                minus += figure.value < 0
    if plus == minus == 0:
        return set()
    return {"+"} if plus > minus else {"-"}
