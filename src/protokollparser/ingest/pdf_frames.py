"""Directions of text on one page: read level, each by itself, and turned back to the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from protokollparser.core.document import Word, Words
from protokollparser.ingest.pdf_text import Printed, compose_page


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


def compose_frames(frames: Sequence[tuple[Frame, Printed]]) -> tuple[str, Words]:
    """Return the text of a page and its words, one direction after the other."""
    if len(frames) == 1 and frames[0][0].turn == 0:
        return compose_page(frames[0][1])
    text = ""
    placed: list[Word] = []
    for frame, printed in frames:
        piece, words = compose_page(printed)
        separator = "\n" if text and piece else ""
        at = len(text) + len(separator)
        text += separator + piece
        for start, end, x0, top, x1, bottom, size, bold in words:
            placed.append(Word(start + at, end + at, *frame.back(x0, top, x1, bottom), size, bold))
    return text, Words.of(placed)
