"""Rows of dots and of dashes on a scanned page: leaders of contents lists, lines to sign on, typed rulings.

Tesseract makes words of them (`mssssseesrererr`), so they are taken out before the page is read and put back
as dots or dashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from protokollparser.ingest.ocr import Levels, Seen
from protokollparser.ingest.scans_level import Bits

# A row has at least so many dots, each at most so wide and high, in pixels.
_FEWEST, _WIDEST, _HIGHEST = 8, 26, 12
# From dot to dot it is no further than this, and the same everywhere but for so many pixels.
_STEP, _UNEVEN = 48, 3
# A dash is so many times as wide as it is high, and a dot at most so many times as high as it is wide; stems
# of letters are higher.
_FLAT, _UPRIGHT = 1.3, 1.9
# Over and under the dots there is paper: no more ink than this share, so many pixels away and high.
_INKED, _AWAY, _HIGH = 0.05, 2, 10
_RIM = 3
# Ink on an even page, and the height of the type that dots are taken for.
_INK, _TYPE = 150, 40


class Leader(NamedTuple):
    """One row of dots or dashes: its box in pixels, how many there are, and how wide each is."""

    x0: int
    top: int
    x1: int
    bottom: int
    dots: int
    wide: float

    @property
    def text(self) -> str:
        """The dots or dashes."""
        return ("-" if self.wide > _FLAT * (self.bottom - self.top) else ".") * self.dots


def find_leaders(levels: Levels) -> list[Leader]:
    """Return the rows of dots of an even page, from the top down."""
    ink = levels < _INK
    edges = np.diff(ink.astype(np.int8), prepend=0, append=0, axis=1)
    found: list[Leader] = []
    for row in np.flatnonzero((edges == 1).sum(axis=1) >= _FEWEST).tolist():
        for x0, x1, dots, wide in _chains(edges[row]):
            new = Leader(x0, row, x1, row + 1, dots, wide)
            at = next((n for n, one in enumerate(found) if _goes_on(one, new)), None)
            if at is None:
                found.append(new)
            else:
                found[at] = _joined(found[at], new)
    return [one for one in found if one.bottom - one.top <= _highest(one) and _is_apart(ink, one)]


def _highest(one: Leader) -> float:
    return min(_UPRIGHT * one.wide, _HIGHEST)


def _chains(edges: np.ndarray[tuple[int], np.dtype[np.int8]]) -> Iterator[tuple[int, int, int, float]]:
    """Yield where rows of evenly spaced dots begin and end on one row of pixels, their count and width."""
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    narrow = ends - starts <= _WIDEST
    steps = np.diff(starts)
    even = np.abs(np.diff(steps)) <= _UNEVEN
    # Dot n and its neighbours are alike.
    alike = even & narrow[:-2] & narrow[1:-1] & narrow[2:] & (steps[:-1] <= _STEP)
    bounds = np.flatnonzero(np.diff(alike.astype(np.int8), prepend=0, append=0)).tolist()
    for first, stop in zip(bounds[::2], bounds[1::2], strict=True):
        if stop - first + 2 >= _FEWEST:
            wide = float(np.median(ends[first : stop + 2] - starts[first : stop + 2]))
            yield int(starts[first]), int(ends[stop + 1]), stop - first + 2, wide


def _goes_on(one: Leader, new: Leader) -> bool:
    return one.bottom >= new.top - 1 and one.x0 < new.x1 and new.x0 < one.x1


def _joined(one: Leader, new: Leader) -> Leader:
    dots, wide = max(one.dots, new.dots), max(one.wide, new.wide)
    return Leader(min(one.x0, new.x0), one.top, max(one.x1, new.x1), new.bottom, dots, wide)


def _is_apart(ink: Bits, one: Leader) -> bool:
    """True when paper is over and under the dots, as it is not where letters stand."""
    over = ink[max(one.top - _AWAY - _HIGH, 0) : max(one.top - _AWAY, 0), one.x0 : one.x1]
    under = ink[one.bottom + _AWAY : one.bottom + _AWAY + _HIGH, one.x0 : one.x1]
    return all(not side.size or side.mean() <= _INKED for side in (over, under))


def without_leaders(levels: Levels, leaders: Sequence[Leader]) -> Levels:
    """Return an even page without its rows of dots."""
    cleaned = levels.copy()
    for x0, top, x1, bottom, *_ in leaders:
        cleaned[max(top - _RIM, 0) : bottom + _RIM, max(x0 - _RIM, 0) : x1 + _RIM] = 255
    return cleaned


def dots_of(leaders: Sequence[Leader]) -> list[Seen]:
    """Return rows of dots as words."""
    return [
        Seen(one.text, one.x0, one.bottom - _TYPE, one.x1, one.bottom, 1.0, f"dots-{number}")
        for number, one in enumerate(leaders)
    ]
