"""Reports of a word processor of the 1990s: a serif, tab stops, figures aligned at the decimal comma.

Tables stand in the same tab stops as the one before, every second one in double spacing; headers are
underlined with rows of underscores. First measured before any work: docs/decisions/0012-prints.md.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.printing.press import print_blocks
from tests.printing.stories import Story, Table
from tests.printing.strips import Strip, space
from tests.printing.styles import Style
from tests.printing.tabbed import (
    Piece,
    Tabs,
    bottom_up,
    cell_lines,
    decimal_right,
    figures_of,
    is_numbered,
    is_sum,
    line_strip,
    natural_widths,
    number_width,
    steps_in,
    top_down,
)
from tests.printing.table_strips import FIGURE, cell_span
from tests.printing.type_setting import font, width

_STYLE = Style(
    "typed",
    family="Times",
    size=12,
    leading=1.15,
    margins=(71, 57, 85, 71),
    gap=1.15,
    thousands=" ",
    minus="-",
    foot="none",
)
_INDENT = 1.0
_GUTTER = 1.0
_DOUBLE = 2.0


def print_story(story: Story, path: Path) -> None:
    """Print a story to a PDF file."""
    tables = {id(table): number for number, table in enumerate(story.tables)}
    print_blocks(
        story, _STYLE, path, lambda table, style, room: typed_strips(table, style, room, tables[id(table)])
    )


def typed_strips(table: Table, style: Style, room: float, number: int) -> list[Strip]:
    """Return the lines of the table of a number and the space behind it."""
    size = style.size
    tabs = _tabs(table, style, size, room)
    while tabs.right[-1] > room + 0.1 and size > 6:
        size *= 0.95
        tabs = _tabs(table, style, size, room)
    step = (_DOUBLE if number % 2 else style.leading) * size
    strips: list[Strip] = []
    for at in range(len(table.rows)):
        head = at < table.header_rows
        cells = _cells(table, at, style, size, tabs)
        lines = (bottom_up if head else top_down)(cells, max(len(cell) for cell in cells))
        made = [line_strip(line, size, style.leading * size if head else step, keep=head) for line in lines]
        made[:-1] = [replace(strip, keep=True) for strip in made[:-1]]
        if at == table.header_rows - 1:
            made.append(line_strip(_underscores(tabs, style, size), size, 0.9 * size, keep=True))
            made.append(replace(space(0.4 * size), keep=True))
        strips += made
    return [*strips, space(style.gap * style.size)]


def _underscores(tabs: Tabs, style: Style, size: float) -> list[Piece]:
    """Return a row of underscores under each column."""
    name = font(style.family)
    sign = width("_", name, size)
    return [
        Piece("_" * max(3, int((high - low) / sign)), low, name)
        for low, high in zip(tabs.left, tabs.right, strict=True)
    ]


def _tabs(table: Table, style: Style, size: float, room: float) -> Tabs:
    """Return the tab stops: even ones for figures, which are the same for all tables of so many columns."""
    figures = figures_of(table)
    natural = natural_widths(table, style, font(style.family), size)
    if is_numbered(table):
        figures -= {0}
        natural[0] = number_width(table, font(style.family), size)
    even = max([natural[column] + size for column in figures] + [4.6 * size])
    widths = [even if column in figures else value for column, value in enumerate(natural)]
    words = [column for column in range(table.width) if column not in figures]
    spare = room - sum(widths[column] + _GUTTER * size for column in figures)
    if words:
        short = {
            column for column in words if natural[column] <= 3 * size or (not column and is_numbered(table))
        }
        left = spare - sum(natural[column] + _GUTTER * size for column in short)
        share = left / max(len(words) - len(short), 1) - _GUTTER * size
        for column in words:
            widths[column] = (
                natural[column] if column in short else max(share, _longest_word(table, column, style, size))
            )
    lefts, rights, at = [], [], 0.0
    for value in widths:
        lefts.append(at)
        rights.append(at + value)
        at += value + _GUTTER * size
    return Tabs(tuple(lefts), tuple(rights), figures)


def _longest_word(table: Table, column: int, style: Style, size: float) -> float:
    name = font(style.family, bold=True)
    inner = 2 * _INDENT * size if column == 0 else 0.0
    return inner + max(width(word, name, size) for row in table.rows for word in row[column].split(" "))


def _cells(table: Table, number: int, style: Style, size: float, tabs: Tabs) -> list[list[Piece]]:
    row, head = table.rows[number], number < table.header_rows
    name = font(style.family, bold=is_sum(table, number))
    cells, column = [], 0
    while column < table.width:
        span = cell_span(table, number, column, style)
        inner = _INDENT * size * steps_in(table, number) if column == 0 and not is_numbered(table) else 0.0
        room = tabs.room(column, span) - inner
        if column == 0 and is_numbered(table) and not row[1]:
            room = tabs.room(0, 2)
        lines = cell_lines(row[column], style, name, size, room + 0.01)
        pieces = []
        for line in lines:
            free = room - width(line, name, size)
            x = tabs.left[column] + inner
            if head and column in tabs.figures:
                x += (0.5 if span > 1 else 1.0) * free
            elif column in tabs.figures and FIGURE.fullmatch(row[column]):
                x = decimal_right(line, tabs.right[column] - 1.2 * size, name, size)
            if line:
                pieces.append(Piece(line, x, name))
        cells.append(pieces)
        column += span
    return cells
