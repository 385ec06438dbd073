"""Unruled tables that run over page breaks: the rows that are too few to be seen as a table on their page."""

from __future__ import annotations

from collections.abc import Sequence

from protokollparser.layout.aligned.columns import Column, place
from protokollparser.layout.aligned.segments import SegmentedLine
from protokollparser.layout.aligned.sheet import Sheet
from protokollparser.layout.aligned.tables import AlignedTable, read_rows

# Lines of head or foot that may stand between a table and the edge of its page.
_EDGE = 5


def carry_over(
    above: Sheet, over: Sequence[AlignedTable], below: Sheet, under: Sequence[AlignedTable]
) -> tuple[AlignedTable | None, AlignedTable | None]:
    """Return rows of the second page that go on with the last table of the first, or the other way round.

    The first of the two stands at the foot of page `above`, the second at the head of page `below`.
    """
    last = over[-1] if over and len(above.lines) - 1 - over[-1].last <= _EDGE else None
    first = under[0] if under and under[0].first <= _EDGE else None
    if last is not None:
        stop = under[0].first if under else len(below.lines)
        return None, _at_head(below, last.columns, stop)
    if first is None:
        return None, None
    start = over[-1].last + 1 if over else 0
    return _at_foot(above, first.columns, start), None


def _at_head(sheet: Sheet, columns: Sequence[Column], stop: int) -> AlignedTable | None:
    """Return the table of the lines at the head of a page that stand in columns."""
    for first in range(min(stop, _EDGE + 1)):
        if _stands_in(sheet.lines[first], columns):
            last = first
            while (
                last + 1 < stop and not sheet.barred[last + 1] and _stands_in(sheet.lines[last + 1], columns)
            ):
                last += 1
            return read_rows(sheet, 0, first, last, columns)
    return None


def _at_foot(sheet: Sheet, columns: Sequence[Column], start: int) -> AlignedTable | None:
    """Return the table of the lines at the foot of a page that stand in columns."""
    count = len(sheet.lines)
    for last in range(count - 1, max(start, count - 2 - _EDGE) - 1, -1):
        if _stands_in(sheet.lines[last], columns):
            first = last
            while first > start and not sheet.barred[first] and _stands_in(sheet.lines[first - 1], columns):
                first -= 1
            return read_rows(sheet, start, first, last, columns)
    return None


def _stands_in(line: SegmentedLine, columns: Sequence[Column]) -> bool:
    """True for a label and figures, or words, that end or begin where those of the columns do."""
    if not any(segment.figure for segment in line.segments):
        return False
    pieces = place(line, columns)
    if len(pieces) < 2 or pieces[0].column > 0 or any(piece.columns > 1 for piece in pieces):
        return False
    beyond = [piece for piece in pieces if piece.column > 0]
    fitting = [
        piece
        for piece in beyond
        if abs(piece.x1 - columns[piece.column].right) <= line.slack
        or (not piece.figure and abs(piece.x0 - columns[piece.column].left) <= line.slack)
    ]
    return (
        abs(pieces[0].x0 - columns[0].left) <= 2 * line.size
        and len(fitting) == len(beyond)
        and any(piece.figure for piece in fitting)
    )
