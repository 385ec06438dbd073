"""Columns at a gutter that is known: what stands to its right begins at the margin of the right column.

A document set in columns keeps its gutter from page to page. What runs over the gutter (tables and headings
as wide as the page) is told by words or rules that cross it, or by rows whose pieces to the right of it begin
anywhere but at the margin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from protokollparser.layout.figures import fills_figure_column
from protokollparser.layout.order.page_columns import WIDTHS, Band, Gutter, trimmed_band
from protokollparser.layout.order.page_rows import GUTTER, Parts, Row
from protokollparser.layout.order.ruled_columns import ruled_aside
from protokollparser.layout.order.spanning_rows import spanning_rows
from protokollparser.layout.ruled.rulings import Rule

# Gutters this close, in points, are one.
_SAME = 4.0
# Rules of tables in columns: so long, in points, so many on each side, their lengths this much alike.
_LONG = 60.0
_FEWEST_RULES = 3
_ALIKE = 0.03
_WIDEST = 60.0
# Rows in a row that begin elsewhere than at the margin are a table over both columns.
_FEWEST_OVER = 3
# What begins at the margin, or is set in as cells are, begins in so many type sizes from it.
_INSET = 1.2
# A header has so many lines at most.
_HEADER_ROWS = 8
# Lines of a column stand closer than so many type sizes, running heads and feet further off.
_PARTED = 2.6
# Lines of prose side by side: so many, of so many words, that begin this close to one margin in points.
_FEWEST_LINES = 3
_PROSE_WORDS = 4
_FLUSH = 2.0
# Words of one line stand at one height, but for this share of the type size.
_OWN_HEIGHT = 0.1
_DASHES = frozenset("-\u2013\u2014")


class Double(NamedTuple):
    """A line of prose on both sides of wide white: where that ends and begins, left and right edge."""

    high: float
    low: float
    x0: float
    x1: float


def told_gutters(bands: Iterable[Band], rules: Sequence[Rule]) -> list[Gutter]:
    """Return the gutters that prose on both sides, or rules that end there, tell on one page."""
    return [*(band.gutter for band in bands if band.prose), *_between_rules(rules)]


def doubles(rows: Iterable[Row]) -> list[Double]:
    """Return the rows of prose on both sides of wide white."""
    found = []
    for row in rows:
        wide = row.wide
        if len(wide) == 1 and min(wide[0], len(row.words) - wide[0]) >= _PROSE_WORDS:
            found.append(Double(row.words[wide[0]].x0, row.words[wide[0] - 1].x1, row.x0, row.x1))
    return found


def known_gutters(told: Iterable[Gutter], lines: Iterable[Double]) -> list[Gutter]:
    """Return the gutters that the pages of a document have told; those told most first."""
    told = [*told, *_between_lines(lines)]
    groups: list[list[Gutter]] = []
    for gutter in sorted(told, key=lambda one: one.high):
        if groups and gutter.high - groups[-1][-1].high <= _SAME:
            groups[-1].append(gutter)
        else:
            groups.append([gutter])
    groups.sort(key=len, reverse=True)
    return [
        Gutter(max(g.low for g in group), min(g.high for g in group), any(g.seen for g in group))
        for group in groups
    ]


def _between_rules(rules: Sequence[Rule]) -> list[Gutter]:
    """Return the gutters between rules of one length side by side, not all of which lie on one height."""
    heights: dict[tuple[float, float], set[float]] = {}
    for rule in rules:
        if rule.high - rule.low >= _LONG:
            heights.setdefault((round(rule.low), round(rule.high)), set()).add(round(rule.at))
    sides = sorted(side for side, at in heights.items() if len(at) >= _FEWEST_RULES)
    found = []
    for left in sides:
        for right in sides:
            apart = right[0] - left[1]
            wide, other = left[1] - left[0], right[1] - right[0]
            if (
                GUTTER <= apart <= _WIDEST
                and abs(wide - other) <= _ALIKE * max(wide, other)
                and heights[left] != heights[right]
            ):
                found.append(Gutter(float(left[1]), float(right[0])))
    return found


def _between_lines(lines: Iterable[Double]) -> list[Gutter]:
    """Return the gutters between lines of prose side by side, of one margin and width."""
    groups: list[list[Double]] = []
    for double in sorted(lines):
        if groups and double.high - groups[-1][-1].high <= _FLUSH:
            groups[-1].append(double)
        else:
            groups.append([double])
    found = []
    for group in groups:
        low, high = max(double.low for double in group), group[0].high
        left, right = min(double.x0 for double in group), max(double.x1 for double in group)
        even = abs((low - left) - (right - high)) <= WIDTHS * (right - high)
        if len(group) >= _FEWEST_LINES and high - low >= GUTTER and even:
            found.append(Gutter(low, high))
    return found


def find_known_bands(rows: Sequence[Row], rules: Sequence[Rule], gutters: Sequence[Gutter]) -> list[Band]:
    """Return the stretches of rows that are set in columns at the known gutter that has most of them."""
    best: list[Band] = []
    for gutter in gutters:
        bands = _bands(rows, rules, gutter)
        if sum(band.last - band.first for band in bands) > sum(band.last - band.first for band in best):
            best = bands
    return best


def _bands(rows: Sequence[Row], rules: Sequence[Rule], gutter: Gutter) -> list[Band]:
    parts = [row.part(gutter.middle) for row in rows]
    over = [rule for rule in rules if rule.low < gutter.low - GUTTER and rule.high > gutter.high + GUTTER]
    beside = [rule.at for rule in rules if rule.high - rule.low >= _LONG and rule not in over]
    tabled = set(_tabled(rows, parts, over, beside))
    tabled |= spanning_rows(rows, parts, _kinds(parts, gutter), gutter)
    beside_it = {
        number
        for aside in ruled_aside(rows, rules)
        if abs(aside.x - gutter.high) <= GUTTER
        for number in range(aside.first, aside.last + 1)
    }
    for number in tabled - beside_it:
        parts[number] = None
    bands = []
    for first, last in _stretches(rows, parts, [rule.at for rule in over]):
        kinds = [
            "column" if number in beside_it else kind
            for number, kind in enumerate(_kinds(parts[first : last + 1], gutter), first)
        ]
        counts = Counter(kinds)
        if counts["column"] <= counts["over"]:
            continue
        for low, high in _without_tables(kinds):
            if "column" in kinds[low : high + 1]:
                apart = _PARTED * rows[first + high].words[0].size if gutter.seen else 0.0
                end = _without_form(rows, kinds, gutter, first, high, apart) if gutter.seen else high
                band = trimmed_band(rows, parts, first + low, first + end, 1, apart)
                if band is not None:
                    bands.append(band)
    return bands


def _without_form(
    rows: Sequence[Row], kinds: Sequence[str], gutter: Gutter, first: int, last: int, apart: float
) -> int:
    """Return the last of the rows `first..first + last` above those at their foot wider than a column.

    Those stand further off than lines of a column do, with nothing in the right column.
    """
    for at in range(last, 0, -1):
        if kinds[at] != "left":
            break
        if rows[first + at].top - rows[first + at - 1].top > apart:
            wider = any(row.x1 > gutter.low + _FLUSH for row in rows[first + at : first + last + 1])
            return at - 1 if wider else last
    return last


def _tabled(
    rows: Sequence[Row], parts: Sequence[Parts | None], over: Sequence[Rule], beside: Sequence[float]
) -> list[int]:
    """Return the rows between two rules of one length over the gutter, most in more pieces than two.

    A few rows between another such rule and theirs are their header.

    No rules stand `beside` the gutter between them: those of tables in the columns do.
    """
    found: list[int] = []
    for run in _of_one_length(over):
        table = False
        for upper, lower in reversed(list(pairwise(run))):
            inside = [n for n, row in enumerate(rows) if upper.at < _middle(row) < lower.at]
            pieces = [sum(len(side.pieces) for side in parts[n] or () if side is not None) for n in inside]
            heads = table and len(inside) <= _HEADER_ROWS
            table = not any(upper.at < at < lower.at for at in beside) and (
                heads or 2 * sum(count > 2 for count in pieces) >= len(pieces)
            )
            found += inside if table else []
    return found


def _of_one_length(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return the rules that follow each other and begin and end alike, from the top down."""
    runs: list[list[Rule]] = []
    for rule in rules:
        before = runs[-1][-1] if runs else None
        if before and abs(before.low - rule.low) <= _SAME and abs(before.high - rule.high) <= _SAME:
            runs[-1].append(rule)
        else:
            runs.append([rule])
    return runs


