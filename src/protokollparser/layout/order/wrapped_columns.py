"""Columns told by their lines: of one width, full where the text goes on, and at heights of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from protokollparser.layout.figures import fills_figure_column
from protokollparser.layout.order.page_columns import Gutter
from protokollparser.layout.order.page_rows import GUTTER, Row

# Lines begin at a margin that begin this close to it, in points; so many of a page do.
_FLUSH = 2.0
_FEWEST_LINES = 4
_CANDIDATES = 3
_WIDEST = 60.0
# Gutters this close, in points, are one.
_SAME = 4.0
# So many full lines on both sides tell columns; so do so many paragraphs that begin at heights of their own,
# and so many lines that stand between those of the other side.
_FEWEST_WRAPS = 4
_FEWEST_OPENINGS = 10
_FEWEST_OFFSET = 4
# Where one line of so many is in pieces on both sides, they are cells.
_TABULAR = 3
# A document is set in columns when one page of so many is.
_PAGES = 5
_FEWEST_WORDS = 3
_STEP = 1.6
_LEVEL = 0.15


class Sight(NamedTuple):
    """What one page tells of a right margin.

    Full lines on each side that go on in the next; lines that begin a paragraph on the right side, and those
    of them level with one that does so on the left side; lines on the right side that stand at heights
    between those of the left side, and all lines there.
    """

    gutter: Gutter
    left: int
    right: int
    openings: int
    level: int
    offset: int
    lines: int


def seen_gutters(sights: Iterable[Sight], pages: int) -> list[Gutter]:
    """Return the gutters that many of so many pages of a document tell together.

    Cells of a table begin beside each other; paragraphs of columns seldom do.
    """
    groups: list[list[Sight]] = []
    for sight in sorted(sights, key=lambda one: one.gutter.high):
        if groups and sight.gutter.high - groups[-1][-1].gutter.high <= _SAME:
            groups[-1].append(sight)
        else:
            groups.append([sight])
    found = []
    for group in groups:
        left, right = sum(sight.left for sight in group), sum(sight.right for sight in group)
        openings, level = sum(sight.openings for sight in group), sum(sight.level for sight in group)
        wrapped = min(left, right) > 0 and left + right >= _FEWEST_WRAPS and 2 * level <= openings
        apart = openings >= _FEWEST_OPENINGS and 3 * level < openings
        if len(group) * _PAGES < pages:
            continue
        if wrapped or apart or (left + right > 0 and _are_offset(group)):
            low, high = max(sight.gutter.low for sight in group), min(sight.gutter.high for sight in group)
            found.append(Gutter(min(max(low, high - 2 * GUTTER), high - GUTTER), high, seen=True))
    return found


def _are_offset(sights: Sequence[Sight]) -> bool:
    """True when many lines of the right column stand at heights between those of the left one."""
    offset, lines = sum(sight.offset for sight in sights), sum(sight.lines for sight in sights)
    return offset >= _FEWEST_OFFSET and 3 * offset >= lines


def sightings(rows: Sequence[Row]) -> list[Sight]:
    """Return what a page tells of the margins at which many of its lines begin after white."""
    starts: Counter[int] = Counter()
    for row in rows:
        starts.update({round(row.lefts[at]) for at in row.wide})
        starts[round(row.x0)] += 1
    left = min((x for x, count in starts.items() if count >= _FEWEST_LINES), default=None)
    if left is None:
        return []
    likely = [
        (count, x) for x, count in starts.items() if count + starts[x + 1] >= _FEWEST_LINES and x > left + 100
    ]
    found = []
    for _, x in sorted(likely, reverse=True)[:_CANDIDATES]:
        sight = _sighted(rows, float(left), float(x))
        if sight is not None:
            found.append(sight)
    return found


def _sighted(rows: Sequence[Row], left: float, right: float) -> Sight | None:
    cuts = [(row, cut) for row in rows if (cut := row.cut(right - GUTTER / 2)) is not None]
    flush = [(row, cut) for row, cut in cuts if cut < len(row.words) and row.lefts[cut] >= right - _FLUSH]
    if len(flush) < _FEWEST_LINES or 4 * sum(row.figure_at(cut) for row, cut in flush) > len(flush):
        return None
    width = max(row.x1 for row, _ in flush) - right
    gutter = Gutter(left + width, right)
    if not GUTTER <= right - gutter.low <= _WIDEST:
        return None
    parts = [part for row, _ in cuts if (part := row.part(right - GUTTER / 2)) is not None]
    lefts = [part[0] for part in parts if part[0] is not None]
    rights = [part[1] for part in parts if part[1] is not None and part[1].x0 >= right - _FLUSH]
    if len(lefts) < _FEWEST_LINES:
        return None
    if all(_TABULAR * sum(not _is_run(row) for row in side) > len(side) for side in (lefts, rights)):
        return None
    on_left, on_right = _wraps(lefts, gutter.low), _wraps(rights, right + width)
    begun = [row.bottom for row, going in zip(lefts, on_left, strict=True) if not going]
    opened = [row for row, going in zip(rights, on_right, strict=True) if not going]
    level = sum(
        1 for row in opened if any(abs(row.bottom - at) <= _LEVEL * row.words[0].size for at in begun)
    )
    heights = [row.bottom for row in lefts]
    offset = sum(
        1
        for row in rights
        if any(_LEVEL < abs(row.bottom - at) / row.words[0].size < 1 - _LEVEL for at in heights)
    )
    return Sight(gutter, sum(on_left), sum(on_right), len(opened), level, offset, len(rights))


def _wraps(rows: Sequence[Row], edge: float) -> list[bool]:
    """Return for each line whether it goes on with the one above, which had no room for its first word."""
    found = [False]
    for above, below in pairwise(rows):
        word = below.words[0]
        found.append(
            len(above.words) >= _FEWEST_WORDS
            and 0 < below.bottom - above.bottom <= _STEP * word.size
            and above.x1 <= edge + _FLUSH
            and above.x1 + 0.25 * word.size + word.x1 - word.x0 > edge
            and _is_run(above)
            and not fills_figure_column(above.pieces[-1][2])
        )
    return found


def _is_run(row: Row) -> bool:
    """True for a line without wide white, or with no more of it than loosely justified prose has."""
    return len(row.starts) <= 1 + len(row.words) // 4
