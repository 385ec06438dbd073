"""Tables drawn with rules on PDF pages: cells are what the rules enclose."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import add

from protokollparser.core.document import Document, Page
from protokollparser.core.layout import Grid, GridCell, GridRow, Line
from protokollparser.core.text import clean
from protokollparser.layout.aligned.segments import cut_lines
from protokollparser.layout.figures import is_figure
from protokollparser.layout.ruled.rulings import Lattice, Rule, find_lattices

Place = tuple[int, int]
# Words this far apart, in type sizes, are two cells where rules below part them.
_APART = 1.5
# So many lines in one row may be rows that no rules part.
_OPEN_LINES = 4
# A label has so many words at most.
_LABEL_WORDS = 8
# Blank columns and rows narrower than this, in points, lie between the two lines of a double rule or frame.
_DOUBLE = 7.0


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
    lattice = _single(page, lattice)
    if len(lattice.xs) < 3 or len(lattice.ys) < 3:
        return None
    owner, spans = _merge(lattice)
    held: dict[int, dict[int, list[int]]] = defaultdict(dict)
    for number, place in _placed(page, lattice):
        row, column = owner[place]
        held[row].setdefault(column, []).append(number)
    framed = _unframed(held, spans, len(lattice.ys) - 1, len(lattice.xs) - 1)
    held = {row: cells for row, cells in held.items() if row in framed}
    if not _is_table(held):
        return None
    for (row, column), span in list(spans.items()):
        if span[1] > 1 and span[0] == 1 and column in held.get(row, {}):
            _part(page, lattice, held[row], spans, (row, column))
    table = _Table(page, lines, len(lattice.xs) - 1)
    labelled = _with_labels(page, table, lattice, held)
    if labelled is not None:
        return _grid(page, lines, labelled)
    rows: list[GridRow] = []
    for number in framed:
        cells = held.get(number, {})
        upright = [w for column, words in cells.items() if spans[number, column][0] == 1 for w in words]
        touched = table.touched(upright or [word for words in cells.values() for word in words])
        if not touched and not rows:
            continue
        if len(touched) >= _OPEN_LINES and _is_open(page, touched, lattice):
            return None
        if len(touched) > 1 and table.holds_rows(cells):
            for line in touched:
                own = {column: table.on(line, words) for column, words in cells.items()}
                rows.append(GridRow(line.index, line.index, table.cells(number, own, {})))
            continue
        first = touched[0].index if touched else rows[-1].last
        last = touched[-1].index if touched else rows[-1].last
        rows.append(GridRow(first, last, table.cells(number, cells, spans)))
    if len(rows) < 2:
        return None
    edges = tuple(x for pair in itertools.pairwise(lattice.xs) for x in pair)
    return Grid(min(row.first for row in rows), max(row.last for row in rows), "ruled", tuple(rows), edges)


def _with_labels(
    page: Page, table: _Table, lattice: Lattice, held: Mapping[int, Mapping[int, Sequence[int]]]
) -> Lattice | None:
    """Return the lattice with a column for labels that stand left of its frame; None where there are none.

    They do when the first column inside has figures, and nearly all rows have words before it on their line.
    """
    firsts = [words for cells in held.values() for column, words in cells.items() if column == 0]
    if len(firsts) < _OPEN_LINES or 5 * sum(table.is_figure(words) for words in firsts) < 4 * len(firsts):
        return None
    places = page.printed_words.places
    left, ys = 100 * lattice.xs[0], [200 * y for y in lattice.ys]
    beside: dict[int, list[int]] = defaultdict(list)
    for word in range(len(places) // 4):
        if places[4 * word + 2] <= left and ys[0] < places[4 * word + 1] + places[4 * word + 3] < ys[-1]:
            beside[bisect_right(ys, places[4 * word + 1] + places[4 * word + 3]) - 1].append(word)
    told = 0
    for row, cells in held.items():
        on = {line.index for line in table.touched([word for words in cells.values() for word in words])}
        labels = {line.index for line in table.touched(beside[row])}
        told += bool(labels) and labels <= on and len(beside[row]) <= _LABEL_WORDS
    if 5 * told < 4 * len(held):
        return None
    start = min(places[4 * word] for words in beside.values() for word in words) / 100 - 1
    across = tuple(Rule(y, start, lattice.xs[0]) for y in lattice.ys)
    down = Rule(start, lattice.ys[0], lattice.ys[-1])
    return Lattice((*lattice.across, *across), (down, *lattice.down), (start, *lattice.xs), lattice.ys)


def _part(
    page: Page, lattice: Lattice, cells: dict[int, list[int]], spans: dict[Place, Place], place: Place
) -> None:
    """Part a cell over several columns of one line whose words stand apart, at the rules in their white."""
    (row, column), wide = place, spans[place][1]
    places, sizes = page.printed_words.places, page.printed_words.sizes
    held = sorted(cells[column], key=lambda word: places[4 * word])
    size = max(sizes[word] for word in held) / 10
    if max(places[4 * w + 1] for w in held) > min(places[4 * w + 3] for w in held):
        return
    starts = [(0, column)]
    for number, (one, other) in enumerate(itertools.pairwise(held), 1):
        low, high = places[4 * one + 2] / 100, places[4 * other] / 100
        if high - low < _APART * size:
            continue
        edges = [n for n in range(starts[-1][1] + 1, column + wide) if low < lattice.xs[n] < high]
        if not edges:
            return
        starts.append((number, min(edges, key=lambda n: abs(2 * lattice.xs[n] - low - high))))
    for (first, at), (last, end) in itertools.pairwise([*starts, (len(held), column + wide)]):
        cells[at] = held[first:last]
        spans[row, at] = (1, end - at)


def _is_open(page: Page, lines: Sequence[Line], lattice: Lattice) -> bool:
    """True when rules part only groups of columns: figures stand beside others in one cell, line by line."""
    cut = cut_lines(page, lines, [line.start for line in lines])
    for low, high in itertools.pairwise(lattice.xs):
        inside = [[s for s in line.segments if low < s.middle < high] for line in cut]
        printed = [segments for segments in inside if segments]
        several = sum(1 for segments in printed if len(segments) > 1 and segments[-1].figure)
        if several >= _OPEN_LINES - 1 and 2 * several > len(printed):
            return True
    return False


def _single(page: Page, lattice: Lattice) -> Lattice:
    """Return the lattice with double rules made single."""
    columns = [n for n, (low, high) in enumerate(itertools.pairwise(lattice.xs)) if high - low < _DOUBLE]
    rows = [n for n, (low, high) in enumerate(itertools.pairwise(lattice.ys)) if high - low < _DOUBLE]
    if not columns and not rows:
        return lattice
    places = {place for _, place in _placed(page, lattice)}
    filled_rows, filled_columns = {row for row, _ in places}, {column for _, column in places}
    return lattice.without(
        [column for column in columns if column not in filled_columns],
        [row for row in rows if row not in filled_rows],
    )


def _unframed(
    held: Mapping[int, Mapping[int, object]], spans: Mapping[Place, Place], height: int, width: int
) -> range:
    """Return the rows of a table without those at either end that are one cell: its title and its notes."""
    first, last = 0, height - 1
    while first < last and (not held.get(first) or spans.get((first, 0)) == (1, width)):
        first += 1
    while first < last and (not held.get(last) or spans.get((last, 0)) == (1, width)):
        last -= 1
    return range(first, last + 1)


def _placed(page: Page, lattice: Lattice) -> Iterator[tuple[int, Place]]:
    """Yield the numbers of the words whose middle an elementary cell holds, and the place of that cell.

    The words of a line stand at one height mostly: its row is looked up once.
    """
    # Twice the hundredths of a point in which places of words are kept.
    xs, ys = [200 * x for x in lattice.xs], [200 * y for y in lattice.ys]
    places = page.printed_words.places
    heights = list(map(add, places[1::4], places[3::4]))
    row_of = {y: bisect_right(ys, y) - 1 for y in set(heights)}
    last_row, last_column = len(ys) - 1, len(xs) - 1
    for number, (y, x0, x1) in enumerate(zip(heights, places[0::4], places[2::4], strict=True)):
        row = row_of[y]
        if 0 <= row < last_row:
            column = bisect_right(xs, x0 + x1) - 1
            if 0 <= column < last_column:
                yield number, (row, column)


def _is_table(held: Mapping[int, Mapping[int, object]]) -> bool:
    """True unless the rules are a frame or a chart, where most rows hold one piece of text at most."""
    columns = {column for row in held.values() for column in row}
    filled = sum(len(row) >= 2 for row in held.values())
    return len(held) >= 2 and len(columns) >= 2 and 2 * filled >= len(held)


def merged_cells(lattice: Lattice) -> dict[Place, Place]:
    """Return for each elementary cell of a lattice (row, column) the upper left one of its merged cell."""
    return _merge(lattice)[0]


def _merge(lattice: Lattice) -> tuple[dict[Place, Place], dict[Place, Place]]:
    """Return for each elementary cell the upper left one of its merged cell, and the spans of those."""
    owner: dict[Place, Place] = {}
    spans: dict[Place, Place] = {}
    right, below = lattice.walls_right(), lattice.walls_below()
    row_count, column_count = len(lattice.ys) - 1, len(lattice.xs) - 1
    if all(map(all, right)) and all(map(all, below)):
        every = list(itertools.product(range(row_count), range(column_count)))
        return dict(zip(every, every, strict=True)), dict.fromkeys(every, (1, 1))
    for row in range(row_count):
        for column in range(column_count):
            if (row, column) in owner:
                continue
            wide = 1
            while (
                column + wide < column_count
                and (row, column + wide) not in owner
                and not right[row][column + wide - 1]
            ):
                wide += 1
            tall = 1
            while row + tall < row_count and not any(
                below[row + tall - 1][at] or (row + tall, at) in owner for at in range(column, column + wide)
            ):
                tall += 1
            spans[row, column] = (tall, wide)
            for down in range(tall):
                for across in range(wide):
                    owner[row + down, column + across] = (row, column)
    return owner, spans


class _Table:
    """The words of a page by their numbers, put into the cells of one table."""

    def __init__(self, page: Page, lines: Sequence[Line], column_count: int) -> None:
        self._page = page
        self._words = page.printed_words
        self._lines = lines
        self._starts = [line.start for line in lines]
        self._columns = range(column_count)

    def touched(self, words: Sequence[int]) -> list[Line]:
        """Return the lines on which words stand, in order."""
        starts = self._words.starts
        numbers = sorted({bisect_right(self._starts, starts[word]) - 1 for word in words})
        return [self._lines[number] for number in numbers]

    def on(self, line: Line, words: Sequence[int]) -> list[int]:
        """Return those of the words that stand on a line."""
        return [word for word in words if line.start <= self._words.starts[word] < line.end]

    def holds_rows(self, row: Mapping[int, Sequence[int]]) -> bool:
        """True when some cell holds only figures, one on each of its lines: no rules part these rows."""
        for words in row.values():
            printed = [" ".join(self._texts(line, words)) for line in self.touched(words)]
            if len(printed) > 1 and all(is_figure(text) for text in printed):
                return True
        return False

    def cells(
        self, number: int, row: Mapping[int, Sequence[int]], spans: Mapping[Place, Place]
    ) -> tuple[GridCell, ...]:
        """Return one row's cells. A place that a merged cell covers holds a blank cell.

        A cell over several lines has its first line as its place; its text is whole.
        """
        page = self._page.number
        at = min((self._words.starts[word] for words in row.values() for word in words), default=0)
        cells = []
        for column in self._columns:
            words = row.get(column)
            tall, wide = spans.get((number, column), (1, 1))
            if words:
                start, end = self._first_piece(words)
                cells.append(GridCell(page, start, end, self._whole(words), tall, wide))
                at = end
            else:
                cells.append(GridCell(page, at, at, "", tall, wide))
        return tuple(cells)

    def is_figure(self, words: Sequence[int]) -> bool:
        """True when the words are a figure."""
        return is_figure(self._whole(words))

    def _texts(self, line: Line, words: Sequence[int]) -> list[str]:
        """Return the printed words on a line whose text is as printed."""
        starts, ends = self._words.starts, self._words.ends
        return [
            line.text[starts[word] - line.start : ends[word] - line.start] for word in self.on(line, words)
        ]

    def _whole(self, words: Sequence[int]) -> str:
        """Return the cleaned text of words that other cells' words may stand between."""
        starts, ends = self._words.starts, self._words.ends
        if words[-1] - words[0] == len(words) - 1:
            printed = self._page.text[starts[words[0]] : ends[words[-1]]]
            if "\n" not in printed:
                return clean(printed)
        pieces = [self._page.text[starts[words[0]] : ends[words[0]]]]
        for before, word in itertools.pairwise(words):
            pieces += [
                "" if ends[before] == starts[word] else " ",
                self._page.text[starts[word] : ends[word]],
            ]
        return clean("".join(pieces))

    def _first_piece(self, words: Sequence[int]) -> tuple[int, int]:
        """Return the offsets of the words, from the first on, that no others stand between."""
        last = words[0]
        if words[-1] - last == len(words) - 1:
            return self._words.starts[last], self._words.ends[words[-1]]
        for word in words[1:]:
            if word != last + 1:
                break
            last = word
        return self._words.starts[words[0]], self._words.ends[last]
