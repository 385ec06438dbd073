"""Where a page is set in columns: lines on both sides of a white gutter that read on their own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from protokollparser.core.document import Page
from protokollparser.layout.figures import fills_figure_column
from protokollparser.layout.order.page_rows import GUTTER, Parts, Row
from protokollparser.layout.order.ruled_columns import ruled_aside
from protokollparser.layout.ruled.rulings import Rule

_FEWEST_LINES = 3
# Prose: so many lines of so many words, most of which reach this far, and nearly all words have letters.
_PROSE_LINES = 4
_PROSE_WORDS = 3.0
_WORDS_BESIDE = 5.0
_REACH = 0.72
_PROSE_SHARE = 0.5
_LETTERED = 0.75
# Text of short lines: so many, that begin this close to the margin in points, some of so many words.
_TEXT_LINES = 8
_FLUSH = 4.0
_LINE_WORDS = 5
# Columns of prose and tables are of one width, but for this share of it.
WIDTHS = 0.12
_CANDIDATES = 8
# Gutters between a figure and a label are few; labels are longer than this.
_LABELLED = 3
# Lines of two columns are no row when their heights differ by so many type sizes.
_OWN_HEIGHT = 0.15
_LABEL = 3
# Rows this many steps apart are not of one column.
_ROWS_BETWEEN = 14
# So many rules on each side of a gutter are those of two tables.
_RULES_BESIDE = 3
_APART = 1.7
_LETTERS = re.compile(r"[^\W\d_]{2}")


class Gutter(NamedTuple):
    """The white between two columns: where the left one ends and the right one begins.

    `seen` when lines that go on in the next, on many pages, tell it.
    """

    low: float
    high: float
    seen: bool = False

    @property
    def middle(self) -> float:
        """The place half-way between the columns."""
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Band:
    """Rows `first..last` that stand in two columns: those of the left one and those of the right one."""

    first: int
    last: int
    left: tuple[Row, ...]
    right: tuple[Row, ...]

    @cached_property
    def prose(self) -> bool:
        """True when prose stands on both sides, be it short lines in columns of one width."""
        sides = (self.left, self.right)
        return all(map(_is_prose, sides)) or (self.even and all(map(_is_text, sides)))

    @cached_property
    def even(self) -> bool:
        """True when the columns are equally wide."""
        left, right = (max(r.x1 for r in side) - min(r.x0 for r in side) for side in (self.left, self.right))
        return abs(left - right) <= WIDTHS * max(left, right)

    @property
    def gutter(self) -> Gutter:
        """The white between the columns."""
        return Gutter(max(row.x1 for row in self.left), min(row.x0 for row in self.right))


def find_bands(rows: Sequence[Row], rules: Sequence[Rule]) -> list[Band]:
    """Return the stretches of rows that are set in columns, at the gutter that has most of them."""
    best: list[Band] = []
    for x in _gutters(rows):
        bands = _bands(rows, x, rules)
        if sum(band.last - band.first for band in bands) > sum(band.last - band.first for band in best):
            best = bands
    return best or _aside(rows, rules)


def _aside(rows: Sequence[Row], rules: Sequence[Rule]) -> list[Band]:
    """Return the stretches beside which a ruled table stands."""
    bands: list[Band] = []
    for aside in sorted(ruled_aside(rows, rules)):
        parts = [row.part(aside.x) for row in rows[aside.first : aside.last + 1]]
        left = tuple(part[0] for part in parts if part is not None and part[0] is not None)
        right = tuple(part[1] for part in parts if part is not None and part[1] is not None)
        if not bands or bands[-1].last < aside.first:
            bands.append(Band(aside.first, aside.last, left, right))
    return bands


def _gutters(rows: Sequence[Row]) -> list[float]:
    """Return the places at which most rows, or rows that follow each other, have wide white between words."""
    gaps = [(row.words[at - 1].x1, row.words[at].x0) for row in rows for at in row.wide]
    for above, below in pairwise(rows):
        left, right = (above, below) if above.x0 < below.x0 else (below, above)
        if right.x0 - left.x1 >= GUTTER and below.top - above.bottom < 2 * (above.bottom - above.top):
            gaps.append((left.x1, right.x0))
    if len(gaps) < _FEWEST_LINES:
        return []
    return [*_peaks(gaps)[:_CANDIDATES], *_peaks(_before_labels(rows))[:_LABELLED]]


def _before_labels(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Return the white between a figure and a label to its right: where a second table may begin."""
    return [
        (row.pieces[at - 1][1], row.pieces[at][0])
        for row in rows
        if row.wide
        for at in range(1, len(row.pieces))
        if row.figures[at - 1]
        and not row.figures[at]
        and row.pieces[at][0] - row.pieces[at - 1][1] >= GUTTER
        and len(row.pieces[at][2]) > _LABEL
    ]


