"""Boxes painted without an outline: which of their sides are seen, because another colour begins there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

Box = tuple[float, float, float, float]
Colour = tuple[int, ...]

PAPER: Colour = (255, 255, 255)
# So far beside a side, in points, another colour shows: less is where boxes that touch are rounded.
_BESIDE = 0.25
# More boxes are a drawing: all of their sides are taken for seen.
_MOST = 400


class Painted:
    """Collects the painted boxes of a page in the order in which they are painted, later ones on top."""

    def __init__(self) -> None:
        self._boxes: list[tuple[Box, Colour]] = []

    def add(self, box: Box, colour: Colour) -> None:
        """Add a box as left, top, right and bottom, in a colour."""
        self._boxes.append((box, colour))

    def sides(self) -> Iterator[Box]:
        """Yield the seen parts of the sides of the boxes, each as left, top, right and bottom."""
        for box, _ in self._boxes:
            left, top, right, bottom = box
            level, upright = (
                ((left, top, right), (left, bottom, right)),
                ((top, left, bottom), (top, right, bottom)),
            )
            if len(self._boxes) > _MOST:
                near = []
            else:
                near = [
                    other
                    for other in self._boxes
                    if other[0][0] < right + 1 and other[0][2] > left - 1
                    if other[0][1] < bottom + 1 and other[0][3] > top - 1
                ]
            for low, at, high in level:
                for start, end in _seen(near, low, high, at, 0):
                    yield start, at, end, at
            for low, at, high in upright:
                for start, end in _seen(near, low, high, at, 1):
                    yield at, start, at, end


def _seen(
    near: Sequence[tuple[Box, Colour]], low: float, high: float, at: float, way: int
) -> Iterator[tuple[float, float]]:
    """Yield from where to where colours differ on both sides of a line (`way` 0 level, 1 upright)."""
    if not near:
        yield low, high
        return
    cuts = {edge for box, _ in near for edge in (box[way], box[way + 2]) if low < edge < high}
    start: float | None = None
    for one, other in itertools.pairwise(sorted({low, high, *cuts})):
        middle = (one + other) / 2
        differs = _colour(near, middle, at - _BESIDE, way) != _colour(near, middle, at + _BESIDE, way)
        if differs and start is None:
            start = one
        elif not differs and start is not None:
            yield start, one
            start = None
    if start is not None:
        yield start, high


def _colour(near: Sequence[tuple[Box, Colour]], along: float, across: float, way: int) -> Colour:
    """Return the colour on top at a place."""
    for box, colour in reversed(near):
        if box[way] <= along <= box[way + 2] and box[1 - way] <= across <= box[3 - way]:
            return colour
    return PAPER
