"""Tables whose cells are separated by tabs."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from protokollparser.core.document import Document
from protokollparser.core.layout import Grid, GridRow, Line
from protokollparser.layout.figures import is_figure
from protokollparser.layout.lines import Bounds
from protokollparser.layout.typed.cells import cut_cells

_LIST_MARK = re.compile(r"(?:[-–—•●▪■*o+·]|att|mom\.? \d{1,2}[.:]?|\(?\d{1,2}[.)]|\(?[a-zA-ZåäöÅÄÖ][.)])[ ]*")

_LONG_LABEL = 60


def find_grids(
    document: Document, lines: Sequence[Line], bounds: Sequence[Bounds], taken: Collection[int]
) -> list[Grid]:
    """Return the runs of two or more lines with tabs that are tables, leaving the lines in `taken` alone.

    Where words have places, tabs tell no more than they do, and less.
    """
    runs: list[list[GridRow]] = []
    for line, (low, high) in zip(lines, bounds, strict=True):
        text = document.pages[line.page - 1].text
        if not line.text or line.top is not None or line.index in taken or text.find("\t", low, high) < 0:
            continue
        row = GridRow(line.index, line.index, cut_cells(line.page, text, _between(text, low, high)))
        above = lines[runs[-1][-1].last] if runs else None
        if above is not None and above.page == line.page and line.index == above.index + 1:
            runs[-1].append(row)
        else:
            label = _label_between(document, lines, above, line)
            if label is not None and _goes_on(runs[-1], row):
                runs[-1] += [label, row]
            else:
                runs.append([row])
    return [grid for run in runs for grid in _grid(run)]


def _label_between(
    document: Document, lines: Sequence[Line], above: Line | None, below: Line
) -> GridRow | None:
    """Return the one line between two lines as a row of one cell, where it could be a section label."""
    if above is None or below.page != above.page or below.index != above.index + 2:
        return None
    line = lines[below.index - 1]
    if not line.text or len(line.text) > _LONG_LABEL or line.text[-1] in ".,;":
        return None
    text = document.pages[line.page - 1].text
    return GridRow(line.index, line.index, cut_cells(line.page, text, [(line.start, line.end)]))


def _goes_on(rows: list[GridRow], row: GridRow) -> bool:
    """True when a row has figures in all its columns but the first, and as many columns as the rows above."""
    texts = [cell.text for cell in row.cells[1:]]
    columns = max(len(above.cells) for above in rows)
    return len(row.cells) == columns and all(is_figure(text) for text in texts if text) and any(texts)


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
