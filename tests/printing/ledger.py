"""Print-outs of an economy system: pages across in small type, no rules but those over sums.

Figures end at one edge in narrow columns, a number and its name stand a little more than a space apart,
groups have headings and sums, the header in two lines comes again on each page. First measured before any
work: docs/decisions/0012-prints.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.printing.press import print_blocks
from tests.printing.stories import Story, Table
from tests.printing.strips import Strip, space
from tests.printing.styles import Style
from tests.printing.tabbed import (
    Piece,
    Tabs,
    bold_font,
    bottom_up,
    cell_lines,
    figures_of,
    is_numbered,
    is_section,
    is_sum,
    line_strip,
    natural_widths,
    number_width,
    ruled_over,
    steps_in,
    top_down,
)
from tests.printing.table_strips import cell_span
from tests.printing.type_setting import font, width

_STYLE = Style(
    "ledger",
    family="Helvetica",
    size=7.5,
    leading=1.3,
    margins=(36, 36, 62, 40),
    landscape=True,
    gap=0.9,
    thousands=" ",
    foot="page",
)
_STEP = 1.25
# Between columns, and between a number and its name, in type sizes.
_GUTTER = 1.1
_NARROW = 0.5
_INDENT = 0.9


def print_story(story: Story, path: Path) -> None:
    """Print a story to a PDF file."""
    print_blocks(story, _STYLE, path, ledger_strips)


def ledger_strips(table: Table, style: Style, room: float) -> list[Strip]:
    """Return the lines of a table and the space behind it."""
    size = style.size
    tabs = _tabs(table, style, size, room)
    while tabs.right[-1] > room and size > 4.5:
        size *= 0.95
        tabs = _tabs(table, style, size, room)
    strips: list[Strip] = []
    header: tuple[Strip, ...] = ()
    for number in range(len(table.rows)):
        head = number < table.header_rows
        cells = _cells(table, number, style, size, tabs)
        height = max(len(cell) for cell in cells)
        lines = (bottom_up if head else top_down)(cells, height)
        keep = head or is_section(table, number)
        made = [line_strip(line, size, _STEP * size, keep=keep) for line in lines]
        if number == table.header_rows:
            made[0] = ruled_over(made[0], [(0.0, tabs.right[-1])], 0.0)
        if is_sum(table, number):
            stretches = [(tabs.left[column], tabs.right[column]) for column in sorted(tabs.figures)]
            made[0] = ruled_over(made[0], stretches, 0.05 * size)
            made.append(space(0.5 * _STEP * size))
        if head:
            header = (*header, *made)
        else:
            made[0] = replace(made[0], again=header)
        made[:-1] = [replace(strip, keep=True) for strip in made[:-1]]
        strips += made
    return [*strips, space(1.5 * size)]


def _tabs(table: Table, style: Style, size: float, room: float) -> Tabs:
    """Return narrow columns; labels and words take what is left of half of the page."""
    widths = natural_widths(table, style, font(style.family, bold=True), size)
    figures = figures_of(table)
    words = [column for column in range(table.width) if column not in figures]
    spare = room - sum(widths[column] + _GUTTER * size for column in figures)
    most = max(8 * size, spare / max(len(words), 1) - _GUTTER * size)
    widths = [
        value if column in figures else min(value + 2 * _INDENT * size * (not column), most)
        for column, value in enumerate(widths)
    ]
    left, right, at = [], [], 0.0
    for column, value in enumerate(widths):
        left.append(at)
        right.append(at + value)
        numbered = column == 0 and is_numbered(table)
        at += value + (_NARROW if numbered else _GUTTER) * size
    if is_numbered(table):
        left, right = _numbered(table, style, size, left, right)
    return Tabs(tuple(left), tuple(right), figures - ({0} if is_numbered(table) else set()))


def _numbered(
    table: Table, style: Style, size: float, left: Sequence[float], right: Sequence[float]
) -> tuple[list[float], list[float]]:
    """Return the columns, the first as narrow as its numbers."""
    narrow = number_width(table, font(style.family, bold=True), size)
    shift = right[0] - narrow
    return [0.0, *(x - shift for x in left[1:])], [narrow, *(x - shift for x in right[1:])]


def _cells(table: Table, number: int, style: Style, size: float, tabs: Tabs) -> list[list[Piece]]:
    row, head = table.rows[number], number < table.header_rows
    name = bold_font(style, table, number)
    cells, column = [], 0
    while column < table.width:
        span = cell_span(table, number, column, style)
        inner = _INDENT * size * steps_in(table, number) if column == 0 and not is_numbered(table) else 0.0
        room = tabs.room(column, span) - inner
        if is_section(table, number) or (is_sum(table, number) and column == 0 and not row[1]):
            room = tabs.right[-1]
        lines = cell_lines(row[column], style, name, size, room + 0.01)
        free = [tabs.room(column, span) - inner - width(line, name, size) for line in lines]
        share = 0.5 if head and span > 1 else 1.0 if column in tabs.figures else 0.0
        cells.append(
            [
                Piece(line, tabs.left[column] + inner + share * spare, name)
                for line, spare in zip(lines, free, strict=True)
                if line
            ]
        )
        column += span
    return cells
