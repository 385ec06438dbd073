"""The words of a line with their places."""

from __future__ import annotations

from typing import NamedTuple


class Token(NamedTuple):
    """One word: its offsets in the page text, its left and right edge."""

    start: int
    end: int
    x0: float
    x1: float