def _peaks(gaps: Sequence[tuple[float, float]]) -> list[float]:
    """Return the places over which most gaps reach, those with most first."""
    edges = sorted([(low, -1) for low, _ in gaps] + [(high, 1) for _, high in gaps])
    peaks: list[tuple[int, float]] = []
    depth = 0
    for (x, step), (beyond, following) in pairwise(edges):
        depth -= step
        if step == -1 and following == 1 and depth >= _FEWEST_LINES:
            peaks.append((depth, (x + beyond) / 2))
    return [x for _, x in sorted(peaks, reverse=True)]


def _bands(rows: Sequence[Row], x: float, rules: Sequence[Rule]) -> list[Band]:
    cuts = [row.cut(x) for row in rows]
    bound = _rows_over(rows, cuts)
    if not _stretches(rows, cuts, bound):
        return []
    parts = [row.part(x) for row in rows]
    bound |= _ruled_over(rows, parts, x, rules)
    bands = []
    for first, last in _stretches(rows, cuts, bound):
        band = trimmed_band(rows, parts, first, last, _FEWEST_LINES)
        if band is not None and _reads_apart(band):
            bands.append(band)
    return bands


def _stretches(
    rows: Sequence[Row], cuts: Sequence[int | None], bound: Collection[int]
) -> list[tuple[int, int]]:
    """Return first and last of the rows in a row that part and are not bound, lines enough on both sides."""
    stretches = []
    first = left = right = 0
    for number, cut in enumerate([*cuts, None]):
        if cut is not None and number not in bound:
            left += cut > 0
            right += cut < len(rows[number].words)
            continue
        if min(left, right) >= _FEWEST_LINES:
            stretches.append((first, number - 1))
        first, left, right = number + 1, 0, 0
    return stretches


def trimmed_band(
    rows: Sequence[Row],
    parts: Sequence[Parts | None],
    first: int,
    last: int,
    least: int,
    apart: float = 0.0,
) -> Band | None:
    """Return the rows as a band, without those at its ends that stand apart: heads, feet, titles below.

    None where fewer than `least` lines stand on one of its sides. Rows closer than `apart` points never
    stand apart.
    """
    steps = [below.top - above.top for above, below in pairwise(rows[first : last + 1])]
    wide = max(apart, _APART * median([step for step in steps if step > 0] or [0.0]))
    while last - first >= least and rows[first + 1].top - rows[first].top > wide:
        first += 1
    while last - first >= least and rows[last].top - rows[last - 1].top > wide:
        last -= 1
    sides = [part for part in parts[first : last + 1] if part is not None]
    while sides and sides[-1][1] is None and len(sides) > 1:
        left = [side[0] for side in sides if side[0] is not None]
        between = [below.top - above.top for above, below in pairwise(left)]
        if not between or between[-1] < max(apart, 1.35 * median(between)):
            break
        sides.pop()
    left_rows = tuple(side[0] for side in sides if side[0] is not None)
    right_rows = tuple(side[1] for side in sides if side[1] is not None)
    if min(len(left_rows), len(right_rows)) < least:
        return None
    return Band(first, first + len(sides) - 1, left_rows, right_rows)


def _ruled_over(
    rows: Sequence[Row], parts: Sequence[Parts | None], x: float, rules: Sequence[Rule]
) -> set[int]:
    """Return the rows of tables whose rules run over a place: those between two rules of one length.

    Between rules of one length at the head and foot of a page there are more rows, none of which crosses,
    or rules that end at the gutter.
    """
    over = [rule for rule in rules if rule.low < x - GUTTER and rule.high > x + GUTTER]
    found: set[int] = set()
    if len(over) < 2:
        return found
    order = sorted(range(len(rows)), key=lambda n: rows[n].middle)
    middles = [rows[n].middle for n in order]
    heights = [rule.at for rule in rules]
    for upper, lower in pairwise(over):
        if abs(upper.low - lower.low) > 3 or abs(upper.high - lower.high) > 3:
            continue
        within = rules[bisect_right(heights, upper.at) : bisect_left(heights, lower.at)]
        ends = sum(rule.high <= x for rule in within), sum(rule.low >= x for rule in within)
        if min(ends) >= _RULES_BESIDE:
            continue
        inside = order[bisect_right(middles, upper.at) : bisect_left(middles, lower.at)]
        crossing = sum(1 for n in inside if parts[n] is None)
        if (
            len(inside) <= _ROWS_BETWEEN
            or 4 * crossing >= len(inside)
            or (len(inside) <= 3 * _ROWS_BETWEEN and _is_boxed(rows[0].page, upper, lower))
        ):
            found.update(inside)
    return found


