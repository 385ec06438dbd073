"""Tables without separators and rules: figures that stand under each other with one right edge.

Careful on purpose: two columns of figures over three lines are the least that is taken for a table.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from protokollparser.core.document import Document
from protokollparser.core.layout import Grid, GridCell, GridRow, Line
from protokollparser.layout.cells import cut_cells
from protokollparser.layout.lines import Bounds
from protokollparser.layout.segments import Segment, SegmentedLine, cut_segments

_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 2
# Figures without labels are the scales of a chart.
_FEWEST_LABELS = 2
_YEAR = re.compile(r"(?:19|20)\d\d")
_HEADER_LINES = 3
_DRAWN = re.compile(r"[-=_–—─━═.]{4,}(?: *[-=_–—─━═.]{3,}){0,30}")
# Lines without figures that a table may hold in a row: section labels, wrapped labels.
_STRANGERS = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its right edge and the leftmost edge of its figures."""

    left: float
    right: float


def find_grids(
    document: Document, lines: Sequence[Line], bounds: Sequence[Bounds], taken: Collection[int]
) -> list[Grid]:
    """Return the unruled tables in order, leaving the lines in `taken` alone."""
    grids: list[Grid] = []
    for block in _blocks(document, lines, bounds, taken):
        rows = [number for number, row in enumerate(block) if _figures(row) >= _FEWEST_COLUMNS]
        for first, last in _runs(block, rows):
            grid = _grid(document, block, first, last)
            if grid is not None and (not grids or grid.first > grids[-1].last):
                grids.append(grid)
    return grids


def _blocks(
    document: Document, lines: Sequence[Line], bounds: Sequence[Bounds], taken: Collection[int]
) -> list[list[SegmentedLine]]:
    """Return the printed free lines by page, cut into segments, broken where two blank lines stand."""
    blocks: list[list[SegmentedLine]] = [[]]
    previous: Line | None = None
    for line in lines:
        if not line.text:
            continue
        apart = previous is None or line.page != previous.page or line.index - previous.index > 2
        if line.index in taken or apart:
            blocks.append([])
        if line.index not in taken:
            blocks[-1].append(cut_segments(document, line, bounds[line.index][0]))
        previous = line
    return [block for block in blocks if len(block) >= _FEWEST_ROWS]


def _figures(row: SegmentedLine) -> int:
    """Return how many figures end a line; a label may stand before them, no text between them."""
    count = 0
    for segment in reversed(row.segments):
        if not segment.figure:
            break
        count += 1
    return count


