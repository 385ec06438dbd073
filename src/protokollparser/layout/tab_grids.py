"""Tables whose cells are separated by tabs."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from protokollparser.core.document import Document
from protokollparser.core.layout import Grid, GridRow, Line
from protokollparser.layout.cells import cut_cells
from protokollparser.layout.lines import Bounds

_LIST_MARK = re.compile(r"(?:[-–—•●▪■*o+·]|\(?\d{1,2}[.)]|\(?[a-zA-ZåäöÅÄÖ][.)])[ ]*")


def find_grids(
    document: Document, lines: Sequence[Line], bounds: Sequence[Bounds], taken: Collection[int]
) -> list[Grid]:
    """Return the runs of two or more lines with tabs that are tables, leaving the lines in `taken` alone."""
    grids = []
    run: list[GridRow] = []
    for line, (low, high) in zip(lines, bounds, strict=True):
        text = document.pages[line.page - 1].text
        tabbed = bool(line.text) and line.index not in taken and text.find("\t", low, high) >= 0
        if run and (not tabbed or line.page != lines[run[-1].last].page):
            grids += _grid(run)
            run = []
        if tabbed:
            run.append(GridRow(line.index, line.index, cut_cells(line.page, text, _between(text, low, high))))
    return grids + _grid(run)


def _between(text: str, low: int, high: int) -> list[Bounds]:
    pieces = []
    while (tab := text.find("\t", low, high)) >= 0:
        pieces.append((low, tab))
        low = tab + 1
    pieces.append((low, high))
    return pieces


def _grid(rows: list[GridRow]) -> list[Grid]:
    """Return the rows as a grid, unless they are a list with tabs after its marks, or indented lines."""
    if len(rows) < 2 or not any(_parted(row) for row in rows):
        return []
    if all(len(row.cells) == 2 and _LIST_MARK.fullmatch(row.cells[0].text) for row in rows):
        return []
    return [Grid(rows[0].first, rows[-1].last, "tab", tuple(rows))]


def _parted(row: GridRow) -> bool:
    """True when a tab stands between two printed cells."""
    return sum(1 for cell in row.cells if cell.text) >= 2
