"""A page as the finder of unruled tables sees it: lines cut into pieces, rules, and what parts lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from protokollparser.core.document import Page
from protokollparser.layout.aligned.segments import SegmentedLine
from protokollparser.layout.ruled.flat_rules import rules_between
from protokollparser.layout.ruled.rulings import Rule


@dataclass(frozen=True)
class Sheet:
    """The free lines of a page from the top down, its horizontal rules, and drawn lines of dashes.

    `barred[n]` is True where no table may reach over from line n - 1 to line n.
    """

    page: Page
    lines: Sequence[SegmentedLine]
    barred: Sequence[bool]
    rules: Sequence[Rule]
    drawn: Sequence[SegmentedLine]

    def parted(self, above: SegmentedLine, below: SegmentedLine, left: float, right: float) -> bool:
        """True when a rule along most of `left..right` parts two lines."""
        upper, lower = (above.top + above.bottom) / 2, (below.top + below.bottom) / 2
        return bool(rules_between(self.rules, upper, lower, left, right))
