"""Tables between horizontal rules of one length: each stretch between two rules is a header, a row, or rows.

Prose and headings between the rules of two tables, or between those of a page's head and foot, end a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from protokollparser.layout.aligned.regions import aligned, figures_go_on
from protokollparser.layout.aligned.segments import Segment, SegmentedLine
from protokollparser.layout.aligned.sheet import Sheet
from protokollparser.layout.ruled.rulings import Rule

# Rules that begin and end this close to each other, in points, are of one length.
_SAME = 4.0
_FEWEST_RULES = 3
_FEWEST_BANDS = 2
# A line of so many words that takes so much of the rules' length is prose.
_PROSE_WORDS = 8
_PROSE_SHARE = 0.75
# Room over and under a lone line, against that of the rows around: beyond it a heading stands between tables.
_ROOMIER = 1.4
_LARGER = 1.08
# White in a stretch that parts it: so many type sizes, and this much more than usual between its lines.
_BREAK = 1.2
_OVER_USUAL = 1.8
# White between the last row of a table and the title or header of the next, in type sizes.
_APART = 0.8
_FEW = 3
# White between two lines of a row, in type sizes.
_LEADING = 0.45


@dataclass(frozen=True)
class Band:
    """The lines `first..last` of a sheet between two rules, and the white over and under them in points."""

    first: int
    last: int
    over: float
    under: float


def find_frames(sheet: Sheet) -> Iterator[tuple[Band, ...]]:
    """Yield the stretches between rules of one length that make up a table, from the top down."""
    rules = [rule for rule in sheet.rules if rule.high - rule.low > 0]
    if len(rules) < _FEWEST_RULES:
        return
    for group in _of_one_length(rules):
        run: list[Band] = []
        bands = _bands(sheet, group)
        cut = [band for band in bands if band is not None and _several(_lines(sheet, band))]
        if not cut:
            continue
        room = _ROOMIER * median(max(band.over, band.under) for band in cut) + 2.0
        size = _LARGER * median(line.size for band in cut for line in _lines(sheet, band))
        for number, band in enumerate([*bands, None]):
            if band is not None and _belongs(sheet, group[0], band, room, size):
                run.append(band)
                continue
            if run:
                over = _over_first(sheet, group[number - len(run)], run, room)
                under = _under_last(sheet, group[number], run[-1], room)
                if all(_belongs(sheet, group[0], band, room, size) for band in over):
                    run[:0] = over
                closed = sum(_several(_lines(sheet, band)) for band in run) >= _FEWEST_BANDS
                if closed and under is not None and _belongs(sheet, group[0], under, room, size):
                    run.append(under)
                yield from _whole(sheet, run)
            run = []


def _of_one_length(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return the rules that begin and end alike, three of them at least, from the top down."""
    groups: list[list[Rule]] = []
    for rule in rules:
        for group in groups:
            if abs(group[0].low - rule.low) <= _SAME and abs(group[0].high - rule.high) <= _SAME:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) >= _FEWEST_RULES]


def _bands(sheet: Sheet, rules: Sequence[Rule]) -> list[Band | None]:
    """Return what stands between each two rules; None where nothing does, or not in a row of lines."""
    held: list[list[int]] = [[] for _ in rules[1:]]
    heights = [rule.at for rule in rules]
    at = 0
    low, high = rules[0].low - _SAME, rules[0].high + _SAME
    for number, line in enumerate(sheet.lines):
        middle = (line.top + line.bottom) / 2
        if line.segments[-1].x1 < low or line.segments[0].x0 > high:
            continue
        at = next((n for n in range(len(held)) if heights[n] < middle < heights[n + 1]), -1)
        if at >= 0:
            held[at].append(number)
    return [
        _band(sheet, numbers, heights[at], heights[at + 1]) if numbers else None
        for at, numbers in enumerate(held)
    ]


def _band(sheet: Sheet, numbers: Sequence[int], upper: float, lower: float) -> Band | None:
    first, last = numbers[0], numbers[-1]
    if last - first + 1 != len(numbers) or any(sheet.barred[first + 1 : last + 1]):
        return None
    lines = [sheet.lines[number] for number in numbers]
    gaps = [below.top - above.bottom for above, below in pairwise(lines)]
    for at, gap in enumerate(gaps, 1):
        wide = gap > _BREAK * lines[0].size and gap > _OVER_USUAL * max(median(gaps), 0.0)
        anew = gap > _APART * lines[0].size and _heads_anew(lines[:at], lines[at:])
        if anew or (wide and not _goes_on(lines, at)):
            return None
    top = min(sheet.lines[number].top for number in numbers)
    bottom = max(sheet.lines[number].bottom for number in numbers)
    return Band(first, last, top - upper, lower - bottom)


def _goes_on(lines: Sequence[SegmentedLine], at: int) -> bool:
    """True when figures go on under figures, or words under words, below white and perhaps a heading."""
    below = next((line for line in lines[at : at + 3] if len(line.segments) > 1), None)
    if below is None:
        return False
    several = sum(1 for line in lines[at:] if len(line.segments) > 1)
    return figures_go_on(lines[:at], below) or (several > 1 and _stands_under(lines[:at], below))


def _heads_anew(above: Sequence[SegmentedLine], below: Sequence[SegmentedLine]) -> bool:
    """True for lines without figures under lines with figures: the header of another table, or its title."""
    return any(map(_is_figured, above)) and not any(map(_is_figured, below))


def _is_figured(line: SegmentedLine) -> bool:
    return any(segment.figure and not segment.period for segment in line.segments[1:])


def _stands_under(above: Sequence[SegmentedLine], line: SegmentedLine) -> bool:
    """True when each piece but the first begins or ends where one of the lines above does."""
    others = [segment for other in above for segment in other.segments[1:]]
    return all(
        any(min(abs(piece.x0 - o.x0), abs(piece.x1 - o.x1)) <= line.slack for o in others)
        for piece in line.segments[1:]
    )


