"""Pages into lines, table grids and furniture: `arrange(document, rules)`."""

from __future__ import annotations

from protokollparser.core.document import Document
from protokollparser.core.layout import Layout
from protokollparser.core.rules import Rules
from protokollparser.layout import continuation
from protokollparser.layout.aligned import forms
from protokollparser.layout.aligned import grids as aligned_grids
from protokollparser.layout.edges import furniture
from protokollparser.layout.lines import build_lines
from protokollparser.layout.order.reading_order import in_reading_order
from protokollparser.layout.order.side_heads import above_their_text
from protokollparser.layout.ruled import grids as ruled_grids
from protokollparser.layout.ruled.boxes import out_of_boxes
from protokollparser.layout.typed import leader_grids, pipe_grids, single_column_grids, tab_grids

# Where words have places, these tell more than the dots of a contents list, of which some lines have none.
_BY_SIGN = (pipe_grids, tab_grids, leader_grids, aligned_grids, single_column_grids)
_BY_PLACE = (pipe_grids, tab_grids, aligned_grids, leader_grids, single_column_grids)


def arrange(document: Document, rules: Rules) -> Layout:
    """Return the document's lines in reading order, its table grids, and the furniture set aside."""
    document = in_reading_order(above_their_text(out_of_boxes(document, rules)))
    lines, bounds = build_lines(document)
    grids = ruled_grids.find_grids(document, lines)
    placed = any(page.words for page in document.pages)
    for finder in _BY_PLACE if placed else _BY_SIGN:
        taken = {index for grid in grids for index in range(grid.first, grid.last + 1)}
        grids += finder.find_grids(document, lines, bounds, taken)
    grids = forms.without_forms(lines, grids, rules) if placed else grids
    grids.sort(key=lambda grid: grid.first)
    marks = furniture.find_furniture(document, lines, grids, rules)
    grids = continuation.join_grids(lines, grids, marks)
    return Layout(document=document, lines=lines, grids=tuple(grids), furniture=tuple(marks))
