"""Cells cut out of a printed line at its separators."""

from __future__ import annotations

from collections.abc import Iterable

from protokollparser.core.layout import GridCell
from protokollparser.core.text import clean


def cut_cells(page: int, text: str, pieces: Iterable[tuple[int, int]]) -> tuple[GridCell, ...]:
    """Return one cell for each `start, end` of the page text, trimmed; a blank one has no length."""
    cells = []
    for start, end in pieces:
        raw = text[start:end]
        body = raw.strip()
        at = start + len(raw) - len(raw.lstrip()) if body else start
        cells.append(GridCell(page=page, start=at, end=at + len(body), text=clean(body)))
    return tuple(cells)
