"""Pages into lines, table grids and furniture: `arrange(document, rules)`."""

from __future__ import annotations

from protokollparser.core.document import Document
from protokollparser.core.layout import Layout
from protokollparser.core.rules import Rules
from protokollparser.layout import (
    aligned_grids,
    continuation,
    furniture,
    leader_grids,
    pipe_grids,
    ruled_grids,
    single_column_grids,
    tab_grids,
)
from protokollparser.layout.lines import build_lines


def arrange(document: Document, rules: Rules) -> Layout:
    """Return the document's lines in reading order, its table grids, and the furniture set aside."""
    lines, bounds = build_lines(document)
    grids = ruled_grids.find_grids(document, lines)
    for finder in (pipe_grids, tab_grids, leader_grids, aligned_grids, single_column_grids):
        taken = {index for grid in grids for index in range(grid.first, grid.last + 1)}
        grids += finder.find_grids(document, lines, bounds, taken)
    grids.sort(key=lambda grid: grid.first)
    marks = furniture.find_furniture(document, lines, grids, rules)
    grids = continuation.join_grids(lines, grids, marks)
    return Layout(document=document, lines=lines, grids=tuple(grids), furniture=tuple(marks))
