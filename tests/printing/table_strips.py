"""Tables cut into strips, a strip a row: widths as a browser would choose them, rules as the style says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from tests.printing.stories import Table
from tests.printing.strips import Draw, Strip, baseline
from tests.printing.styles import Style
from tests.printing.type_setting import broken, draw, font, printable, width

FIGURE = re.compile(r"[-–−+]? ?\d[\d \u00a0\u2009]*(?:,\d+)? ?(?:%|kr|tkr|mnkr|st)?|[-–]")
_SPACE_IN_FIGURE = re.compile(r"(?<=\d) (?=\d{3})")
_THICK = 0.6


@dataclass(frozen=True)
class Cell:
    """A printed cell: its lines, its columns, alignment and font."""

    lines: tuple[str, ...]
    column: int
    columns: int
    align: str
    font: str
    valign: str


def styled_figure(text: str, style: Style) -> str:
    """Return a figure with the style's thousands spaces and minus sign; other text unchanged."""
    if not FIGURE.fullmatch(text):
        return text
    text = _SPACE_IN_FIGURE.sub(style.thousands, text)
    return style.minus + text[1:] if text[0] == "-" and len(text) > 1 else text


def figure_columns(table: Table) -> set[int]:
    """Return the columns in which most printed body cells are figures."""
    found = set()
    for column in range(table.width):
        texts = [row[column] for row in table.rows[table.header_rows :] if row[column]]
        if texts and 2 * sum(1 for text in texts if FIGURE.fullmatch(text)) > len(texts):
            found.add(column)
    return found


def table_strips(table: Table, style: Style, room: float) -> list[Strip]:
    """Return the rows of a table and the space behind it."""
    size = style.size * style.table_size
    widths = column_widths(table, style, size, room)
    while sum(widths) > room + 0.1 and size > 4:
        size *= 0.92
        widths = column_widths(table, style, size, room)
    rows = [_cells(table, number, style, size, widths) for number in range(len(table.rows))]
    strips: list[Strip] = []
    header: tuple[Strip, ...] = ()
    for number, row in enumerate(rows):
        lines = max(len(cell.lines) for cell in row)
        height = lines * style.table_leading * size + 2 * style.pad_y * size
        first, last = number == 0, number == len(rows) - 1
        printed = _print_row(row, style, size, widths, height, number, table, first=first, last=last)
        in_header = number < table.header_rows
        section = not in_header and not last and not any(table.rows[number][1:])
        strip = Strip(height, printed, keep=in_header or section, again=header if style.repeat_header else ())
        strips.append(strip)
        if in_header:
            header = (*header, replace(strip, again=()))
    return [*strips, Strip(style.size, lambda canvas, x, y: None)]


def column_widths(table: Table, style: Style, size: float, room: float) -> list[float]:
    """Return widths: natural ones where they fit, else narrowed between longest word and whole text."""
    pad = 2 * style.pad_x * size
    natural, least = [0.0] * table.width, [0.0] * table.width
    for number, row in enumerate(table.rows):
        head = number < table.header_rows
        for column, text in enumerate(row):
            if cell_span(table, number, column, style) > 1:
                continue
            name = font(style.family, bold=head and style.bold_header)
            shown = printable(styled_figure(text, style))
            whole = width(shown, name, size)
            words = [shown] if FIGURE.fullmatch(text) else shown.split(" ")
            natural[column] = max(natural[column], whole + pad)
            least[column] = max(least[column], pad + max(width(word, name, size) for word in words))
    natural[0] = max(least[0], min(natural[0], style.label_share * room))
    if sum(natural) <= room:
        share = (room - sum(natural)) / sum(natural) if style.stretch else 0.0
        return [value * (1 + share) for value in natural]
    slack = [high - low for high, low in zip(natural, least, strict=True)]
    left = max(0.0, room - sum(least))
    return [low + left * part / (sum(slack) or 1.0) for low, part in zip(least, slack, strict=True)]


def cell_span(table: Table, number: int, column: int, style: Style) -> int:
    """Return over how many columns a cell stands."""
    row = table.rows[number]
    if not row[column]:
        return 1
    blank = 0
    while column + blank + 1 < table.width and not row[column + blank + 1]:
        blank += 1
    if number < table.header_rows - 1:
        return 1 + blank if table.spanning and column else 1
    section = number >= table.header_rows and column == 0 and blank == table.width - 1
    return table.width if section and style.section_spans else 1


