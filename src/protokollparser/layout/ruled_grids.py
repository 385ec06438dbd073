"""Tables drawn with rules on PDF pages: cells are what the rules enclose."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from protokollparser.core.document import Document, Page, Word
from protokollparser.core.layout import Grid, GridCell, GridRow, Line
from protokollparser.core.text import clean
from protokollparser.layout.figures import is_figure
from protokollparser.layout.rulings import Lattice, find_lattices

Place = tuple[int, int]


def find_grids(document: Document, lines: Sequence[Line]) -> list[Grid]:
    """Return the ruled tables with two rows and two columns or more, in order; none shares lines."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.text:
            by_page[line.page].append(line)
    grids: list[Grid] = []
    for page in document.pages:
        if not page.rulings or not page.words:
            continue
        for lattice in find_lattices(page.rulings):
            grid = _grid(page, by_page[page.number], lattice)
            if grid is not None and (not grids or grid.first > grids[-1].last):
                grids.append(grid)
    return grids


def _grid(page: Page, lines: Sequence[Line], lattice: Lattice) -> Grid | None:
    if len(lattice.xs) < 3 or len(lattice.ys) < 3:
        return None
    owner, spans = _merge(lattice)
    held: dict[Place, list[Word]] = defaultdict(list)
    for word in page.words:
        place = _place(lattice, word)
        if place is not None:
            held[owner[place]].append(word)
    if not _is_table(held):
        return None
    rows: list[GridRow] = []
    for number in range(len(lattice.ys) - 1):
        row = {place[1]: words for place, words in held.items() if place[0] == number}
        upright = [w for column, words in row.items() if spans[number, column][0] == 1 for w in words]
        touched = _touched(lines, upright or [word for words in row.values() for word in words])
        if not touched and not rows:
            continue
        if len(touched) > 1 and _holds_rows(lines, row):
            for line in touched:
                own = {column: _on(line, words) for column, words in row.items()}
                rows.append(GridRow(line.index, line.index, _cells(page, number, owner, {}, own)))
            continue
        first = touched[0].index if touched else rows[-1].last
        last = touched[-1].index if touched else rows[-1].last
        rows.append(GridRow(first, last, _cells(page, number, owner, spans, row)))
    if len(rows) < 2:
        return None
    return Grid(min(row.first for row in rows), max(row.last for row in rows), "ruled", tuple(rows))


def _is_table(held: dict[Place, list[Word]]) -> bool:
    """True unless the rules are a frame or a chart, where most rows hold one piece of text at most."""
    rows = Counter(row for row, _ in held)
    columns = {column for _, column in held}
    return len(rows) >= 2 and len(columns) >= 2 and 2 * sum(n >= 2 for n in rows.values()) >= len(rows)


def _touched(lines: Sequence[Line], words: Sequence[Word]) -> list[Line]:
    """Return the lines on which the words stand, in order."""
    starts = [line.start for line in lines]
    numbers = sorted({bisect_right(starts, word.start) - 1 for word in words})
    return [lines[number] for number in numbers]


def _on(line: Line, words: Sequence[Word]) -> list[Word]:
    return [word for word in words if line.start <= word.start < line.end]


def _holds_rows(lines: Sequence[Line], row: dict[int, list[Word]]) -> bool:
    """True when some cell holds nothing but figures, one on each of its lines: no rules part these rows."""
    for words in row.values():
        printed = [" ".join(_texts(line, words)) for line in _touched(lines, words)]
        if len(printed) > 1 and all(is_figure(text) for text in printed):
            return True
    return False


def _texts(line: Line, words: Sequence[Word]) -> list[str]:
    """Return the printed words among `words` on a line whose text is as printed."""
    return [line.text[word.start - line.start : word.end - line.start] for word in _on(line, words)]


def _merge(lattice: Lattice) -> tuple[dict[Place, Place], dict[Place, Place]]:
    """Return for each elementary cell the upper left one of its merged cell, and the spans of those."""
    owner: dict[Place, Place] = {}
    spans: dict[Place, Place] = {}
    row_count, column_count = len(lattice.ys) - 1, len(lattice.xs) - 1
    for row in range(row_count):
        for column in range(column_count):
            if (row, column) in owner:
                continue
            wide = 1
            while (
                column + wide < column_count
                and (row, column + wide) not in owner
                and not lattice.wall_right(row, column + wide - 1)
            ):
                wide += 1
            tall = 1
            while row + tall < row_count and not any(
                lattice.wall_below(row + tall - 1, at) or (row + tall, at) in owner
                for at in range(column, column + wide)
            ):
                tall += 1
            spans[row, column] = (tall, wide)
            for down in range(tall):
                for right in range(wide):
                    owner[row + down, column + right] = (row, column)
    return owner, spans


def _place(lattice: Lattice, word: Word) -> Place | None:
    """Return the elementary cell that holds the middle of a word."""
    row = bisect_right(lattice.ys, (word.top + word.bottom) / 2) - 1
    column = bisect_right(lattice.xs, (word.x0 + word.x1) / 2) - 1
    if 0 <= row < len(lattice.ys) - 1 and 0 <= column < len(lattice.xs) - 1:
        return row, column
    return None


def _cells(
    page: Page,
    number: int,
    owner: dict[Place, Place],
    spans: dict[Place, Place],
    row: dict[int, list[Word]],
) -> tuple[GridCell, ...]:
    """Return one row's cells. A place that a merged cell covers holds a blank cell.

    A cell over several lines has its first line as its place; its text is whole.
    """
    at = min((word.start for words in row.values() for word in words), default=0)
    cells = []
    for column in range(max(column for _, column in owner) + 1):
        words = row.get(column)
        tall, wide = spans.get((number, column), (1, 1))
        if words:
            start, end = _first_piece(page, words)
            cells.append(GridCell(page.number, start, end, _whole(page, words), tall, wide))
            at = end
        else:
            cells.append(GridCell(page.number, at, at, "", tall, wide))
    return tuple(cells)


def _whole(page: Page, words: Sequence[Word]) -> str:
    """Return the cleaned text of words that other cells' words may stand between."""
    text = page.text[words[0].start : words[0].end]
    for before, word in itertools.pairwise(words):
        glue = "" if before.end == word.start else " "
        text += glue + page.text[word.start : word.end]
    return clean(text)


def _first_piece(page: Page, words: Sequence[Word]) -> tuple[int, int]:
    """Return the offsets of the words that follow each other without others between, from the first on."""
    start, end = words[0].start, words[0].end
    for word in words[1:]:
        if page.text[end : word.start].strip():
            break
        end = word.end
    return start, end
