"""Pages into lines, table grids and furniture: `arrange(document, rules)`."""

from __future__ import annotations

from protokollparser.core.document import Document
from protokollparser.core.layout import Layout
from protokollparser.core.rules import Rules
from protokollparser.layout import continuation, furniture, pipe_grids, tab_grids
from protokollparser.layout.lines import build_lines


def arrange(document: Document, rules: Rules) -> Layout:
    """Return the document's lines in reading order, its table grids, and the furniture set aside."""
    lines, bounds = build_lines(document)
    grids = pipe_grids.find_grids(document, lines, bounds)
    grids += tab_grids.find_grids(
        document, lines, bounds, {i for g in grids for i in range(g.first, g.last + 1)}
    )
    grids.sort(key=lambda grid: grid.first)
    marks = furniture.find_furniture(document, lines, grids, rules)
    grids = continuation.join_grids(lines, grids, marks)
    return Layout(document=document, lines=lines, grids=tuple(grids), furniture=tuple(marks))
