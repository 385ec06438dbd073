"""Stretches of lines whose pieces stand under each other: what may be a table without separators."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from statistics import median

from protokollparser.layout.aligned.segments import Segment, SegmentedLine
from protokollparser.layout.aligned.sheet import Sheet

# White between two lines of a table, in type sizes: at most this, and this much more than elsewhere in it.
_WIDEST_BREAK = 1.6
_OVER_USUAL = 1.8
# So many lines up a line's pieces may find their like; so many lines in a row may find none.
_MEMORY = 6
_STRANGERS = 3
# So many lines up, of so many pieces, figures may be found over figures, in whatever way they are aligned.
_NEAREST = 3
_FEWEST_PIECES = 3
# White before a part of a table, in type sizes; so many lines may head it.
_WIDEST_PART = 2.6
_HEADING_LINES = 2
# So many figures are looked back at.
_FIGURES = 40
# Labels may be broken over so many lines.
_LABEL_LINES = 8
_PROSE_WORDS = 8
# So many lines around tell that a page is set in double spacing.
_AROUND = 12


def find_regions(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Yield first and last of the stretches of lines with two pieces or more that align."""
    lines = sheet.lines
    for first, last in _blocks(sheet):
        run: list[int] = []
        strangers = 0
        for number in range(first, last + 1):
            line = lines[number]
            if run and _fits(lines, run, number) and not _heads_anew(sheet, run, number):
                run.append(number)
                strangers = 0
            elif len(line.segments) > 1 and not _in_label(lines, run, line):
                yield from _kept(lines, run)
                run = [number]
                strangers = 0
            elif run:
                strangers += 0 if number - run[-1] <= _LABEL_LINES and _is_label(lines, run, line) else 1
                if (
                    strangers > _STRANGERS
                    or _is_prose(line, lines[run[-1]])
                    or _is_heading(lines, run, number)
                    or (_stacks(lines, number) and _heads_anew(sheet, run, number))
                ):
                    yield from _kept(lines, run)
                    run = []
        yield from _kept(lines, run)


