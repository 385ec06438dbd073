"""Tables set by tab stops, as systems and word processors print them: strips, a strip a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from tests.printing.stories import Table
from tests.printing.strips import Strip, baseline
from tests.printing.styles import Style
from tests.printing.table_strips import FIGURE, cell_span, figure_columns, styled_figure
from tests.printing.type_setting import broken, draw, font, printable, width

_SUMS = ("Summa", "Delsumma", "Totalt", "Årets", "ÅRETS", "VERKSAMHETENS")


@dataclass(frozen=True)
class Tabs:
    """Columns from `left` to `right` each, in points, and which hold figures."""

    left: tuple[float, ...]
    right: tuple[float, ...]
    figures: frozenset[int]

    def room(self, column: int, span: int = 1) -> float:
        """Return the width of columns."""
        return self.right[column + span - 1] - self.left[column]


@dataclass(frozen=True)
class Piece:
    """A line of a cell: its text, where it begins, its font."""

    text: str
    x: float
    font: str


# How the cells of a row are printed: (table, row) -> the lines of each cell.
SetRow = Callable[[Table, int], list[list[Piece]]]


def is_section(table: Table, number: int) -> bool:
    """True for a row of a label alone."""
    return number >= table.header_rows and not any(table.rows[number][1:])


def is_sum(table: Table, number: int) -> bool:
    """True for a row that sums others up."""
    return number >= table.header_rows and table.rows[number][0].startswith(_SUMS)


def is_numbered(table: Table) -> bool:
    """True for a first column of whole numbers, or groups, over names."""
    firsts = [row[0] for row in table.rows[table.header_rows :] if row[0] and any(row[1:]) and row[1]]
    return table.width > 2 and bool(firsts) and all(text.isdigit() for text in firsts)


def number_width(table: Table, name: str, size: float) -> float:
    """Return how wide the numbers of a first column are, its header included."""
    numbers = [row[0] for row in table.rows if row[0].isdigit() or row[0] == table.rows[0][0]]
    return max(width(text, name, size) for text in numbers)


def steps_in(table: Table, number: int) -> int:
    """Return how far a label stands in: under the label of a group by one, "varav" by one more."""
    label = table.rows[number][0]
    under = 0
    for above in range(number - 1, table.header_rows - 1, -1):
        if is_sum(table, above):
            break
        if is_section(table, above):
            under = 1
            break
    inner = label.startswith(("varav", "därav"))
    return 0 if number < table.header_rows or is_sum(table, number) else under + inner


def decimal_right(text: str, edge: float, name: str, size: float) -> float:
    """Return where a figure begins whose whole part ends at `edge`."""
    whole, _, _ = text.partition(",")
    return edge - width(whole, name, size)


def bottom_up(cells: Sequence[Sequence[Piece]], height: int) -> list[list[Piece]]:
    """Return the lines of a row whose cells are set to its bottom."""
    return [
        [cell[at - height + len(cell)] for cell in cells if at >= height - len(cell)] for at in range(height)
    ]


def top_down(cells: Sequence[Sequence[Piece]], height: int) -> list[list[Piece]]:
    """Return the lines of a row whose cells are set to its top."""
    return [[cell[at] for cell in cells if at < len(cell)] for at in range(height)]


def line_strip(pieces: Sequence[Piece], size: float, step: float, *, keep: bool = False) -> Strip:
    """Return a strip of one line."""

    def print_line(canvas: Canvas, x: float, y: float) -> None:
        for piece in pieces:
            draw(canvas, x + piece.x, baseline(y, size, step), piece.text, piece.font, size)

    return Strip(step, print_line, keep=keep)


def ruled_over(strip: Strip, stretches: Sequence[tuple[float, float]], drop: float) -> Strip:
    """Return a strip with thin lines over some of its columns, `drop` under its upper edge."""

    def print_ruled(canvas: Canvas, x: float, y: float) -> None:
        strip.draw(canvas, x, y)
        canvas.setLineWidth(0.5)
        for low, high in stretches:
            canvas.line(x + low, y - drop, x + high, y - drop)

    return replace(strip, draw=print_ruled)


def natural_widths(table: Table, style: Style, name: str, size: float) -> list[float]:
    """Return how wide each column is printed, headers that stand over several columns left out."""
    widths = [0.0] * table.width
    for number, row in enumerate(table.rows):
        for column, text in enumerate(row):
            if text and not is_section(table, number) and cell_span(table, number, column, style) == 1:
                shown = printable(styled_figure(text, style))
                parts = shown.split(" ") if number < table.header_rows and column else [shown]
                widths[column] = max(widths[column], *(width(part, name, size) for part in parts))
    return widths


def cell_lines(text: str, style: Style, name: str, size: float, room: float) -> list[str]:
    """Return the lines of a cell."""
    shown = printable(styled_figure(text, style))
    return [shown] if FIGURE.fullmatch(text) else broken(shown, name, size, room)


def figures_of(table: Table) -> frozenset[int]:
    """Return the columns of figures."""
    return frozenset(figure_columns(table))


def bold_font(style: Style, table: Table, number: int) -> str:
    """Return the font of a row: bold for headers, groups and sums."""
    heavy = number < table.header_rows or is_section(table, number) or is_sum(table, number)
    return font(style.family, bold=heavy)
