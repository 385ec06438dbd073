"""Where records stand among the lines, headings and passages of their source."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from protokollparser.core.outline import Outline
from protokollparser.core.passages import Passage, passages
from protokollparser.core.records.base import Printed
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span


class Lines:
    """The lines of an outline, found from the places of records."""

    def __init__(self, outline: Outline, rules: Rules) -> None:
        self.outline = outline
        self.rules = rules
        self._starts = sorted((line.page, line.start, line.index) for line in outline.layout.lines)

    def index(self, span: Span) -> int:
        """Return the index of the line on which a place begins."""
        at = bisect_right(self._starts, (span.page, span.start, len(self._starts))) - 1
        return self._starts[max(at, 0)][2]

    def extent(self, record: Printed) -> tuple[int, int]:
        """Return the first and last line index of a record, its further pieces included."""
        pieces = (record.span, *record.more)
        ends = [Span(p.source_id, p.page, max(p.start, p.end - 1), p.end, 0, 0, "") for p in pieces]
        return self.index(record.span), max(self.index(end) for end in ends)

    def part_of(self, record: Printed) -> int:
        """Return the position of the innermost part that holds the start of a record, -1 for none."""
        return self.outline.part_at[self.index(record.span)]

    def headings(self, index: int) -> tuple[str, ...]:
        """Return the headings over a line, outermost first."""
        return tuple(heading.text for heading in self.outline.trail_at[index])

    @cached_property
    def passages(self) -> list[Passage]:
        """The running text of the source."""
        return passages(self.outline, self.rules)

    @cached_property
    def _passage_at(self) -> dict[int, Passage]:
        return {piece.index: passage for passage in self.passages for piece in passage.pieces}

    def passage(self, span: Span) -> tuple[Passage, int] | None:
        """Return the passage that holds a place and the offset in it; None for places in tables."""
        index = self.index(span)
        passage = self._passage_at.get(index)
        if passage is None:
            return None
        piece = next(piece for piece in passage.pieces if piece.index == index)
        inside = span.start - piece.base
        if piece.offsets is None and 0 <= inside < len(self.outline.layout.lines[index].text):
            return passage, piece.start + inside
        for offset in range(piece.start, len(passage.text)):
            if passage.at(offset) >= span.start:
                return passage, offset
        return None