def join_parts(sheet: Sheet, regions: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the regions, those that go on with the figures of the one above as one with it."""
    joined: list[tuple[int, int]] = []
    for first, last in regions:
        if joined and _goes_on(sheet, joined[-1], first, last):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _goes_on(sheet: Sheet, above: tuple[int, int], first: int, last: int) -> bool:
    """True when nothing but labels stands between, and figures under figures follow in all columns."""
    lines = sheet.lines
    upper, lower = lines[above[1]], lines[first]
    between = lines[above[1] + 1 : first]
    if len(between) > _HEADING_LINES or any(sheet.barred[above[1] + 1 : first + 1]) or not lower.placed:
        return False
    left, right = upper.segments[0].x0, upper.segments[-1].x1
    steps = itertools.pairwise([upper, *between, lower])
    if any(b.top - a.bottom > _WIDEST_PART * b.size or sheet.parted(a, b, left, right) for a, b in steps):
        return False
    if first < last and sheet.parted(lower, lines[first + 1], left, right):
        return False
    second = upper.segments[1].x0 if len(upper.segments) > 1 else upper.segments[0].x1
    if any(len(line.segments) > 1 or line.segments[0].x1 >= second for line in between):
        return False
    return figures_go_on(lines[above[0] : above[1] + 1], lower)


def figures_go_on(above: Sequence[SegmentedLine], line: SegmentedLine) -> bool:
    """True for a label and figures alone, each of which ends where a figure of the lines above does."""
    figures = [segment for segment in line.segments[1:] if segment.figure and not segment.period]
    others = [segment for other in above for segment in other.segments[1:] if segment.figure]
    return len(figures) >= max(1, len(line.segments) - 1) and all(
        any(abs(figure.x1 - other.x1) <= line.slack for other in others[-_FIGURES:]) for figure in figures
    )


def _heads_anew(sheet: Sheet, run: Sequence[int], number: int) -> bool:
    """True for the header of another table: words over figures, after figures and something between."""
    lines = sheet.lines
    line, above = lines[number], lines[run[-1]]
    if _ruled_off(sheet, run, number):
        return True
    if not (_is_worded(line) or _stacks(lines, number)):
        return False
    if sum(1 for at in run if any(segment.figure for segment in lines[at].segments[1:])) < 2:
        return False
    over = any(
        aligned(segment, other, line.slack)
        for segment in line.segments[1:]
        for at in run[-_MEMORY:]
        for other in lines[at].segments[1:]
        if other.figure
    )
    steps = [lines[low].top - lines[high].bottom for high, low in itertools.pairwise(run)]
    apart = (
        line.top - lines[number - 1].bottom > 1.3 * max(median(steps), 0.1 * line.size) if steps else False
    )
    white = max(low.top - high.bottom for high, low in itertools.pairwise(lines[run[-1] : number + 1]))
    headed = number - run[-1] > 1 and white > 1.3 * max(median(steps), 0.1 * line.size)
    return headed or (over and (number - run[-1] > 1 or apart or above.line.bold != line.line.bold))


def _is_worded(line: SegmentedLine) -> bool:
    """True for several pieces without figures but years."""
    return len(line.segments) > 1 and not any(
        segment.figure and not segment.period for segment in line.segments[1:]
    )


def _stacks(lines: Sequence[SegmentedLine], number: int) -> bool:
    """True for lone words over a line of several: the upper line of one head."""
    line = lines[number]
    return (
        len(line.segments) == 1
        and not line.segments[0].figure
        and number + 1 < len(lines)
        and _is_worded(lines[number + 1])
        and line.segments[0].x0 > lines[number + 1].segments[0].x1
    )


def _ruled_off(sheet: Sheet, run: Sequence[int], number: int) -> bool:
    """True for a line with a rule under it, below a line that stands over the columns and not in one."""
    lines = sheet.lines
    line, over = lines[number], lines[number - 1]
    if number - run[-1] < 2 or number + 1 >= len(lines) or len(line.segments) < 2 or line.segments[0].figure:
        return False
    beside = (
        len(over.segments) == 1 and over.segments[0].x0 > line.segments[0].x1 and over.words < _PROSE_WORDS
    )
    return beside and _ruled(sheet, line, lines[number + 1])


def _is_heading(lines: Sequence[SegmentedLine], run: Sequence[int], number: int) -> bool:
    """True for a line in larger type, or in bold type with more white above than lines have."""
    line, above = lines[number], lines[number - 1]
    if line.size > lines[run[-1]].size + 0.4:
        return True
    steps = [lines[low].top - lines[high].top for high, low in itertools.pairwise(run)]
    return (
        bool(steps)
        and line.line.bold
        and not lines[run[-1]].line.bold
        and line.top - above.top > 1.3 * median(steps)
    )


def _is_label(lines: Sequence[SegmentedLine], run: Sequence[int], line: SegmentedLine) -> bool:
    """True for print that ends before the second pieces of the lines above begin."""
    near = [lines[at].segments for at in run[-_MEMORY:]]
    seconds = [segments[-1].x0 for segments in near if len(segments) > 1]
    return bool(seconds) and line.segments[-1].x1 < min(seconds)


def _in_label(lines: Sequence[SegmentedLine], run: Sequence[int], line: SegmentedLine) -> bool:
    """True for pieces all of which stand in the first column of lines of several figures."""
    near = [lines[at].segments for at in run[-_MEMORY:]]
    seconds = [segments[1].x0 for segments in near if len(segments) > 2 and segments[1].figure]
    return bool(seconds) and line.segments[-1].x1 < min(seconds)


def _kept(lines: Sequence[SegmentedLine], run: Sequence[int]) -> Iterator[tuple[int, int]]:
    if sum(1 for number in run if len(lines[number].segments) > 1) >= 2:
        yield run[0], run[-1]


def _blocks(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Yield first and last of the stretches of lines that no wide white parts."""
    first = 0
    for number in range(1, len(sheet.lines)):
        if sheet.barred[number] or _far(sheet, number):
            yield first, number - 1
            first = number
    if sheet.lines:
        yield first, len(sheet.lines) - 1


def _far(sheet: Sheet, number: int) -> bool:
    """True when a line stands so far from the line above that another thing begins."""
    lines = sheet.lines
    above, line = lines[number - 1], lines[number]
    gap = line.top - above.bottom
    if gap < -above.size:
        return True
    size = max(above.size, line.size)
    if gap <= size * 0.8 or (gap <= 2.2 * size and _ruled(sheet, above, line)):
        return False
    near = [
        lower.top - upper.bottom
        for upper, lower in itertools.pairwise(lines[max(0, number - 4) : number + 5])
        if len(upper.segments) > 1 and len(lower.segments) > 1 and lower.top > upper.top
    ] or _double_spaced(lines[max(0, number - _AROUND) : number + _AROUND + 1])
    usual = median(near) if near else 0.0
    return gap > max(_WIDEST_BREAK * size if near else 0.0, _OVER_USUAL * usual)


def _double_spaced(lines: Sequence[SegmentedLine]) -> list[float]:
    """Return the white between lines of figures, and over labels half-way between these, if it is wide."""
    white = [
        (lines[at + 1].top - upper.bottom, lower.size)
        for reach in (1, 2)
        for at, (upper, lower) in enumerate(zip(lines, lines[reach:], strict=False))
        if len(upper.segments) > 1
        and len(lower.segments) > 1
        and upper.segments[-1].figure
        and lower.segments[-1].figure
        and aligned(upper.segments[-1], lower.segments[-1], lower.slack)
        and (reach == 1 or len(lines[at + 1].segments) == 1)
        and abs(lower.top - upper.top - reach * (lines[at + 1].top - upper.top)) < 0.1 * lower.size
    ]
    return [step for step, size in white if step > 0.8 * size]


def _ruled(sheet: Sheet, above: SegmentedLine, below: SegmentedLine) -> bool:
    """True when a rule along both lines parts them."""
    left = min(above.segments[0].x0, below.segments[0].x0)
    right = max(above.segments[-1].x1, below.segments[-1].x1)
    return len(above.segments) > 1 and len(below.segments) > 1 and sheet.parted(above, below, left, right)


def _fits(lines: Sequence[SegmentedLine], run: Sequence[int], number: int) -> bool:
    """True when pieces of a line stand under or over pieces of the lines before it in the run.

    The leftmost piece counts for nothing where it begins where the run does: all text does.
    """
    line = lines[number]
    before = [lines[at] for at in reversed(run[-_MEMORY:])]
    slack = line.slack
    inset = min([other.segments[0].x0 for other in before]) + slack
    pieces = [segment for segment in line.segments if segment.x0 > inset]
    if not pieces:
        return False
    others = [segment for other in before for segment in other.segments if segment.x0 > inset]
    least = max(1, (len(pieces) + 1) // 3)
    shared = (piece for piece in pieces if any(aligned(piece, other, slack) for other in others))
    return len(list(itertools.islice(shared, least))) == least or any(
        _repeats(line.segments, other.segments) for other in before[:_NEAREST]
    )


def _repeats(below: Sequence[Segment], above: Sequence[Segment]) -> bool:
    """True for a label and figures, each of which stands under one of as many figures, aligned or not.

    So do figures set by their decimal sign, or to the middle of their columns.
    """
    count = len(below)
    if count != len(above) or count < _FEWEST_PIECES:
        return False
    for at in range(1, count):
        one, other = below[at], above[at]
        if not one.figure or not other.figure or one.period != other.period:
            return False
        if (
            one.x1 <= other.x0
            or one.x0 >= other.x1
            or one.x0 <= above[at - 1].x1
            or other.x0 <= below[at - 1].x1
        ):
            return False
    return True


def aligned(one: Segment, other: Segment, slack: float) -> bool:
    """True when two pieces begin, end or are centred at one place."""
    return (
        abs(one.x1 - other.x1) <= slack
        or abs(one.x0 - other.x0) <= slack
        or abs(one.middle - other.middle) <= 0.6 * slack
    )


def _is_prose(line: SegmentedLine, above: SegmentedLine) -> bool:
    """True for many words that run on under the last column of the line above."""
    return line.words >= _PROSE_WORDS and line.segments[0].x1 > above.segments[-1].x0
