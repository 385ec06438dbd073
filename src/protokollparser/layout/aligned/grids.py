"""Tables without separators and upright rules: pieces of lines that stand under each other.

Careful on purpose: what only looks like columns, as prose set in two of them, is left alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

from protokollparser.core.document import Document
from protokollparser.core.layout import Grid, Line
from protokollparser.layout.aligned.cells import make_rows
from protokollparser.layout.aligned.pages import carry_over
from protokollparser.layout.aligned.regions import find_regions, join_parts
from protokollparser.layout.aligned.segments import SegmentedLine, cut_lines
from protokollparser.layout.aligned.sheet import Sheet
from protokollparser.layout.aligned.tables import AlignedTable, has_figures, read_frame, read_table
from protokollparser.layout.lines import Bounds
from protokollparser.layout.ruled.flat_rules import flat_rules
from protokollparser.layout.ruled.frames import find_frames
from protokollparser.layout.ruled.rulings import Rule

# What is drawn under words stands no further down, in type sizes.
_UNDER = 1.6


def find_grids(
    document: Document, lines: Sequence[Line], bounds: Sequence[Bounds], taken: Collection[int]
) -> list[Grid]:
    """Return the unruled tables in order, leaving the lines in `taken` alone."""
    grids: list[Grid] = []
    above: Sheet | None = None
    tables: list[AlignedTable] = []
    # Of a thousand pages no more than two are held at a time, cut into their pieces.
    for _, group in itertools.groupby(lines, key=lambda line: line.page):
        printed = [line for line in group if line.text]
        if len(printed) < 2:
            continue
        below = _sheet(document, printed, bounds, taken)
        found = _tables(below)
        if above is not None:
            if below.page.number == above.page.number + 1 and below.page.words:
                foot, head = carry_over(above, tables, below, found)
                tables += [foot] if foot else []
                found[:0] = [head] if head else []
            grids += _grids(above, tables)
        above, tables = below, found
    return grids + (_grids(above, tables) if above is not None else [])


def _grids(sheet: Sheet, tables: Sequence[AlignedTable]) -> list[Grid]:
    """Return the tables of a page as grids."""
    grids = []
    placed = any(line.placed for line in sheet.lines)
    for table in tables:
        rows = make_rows(sheet.page, table, [line.line for line in sheet.drawn])
        edges = tuple(x for column in table.columns for x in (column.left, column.right) if placed)
        grids.append(Grid(rows[0].first, rows[-1].last, "aligned", rows, edges))
    return grids


def _sheet(
    document: Document, printed: Sequence[Line], bounds: Sequence[Bounds], taken: Collection[int]
) -> Sheet:
    page = document.pages[printed[0].page - 1]
    free = [line for line in printed if line.index not in taken]
    every = cut_lines(page, free, [bounds[line.index][0] for line in free])
    drawn = [line for number, line in enumerate(every) if line.drawn and _underlines(every, number)]
    held = {line.line.index for line in drawn}
    lines = [line for line in every if line.line.index not in held]
    rules = sorted([*flat_rules(page), *map(_as_rule, drawn)], key=lambda rule: (rule.at, rule.low))
    return Sheet(page, lines, _bars(lines, printed, taken), rules, drawn)


def _tables(sheet: Sheet) -> list[AlignedTable]:
    """Return the tables of a page from the top down.

    Those with figures come first: what stands above them in columns may be their header.
    """
    tables: list[AlignedTable] = []
    if sum(1 for line in sheet.lines if len(line.segments) > 1) < 2:
        return tables
    for bands in find_frames(sheet):
        table = read_frame(sheet, bands)
        if table is not None and not any(
            other.first <= table.last and table.first <= other.last for other in tables
        ):
            tables.append(table)
    regions = sorted(
        join_parts(sheet, list(find_regions(sheet))), key=lambda region: not has_figures(sheet, *region)
    )
    for first, last in regions:
        start = max((table.last + 1 for table in tables if table.last < last), default=0)
        if first < start or any(table.first <= last and first <= table.last for table in tables):
            continue
        table = read_table(sheet, start, first, last)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: table.first)


def _as_rule(line: SegmentedLine) -> Rule:
    """Return a line of dashes as a rule."""
    return Rule((line.top + line.bottom) / 2, line.segments[0].x0, line.segments[-1].x1)


def _underlines(lines: Sequence[SegmentedLine], number: int) -> bool:
    """True for a line of dashes in one piece, or in pieces most of which stand right under words.

    Names are signed over pieces with nothing above them.
    """
    line = lines[number]
    if len(line.segments) == 1 or not line.placed:
        return True
    above = lines[number - 1]
    if not number or line.bottom - above.bottom > _UNDER * line.size:
        return False
    under = [
        piece for piece in line.segments if any(s.x1 > piece.x0 and s.x0 < piece.x1 for s in above.segments)
    ]
    return 2 * len(under) > len(line.segments)


def _bars(lines: Sequence[SegmentedLine], printed: Sequence[Line], taken: Collection[int]) -> list[bool]:
    """Return before which lines something else stands.

    That is a table found before, blank lines in a text, or the head of the next column on a page in columns.
    """
    order = {line.index: number for number, line in enumerate(printed)}
    bars = [True] if lines else []
    for above, below in itertools.pairwise(lines):
        between = printed[order[above.line.index] + 1 : order[below.line.index]]
        blank = not below.placed and below.line.index - above.line.index - len(between) > 2
        next_column = below.placed and below.bottom < above.top
        bars.append(blank or next_column or any(line.index in taken for line in between))
    return bars
