"""Lists of labels with one column of figures, set with blanks: "Personal          1 842".

More careful still than with several columns: the figures stand on lines that follow each other, end at one
place, and some of them are printed as amounts are, in groups of three, with decimals or with a unit.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence

from protokollparser.core.document import Document
from protokollparser.core.layout import Grid, GridRow, Line
from protokollparser.layout.aligned.segments import SegmentedLine, cut_lines
from protokollparser.layout.lines import Bounds
from protokollparser.layout.typed.cells import cut_cells

_FEWEST_ROWS = 3
_LONGEST_LABEL = 60
_AMOUNT = (
    r"[-+–−(]?\s?(?:[1-9]\d{0,2}(?:[ .\u00a0\u202f]\d{3}){1,4}(?:,\d{1,2})?|\d{1,9},\d{1,2}"
    r"|\d{1,9} ?(?:%|kr|tkr|mkr|mnkr))\)?"
)
_ONLY_AMOUNT = re.compile(_AMOUNT, re.IGNORECASE)
_LAST_AMOUNT = re.compile(rf"{_AMOUNT}$", re.IGNORECASE)
_AMOUNT_ENDS = frozenset("0123456789%rR)")
_UNIT_ENDS = frozenset("rkt")
_FIELD = re.compile(r"[:?]$")


def find_grids(
    document: Document, lines: Sequence[Line], bounds: Sequence[Bounds], taken: Collection[int]
) -> list[Grid]:
    """Return the lists in order, leaving the lines in `taken` alone."""
    grids: list[Grid] = []
    run: list[SegmentedLine] = []
    drawn: set[int] = set()
    for row in _cut(document, lines, bounds, taken):
        if row is not None and run and _goes_on(run[-1], row):
            if row.drawn:
                drawn.add(row.line.index)
            run.append(row)
            continue
        grids += _grid(document, run, drawn)
        run = [row] if row is not None and _is_entry(row) else []
    return grids + _grid(document, run, drawn)


def _cut(
    document: Document, lines: Sequence[Line], bounds: Sequence[Bounds], taken: Collection[int]
) -> Iterator[SegmentedLine | None]:
    """Yield each free line cut into segments; None for those taken, blank ones, and pages without amounts."""
    for number, group in itertools.groupby(lines, key=lambda line: line.page):
        printed = list(group)
        free = [line for line in printed if line.text and line.index not in taken]
        page = document.pages[number - 1]
        if not any(_ends_in_amount(page.text, line) for run in _figured(free) for line in run):
            yield from itertools.repeat(None, len(printed))
            continue
        cut = iter(cut_lines(page, free, [bounds[line.index][0] for line in free]))
        for line in printed:
            yield next(cut) if line.text and line.index not in taken else None


def _figured(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the runs of lines enough that may end in figures: their last letters are no words'."""
    run: list[Line] = []
    for line in lines:
        last = line.text[-1]
        if last.isalpha() and last.casefold() not in _UNIT_ENDS:
            continue
        if run and line.index != run[-1].index + 1:
            if len(run) >= _FEWEST_ROWS:
                yield run
            run = []
        run.append(line)
    if len(run) >= _FEWEST_ROWS:
        yield run


def _ends_in_amount(text: str, line: Line) -> bool:
    """True for a line at whose end a figure is printed as amounts are."""
    return text[line.end - 1] in _AMOUNT_ENDS and bool(_LAST_AMOUNT.search(text, line.start, line.end))


def _is_entry(row: SegmentedLine) -> bool:
    """True for a label and a figure, with nothing else on the line."""
    if len(row.segments) != 2 or row.segments[0].figure or not row.segments[1].figure:
        return False
    label = row.line.text[: row.segments[0].end - row.segments[0].start]
    return len(label) <= _LONGEST_LABEL and any(map(str.isalpha, label)) and not _FIELD.search(label)


def _goes_on(above: SegmentedLine, row: SegmentedLine) -> bool:
    """True when a line follows another of the list: its figure ends at the same place, or it is drawn."""
    if row.line.page != above.line.page or row.line.index != above.line.index + 1:
        return False
    if row.drawn or above.drawn:
        return row.drawn != _is_entry(row)
    slack = max(above.slack, row.slack)
    return _is_entry(row) and abs(row.segments[1].x1 - above.segments[1].x1) <= slack


def _grid(document: Document, run: list[SegmentedLine], drawn: set[int]) -> list[Grid]:
    """Return a run as a grid, none when it is too short or its figures are no amounts."""
    while run and run[-1].line.index in drawn:
        run = run[:-1]
    entries = [row for row in run if row.line.index not in drawn]
    if len(entries) < _FEWEST_ROWS:
        return []
    edges = [row.segments[1].x1 for row in entries]
    slack = max(row.slack for row in entries)
    if max(edges) - min(edges) > slack * 2 or not any(_is_amount(document, row) for row in entries):
        return []
    rows = []
    for row in run:
        text = document.pages[row.line.page - 1].text
        pieces = [(segment.start, segment.end) for segment in row.segments]
        cells = cut_cells(row.line.page, text, pieces)
        rows.append(GridRow(row.line.index, row.line.index, cells, rule_line=row.line.index in drawn))
    return [Grid(rows[0].first, rows[-1].last, "aligned", tuple(rows))]


def _is_amount(document: Document, row: SegmentedLine) -> bool:
    """True when a figure is printed as amounts are and not as numbers of pages or years."""
    text = document.pages[row.line.page - 1].text[row.segments[1].start : row.segments[1].end]
    return _ONLY_AMOUNT.fullmatch(text) is not None
