"""Drawn shapes into straight lines: level or upright strokes, sides of boxes, and thin filled boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from protokollparser.core.document import Ruling
from protokollparser.ingest.painted import Colour, Painted

Point = tuple[float, float]

# Boxes thinner than this are drawn lines; shorter strokes than this are marks, not rulings.
_THIN = 2.5
_SHORT = 6.0
_SLANT = 0.1
# A box over this share of the page both ways is its background.
_BACKGROUND = 0.97


class Rulings:
    """Collects the straight lines of a page of this size; places are x from the left, y from the top."""

    def __init__(self, width: float, height: float) -> None:
        self._width = _BACKGROUND * width
        self._height = _BACKGROUND * height
        self._found: set[tuple[float, float, float, float]] = set()
        self._painted = Painted()

    def add(self, outline: Sequence[Point], gaps: Iterable[int] = (), paint: Colour | None = None) -> None:
        """Add a line through points, closed or not; no straight stroke leads to the points in `gaps`.

        `paint` is the colour of a shape that is filled and has no line around it, None for the others.
        """
        across = [x for x, _ in outline]
        along = [y for _, y in outline]
        x0, x1, top, bottom = min(across), max(across), min(along), max(along)
        if not (x1 - x0 < self._width or bottom - top < self._height):
            return
        if x1 - x0 <= _THIN or bottom - top <= _THIN:
            self._straight(x0, top, x1, bottom)
            return
        left_out = set(gaps)
        if paint is not None and not left_out and _is_box(outline):
            self._painted.add((x0, top, x1, bottom), paint)
            return
        for at in range(1, len(outline)):
            (ax, ay), (bx, by) = outline[at - 1], outline[at]
            if at not in left_out:
                self._straight(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def lines(self) -> tuple[Ruling, ...]:
        """Return the lines, each once, from the top down."""
        for side in self._painted.sides():
            self._straight(*side)
        ordered = sorted(self._found, key=lambda line: (line[1], line[0], line[3], line[2]))
        return tuple(map(Ruling._make, ordered))

    def _straight(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Add a stroke if it is level or upright, and no mark."""
        if x1 - x0 >= _SHORT and bottom - top <= _THIN:
            middle = round((top + bottom) / 2, 1)
            self._found.add((round(x0, 1), middle, round(x1, 1), middle))
        elif bottom - top >= _SHORT and x1 - x0 <= _THIN:
            middle = round((x0 + x1) / 2, 1)
            self._found.add((middle, round(top, 1), middle, round(bottom, 1)))


def _is_box(outline: Sequence[Point]) -> bool:
    """True for four points, closed or not, with level and upright sides."""
    points = [point for point, following in pairwise([*outline, outline[0]]) if point != following]
    return len(points) == 4 and all(
        abs(ax - bx) < _SLANT or abs(ay - by) < _SLANT
        for (ax, ay), (bx, by) in pairwise([*points, points[0]])
    )