def _runs(block: Sequence[SegmentedLine], rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return first and last line of the stretches of figure lines, with up to two other lines between."""
    runs: list[list[int]] = []
    for number in rows:
        close = bool(runs) and number - runs[-1][-1] <= _STRANGERS + 1
        if close and _aligned(block[runs[-1][-1]], block[number]):
            runs[-1].append(number)
        else:
            runs.append([number])
    return [(run[0], run[-1]) for run in runs if len(run) >= _FEWEST_ROWS]


def _aligned(above: SegmentedLine, below: SegmentedLine) -> bool:
    """True when two figures of each line end at the same places."""
    slack = max(above.slack, below.slack)
    edges = [segment.x1 for segment in above.segments if segment.figure]
    shared = [s for s in below.segments if s.figure and any(abs(s.x1 - edge) <= slack for edge in edges)]
    return len(shared) >= _FEWEST_COLUMNS


def _grid(document: Document, block: Sequence[SegmentedLine], first: int, last: int) -> Grid | None:
    columns = _columns(block[first : last + 1])
    if len(columns) < _FEWEST_COLUMNS:
        return None
    while last + 1 < len(block) and _fits(block[last + 1], columns):
        last += 1
    top = first
    while top > 0 and first - top < _HEADER_LINES and _tops(block[top - 1], columns):
        top -= 1
    if top == first:
        top = _header_over_label(block, first, columns)
    while _is_drawn(block[top]):
        top += 1
    rows = []
    for row in block[top : last + 1]:
        drawn = _is_drawn(row)
        text = document.pages[row.line.page - 1].text
        whole = [(row.line.start, row.line.end)]
        cells = cut_cells(row.line.page, text, whole) if drawn else _cells(document, row, columns)
        rows.append(GridRow(row.line.index, row.line.index, cells, rule_line=drawn))
    if not _labelled(rows):
        if not _by_year(rows):
            return None
        rows = [GridRow(row.first, row.last, row.cells[1:]) for row in rows]
    return Grid(rows[0].first, rows[-1].last, "aligned", tuple(rows))


def _labelled(rows: Sequence[GridRow]) -> bool:
    labels = sum(row.cells[0].text != "" for row in rows if not row.rule_line)
    return labels >= _FEWEST_LABELS and 3 * labels >= len(rows)


def _by_year(rows: Sequence[GridRow]) -> bool:
    """True when nothing stands in the column of labels, and the first figures are years."""
    if any(row.cells[0].text or len(row.cells) < 2 for row in rows):
        return False
    years = sum(_YEAR.fullmatch(row.cells[1].text) is not None for row in rows)
    return years >= _FEWEST_ROWS and 2 * years >= len(rows)


def _columns(rows: Sequence[SegmentedLine]) -> list[Column]:
    """Return the columns in which at least two figures of different lines end, left to right."""
    slack = max(row.slack for row in rows)
    groups: list[list[Segment]] = []
    for segment in sorted((s for row in rows for s in row.segments if s.figure), key=lambda s: s.x1):
        if groups and segment.x1 - groups[-1][-1].x1 <= slack:
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return [Column(min(s.x0 for s in group), max(s.x1 for s in group)) for group in groups if len(group) >= 2]


def _fits(row: SegmentedLine, columns: Sequence[Column]) -> bool:
    """True for a label with one figure that ends where a column does (a total with one amount)."""
    figures = [segment for segment in row.segments if segment.figure]
    return bool(figures) and all(
        any(abs(segment.x1 - column.right) <= row.slack for column in columns) for segment in figures
    )


def _header_over_label(block: Sequence[SegmentedLine], first: int, columns: Sequence[Column]) -> int:
    """Return the first line of a header with one or two labels between it and the first figures.

    A balance sheet goes on from its days to "Tillgångar", and from there to the assets.
    """
    for labels in range(1, _STRANGERS + 1):
        top = first - labels
        if top < 1 or not _is_label(block[top], columns):
            return first
        if _is_header(block[top - 1], columns):
            top -= 1
            while top > 0 and first - labels - top < _HEADER_LINES and _tops(block[top - 1], columns):
                top -= 1
            return top
    return first


def _is_label(row: SegmentedLine, columns: Sequence[Column]) -> bool:
    """True for a line of words alone that end before the figures begin."""
    return len(row.segments) == 1 and not row.segments[0].figure and row.segments[0].x1 <= columns[0].left


def _tops(row: SegmentedLine, columns: Sequence[Column]) -> bool:
    """True for a line that may stand over the first figures: a header, or a line of hyphens."""
    return _is_drawn(row) or _is_header(row, columns)


def _is_drawn(row: SegmentedLine) -> bool:
    """True for a line of hyphens or the like, under a header or over a total."""
    return _DRAWN.fullmatch(row.line.text) is not None


def _is_header(row: SegmentedLine, columns: Sequence[Column]) -> bool:
    """True for a line whose pieces stand over columns of figures, one piece over one column."""
    over = [
        [column for column in columns if segment.x1 > column.left and segment.x0 < column.right]
        for segment in row.segments
    ]
    beyond_label = [hit for segment, hit in zip(row.segments, over, strict=True) if hit]
    return bool(beyond_label) and len(row.segments) > 1 and all(len(hit) <= 2 for hit in over)


def _cells(document: Document, row: SegmentedLine, columns: Sequence[Column]) -> tuple[GridCell, ...]:
    """Return the label cell and one cell a column; blank ones stand where the next printed one starts."""
    placed: dict[int, tuple[int, int]] = {}
    for segment in row.segments:
        number = _column_of(segment, columns, row.slack)
        start, _ = placed.get(number, (segment.start, segment.end))
        placed[number] = (start, segment.end)
    pieces = []
    at = row.line.end
    for number in range(len(columns), -1, -1):
        if number in placed:
            at = placed[number][0]
        pieces.append(placed.get(number, (at, at)))
    while len(pieces) > 1 and pieces[0][0] == pieces[0][1]:
        pieces.pop(0)
    text = document.pages[row.line.page - 1].text
    return cut_cells(row.line.page, text, reversed(pieces))


def _column_of(segment: Segment, columns: Sequence[Column], slack: float) -> int:
    """Return 0 for the label, else the number of the column that a segment stands in."""
    for number, column in enumerate(columns, 1):
        if segment.figure and abs(segment.x1 - column.right) <= slack:
            return number
    if segment.x1 <= columns[0].left:
        return 0
    shares = [min(segment.x1, c.right) - max(segment.x0, c.left) for c in columns]
    best = max(range(len(columns)), key=lambda number: shares[number])
    return best + 1 if shares[best] > 0 else (0 if segment.x0 < columns[0].left else len(columns))