def _stretches(
    rows: Sequence[Row], parts: Sequence[Parts | None], over: Sequence[float]
) -> list[tuple[int, int]]:
    """Return first and last of the rows between which no word and no rule crosses the gutter."""
    stretches = []
    first = 0
    for number in range(len(rows) + 1):
        crossed = number == len(rows) or parts[number] is None
        ruled = (
            0 < number < len(rows)
            and not crossed
            and any(_middle(rows[number - 1]) < at < _middle(rows[number]) for at in over)
        )
        if not crossed and not ruled:
            continue
        if number > first:
            stretches.append((first, number - 1))
        first = number + crossed
    return stretches


def _middle(row: Row) -> float:
    return (row.top + row.bottom) / 2


def _kinds(parts: Sequence[Parts | None], gutter: Gutter) -> list[str]:
    """Return the kind of each row; one that begins where lines of the right column are set in is `right`."""
    kinds = [_kind(part, gutter) for part in parts]
    rights = [part[1] if part is not None else None for part in parts]
    stops = {
        round(x)
        for kind, part, row in zip(kinds, parts, rights, strict=True)
        if row is not None
        and (kind == "column" or (part and (not part[0] or _is_apart(part[0], row, gutter))))
        for x in (row.lefts[at] for at in row.starts)
    }
    return [
        "right"
        if kind == "over" and row is not None and stops & {round(row.x0) + step for step in (-1, 0, 1)}
        else kind
        for kind, row in zip(kinds, rights, strict=True)
    ]


