"""A grid with its cells read, before it is known what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from protokollparser.core.layout import Grid, GridCell
from protokollparser.core.quantities import Quantity, read_cell
from protokollparser.core.units import Units

# A day in eight digits, a stretch of years.
_NO_FIGURE = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d"
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)\d\d)?")
_ORE = re.compile(r"(\d{1,4}):(\d\d)")
_LETTERS = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True)
class Draft:
    """One table region: its grid, and which cells are figures or missing marks as a whole."""

    grid: Grid
    figures: dict[tuple[int, int], Quantity]

    @cached_property
    def width(self) -> int:
        """The number of columns of the widest row that is no drawn line."""
        return max((len(row.cells) for row in self.grid.rows if not row.rule_line), default=0)

    @property
    def height(self) -> int:
        """The number of rows, drawn lines included."""
        return len(self.grid.rows)

    def cell(self, row: int, column: int) -> GridCell | None:
        """Return a cell, None where a ragged row has none."""
        cells = self.grid.rows[row].cells
        return cells[column] if column < len(cells) else None

    def text(self, row: int, column: int) -> str:
        """Return the cleaned text of a cell, '' where there is none."""
        texts = self._texts[row]
        return texts[column] if column < len(texts) else ""

    def texts(self, row: int) -> list[str]:
        """Return the cleaned texts of a row, padded to the table's width."""
        return self._texts[row][: self.width]

    def filled(self, row: int) -> list[int]:
        """Return the columns in which something is printed in a row; none in a drawn line."""
        return self._filled[row]

    @cached_property
    def _texts(self) -> list[list[str]]:
        """The cleaned texts of all rows, padded to the table's width."""
        rows = ([cell.text for cell in row.cells] for row in self.grid.rows)
        return [texts + [""] * (self.width - len(texts)) for texts in rows]

    @cached_property
    def _filled(self) -> list[list[int]]:
        """The columns in which something is printed, for all rows; none for drawn lines."""
        return [
            [] if row.rule_line else [at for at, text in enumerate(texts[: self.width]) if text]
            for row, texts in zip(self.grid.rows, self._texts, strict=True)
        ]

    def figure(self, row: int, column: int) -> Quantity | None:
        """Return the figure of a cell; None for text, blanks and missing marks."""
        quantity = self.figures.get((row, column))
        return quantity if quantity is not None and quantity.value is not None else None

    @cached_property
    def figure_columns(self) -> frozenset[int]:
        """The columns that hold figures: from the first one down, at most two cells in five are text.

        A column of years alone holds none.
        """
        found = set()
        for column in range(self.width):
            rows = [row for row in range(self.height) if not self.grid.rows[row].rule_line]
            first = next((row for row in rows if self.figure(row, column)), None)
            if first is None:
                continue
            below = [row for row in rows if row >= first and self.text(row, column)]
            told = [row for row in below if (row, column) in self.figures]
            if len(told) >= len(below) * 0.6 and not self._tells_years(column, rows):
                found.add(column)
        return frozenset(found)

    def _tells_years(self, column: int, rows: list[int]) -> bool:
        """True when two cells or more are years, and all cells from the first of them on."""
        told = [bool(_YEARS.fullmatch(text)) for row in rows if (text := self.text(row, column))]
        return told.count(True) > 1 and all(told[told.index(True) :])

    @cached_property
    def drawn(self) -> int | None:
        """The position of the first drawn line, None when there is none."""
        return next((i for i, row in enumerate(self.grid.rows) if row.rule_line), None)

    def lettered(self, row: int, column: int) -> bool:
        """True when a cell holds a word."""
        return bool(_LETTERS.search(self.text(row, column)))


def read_draft(grid: Grid, units: Units, ore_label: re.Pattern[str] | None = None) -> Draft:
    """Return a grid with its cells read.

    A row of prices in kronor and öre ("21:65") begins with a label that `ore_label` names.
    """
    figures = {}
    for position, row in enumerate(grid.rows):
        if row.rule_line:
            continue
        texts = [cell.text for cell in row.cells if cell.text]
        prices = len(texts) > 1 and all(_ORE.fullmatch(text) for text in texts[1:])
        in_ore = prices and ore_label is not None and bool(ore_label.search(texts[0]))
        for column, cell in enumerate(row.cells):
            quantity = read_cell(cell.text, units) if not _NO_FIGURE.fullmatch(cell.text) else None
            if in_ore and (price := _ORE.fullmatch(cell.text)):
                quantity = Quantity(Decimal(f"{price[1]}.{price[2]}"), digits=2)
            if quantity is not None and cell.text:
                figures[position, column] = quantity
    return Draft(grid, figures)