def _over_first(sheet: Sheet, rule: Rule, run: Sequence[Band], room: float) -> list[Band]:
    """Return what stands right over the first rule: a row, a header, or both, that begin without a rule."""
    last = first = run[0].first - 1
    if last < 0 or sheet.barred[run[0].first] or rule.at - sheet.lines[last].bottom > room:
        return []
    while first and not sheet.barred[first] and (_is_close(sheet, first) or _is_stacked(sheet, first, room)):
        first -= 1
    lines = sheet.lines[first : last + 1]
    if not _several(lines) or any(len(s.tokens) >= _PROSE_WORDS for line in lines for s in line.segments):
        return []
    below = [line for band in run for line in _lines(sheet, band)]
    pieces = [piece for line in lines for piece in line.segments]
    stood = sum(any(_heads(piece, line) for line in below) for piece in pieces)
    if 2 * stood <= len(pieces):
        return []
    starts = [first, *(at for at in range(first + 1, last + 1) if _begins_row(sheet, at))]
    return [
        Band(start, end - 1, 0.0, rule.at - sheet.lines[last].bottom)
        for start, end in pairwise([*starts, last + 1])
    ]


def _heads(piece: Segment, line: SegmentedLine) -> bool:
    """True when a piece stands over one of a line, set alike or not: heads of several columns are centred."""
    return any(
        aligned(piece, other, line.slack) or (piece.x0 < other.x1 and other.x0 < piece.x1)
        for other in line.segments[1:]
    ) or aligned(piece, line.segments[0], line.slack)


def _is_close(sheet: Sheet, at: int) -> bool:
    """True when no more white is over a line than between the lines of one row."""
    return sheet.lines[at].top - sheet.lines[at - 1].bottom < _LEADING * sheet.lines[at].size


def _is_stacked(sheet: Sheet, at: int, room: float) -> bool:
    """True for a line in pieces under another in fewer or as many: a header over a header."""
    line, above = sheet.lines[at], sheet.lines[at - 1]
    return 1 < len(above.segments) <= len(line.segments) and line.top - above.bottom <= room


def _begins_row(sheet: Sheet, at: int) -> bool:
    """True below white, and for a line of figures below one in pieces: the first row, or the next one."""
    line, above = sheet.lines[at], sheet.lines[at - 1]
    figures = any(segment.figure for segment in line.segments[1:])
    return not _is_close(sheet, at) or (figures and len(above.segments) > 1)


def _under_last(sheet: Sheet, rule: Rule, above: Band, room: float) -> Band | None:
    """Return the lines right under the last rule, in the columns of those over it: a row left open."""
    first = last = above.last + 1
    if first == len(sheet.lines) or sheet.barred[first] or sheet.lines[first].top - rule.at > room:
        return None
    while (
        last + 1 < len(sheet.lines)
        and not sheet.barred[last + 1]
        and sheet.lines[last + 1].top - sheet.lines[last].bottom < _LEADING * sheet.lines[last].size
    ):
        last += 1
    pieces = [piece for line in sheet.lines[first : last + 1] for piece in line.segments]
    others = [piece for line in _lines(sheet, above) for piece in line.segments]
    slack = sheet.lines[first].slack
    stood = sum(any(aligned(piece, other, slack) for other in others) for piece in pieces)
    if not _several(sheet.lines[first : last + 1]) or 2 * stood <= len(pieces):
        return None
    return Band(first, last, sheet.lines[first].top - rule.at, 0.0)


def _lines(sheet: Sheet, band: Band) -> Sequence[SegmentedLine]:
    return sheet.lines[band.first : band.last + 1]


def _several(lines: Sequence[SegmentedLine]) -> bool:
    return any(len(line.segments) > 1 for line in lines)


def _belongs(sheet: Sheet, rule: Rule, band: Band, room: float, size: float) -> bool:
    """True for lines inside the rules' length, set as closely as those in pieces and no larger.

    Most pieces of a header in larger type stand over the pieces of the lines below it.
    """
    lines = _lines(sheet, band)
    low, high = rule.low - _SAME, rule.high + _SAME
    if any(line.segments[0].x0 < low or line.segments[-1].x1 > high for line in lines):
        return False
    if any(
        len(line.segments) == 1
        and line.words >= _PROSE_WORDS
        and line.segments[0].x1 - line.segments[0].x0 >= _PROSE_SHARE * (rule.high - rule.low)
        for line in lines
    ):
        return False
    if max(band.over, band.under) > room:
        return False
    if max(line.size for line in lines) <= size:
        return True
    below = [line for line in sheet.lines[band.last + 1 : band.last + 1 + _FEW] if line.size <= size]
    lines = [line for line in lines if line.size > size]
    pieces = [piece for line in lines for piece in line.segments]
    others = [piece for line in below for piece in line.segments]
    stood = sum(any(aligned(piece, other, lines[0].slack) for other in others) for piece in pieces)
    return _several(below) and _several(lines) and 2 * stood > len(pieces)


def _whole(sheet: Sheet, run: Sequence[Band]) -> Iterator[tuple[Band, ...]]:
    """Yield a run of bands cut where its lines do not follow each other, if it has bands in pieces enough."""
    part: list[Band] = []
    for band in [*run, None]:
        if band is not None and (
            not part or (band.first == part[-1].last + 1 and not sheet.barred[band.first])
        ):
            part.append(band)
            continue
        told = [_several(_lines(sheet, band)) for band in part]
        if sum(told) >= _FEWEST_BANDS or (len(told) > _FEWEST_BANDS and told[0]):
            yield tuple(part)
        part = [band] if band is not None else []