def _kind(part: Parts | None, gutter: Gutter) -> str:
    """Return `column` for a row that begins at the margin of the right column, `over` for one of a table."""
    left, right = part if part is not None else (None, None)
    if right is None:
        return "left"
    size = right.words[0].size
    flush = abs(right.x0 - gutter.high) <= _SAME or 0 <= right.x0 - gutter.high <= _INSET * size
    if flush and (
        not fills_figure_column(right.pieces[0][2]) or _is_listed(right) or _is_apart(left, right, gutter)
    ):
        return "column"
    is_line = left is not None and len(left.words) >= _PROSE_WORDS and left.x1 >= gutter.low - 3 * size
    return "right" if left is None or is_line or _is_apart(left, right, gutter) else "over"


def _is_listed(row: Row) -> bool:
    """True when a dash stands before words."""
    return len(row.words) > 1 and row.page.text[row.words[0].start : row.words[0].end] in _DASHES


def _is_apart(left: Row | None, right: Row, gutter: Gutter) -> bool:
    """True when the words of the two sides of a gutter told by lines stand at heights of their own.

    So do the cells of a table in smaller type than what stands beside it.
    """
    return (
        gutter.seen
        and left is not None
        and abs(left.bottom - right.bottom) > _OWN_HEIGHT * right.words[0].size
    )


def _without_tables(kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return the stretches that are left where rows in a row stand over both columns."""
    tables = []
    run: list[int] = []
    for number, kind in enumerate([*kinds, "column"]):
        if kind == "over":
            run.append(number)
        elif kind == "column":
            if len(run) >= _FEWEST_OVER:
                tables.append((run[0], run[-1]))
            run = []
    bounds = [(-1, -1), *tables, (len(kinds), len(kinds))]
    return [(above[1] + 1, below[0] - 1) for above, below in pairwise(bounds) if below[0] - 1 >= above[1] + 1]
