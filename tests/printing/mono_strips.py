"""Print-outs of a fixed pitch: tables as lines of text padded with spaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.printing.stories import Table
from tests.printing.strips import Strip, baseline
from tests.printing.styles import Style
from tests.printing.table_strips import FIGURE, figure_columns, styled_figure
from tests.printing.type_setting import draw, font, printable

_PITCH = 0.6
_LEAST_LABEL = 14


def mono_strips(table: Table, style: Style, room: float) -> list[Strip]:
    """Return the lines of a table, a blank line behind it."""
    size = style.size
    letters = int(room / (_PITCH * size))
    widths = _widths(table, style, letters)
    while sum(widths) + 2 * (len(widths) - 1) > letters and size > 4.5:
        size *= 0.95
        letters = int(room / (_PITCH * size))
        widths = _widths(table, style, letters)
    step = style.leading * size
    strips: list[Strip] = []
    header: tuple[Strip, ...] = ()
    for number in range(len(table.rows)):
        lines = _row_lines(table, number, style, widths)
        if number == table.header_rows - 1 and style.bold_header:
            lines = [*lines, "-" * (sum(widths) + 2 * (len(widths) - 1))]
        section = table.header_rows <= number < len(table.rows) - 1 and not any(table.rows[number][1:])
        strip = _strip(lines, size, step, style, keep=number < table.header_rows or section)
        if number < table.header_rows:
            header = (*header, strip)
        elif style.repeat_header:
            strip = replace(strip, again=header)
        strips.append(strip)
    return [*strips, Strip(step, lambda canvas, x, y: None)]


def _strip(lines: Sequence[str], size: float, step: float, style: Style, *, keep: bool) -> Strip:
    def print_lines(canvas: object, x: float, y: float) -> None:
        for at, line in enumerate(lines):
            draw(canvas, x, baseline(y - at * step, size, step), line, font(style.family), size)  # type: ignore[arg-type]

    return Strip(len(lines) * step, print_lines, keep=keep)


def _shown(table: Table, number: int, column: int, style: Style) -> str:
    return printable(styled_figure(table.rows[number][column], style))


def _widths(table: Table, style: Style, letters: int) -> list[int]:
    """Return the columns' widths in letters: natural, the columns of words narrowed until all fit."""
    widths, least = [], []
    for column in range(table.width):
        texts = [
            _shown(table, number, column, style)
            for number in range(len(table.rows))
            if not (table.spanning and number < table.header_rows - 1 and column)
        ]
        widths.append(max(len(text) for text in texts))
        least.append(
            max(
                len(text) if FIGURE.fullmatch(text) else len(word)
                for text in texts
                for word in text.split(" ")
            )
        )
    widths[0] = max(least[0], min(widths[0], int(style.label_share * letters)), min(_LEAST_LABEL, widths[0]))
    spare = letters - 2 * (len(widths) - 1)
    while sum(widths) > spare:
        column = max(range(len(widths)), key=lambda at: widths[at] - least[at])
        if widths[column] <= least[column]:
            break
        widths[column] -= 1
    return widths


def _row_lines(table: Table, number: int, style: Style, widths: Sequence[int]) -> list[str]:
    """Return a row as lines of text, figures to the right, headers over figures to the right too."""
    numeric = figure_columns(table)
    head = number < table.header_rows
    row = table.rows[number]
    pieces: list[tuple[int, int, list[str], bool]] = []
    column = 0
    while column < table.width:
        span = 1
        if head and number < table.header_rows - 1 and table.spanning and column and row[column]:
            while column + span < table.width and not row[column + span]:
                span += 1
        start = sum(widths[:column]) + 2 * column
        room = sum(widths[column : column + span]) + 2 * (span - 1)
        lone = not head and column == 0 and not any(row[1:]) and style.section_spans
        text = _shown(table, number, column, style)
        lines = [text] if lone or FIGURE.fullmatch(text) else _broken(text, room)
        if span > 1:
            lines = [line.center(room) for line in lines]
        pieces.append((start, room, lines, column in numeric and span == 1))
        column += span
    height = max(len(lines) for _, _, lines, _ in pieces)
    printed = []
    for at in range(height):
        line = ""
        for start, room, lines, right in pieces:
            from_top = at - (height - len(lines)) if head and style.header_valign == "bottom" else at
            text = lines[from_top] if 0 <= from_top < len(lines) else ""
            if text.strip():
                line = line.ljust(start) + (text.rjust(room) if right else text)
        printed.append(line.rstrip())
    return printed


def _broken(text: str, room: int) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
