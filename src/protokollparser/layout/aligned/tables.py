"""One unruled table: its columns, header and rows, or the finding that it is none."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from statistics import mean, median

from protokollparser.core.document import Page
from protokollparser.layout.aligned.columns import Column, find_columns, overlap, place, with_headed
from protokollparser.layout.aligned.flush_columns import with_flush_cuts
from protokollparser.layout.aligned.headers import header_top, join_header, place_header
from protokollparser.layout.aligned.rows import Printed, Steps, join_in_bands, join_rows, steps_of
from protokollparser.layout.aligned.segments import Segment, SegmentedLine
from protokollparser.layout.aligned.sheet import Sheet
from protokollparser.layout.aligned.spans import with_spans
from protokollparser.layout.ruled.flat_rules import rules_between
from protokollparser.layout.ruled.frames import Band

_FEWEST_ROWS = 3
# Figures without labels are the scales of a chart.
_FEWEST_LABELS = 2
_MATRIX = 3
# So many figures that fall evenly are a scale.
_SCALE = 4
# Shorter rules than this share of a table's length stand under parts of its header.
_SHORT = 0.9
_YEAR = re.compile(r"(?:19|20)\d\d")
# Columns of so many words a line are prose set in columns.
_PROSE_WORDS = 4.5
_LEADING = 6
_TRAILING = 6
# A lone label over the rows has so many lines.
_LABEL_LINES = 3


@dataclass(frozen=True)
class AlignedTable:
    """A table: its columns, its rows as groups of lines, top to bottom, and its first and last line's number.

    The first `headers` rows are its header.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Printed, ...], ...]
    headers: int
    first: int
    last: int


def read_table(sheet: Sheet, free_from: int, first: int, last: int) -> AlignedTable | None:
    """Return the table that the lines `first..last` are the core of, with its header; None if it is none.

    Lines before `free_from` belong to another table.
    """
    sheet = with_flush_cuts(sheet, first, last)
    body = first + (_body(sheet.lines[first : last + 1]) or 0)
    columns = find_columns(sheet.page.text, _telling(sheet.lines[body : last + 1]))
    if len(columns) < 2:
        return None
    body = _start(sheet, max(free_from, body - _LEADING), body, columns)
    table = read_rows(sheet, free_from, body, last, columns)
    return table if _is_table(sheet, table) else None


def read_frame(sheet: Sheet, bands: Sequence[Band]) -> AlignedTable | None:
    """Return the table between horizontal rules, its stretches from the top down; None if it is none."""
    sheet = with_flush_cuts(sheet, bands[0].first, bands[-1].last)
    lines = [sheet.lines[band.first : band.last + 1] for band in bands]
    start = _without_sections(lines, _first_figured(sheet, lines))
    header = [line for band in lines[:start] for line in band]
    columns = with_headed(
        find_columns(sheet.page.text, _telling([line for band in lines[start:] for line in band])), header
    )
    if len(columns) < 2:
        return None
    head = place_header(header, columns)
    rest = [Printed(line, tuple(place(line, columns))) for band in lines[start:] for line in band]
    joined = join_in_bands(sheet, rest, columns, [len(band) for band in lines[start:]])
    steps = steps_of(rest, joined)
    steps = steps if steps.pitch else Steps(inf, inf)
    table = _assembled(sheet, head, rest, joined, columns, bands[0].first, steps)
    body = [printed for row in table.rows[table.headers :] for printed in row]
    if len(table.rows) < 2 or (_numeric(body, len(columns)) and not _labelled(body)):
        return None
    return table


def read_rows(sheet: Sheet, free_from: int, body: int, last: int, columns: Sequence[Column]) -> AlignedTable:
    """Return the table in given columns whose figures begin on the line `body` and end on the line `last`."""
    top = header_top(sheet, free_from, body, columns)
    end = _end(sheet, last, columns)
    columns = with_headed(columns, sheet.lines[top:body])
    printed = [Printed(line, tuple(place(line, columns))) for line in sheet.lines[top : end + 1]]
    start = body - top
    labels = {0, 1} if columns[0].numbers else {0}
    lone = [row.columns <= labels and len(row.pieces) == 1 for row in printed[:start]]
    while start and lone[start - 1] and not all(lone[: start - 1]):
        start -= 1
    head, rest = place_header(sheet.lines[top : top + start], columns), printed[start:]
    joined = [row for row in join_rows(sheet, rest, columns) if row[0] <= last - top - start]
    table = _assembled(sheet, head, rest, joined, columns, top, steps_of(rest, joined))
    return table if head else _with_rows_above(sheet, free_from, table)


