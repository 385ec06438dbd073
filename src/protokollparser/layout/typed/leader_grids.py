"""Lists whose page numbers or amounts stand behind dots: `Sammanfattning ........ 3`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from protokollparser.core.document import Document
from protokollparser.core.layout import Grid, GridRow, Line
from protokollparser.layout.lines import Bounds
from protokollparser.layout.typed.cells import cut_cells

_LEADER = re.compile(
    r"(?:\.{3,}|(?:\. ?){4,}|…+\.*|_{4,}|·{3,})[ \t]*"
    r"(?P<page>\d{1,4}(?: ?[-–] ?\d{1,4})?"
    r"|[-–]?[1-9]\d{0,2}(?:[ .]\d{3}){1,3}(?:[,:]\d\d|:[-–—])?(?: ?kr)?|\d{1,9}(?:,\d\d|:[-–—]| ?kr))$"
)
_ENDS = frozenset("-–—r")
_FILLS = frozenset("._…·")
_FEWEST_ROWS = 3


def find_grids(
    document: Document, lines: Sequence[Line], bounds: Sequence[Bounds], taken: Collection[int]
) -> list[Grid]:
    """Return the runs of three or more such lines on a page, in order, leaving the lines in `taken` alone."""
    grids: list[Grid] = []
    run: list[GridRow] = []
    for line in lines:
        if not line.text:
            continue
        row = None if line.index in taken else _row(document, line)
        if run and (row is None or line.page != lines[run[-1].last].page or line.index > run[-1].last + 2):
            grids += _grid(run)
            run = []
        if row is not None:
            run.append(row)
    return grids + _grid(run)


def _row(document: Document, line: Line) -> GridRow | None:
    last = line.text[-1]
    if not (last.isdecimal() or last in _ENDS) or _FILLS.isdisjoint(line.text):
        return None
    text = document.pages[line.page - 1].text
    match = _LEADER.search(text, line.start, line.end)
    if match is None or match.start() == line.start:
        return None
    page = match.start("page")
    return GridRow(line.index, line.index, cut_cells(line.page, text, [(line.start, page), (page, line.end)]))


def _grid(rows: list[GridRow]) -> list[Grid]:
    return [Grid(rows[0].first, rows[-1].last, "aligned", tuple(rows))] if len(rows) >= _FEWEST_ROWS else []