def _cells(table: Table, number: int, style: Style, size: float, widths: Sequence[float]) -> list[Cell]:
    numeric = figure_columns(table)
    head = number < table.header_rows
    cells = []
    column = 0
    while column < table.width:
        text = table.rows[number][column]
        span = cell_span(table, number, column, style)
        name = font(style.family, bold=head and style.bold_header)
        shown = printable(styled_figure(text, style))
        room = sum(widths[column : column + span]) - 2 * style.pad_x * size
        lines = [shown] if FIGURE.fullmatch(text) else broken(shown, name, size, room + 0.01)
        align = style.number_align if column in numeric else "left"
        if head and column:
            align = (
                "centre" if span > 1 else (align if style.header_align == "column" else style.header_align)
            )
        valign = style.header_valign if head else style.valign
        cells.append(Cell(tuple(lines), column, span, align, name, valign))
        column += span
    return cells


def _print_row(
    row: Sequence[Cell],
    style: Style,
    size: float,
    widths: Sequence[float],
    height: float,
    number: int,
    table: Table,
    *,
    first: bool,
    last: bool,
) -> Draw:
    step = style.table_leading * size
    pad_x, pad_y = style.pad_x * size, style.pad_y * size

    def print_row(canvas: Canvas, x: float, y: float) -> None:
        if style.zebra and number % 2:
            canvas.setFillGray(0.9)
            canvas.rect(x, y - height, sum(widths), height, stroke=0, fill=1)
            canvas.setFillGray(0)
        for cell in row:
            left = x + sum(widths[: cell.column])
            room = sum(widths[cell.column : cell.column + cell.columns])
            spare = height - 2 * pad_y - len(cell.lines) * step
            top = y - pad_y - {"top": 0.0, "middle": spare / 2, "bottom": spare}[cell.valign]
            for at, line in enumerate(cell.lines):
                free = room - 2 * pad_x - width(line, cell.font, size)
                shift = {"left": 0.0, "centre": free / 2, "right": free}[cell.align]
                draw(
                    canvas, left + pad_x + shift, baseline(top - at * step, size, step), line, cell.font, size
                )
        _rule_row(canvas, x, y, row, style, widths, height, number, table, first=first, last=last)

    return print_row


def _rule_row(
    canvas: Canvas,
    x: float,
    y: float,
    row: Sequence[Cell],
    style: Style,
    widths: Sequence[float],
    height: float,
    number: int,
    table: Table,
    *,
    first: bool,
    last: bool,
) -> None:
    end = x + sum(widths)
    cells = [(x + sum(widths[: c.column]), x + sum(widths[: c.column + c.columns])) for c in row]
    if style.rules == "none":
        return
    if style.rules == "grid":
        _rules_across(canvas, cells, y, style)
        _rules_across(canvas, cells, y - height, style)
        for edge in sorted({edge for cell in cells for edge in cell}):
            _rule(canvas, edge, y - height, edge, y, style)
        return
    closes_header = number == table.header_rows - 1
    before_total = number == len(table.rows) - 2 and style.rules == "head"
    spans = [
        cell
        for cell, printed in zip(cells, row, strict=True)
        if printed.columns > 1 and printed.lines != ("",)
    ]
    if first:
        _rules_across(canvas, cells if style.pen == "cells" else [(x, end)], y, style)
    if number < table.header_rows and not closes_header:
        _rules_across(canvas, [(a + 2, b - 2) for a, b in spans], y - height, style)
    elif style.rules == "rows" or closes_header or last or before_total:
        _rules_across(canvas, cells if style.pen == "cells" else [(x, end)], y - height, style)


def _rules_across(canvas: Canvas, stretches: Sequence[tuple[float, float]], y: float, style: Style) -> None:
    for left, right in stretches:
        _rule(canvas, left, y, right, y, style)


def _rule(canvas: Canvas, x0: float, y0: float, x1: float, y1: float, style: Style) -> None:
    if style.pen == "rect":
        half = _THICK / 2
        canvas.rect(x0 - half, y0 - half, x1 - x0 + _THICK, y1 - y0 + _THICK, stroke=0, fill=1)
        return
    canvas.setLineWidth(_THICK)
    canvas.line(x0, y0, x1, y1)