def _with_rows_above(sheet: Sheet, least: int, table: AlignedTable) -> AlignedTable:
    """Return a table without header with the lone labels over it that stand as far apart as its rows do.

    Words over a table stand nearer or further away: rows are set evenly. A label may have lines of its own.
    """
    lines = sheet.lines
    starts = [row[0].line.bottom for row in table.rows]
    steps = [below - above for above, below in itertools.pairwise(starts)]
    if len(steps) < _FEWEST_ROWS or not lines[table.first].placed:
        return table
    pitch = median(steps)
    rows: list[tuple[Printed, ...]] = []
    top = table.first
    while top > least and not sheet.barred[top] and _is_lone_label(lines[top - 1], lines[top], table):
        if abs(lines[top].bottom - lines[top - 1].bottom - pitch) > max(0.35, 0.02 * pitch):
            break
        first = top - 1
        while (
            first > least
            and top - first < _LABEL_LINES
            and not sheet.barred[first]
            and lines[first].bottom - lines[first - 1].bottom < 0.94 * pitch
            and _is_lone_label(lines[first - 1], lines[first], table)
        ):
            first -= 1
        rows.insert(0, tuple(Printed(line, tuple(place(line, table.columns))) for line in lines[first:top]))
        top = first
    return replace(table, rows=(*rows, *table.rows), first=top)


def _is_lone_label(line: SegmentedLine, below: SegmentedLine, table: AlignedTable) -> bool:
    """True for words that begin where the table does, in its type, and are no longer than it is wide."""
    segment = line.segments[0]
    return (
        len(line.segments) == 1
        and not segment.figure
        and abs(segment.x0 - table.columns[0].left) <= line.slack
        and segment.x1 <= table.columns[-1].right
        and abs(line.size - below.size) < 0.3
    )


def _assembled(
    sheet: Sheet,
    head: list[Printed],
    rest: Sequence[Printed],
    joined: Sequence[Sequence[int]],
    columns: Sequence[Column],
    top: int,
    steps: Steps,
) -> AlignedTable:
    """Return the table of header lines and of body lines joined to rows; its first line is `top`."""
    head = with_spans(sheet, head, rest, columns, steps.pitch)
    rows = [tuple(head[number] for number in row) for row in join_header(sheet, head, columns, steps)]
    headers = len(rows)
    rows += [tuple(_over_all(rest[number], columns) for number in row) for row in joined]
    return AlignedTable(tuple(columns), tuple(rows), headers, top, top + len(head) + joined[-1][-1])


def _over_all(printed: Printed, columns: Sequence[Column]) -> Printed:
    """Return a line of words alone in the middle of all columns but the first as standing over these."""
    piece = printed.pieces[0]
    if len(printed.pieces) > 1 or piece.columns == 1 or piece.column == 0 or len(columns) < 3:
        return printed
    middle = (columns[1].left + columns[-1].right) / 2
    if abs((piece.x0 + piece.x1) / 2 - middle) > 2 * printed.line.size:
        return printed
    return replace(printed, pieces=(replace(piece, column=1, columns=len(columns) - 1),))


def has_figures(sheet: Sheet, first: int, last: int) -> bool:
    """True when half of the lines of several pieces have figures."""
    return _body(sheet.lines[first : last + 1]) is not None


def _body(lines: Sequence[SegmentedLine]) -> int | None:
    """Return the number of the first line with figures; None where few lines have some."""
    told = [number for number, line in enumerate(lines) if _tells_figures(line)]
    if len(told) < 2:
        return None
    labelled = sum(len(lines[at].segments) > 1 and not lines[at].segments[0].figure for at in told)
    heads = told[0] if told[0] <= _LEADING and labelled > 1 else 0
    several = sum(1 for line in lines[heads:] if len(line.segments) > 1)
    return told[0] if 2 * len(told) >= several else None


