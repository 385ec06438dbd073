"""Stories set on pages and printed as PDF files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from tests.printing.mono_strips import mono_strips
from tests.printing.page_marks import foot_height, head_height, print_foot, print_head
from tests.printing.stories import Block, Head, Opening, Spaced, Story, Table, Text
from tests.printing.strips import Strip, spaced_stops, spaced_strips, spaced_width, text_strips
from tests.printing.styles import Style
from tests.printing.table_strips import column_widths, table_strips
from tests.printing.type_setting import font

# A table of so many rows is not broken between columns.
_UNBROKEN = 16


@dataclass
class Sheets:
    """Pages being filled from the top down: on each, what is printed where, and its head."""

    style: Style
    head: Head
    heads: list[Head] = field(default_factory=list)
    pages: list[list[tuple[float, float, Strip]]] = field(default_factory=lambda: [[]])
    y: float = 0.0

    def __post_init__(self) -> None:
        width, height = landscape(A4) if self.style.landscape else A4
        left, right, top, bottom = self.style.margins
        self.left, self.room = left, width - left - right
        self.top = height - top - head_height(self.style)
        self.bottom = bottom + foot_height(self.style)
        self.size = (width, height)
        self.y = self.top
        self.heads.append(self.head)

    def open(self, head: Head) -> None:
        """Begin a document: a new page, unless this one is blank, with its head."""
        self.head = head
        if self.pages[-1]:
            self.turn()
        self.heads[-1] = head

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])
        self.heads.append(self.head)
        self.y = self.top

    def lay(self, strips: Sequence[Strip]) -> None:
        """Print strips over the whole width, and turn the page where they no longer fit."""
        for at, strip in enumerate(strips):
            stop = at
            while stop + 1 < len(strips) and strips[stop].keep:
                stop += 1
            if (
                self.y - sum(piece.height for piece in strips[at : stop + 1]) < self.bottom - 0.01
                and self.pages[-1]
            ):
                if self.y < self.top:
                    self.turn()
                for header in strip.again:
                    self.put(header, self.left)
            self.put(strip, self.left)

    def put(self, strip: Strip, x: float) -> None:
        """Print one strip and go down by its height."""
        self.pages[-1].append((x, self.y, strip))
        self.y -= strip.height

    def lay_in_columns(self, strips: Sequence[Strip]) -> None:
        """Print strips in columns of even height, page by page."""
        count = self.style.columns
        room = (self.room - (count - 1) * self.style.gutter) / count
        rest = list(strips)
        while rest:
            if self.y - self.bottom < 60:
                self.turn()
            full = self.y - self.bottom
            height = min(full, max(sum(strip.height for strip in rest) / count + 14, 40.0))
            columns, left = _filled(rest, count, height)
            while left and height < full:
                height = min(full, height + 6)
                columns, left = _filled(rest, count, height)
            start = self.y
            lowest = start
            for column, printed in enumerate(columns):
                self.y = start
                for strip in printed:
                    self.put(strip, self.left + column * (room + self.style.gutter))
                lowest = min(lowest, self.y)
            self.y, rest = lowest, left
            if rest:
                self.turn()


def _filled(strips: Sequence[Strip], count: int, height: float) -> tuple[list[list[Strip]], list[Strip]]:
    """Return the strips of each column, repeated headers included, and those that are left over."""
    columns: list[list[Strip]] = []
    rest = list(strips)
    while rest and len(columns) < count:
        column = list(rest[0].again)
        used = sum(strip.height for strip in column)
        fresh = True
        while rest:
            stop = 0
            while stop + 1 < len(rest) and rest[stop].keep:
                stop += 1
            together = sum(strip.height for strip in rest[: stop + 1])
            if not fresh and used + together > height:
                break
            column += rest[: stop + 1]
            del rest[: stop + 1]
            used += together
            fresh = False
        columns.append(column)
    return columns, rest


def set_story(story: Story, style: Style) -> Sheets:
    """Return the pages of a story."""
    sheets = Sheets(style, story.head)
    narrow = (sheets.room - (style.columns - 1) * style.gutter) / style.columns
    waiting: list[Strip] = []
    left: Table | None = None
    for block in story.blocks:
        if isinstance(block, Table) and block.beside:
            left = block
            continue
        if isinstance(block, Opening):
            sheets.lay_in_columns(waiting)
            waiting = []
            sheets.open(block.head)
            continue
        wide = (isinstance(block, Table) and (left is not None or not _fits(block, style, narrow))) or (
            isinstance(block, Spaced) and not _fits_spaced(block, style, narrow)
        )
        if style.columns > 1 and not wide:
            strips = _strips(block, style, narrow)
            whole = isinstance(block, Table) and len(strips) <= _UNBROKEN
            waiting += [replace(strip, keep=True) for strip in strips[:-1]] + strips[-1:] if whole else strips
            continue
        sheets.lay_in_columns(waiting)
        waiting = []
        if left is not None and isinstance(block, Table):
            sheets.lay(_next_to_each_other(left, block, style, sheets.room))
            left = None
        else:
            sheets.lay(_strips(block, style, sheets.room))
    sheets.lay_in_columns(waiting)
    return sheets


def print_blocks(
    story: Story, style: Style, path: Path, lay_table: Callable[[Table, Style, float], list[Strip]]
) -> None:
    """Print a story block by block, its tables as `lay_table` (table, style, room) sets them."""
    sheets = Sheets(style, story.head)
    for block in story.blocks:
        if isinstance(block, Opening):
            sheets.open(block.head)
        elif isinstance(block, Table):
            sheets.lay(lay_table(block, style, sheets.room))
        else:
            sheets.lay(_strips(block, style, sheets.room))
    _print_sheets(sheets, path)


def _fits(table: Table, style: Style, room: float) -> bool:
    return (
        sum(column_widths(table, style, style.size * style.table_size, room)) <= room + 0.1
        and table.width <= 4
    )


def _fits_spaced(block: Spaced, style: Style, room: float) -> bool:
    name = font(style.family, bold=block.bold)
    return spaced_width(block, spaced_stops(block, name, style.size, room), name, style.size) <= room


def _strips(block: Block, style: Style, room: float) -> list[Strip]:
    if isinstance(block, Spaced):
        return spaced_strips(block, style, room)
    if isinstance(block, Text):
        return text_strips(block, style, room)
    if not isinstance(block, Table):
        raise TypeError(block)
    return mono_strips(block, style, room) if style.monospaced else table_strips(block, style, room)


def _next_to_each_other(left: Table, right: Table, style: Style, room: float) -> list[Strip]:
    """Return one strip that holds two tables."""
    half = (room - 2.5 * style.size) / 2
    pieces = [_strips(table, style, half) for table in (left, right)]

    def print_both(canvas: Canvas, x: float, y: float) -> None:
        for number, strips in enumerate(pieces):
            top = y
            for strip in strips:
                strip.draw(canvas, x + number * (room - half), top)
                top -= strip.height

    return [Strip(max(sum(strip.height for strip in strips) for strips in pieces), print_both)]


def print_story(story: Story, style: Style, path: Path) -> int:
    """Print a story to a PDF file and return the count of its pages. The same story gives the same bytes."""
    return _print_sheets(set_story(story, style), path)


def _print_sheets(sheets: Sheets, path: Path) -> int:
    style = sheets.style
    canvas = Canvas(str(path), pagesize=sheets.size, invariant=1)
    for number, page in enumerate(sheets.pages, 1):
        print_head(canvas, style, sheets.size, sheets.heads[number - 1], number, len(sheets.pages))
        for x, y, strip in page:
            strip.draw(canvas, x, y)
        print_foot(canvas, style, sheets.size, number, len(sheets.pages))
        canvas.showPage()
    canvas.save()
    return len(sheets.pages)