def _is_boxed(page: Page, upper: Rule, lower: Rule) -> bool:
    """True when an upright rule runs from one rule to another."""
    return any(
        ruling.x0 == ruling.x1
        and ruling.top <= upper.at + 3
        and ruling.bottom >= lower.at - 3
        and upper.low - 3 <= ruling.x0 <= upper.high + 3
        for ruling in page.rulings
    )


def _rows_over(rows: Sequence[Row], cuts: Sequence[int | None]) -> set[int]:
    """Return the rows of tables that run over a place: where two in a row have only figures to the right.

    `cuts` are how many words of each row stand left of it.
    """
    torn = [
        cut is not None and 0 < cut < len(row.words) and row.figured_from(cut)
        for row, cut in zip(rows, cuts, strict=True)
    ]
    return {
        number
        for number in range(len(torn))
        if torn[number] and ((number and torn[number - 1]) or (number + 1 < len(torn) and torn[number + 1]))
    }


def _reads_apart(band: Band) -> bool:
    """True for prose beside prose, tables beside each other, prose beside a table as wide, and for lines
    that stand at heights of their own on both sides."""
    if band.prose or (band.even and _is_interleaved(band)):
        return True
    if _is_tabular(band.left) and _is_tabular(band.right):
        return True
    return band.even and any(
        _is_prose(side)
        and sum(len(row.words) for row in side) >= _WORDS_BESIDE * len(side)
        and _opens_with_words(other)
        for side, other in ((band.left, band.right), (band.right, band.left))
    )


def _is_interleaved(band: Band) -> bool:
    """True when many lines of each side stand between those of the other, and both begin at a margin.

    Cells of a table begin at one height; lines of columns with titles and tables in them do not.
    """
    for side in (band.left, band.right):
        margin = min(row.x0 for row in side)
        flush = [row for row in side if row.x0 - margin <= row.words[0].size]
        if len(side) < _TEXT_LINES or 5 * len(flush) < 3 * len(side) or not _opens_with_words(flush):
            return False
    heights = sorted([(row.bottom, 0) for row in band.left] + [(row.bottom, 1) for row in band.right])
    size = median(row.words[0].size for row in band.left)
    between = sum(
        1
        for (above, left), (below, right) in pairwise(heights)
        if left != right and _OWN_HEIGHT * size < below - above < size
    )
    return 4 * between >= len(heights)


def _opens_with_words(rows: Sequence[Row]) -> bool:
    """True when rows with a figure in front are few."""
    return 5 * sum(1 for row in rows if fills_figure_column(row.pieces[0][2])) <= len(rows)


def _is_prose(rows: Sequence[Row]) -> bool:
    words = [word for row in rows for word in row.words]
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    full = [row for row in rows if row.x1 >= left + _REACH * (right - left)]
    # Lines that begin past the middle are the last column of a table.
    whole = [row for row in full if len(row.pieces) == 1 and 2 * row.x0 <= left + right]
    lettered = sum(1 for word in words if _LETTERS.search(rows[0].page.text, word.start, word.end))
    return (
        len(rows) >= _PROSE_LINES
        and len(words) >= _PROSE_WORDS * len(rows)
        and len(whole) >= _PROSE_SHARE * len(rows)
        and lettered >= _LETTERED * 0.8 * len(words)
    )


def _is_text(rows: Sequence[Row]) -> bool:
    """True when most rows are one piece from one margin, some are lines of prose, and few are figures."""
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    flush = sum(1 for row in rows if row.x0 <= left + _FLUSH)
    whole = sum(1 for row in rows if len(row.pieces) == 1)
    lines = sum(
        1
        for row in rows
        if len(row.pieces) == 1 and len(row.words) >= _LINE_WORDS and row.x1 >= left + _REACH * (right - left)
    )
    bare = sum(1 for row in rows if fills_figure_column(row.pieces[-1][2]))
    return (
        len(rows) >= _TEXT_LINES
        and 10 * flush >= 7 * len(rows)
        and 8 * whole >= 7 * len(rows)
        and lines >= max(_FEWEST_LINES, len(rows) // 10)
        and 8 * bare <= len(rows)
    )


def _is_tabular(rows: Sequence[Row]) -> bool:
    """True when most rows are a label of their own and figures."""
    told = [row.pieces for row in rows if len(row.pieces) > 1]
    labelled = [
        pieces
        for pieces in told
        if not fills_figure_column(pieces[0][2])
        and fills_figure_column(pieces[-1][2])
        and len(pieces[0][2]) > _LABEL
    ]
    labels = {pieces[0][2] for pieces in labelled}
    return (
        len(labelled) >= _FEWEST_LINES
        and 2 * len(labelled) >= len(rows)
        and 4 * len(labels) >= 3 * len(labelled)
    )
