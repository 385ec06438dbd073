"""What layout made of one page, as rectangles to be drawn over a picture of it."""

from __future__ import annotations

from protokollparser.core.layout import Layout, Mark
from protokollparser.core.spans import Box


def marks(layout: Layout, number: int) -> list[Mark]:
    """Return the lines, furniture, cells, tables and words of page `number`, in the order of drawing."""
    page = layout.document.pages[number - 1]
    found: list[Mark] = []
    for line in layout.lines:
        if line.page == number and line.text:
            kind = "furniture" if line.index in layout.furniture_at else "line"
            found += _marked(kind, page.box(line.start, line.end))
    for grid in layout.grids:
        rows = [row for row in grid.rows if layout.lines[row.first].page == number]
        boxes = [page.box(cell.start, cell.end) for row in rows for cell in row.cells if cell.text]
        inside = [box for box in boxes if box is not None]
        for box in inside:
            found += _marked("cell", box)
        if inside:
            found.append(Mark("table", _around(inside)))
    words = (Box(word.x0, word.top, word.x1, word.bottom) for word in page.words)
    return [*found, *(Mark("word", box) for box in words)]


def _marked(kind: str, box: Box | None) -> list[Mark]:
    return [Mark(kind, box)] if box is not None else []


def _around(boxes: list[Box]) -> Box:
    """Return the rectangle around others."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