def _tells_figures(line: SegmentedLine) -> bool:
    """True when a figure stands behind the first piece or alone, and not years or months alone."""
    behind = line.segments[1:] if len(line.segments) > 1 else line.segments
    return any(segment.figure and not segment.period for segment in behind)


def _first_figured(sheet: Sheet, bands: Sequence[Sequence[SegmentedLine]]) -> int:
    """Return the number of the first stretch with figures that is no header, 0 where there is none.

    A header may hold a few figures, or figures under what a short rule stands under.
    """
    shares = []
    for lines in bands:
        behind = [segment for line in lines for segment in (line.segments[1:] or line.segments)]
        figures = sum(segment.figure and not segment.period for segment in behind)
        shares.append(figures / len(behind) if any(map(_tells_figures, lines)) else 0.0)
    for number, share in enumerate(shares):
        later = max(shares[number + 1 :], default=0.0)
        if share and not (later >= 2 * share or (later and _is_underlined(sheet, bands[number]))):
            return number
    return 0


def _without_sections(bands: Sequence[Sequence[SegmentedLine]], start: int) -> int:
    """Return the number of the first stretch of the body: one of lone labels under a header is no header."""
    while start > 1 and all(len(line.segments) == 1 for line in bands[start - 1]):
        label = max(line.segments[0].x1 for line in bands[start - 1])
        heads = [line.segments[1:] or line.segments for line in bands[start - 2]]
        if label >= min(segment.x0 for segments in heads for segment in segments):
            break
        start -= 1
    return start


def _is_underlined(sheet: Sheet, lines: Sequence[SegmentedLine]) -> bool:
    """True when a rule over some columns only stands between lines."""
    length = max(line.segments[-1].x1 for line in lines) - min(line.segments[0].x0 for line in lines)
    return any(
        lines[0].top < rule.at < lines[-1].top + lines[-1].size / 2 and rule.high - rule.low < _SHORT * length
        for rule in sheet.rules
    )


def _telling(lines: Sequence[SegmentedLine]) -> list[SegmentedLine]:
    """Return the lines that tell where columns are: several pieces, or a lone one not at the left.

    A lone one at the left tells where it stands beside others, in cells set to the middle of their row.
    """
    several = [line for line in lines if len(line.segments) > 1]
    if not several:
        return list(lines)
    left = min(line.segments[0].x0 for line in several)
    return [
        line
        for number, line in enumerate(lines)
        if len(line.segments) > 1
        or (
            line.segments[0].x0 > left + 2 * line.size
            and line.words < 9
            and not _stands_over(line.segments[0], several)
        )
        or (line.placed and any(overlap(line, other) for other in _beside(lines, number)))
    ]


def _stands_over(segment: Segment, lines: Sequence[SegmentedLine]) -> bool:
    """True for a piece over several pieces of most lines."""
    over = sum(1 for line in lines if sum(s.x1 > segment.x0 and s.x0 < segment.x1 for s in line.segments) > 1)
    return 2 * over > len(lines)


def _beside(lines: Sequence[SegmentedLine], number: int) -> list[SegmentedLine]:
    """Return the neighbours of a line that have several pieces."""
    near = [*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]]
    return [line for line in near if len(line.segments) > 1]


def _start(sheet: Sheet, least: int, body: int, columns: Sequence[Column]) -> int:
    """Return the first line of the body, lines above included that overlap it: a label of several lines."""
    lines = sheet.lines
    start = body
    while start > least and not sheet.barred[start] and lines[start].placed:
        line = lines[start - 1]
        if lines[start].bottom - line.bottom > 0.9 * line.size or not _in_one_cell(line, columns):
            break
        start -= 1
    return start


def _end(sheet: Sheet, last: int, columns: Sequence[Column]) -> int:
    """Return the last line, lines of words included that may go on with the last row."""
    lines = sheet.lines
    end = last
    while (
        end + 1 < len(lines)
        and end - last < _TRAILING
        and not sheet.barred[end + 1]
        and lines[end + 1].placed
    ):
        line, above = lines[end + 1], lines[end]
        if line.bottom - above.bottom > 1.5 * line.size or not _in_one_cell(line, columns):
            break
        if line.segments[0].figure and line.bottom - above.bottom > 0.9 * line.size:
            break
        if rules_between(
            sheet.rules, above.top, line.top + 0.5 * line.size, columns[0].left, columns[-1].right
        ):
            break
        end += 1
    return end


