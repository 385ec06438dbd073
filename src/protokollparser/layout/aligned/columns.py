"""The columns of an unruled table, told by the white between them, and what stands in which."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from protokollparser.layout.aligned.segments import Segment, SegmentedLine
from protokollparser.layout.tokens import Token

# White of this share of the type size parts columns, where no line has print.
_GUTTER = 0.3
# Of so many lines one may reach over a gutter.
_LINES_PER_FAULT = 16
# Lines nearer to each other than so many type sizes overlap.
_OVERLAP = 0.8
# A space this much wider than the others of its words is where words over two columns are cut.
_CUT_SPACE = 1.25
# So many names behind numbers begin at one place, in type sizes no further apart, behind a wider space.
_FEWEST_NUMBERS = 3
_NUMBER_SPACE = 1.15
_EVEN = 0.1
_NUMBER = re.compile(r"\d[\d.:/-]*[a-zA-Z]?")


@dataclass(frozen=True, slots=True)
class Column:
    """The print of a column from its leftmost to its rightmost edge.

    `numbers` is True for the numbers of the names in the next column, close before them.
    """

    left: float
    right: float
    numbers: bool = False

    @property
    def middle(self) -> float:
        """The place half-way between its edges."""
        return (self.left + self.right) / 2


# Not frozen: a page has hundreds, and a frozen one takes five times as long to make.
@dataclass(slots=True)
class Piece:
    """Words of one line in one cell: the first column, how many it stands over, and the words."""

    column: int
    columns: int
    tokens: tuple[Token, ...]
    figure: bool

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.tokens[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.tokens[-1].x1


def find_columns(text: str, lines: Sequence[SegmentedLine]) -> list[Column]:
    """Return the columns that the segments of lines make up, left to right. `text` is that of the page.

    Columns that never have print on one line, or on lines that overlap in height, are one column.
    """
    size = max(line.size for line in lines)
    runs = _ink(lines, len(lines) // _LINES_PER_FAULT, _GUTTER * size if lines[0].placed else 0.1)
    columns = [Column(low, high) for low, high in runs]
    beside = [
        (above, below) for above, below in itertools.pairwise(lines) if above.placed and overlap(above, below)
    ]
    at = 0
    while at + 1 < len(columns):
        left, right = columns[at], columns[at + 1]
        if any(_prints(line, left) and _prints(line, right) for line in lines) or any(
            (_prints(above, left) and _prints(below, right))
            or (_prints(above, right) and _prints(below, left))
            for above, below in beside
        ):
            at += 1
        else:
            columns[at : at + 2] = [Column(columns[at].left, columns[at + 1].right)]
    return (
        [*_numbered(text, columns[0], lines), *columns[1:]]
        if len(columns) < 3 or not _number_names(text, columns, lines)
        else [replace(columns[0], numbers=True), *columns[1:]]
    )


def _number_names(text: str, columns: Sequence[Column], lines: Sequence[SegmentedLine]) -> bool:
    """True when numbers stand in the first column before words in the second, on all lines of both."""
    both = [
        line.segments
        for line in lines
        if len(line.segments) > 2
        and line.segments[0].x1 <= columns[0].right + 0.1
        and columns[1].left <= line.segments[1].x0 < columns[1].right
    ]
    numbers = [
        first
        for first, second, *_ in both
        if len(first.tokens) == 1 and _NUMBER.fullmatch(text, first.start, first.end) and not second.figure
    ]
    return len(numbers) >= _FEWEST_NUMBERS and len(numbers) == len(both)


def _numbered(text: str, column: Column, lines: Sequence[SegmentedLine]) -> list[Column]:
    """Return the first column, or two where numbers and names stand in it, each begun at a place of its own.

    Names begin at one place with more white before them than words have.
    """
    led = [
        (line, line.segments[0].tokens)
        for line in lines
        if line.placed and len(line.segments[0].tokens) > 1 and line.segments[0].x0 < column.right
    ]
    numbers = [
        (line, tokens) for line, tokens in led if _NUMBER.fullmatch(text, tokens[0].start, tokens[0].end)
    ]
    if len(numbers) < _FEWEST_NUMBERS or 2 * len(numbers) < len(lines):
        return [column]
    starts = [tokens[1].x0 for _, tokens in numbers]
    left, right = min(starts), max(tokens[0].x1 for _, tokens in numbers)
    inner = [b.x0 - a.x1 for _, tokens in led for a, b in itertools.pairwise(tokens[1:])]
    usual = median(inner) if inner else numbers[0][0].space
    wide = left - right >= _NUMBER_SPACE * usual
    even = max(starts) - left <= _EVEN * numbers[0][0].size
    if not wide or not even:
        return [column]
    return [Column(column.left, right, numbers=True), Column(left, column.right)]


def overlap(above: SegmentedLine, below: SegmentedLine) -> bool:
    """True when two lines stand at nearly one height: cells beside each other, one set to the middle."""
    return abs(below.bottom - above.bottom) < _OVERLAP * max(above.size, below.size)


def with_headed(columns: Sequence[Column], header: Sequence[SegmentedLine]) -> list[Column]:
    """Return the columns, with those of which only the header has print, where it has more pieces."""
    found = list(columns)
    for line in header:
        if len(line.segments) + (line.segments[0].x0 >= found[0].right) <= len(found):
            continue
        over = [[n for n, c in enumerate(found) if s.x1 > c.left and s.x0 < c.right] for s in line.segments]
        for segment, hit in zip(line.segments, over, strict=True):
            near = min(range(len(found)), key=lambda n: _apart(segment, found[n]))
            inner = len(columns) > 1 and columns[0].right <= segment.x0 < segment.x1 <= columns[1].left
            first = segment is line.segments[0] and inner
            if not hit and (first or any(near in other for other in over)):
                found.append(Column(segment.x0, segment.x1))
        found.sort(key=lambda column: column.left)
    return found


def _ink(lines: Sequence[SegmentedLine], faults: int, gutter: float) -> list[tuple[float, float]]:
    """Return the stretches over which more than `faults` lines have print, narrow gaps closed."""
    edges = sorted(
        [(segment.x0, 1) for line in lines for segment in line.segments]
        + [(segment.x1, -1) for line in lines for segment in line.segments]
    )
    runs: list[list[float]] = []
    depth = 0
    for x, step in edges:
        before = depth
        depth += step
        if before <= faults < depth:
            if runs and x - runs[-1][1] < gutter:
                continue
            runs.append([x, x])
        elif depth <= faults < before:
            runs[-1][1] = x
    return [(low, high) for low, high in runs]


def _prints(line: SegmentedLine, column: Column) -> bool:
    return any(segment.x1 > column.left and segment.x0 < column.right for segment in line.segments)


def place(line: SegmentedLine, columns: Sequence[Column]) -> list[Piece]:
    """Return the words of a line by cell, left to right."""
    return [piece for segment in line.segments for piece in _pieces(segment, line, columns)]


def _pieces(segment: Segment, line: SegmentedLine, columns: Sequence[Column]) -> list[Piece]:
    least = 0.08 * line.size
    x0, x1, tokens = segment.x0, segment.x1, tuple(segment.tokens)
    hit = [
        number
        for number, column in enumerate(columns)
        if x1 - column.left > least and column.right - x0 > least and column.right - column.left > least
    ]
    hit = hit if x1 - x0 > least else []
    if not hit:
        near = min(range(len(columns)), key=lambda n: _apart(segment, columns[n]))
        return [Piece(near, 1, tokens, segment.figure)]
    if len(hit) == 1:
        return [Piece(hit[0], 1, tokens, segment.figure)]
    under = [columns[number] for number in hit]
    cuts = _cuts(segment, _CUT_SPACE * line.space, under)
    if cuts is None:
        cuts = _cuts(segment, 0.0, under)
        cuts = cuts if cuts is not None and _stands_under(segment, cuts, under, line.slack) else None
    if cuts is None:
        return [Piece(hit[0], hit[-1] - hit[0] + 1, tokens, segment.figure)]
    bounds = [0, *cuts, len(tokens)]
    return [
        Piece(number, 1, tokens[low:high], segment.figure or columns[number].numbers)
        for number, low, high in zip(hit, bounds, bounds[1:], strict=False)
    ]


def _apart(segment: Segment, column: Column) -> float:
    return max(column.left - segment.x1, segment.x0 - column.right)


def _stands_under(segment: Segment, cuts: Sequence[int], columns: Sequence[Column], slack: float) -> bool:
    """True when the parts of a segment begin, end or are centred where the columns are."""
    bounds = [0, *cuts, len(segment.tokens)]
    for column, low, high in zip(columns, bounds, bounds[1:], strict=False):
        left, right = segment.tokens[low].x0, segment.tokens[high - 1].x1
        apart = (column.left - left, column.right - right, column.middle - (left + right) / 2)
        if min(map(abs, apart)) > slack:
            return False
    return True


def _cuts(segment: Segment, least: float, columns: Sequence[Column]) -> list[int] | None:
    """Return where the words of a segment part between columns: at one space of `least` points and more over
    each gutter, or None."""
    tokens = segment.tokens
    spaces = [right.x0 - left.x1 for left, right in itertools.pairwise(tokens)]
    cuts = []
    for left, right in itertools.pairwise(columns):
        over = [
            number
            for number, space in enumerate(spaces)
            if space >= least and tokens[number].x1 < right.left and tokens[number + 1].x0 > left.right
        ]
        if len(over) != 1:
            return None
        cuts.append(over[0] + 1)
    return cuts if cuts == sorted(set(cuts)) else None
