"""The letters of a PDF page by the direction in which they run, each drawn once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Letter = dict[str, Any]

# Bold is imitated by drawing a letter again, moved by less than this share of its size.
_AGAIN = 0.12


@dataclass(frozen=True, slots=True)
class Frame:
    """A direction of running text: 0 level, 90 upwards, 270 downwards, 180 upside down.

    Places are turned to run level for reading (`level`) and back to the page (`back`).
    """

    turn: int
    width: float
    height: float

    def level(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """Return a place on the page as it is when the page is turned so that the text runs level."""
        if self.turn == 90:
            return self.height - bottom, x0, self.height - top, x1
        if self.turn == 270:
            return top, self.width - x1, bottom, self.width - x0
        if self.turn == 180:
            return self.width - x1, self.height - bottom, self.width - x0, self.height - top
        return x0, top, x1, bottom

    def back(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """Return a turned place as it is on the page."""
        if self.turn == 90:
            return top, self.height - x1, bottom, self.height - x0
        if self.turn == 270:
            return self.width - bottom, x0, self.width - top, x1
        return self.level(x0, top, x1, bottom)


def split_by_direction(
    letters: Iterable[Letter], width: float, height: float
) -> list[tuple[Frame, list[Letter]]]:
    """Return the letters by direction, places turned level, the direction of most letters first."""
    groups: dict[int, list[Letter]] = defaultdict(list)
    for letter in _drawn_once(letters):
        groups[_turn(letter)].append(letter)
    found = []
    for turn in sorted(groups, key=lambda turn: (-len(groups[turn]), turn)):
        frame = Frame(turn, width, height)
        found.append((frame, [_levelled(letter, frame) for letter in groups[turn]] if turn else groups[turn]))
    return found


def _turn(letter: Letter) -> int:
    """Return the direction of a letter, told by the matrix it is drawn with."""
    a, b, _, d = (letter.get("matrix") or (1, 0, 0, 1))[:4]
    if abs(a) >= abs(b):
        return 180 if a < 0 and d < 0 else 0
    return 90 if b > 0 else 270


def _levelled(letter: Letter, frame: Frame) -> Letter:
    x0, top, x1, bottom = frame.level(letter["x0"], letter["top"], letter["x1"], letter["bottom"])
    place = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top, "upright": True}
    return {**letter, **place, "size": bottom - top}


def _drawn_once(letters: Iterable[Letter]) -> list[Letter]:
    """Return the letters without those that are drawn again over themselves."""
    seen: dict[tuple[str, int, int], list[tuple[float, float]]] = defaultdict(list)
    kept = []
    for letter in letters:
        text, x, y = letter["text"], letter["x0"], letter["top"]
        near = _AGAIN * letter["size"]
        column, row = int(x // 4), int(y // 4)
        again = text.strip() and any(
            abs(x - other_x) < near and abs(y - other_y) < near
            for at in ((column, row), (int((x - near) // 4), row), (int((x + near) // 4), row))
            for other_x, other_y in seen.get((text, *at), ())
        )
        if not again:
            seen[text, column, row].append((x, y))
            kept.append(letter)
    return kept
