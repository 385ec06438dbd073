"""Words close behind the figures of the column before them: "88 % Uppfyllt", told by where both are aligned.

The figures end at one place from line to line, the words begin at another, a little more than a space on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from protokollparser.layout.aligned.segments import Segment, SegmentedLine, segment_of
from protokollparser.layout.aligned.sheet import Sheet
from protokollparser.layout.figures import fills_figure_column

_FEWEST_LINES = 3
# The white is this much wider than a space; edges are one within so many type sizes.
_WIDER = 1.1
_EVEN = 0.1
_HEADER_LINES = 3
_OPENS = frozenset("-+–−±(<>≤≥")


def with_flush_cuts(sheet: Sheet, first: int, last: int) -> Sheet:
    """Return the sheet with the lines `first..last`, and a header above, cut between such columns."""
    text = sheet.page.text
    body = sheet.lines[first : last + 1]
    gaps = [
        gap for line in body if line.placed for segment in line.segments for gap in _gaps(text, line, segment)
    ]
    if len(gaps) < 2:
        return sheet
    top = max(0, first - _HEADER_LINES)
    around = sheet.lines[top : last + 1]
    found: list[tuple[float, float]] = []
    for left, right in gaps:
        if not any(abs(right - high) <= 1 for _, high in found) and _is_gutter(around, gaps, left, right):
            found.append((left, right))
    if not found:
        return sheet
    cut = [_cut(text, line, found) for line in around]
    return replace(sheet, lines=[*sheet.lines[:top], *cut, *sheet.lines[last + 1 :]])


def _gaps(text: str, line: SegmentedLine, segment: Segment) -> list[tuple[float, float]]:
    """Return where white behind a figure begins and ends."""
    opening = text[segment.start]
    if not (opening.isdigit() or opening in _OPENS) or segment.end - segment.start < 3:
        return []
    tokens = segment.tokens
    found = []
    for left, right in pairwise(tokens):
        if right.x0 - left.x1 >= _WIDER * line.space and fills_figure_column(text[segment.start : left.end]):
            found.append((left.x1, right.x0))
    return found


def _is_gutter(
    lines: Sequence[SegmentedLine], gaps: Sequence[tuple[float, float]], left: float, right: float
) -> bool:
    """True when figures or heads of several lengths end there, words begin there, and few lines cross it."""
    even = _EVEN * lines[-1].size
    figures = sum(abs(low - left) <= even and abs(high - right) <= even for low, high in gaps)
    if figures < 2:
        return False
    begins: list[float] = []
    over = 0
    for line in lines:
        for segment in line.segments:
            if segment.x0 < left - even and segment.x1 > right + even:
                if _boundary(segment, left, right, even) is not None:
                    begins.append(segment.x0)
                else:
                    over += 1
    return len(begins) >= _FEWEST_LINES and 3 * over < len(begins) and max(begins) - min(begins) > even


def _boundary(segment: Segment, left: float, right: float, even: float) -> int | None:
    """Return the number of the first word behind the white, None where the words have none there."""
    tokens = segment.tokens
    return next(
        (
            at
            for at in range(1, len(tokens))
            if abs(tokens[at].x0 - right) <= even and abs(tokens[at - 1].x1 - left) <= even
        ),
        None,
    )


def _cut(text: str, line: SegmentedLine, gutters: Sequence[tuple[float, float]]) -> SegmentedLine:
    """Return a line with the segments that have white at the gutters cut there."""
    even = _EVEN * line.size
    segments: list[Segment] = []
    for segment in line.segments:
        cuts = {
            at
            for left, right in gutters
            if segment.x0 < left and segment.x1 > right
            if (at := _boundary(segment, left, right, even)) is not None
        }
        bounds = [0, *sorted(cuts), len(segment.tokens)]
        segments += (
            [segment]
            if len(bounds) == 2
            else [
                segment_of(text, of[0].start, of[-1].end, of[0].x0, of[-1].x1, of)
                for of in (segment.tokens[low:high] for low, high in pairwise(bounds))
            ]
        )
    return replace(line, segments=tuple(segments)) if len(segments) > len(line.segments) else line
