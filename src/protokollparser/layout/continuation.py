"""Table grids that continue after a page break, joined to one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from protokollparser.core.layout import Furniture, Grid, GridRow, Line
from protokollparser.layout.aligned.page_turns import in_columns_of, is_turn, opens_anew
from protokollparser.layout.figures import fills_figure_column, is_figure, is_period

# A note under a table: raised or starred mark, then text (002 lines 1044-1048 stand inside a table).
_FOOTNOTE = re.compile(r"(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}|\*{1,3}|\(?\d{1,2}\))[ \t]*\S")


def join_grids(lines: Sequence[Line], grids: Sequence[Grid], furniture: Sequence[Furniture]) -> list[Grid]:
    """Return the grids, those that continue an earlier one joined to it.

    A joined grid covers all lines from its first to its last row; its rows keep their own lines. A lone row
    in white that goes on with nothing is no grid.
    """
    set_aside = {index for mark in furniture for index in range(mark.first, mark.last + 1)}
    joined: list[Grid] = []
    for grid in grids:
        if grid.first in set_aside:
            joined.append(grid)
            continue
        earlier = next((at for at in reversed(range(len(joined))) if joined[at].first not in set_aside), None)
        if earlier is not None and _continues(lines, joined[earlier], grid, set_aside):
            head = joined[earlier]
            tail = grid if not head.edges else (in_columns_of(lines, head, grid) or grid)
            rows = head.rows + _going_on(lines, head, tail)
            joined[earlier] = Grid(head.first, grid.last, head.form, rows, head.edges)
        else:
            joined.append(grid)
    kept = [grid for grid in joined if len(grid.rows) > 1 or not grid.edges or grid.form != "aligned"]
    return sorted(kept, key=lambda grid: grid.first)


def _continues(lines: Sequence[Line], head: Grid, tail: Grid, set_aside: set[int]) -> bool:
    if head.form != tail.form:
        return False
    between = [
        line for line in lines[head.last + 1 : tail.first] if line.text and line.index not in set_aside
    ]
    if any(not _FOOTNOTE.match(line.text) for line in between):
        return False
    if head.edges and tail.edges:
        return not between and _turns_with(lines, head, tail)
    same_width = head.column_count == tail.column_count
    if not between and same_width and _header_texts(head) == _header_texts(tail) != []:
        return True
    if not between and same_width and _next_page(lines, head, tail) and _runs_on(head, tail):
        return True
    if not _headless(tail):
        return False
    if _only_header(head):
        return same_width
    if between or _headless(head):
        return False
    return _opens_mid_row(head, tail) or (same_width and _numeric(head) == _numeric(tail) != set())


def _turns_with(lines: Sequence[Line], head: Grid, tail: Grid) -> bool:
    """True when a table goes on over a page turn in the same columns, its header printed anew or not."""
    if not is_turn(lines, head, tail):
        return False
    moved = in_columns_of(lines, head, tail)
    if moved is None:
        return False
    return bool(_header_like(head.rows[0], moved.rows[0])) or not opens_anew(lines, head, moved)


def _going_on(lines: Sequence[Line], head: Grid, tail: Grid) -> tuple[GridRow, ...]:
    """Return the rows of a table that goes on, without those that print its header again on a new page."""
    again = 0
    if lines[tail.first].top is None:
        return tail.rows
    while again < min(len(head.rows), len(tail.rows) - 1) and _header_like(
        head.rows[again], tail.rows[again]
    ):
        again += 1
    return tail.rows[again:]


def _header_like(row: GridRow, other: GridRow) -> bool:
    """True for two rows of the same words."""
    texts = _texts(row)
    return (
        texts == _texts(other)
        and not row.rule_line
        and any(text and (not is_figure(text) or is_period(text)) for text in texts[1:])
    )


def _texts(row: GridRow) -> list[str]:
    return [cell.text for cell in row.cells]


def _header_texts(grid: Grid) -> list[str]:
    """Return the texts of the first row, or nothing where it does not tell tables apart."""
    texts = _texts(grid.rows[0])
    return texts if sum(1 for text in texts if text) >= 2 else []


def _headless(grid: Grid) -> bool:
    """True for a drawn header row that is blank (002 line 1009)."""
    return len(grid.rows) > 1 and grid.rows[1].rule_line and not any(_texts(grid.rows[0]))


def _only_header(grid: Grid) -> bool:
    """True when nothing but the header and its drawn line stand before the page break (002 line 1040)."""
    return len(grid.rows) > 1 and any(_texts(grid.rows[0])) and all(row.rule_line for row in grid.rows[1:])


def _next_page(lines: Sequence[Line], head: Grid, tail: Grid) -> bool:
    return lines[tail.first].page == lines[head.last].page + 1


def _runs_on(head: Grid, tail: Grid) -> bool:
    """True when the second table begins with figures, in the columns in which the first one has them."""
    columns = _numeric(head)
    opening = {number for number, text in enumerate(_texts(tail.rows[0])) if fills_figure_column(text)}
    return bool(columns) and bool(opening) and opening <= columns and _numeric(tail) == columns


def _opens_mid_row(head: Grid, tail: Grid) -> bool:
    """True when the first row after the break goes on with a cell of the row before (002 line 1011)."""
    first = next((row for row in tail.rows[1:] if not row.rule_line), None)
    if first is None or not 0 <= head.column_count - tail.column_count <= 2:
        return False
    texts = _texts(first)
    return len(texts) >= 3 and not texts[0] and any(text[:1].islower() for text in texts)


def _numeric(grid: Grid) -> set[int]:
    """Return the columns whose printed body cells are figures."""
    body = [row for row in grid.rows[1:] if not row.rule_line]
    columns = set()
    for column in range(grid.column_count):
        texts = [row.cells[column].text for row in body if column < len(row.cells) and row.cells[column].text]
        if any(map(is_figure, texts)) and all(map(fills_figure_column, texts)):
            columns.add(column)
    return columns
