"""Tables drawn with bars: `| a | b |`, with or without drawn lines between rows, and their kin.

The kin: tables without outer bars over a line of dashes, `+---+` lines, and the box signs of DOS texts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from protokollparser.core.document import Document
from protokollparser.core.layout import Grid, GridRow, Line
from protokollparser.layout.lines import Bounds
from protokollparser.layout.typed.cells import cut_cells

_BARS = "|│┃║¦"
_BAR = re.compile(rf"(?<!\\)[{_BARS}]")
_DRAWN = re.compile(r"[-+|:=_ \t│┃║─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜]+")
_CROSSING = re.compile(r"[|+│┃║┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜]")
_BEGINS = re.compile(rf"[{_BARS}]|{_CROSSING.pattern}")
# A lone hyphen between spaces is a cell without a figure.
_STROKE = re.compile(r"[-=]{2}|[|+:]-|-[|+:]|[─━═]")
_UNDERLINE = re.compile(r":?-{2,}:?(?:[ \t]*\|[ \t]*:?-{2,}:?)+")


def find_grids(
    document: Document, lines: Sequence[Line], bounds: Sequence[Bounds], taken: Collection[int]
) -> list[Grid]:
    """Return the runs of two or more rows of bars, in order, leaving the lines in `taken` alone."""
    open_rows = _rows_without_outer_bars(lines)
    grids = []
    run: list[GridRow] = []
    for line in lines:
        row = None
        if line.text and line.index not in taken:
            row = _row(document, line, line.index in open_rows)
        if run and (row is None or line.page != lines[run[-1].last].page):
            grids += _grid(run)
            run = []
        if row is not None:
            run.append(row)
    return grids + _grid(run)


def _rows_without_outer_bars(lines: Sequence[Line]) -> set[int]:
    """Return the lines around a bare line of dashes and bars that hold bars too: its header and its body."""
    found: set[int] = set()
    for line in lines:
        if "-" not in line.text[:3] or _UNDERLINE.fullmatch(line.text) is None:
            continue
        last = line.index
        while last + 1 < len(lines) and "|" in lines[last + 1].text and lines[last + 1].page == line.page:
            last += 1
        first = line.index
        if first and "|" in lines[first - 1].text and lines[first - 1].page == line.page:
            first -= 1
        found.update(range(first, last + 1))
    return found


def _row(document: Document, line: Line, is_open: bool) -> GridRow | None:
    """Return the cells of a line that begins with a bar or drawn line, or None."""
    if not is_open and not _BEGINS.match(line.text):
        return None
    drawn = _STROKE.search(line.text) is not None and _DRAWN.fullmatch(line.text) is not None
    bar = _CROSSING if drawn else _BAR
    if not is_open and (bar.match(line.text) is None or (line.text[0] == "+" and not drawn)):
        return None
    text = document.pages[line.page - 1].text
    marks = [match.start() for match in bar.finditer(text, line.start, line.end)]
    if len(marks) < (1 if is_open else 2):
        return None
    starts = [mark + 1 for mark in marks if mark + 1 < line.end]
    stops = [mark for mark in marks if mark > line.start]
    if marks[0] != line.start:
        starts.insert(0, line.start)
    if marks[-1] != line.end - 1:
        stops.append(line.end)
    pieces = list(zip(starts, stops, strict=True))
    return GridRow(line.index, line.index, cut_cells(line.page, text, pieces), rule_line=drawn)


def _grid(rows: list[GridRow]) -> list[Grid]:
    if len(rows) < 2 or all(row.rule_line for row in rows):
        return []
    return [Grid(rows[0].first, rows[-1].last, "pipe", tuple(rows))]
