"""The drawn lines of a scanned page: found in its ink, and taken out of the picture before it is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from protokollparser.ingest.scans_level import Bits

# A drawn line is at least so long, at most so thick, and has ink on this share of its length.
_LONG, _THICK, _FILLED = 100, 12, 0.95
# Of what is beside a line, no more than this share is ink; less beside a short one: the arches of a printed
# "kommun" are a line with stems under it.
_BESIDE, _SHORT, _BESIDE_SHORT = 0.5, 400, 0.15
# Lines lose this much on each side when they are taken out: the blur around them.
_RIM = 2


class Stroke(NamedTuple):
    """One straight line in pixels: the rectangle of its ink, its ends excluded."""

    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def level(self) -> bool:
        """True for a line across the page, False for one down the page."""
        return self.x1 - self.x0 >= self.bottom - self.top


def find_strokes(ink: Bits) -> list[Stroke]:
    """Return the straight lines of a page, those across first, from the top down."""
    across = [Stroke(x0, top, x1, bottom) for x0, top, x1, bottom in _lines(ink)]
    down = [Stroke(top, x0, bottom, x1) for x0, top, x1, bottom in _lines(np.ascontiguousarray(ink.T))]
    return [*across, *down]


def _lines(ink: Bits) -> list[tuple[int, int, int, int]]:
    """Return the lines across: x0, top, x1, bottom."""
    near = ink.copy()
    near[1:] |= ink[:-1]
    near[:-1] |= ink[1:]
    sums = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int32)
    np.cumsum(near, axis=1, out=sums[:, 1:])
    full = sums[:, _LONG:] - sums[:, :-_LONG] >= _FILLED * _LONG
    open_lines: list[list[int]] = []
    found: list[list[int]] = []
    rows = np.flatnonzero(full.any(axis=1)).tolist()
    for row in rows:
        still: list[list[int]] = []
        for line in open_lines:
            (still if line[3] >= row - 1 else found).append(line)
        open_lines = still
        for x0, x1 in _runs(full[row]):
            beside = next((line for line in open_lines if line[0] < x1 and x0 < line[2]), None)
            if beside is None:
                open_lines.append([x0, row, x1, row + 1])
            else:
                beside[:] = [min(beside[0], x0), beside[1], max(beside[2], x1), row + 1]
    # A line is seen one row too early and one too late.
    lines = [(a, b + 1, c, max(b + 2, d - 1)) for a, b, c, d in [*found, *open_lines]]
    return sorted(
        (_trimmed(ink, line) for line in lines if _is_thin(ink, line)), key=lambda line: line[1::-1]
    )


def _is_thin(ink: Bits, line: tuple[int, int, int, int]) -> bool:
    """True for a line with paper on both sides; the edge of something dark is none."""
    x0, top, x1, bottom = line
    above = ink[max(top - 3 * _RIM, 0) : max(top - _RIM, 0), x0:x1]
    below = ink[bottom + _RIM : bottom + 3 * _RIM, x0:x1]
    most = _BESIDE if x1 - x0 > _SHORT else _BESIDE_SHORT
    return bottom - top <= _THICK and all(not side.size or side.mean() <= most for side in (above, below))


def _trimmed(ink: Bits, line: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Return a line without the paper at its ends."""
    x0, top, x1, bottom = line
    inked = np.flatnonzero(ink[top:bottom, x0:x1].any(axis=0))
    return (x0 + int(inked[0]), top, x0 + int(inked[-1]) + 1, bottom) if len(inked) else line


def _runs(full: Bits) -> list[tuple[int, int]]:
    """Return the stretches of a row that stand in some full window."""
    edges = np.flatnonzero(np.diff(full.astype(np.int8), prepend=0, append=0)).tolist()
    return [(start, stop - 1 + _LONG) for start, stop in zip(edges[::2], edges[1::2], strict=True)]


def without_strokes(
    levels: npt.NDArray[np.uint8], strokes: Sequence[Stroke], paper: npt.NDArray[np.float32]
) -> npt.NDArray[np.uint8]:
    """Return a page without its lines; paper stands in their place."""
    cleaned = levels.copy()
    for x0, top, x1, bottom in strokes:
        part = slice(max(top - _RIM, 0), bottom + _RIM), slice(max(x0 - _RIM, 0), x1 + _RIM)
        cleaned[part] = paper[part].astype(np.uint8)
    return cleaned
