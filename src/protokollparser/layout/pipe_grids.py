"""Tables drawn with pipes: `| a | b |`, with or without a line of dashes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from protokollparser.core.document import Document
from protokollparser.core.layout import Grid, GridRow, Line
from protokollparser.layout.cells import cut_cells
from protokollparser.layout.lines import Bounds

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t:-]*)*\|?")


def find_grids(
    document: Document, lines: Sequence[Line], bounds: Sequence[Bounds], taken: Collection[int]
) -> list[Grid]:
    """Return the runs of two or more pipe rows, in order, leaving the lines in `taken` alone."""
    grids = []
    run: list[GridRow] = []
    for line in lines:
        row = _row(document, line) if line.text and line.index not in taken else None
        if run and (row is None or line.page != lines[run[-1].last].page):
            grids += _grid(run)
            run = []
        if row is not None:
            run.append(row)
    return grids + _grid(run)


def _row(document: Document, line: Line) -> GridRow | None:
    if not line.text.startswith("|"):
        return None
    text = document.pages[line.page - 1].text
    marks = [match.start() for match in _PIPE.finditer(text, line.start, line.end)]
    if len(marks) < 2:
        return None
    stops = marks[1:] if marks[-1] == line.end - 1 else [*marks[1:], line.end]
    pieces = [(start + 1, stop) for start, stop in zip(marks, stops, strict=False)]
    drawn = "-" in line.text and _RULE.fullmatch(line.text) is not None
    return GridRow(line.index, line.index, cut_cells(line.page, text, pieces), rule_line=drawn)


def _grid(rows: list[GridRow]) -> list[Grid]:
    if len(rows) < 2 or all(row.rule_line for row in rows):
        return []
    return [Grid(rows[0].first, rows[-1].last, "pipe", tuple(rows))]
