"""Places on a page."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in PDF points, origin top left: x0 < x1, top < bottom."""

    x0: float
    top: float
    x1: float
    bottom: float


class Span(NamedTuple):
    """One contiguous piece of printed text.

    `page` counts from 1. `start:end` are half-open code-point offsets into the page text, so that
    slicing the page text gives `printed` back. Lines count from 1, inclusive: in the file for text
    sources, on the page for PDF and scans. `box` is None for text sources.
    """

    source_id: str
    page: int
    start: int
    end: int
    line_start: int
    line_end: int
    printed: str
    box: Box | None = None

    def overlaps(self, other: Span) -> bool:
        """True when both share at least one character of the same page."""
        same_page = self.source_id == other.source_id and self.page == other.page
        return same_page and self.start < other.end and other.start < self.end