def _in_one_cell(line: SegmentedLine, columns: Sequence[Column]) -> bool:
    """True for one piece that keeps clear of the columns beside its own."""
    if len(line.segments) > 1:
        return False
    segment, right = line.segments[0], columns[0].right
    if columns[0].numbers and len(columns) > 2:
        columns = [Column(columns[0].left, columns[1].right), *columns[2:]]
    inside = [number for number, column in enumerate(columns) if segment.x0 >= column.left - line.slack]
    if not inside:
        return line.placed and abs(segment.x1 - right) <= line.slack
    return inside[-1] + 1 == len(columns) or segment.x1 < columns[inside[-1] + 1].left


def _is_table(sheet: Sheet, table: AlignedTable) -> bool:
    """True when there are rows and columns enough, and what stands in them is not prose or a chart."""
    body = [printed for row in table.rows[table.headers :] for printed in row]
    several = [row for row in body if len(row.pieces) > 1]
    width = len(table.columns)
    if _has_scale(sheet.page, body, width):
        return False
    if not body[0].line.placed:
        if sum(1 for row in body if len(row.figures) > 1) < _FEWEST_ROWS:
            return False
    elif _numeric(body, width):
        if len(several) < (2 if table.headers or _rules(sheet, table) else _FEWEST_ROWS):
            return False
    elif _rules(sheet, table) < 2:
        words = [sum(len(piece.tokens) for piece in row.pieces) / len(row.pieces) for row in several]
        if len(several) < (_FEWEST_ROWS if width > 2 else _FEWEST_ROWS + 1) or mean(words) > _PROSE_WORDS:
            return False
    return (
        not _numeric(body, width) or _labelled(body) or _by_year(sheet.page, body) or _is_matrix(table, body)
    )


def _numeric(body: Sequence[Printed], width: int) -> list[int]:
    """Return the columns, but the first, in which most lines have figures."""
    return [
        column
        for column in range(1, width)
        if 2 * sum(1 for row in body if column in row.figures)
        > sum(1 for row in body if column in row.columns)
    ]


def _rules(sheet: Sheet, table: AlignedTable) -> int:
    """Return how many rules run along the table, over it and under it included."""
    first, last = table.rows[0][0].line, table.rows[-1][-1].line
    room = 2.0 * first.size
    return len(
        rules_between(
            sheet.rules, first.top - room, last.bottom + room, table.columns[0].left, table.columns[-1].right
        )
    )


def _labelled(body: Sequence[Printed]) -> bool:
    labels = sum(1 for row in body if any(not piece.figure for piece in row.pieces))
    return labels >= min(_FEWEST_LABELS, len(body)) and 3 * labels >= len(body)


def _has_scale(page: Page, body: Sequence[Printed], width: int) -> bool:
    """True when the figures of a column fall by one step from line to line: they stand along a chart."""
    for column in range(width):
        texts = [
            page.text[piece.tokens[0].start : piece.tokens[-1].end]
            for row in body
            if (piece := row.piece(column)) is not None and piece.figure
        ]
        if len(texts) < _SCALE or any(map(_YEAR.fullmatch, texts)):
            continue
        values = [int("0" + "".join(filter(str.isdigit, text))) for text in texts]
        steps = {high - low for high, low in itertools.pairwise(values)}
        if len(steps) == 1 and steps.pop() > 1:
            return True
    return False


def _is_matrix(table: AlignedTable, body: Sequence[Printed]) -> bool:
    """True for a header over lines of so many figures as no chart has."""
    full = sum(1 for row in body if len(row.figures) >= _MATRIX)
    return table.headers > 0 and len(body) >= _FEWEST_ROWS and 2 * full > len(body)


def _by_year(page: Page, body: Sequence[Printed]) -> bool:
    """True when the first figures are years."""
    years = 0
    for row in body:
        piece = row.piece(0)
        if piece is not None:
            years += _YEAR.fullmatch(page.text[piece.tokens[0].start : piece.tokens[-1].end]) is not None
    return years >= _FEWEST_ROWS and 2 * years >= len(body)
