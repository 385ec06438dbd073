"""Tables whose columns stand at the same places on both sides of a turn to the next page or column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from protokollparser.core.layout import Grid, GridCell, GridRow, Line
from protokollparser.layout.figures import fills_figure_column, is_figure, is_period

# Columns whose left edges, right edges or middles differ by less, in points, are one column.
_SAME = 4.0


def is_turn(lines: Sequence[Line], head: Grid, tail: Grid) -> bool:
    """True when the second grid stands on the next page, or higher on the page than the first one ends."""
    above, below = lines[head.last], lines[tail.first]
    if above.page == below.page:
        return above.top is not None and below.top is not None and below.top < above.top
    return below.page == above.page + 1


def in_columns_of(lines: Sequence[Line], head: Grid, tail: Grid) -> Grid | None:
    """Return a grid in the columns of another that it goes on with; None where its columns are others.

    A column in which the part on the new page prints nothing is blank there.
    """
    shift = 0.0
    if lines[head.last].page == lines[tail.first].page or head.form == "ruled":
        shift = tail.edges[0] - head.edges[0]
    places: list[int] = []
    for column in range(len(tail.edges) // 2):
        left, right = tail.edges[2 * column] - shift, tail.edges[2 * column + 1] - shift
        start = places[-1] + 1 if places else 0
        place = next(
            (at for at in range(start, len(head.edges) // 2) if _one_column(head, at, left, right)), None
        )
        if place is None:
            return None
        places.append(place)
    if head.form == "ruled" and len(head.edges) != len(tail.edges):
        return None
    rows = tuple(_moved(row, places) for row in tail.rows)
    return replace(tail, rows=rows, edges=head.edges)


def _one_column(head: Grid, at: int, left: float, right: float) -> bool:
    low, high = head.edges[2 * at], head.edges[2 * at + 1]
    if head.form == "ruled":
        return abs(low - left) <= _SAME and abs(high - right) <= _SAME
    return min(abs(low - left), abs(high - right), abs(low + high - left - right) / 2) <= _SAME


def _moved(row: GridRow, places: Sequence[int]) -> GridRow:
    """Return a row with its cells at other columns, blank ones where the next printed one begins between."""
    if list(places) == list(range(len(places))) or row.rule_line:
        return row
    cells: list[GridCell] = []
    for cell, place in zip(row.cells, places, strict=False):
        while len(cells) < place:
            cells.append(GridCell(cell.page, cell.start, cell.start, ""))
        cells.append(cell)
    return replace(row, cells=tuple(cells))


def opens_anew(lines: Sequence[Line], head: Grid, tail: Grid) -> bool:
    """True when the first row of the second grid is a header of its own.

    It has words over figures; or, where no column has figures, it is as bold as the header of the first one.
    """
    columns = figure_columns(head) | figure_columns(tail)
    texts = [cell.text for cell in tail.rows[0].cells]
    if columns:
        over = [text for column, text in enumerate(texts) if column in columns and text]
        return bool(over) and all(not fills_figure_column(text) or is_period(text) for text in over)
    bold = [[lines[row.first].bold for row in grid.rows] for grid in (head, tail)]
    return bold[0][0] and bold[1][0] and not all(bold[0])


def figure_columns(grid: Grid) -> set[int]:
    """Return the columns whose printed cells, those of the first row left out, are mostly figures."""
    body = [row for row in grid.rows[1:] if not row.rule_line] or list(grid.rows)
    columns = set()
    for column in range(grid.column_count):
        texts = [row.cells[column].text for row in body if column < len(row.cells) and row.cells[column].text]
        if any(map(is_figure, texts)) and 2 * sum(map(fills_figure_column, texts)) > len(texts):
            columns.add(column)
    return columns
