"""Tables between rules of their own length beside other lines: they tell where a page is set in columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from protokollparser.layout.order.page_rows import GUTTER, Row
from protokollparser.layout.ruled.rulings import Rule

# Rules are of one length that begin and end this close to each other, in points; so many, so long.
_SAME = 2.0
_FEWEST_RULES = 3
_LONG = 100.0
# So many rows are a label and figures.
_FEWEST_ROWS = 3


class Aside(NamedTuple):
    """Rows `first..last` from the upper to the lower rule of a table, and where the white beside it is."""

    first: int
    last: int
    x: float


def ruled_aside(rows: Sequence[Row], rules: Sequence[Rule]) -> list[Aside]:
    """Return the tables to the right of white that nothing crosses, with other lines to its left.

    Their rows have labels of their own: what stands to the left is none.
    """
    groups: dict[tuple[int, int], list[Rule]] = {}
    for rule in rules:
        if rule.high - rule.low >= _LONG:
            groups.setdefault((round(rule.low / _SAME), round(rule.high / _SAME)), []).append(rule)
    groups = {key: of for key, of in groups.items() if len(of) >= _FEWEST_RULES}
    if not groups:
        return []
    margin = min(row.x0 for row in rows)
    found = []
    for of in groups.values():
        if of[0].low - margin >= _LONG:
            found += _asides(rows, rules, of)
    return found


def _asides(rows: Sequence[Row], rules: Sequence[Rule], own: Sequence[Rule]) -> list[Aside]:
    """Return the stretches between the first and the last rule of one length, parted where others cross."""
    x = min(rule.low for rule in own) - GUTTER / 2
    found = []
    start = own[0].at
    run = [own[0]]
    for rule in [*own[1:], None]:
        crossed = rule is None or any(
            other.low < x - GUTTER and other.high > x + GUTTER and start < other.at < rule.at
            for other in rules
        )
        if rule is not None and not crossed:
            run.append(rule)
            continue
        if len(run) >= _FEWEST_RULES:
            found += _aside(rows, run, x)
        if rule is not None:
            run, start = [rule], rule.at
    return found


def _aside(rows: Sequence[Row], run: Sequence[Rule], x: float) -> list[Aside]:
    inside = [at for at, row in enumerate(rows) if run[0].at < row.middle < run[-1].at]
    if not inside or inside[-1] - inside[0] + 1 != len(inside):
        return []
    parts = [rows[at].part(x) for at in inside]
    if any(part is None for part in parts):
        return []
    right = [part[1] for part in parts if part is not None and part[1] is not None]
    labelled = [row for row in right if len(row.pieces) > 1 and not row.figures[0] and row.figures[-1]]
    beside = any(part is not None and part[0] is not None for part in parts)
    if not beside or len(labelled) < _FEWEST_ROWS or 3 * len(labelled) < len(right):
        return []
    return [Aside(inside[0], inside[-1], x)]
