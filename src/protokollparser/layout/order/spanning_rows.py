"""Rows of tables and forms that run over both columns, told by the places at which their pieces begin."""

from __future__ import annotations

from collections.abc import Sequence

from protokollparser.layout.order.page_columns import Gutter
from protokollparser.layout.order.page_rows import Parts, Row

# Pieces begin at one place that begin this close to it, in points.
_SAME = 2.0
_FEWEST_PIECES = 3
# Lines of a block follow each other within so many type sizes.
_STEP = 1.7
# Rows between those of a table that share no place with them: so many in a row.
_BETWEEN = 1


def spanning_rows(
    rows: Sequence[Row], parts: Sequence[Parts | None], kinds: Sequence[str], gutter: Gutter
) -> set[int]:
    """Return the rows in one block with a row over the gutter whose pieces begin at places of its own.

    Rows that follow each other are of one block when pieces of both begin at a place other than the margin,
    and none begins at the margin of the right column.
    """
    margin = min(row.x0 for row in rows)
    stops = [_stops(row, margin) for row in rows]
    found: set[int] = set()
    for number, row in enumerate(rows):
        if number in found or not _spans(row, parts[number], kinds[number], stops[number], gutter):
            continue
        block = {number}
        known = set(stops[number])
        for step in (-1, 1):
            at, between = number, [number]
            while 0 <= at + step < len(rows) and len(between) <= _BETWEEN + 1:
                if abs(rows[at + step].bottom - rows[at].bottom) > _STEP * row.words[0].size:
                    break
                at += step
                if _begins_right(parts[at], gutter):
                    break
                between.append(at)
                if any(abs(x - y) <= _SAME for x in stops[at] for y in known):
                    block.update(between)
                    known.update(stops[at])
                    between = [at]
        found |= block
    return found


def _stops(row: Row, margin: float) -> list[float]:
    """Return where pieces of a row begin, the left margin apart; none for prose."""
    if len(row.starts) > 1 + len(row.words) // 3 and len(row.words) > 2 * _FEWEST_PIECES:
        return []
    return [row.lefts[at] for at in row.starts if row.lefts[at] > margin + 2 * _SAME]


def _spans(row: Row, part: Parts | None, kind: str, stops: Sequence[float], gutter: Gutter) -> bool:
    """True for a row over the gutter, or of pieces on both sides that begin at no margin."""
    if part is None:
        return bool(stops)
    right = part[1]
    if kind != "over" or right is None:
        return False
    return len(row.starts) >= _FEWEST_PIECES or right.x0 < gutter.high - 2 * _SAME


def _begins_right(part: Parts | None, gutter: Gutter) -> bool:
    """True when a piece begins at the margin of the right column."""
    return part is not None and part[1] is not None and abs(part[1].x0 - gutter.high) <= _SAME
