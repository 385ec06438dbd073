"""What a printed figure looks like, as far as the shape of tables depends on it."""

from __future__ import annotations

import re
from functools import lru_cache

# Sign, digits in groups, decimals or a dash for no öre, and a unit; or a mark where a figure is missing.
# A dash behind a blank is no öre: "11 -" goes on ("11 - 12").
_FIGURE = re.compile(
    r"(?:[-+–−±(] ?){0,2}[.,]?\d[\d .,:\u00a0\u2002-\u200a\u202f]{0,24}(?:(?<=[\d:,.])[-–—]{1,2})?\)?"
    r"(?: ?(?:%|kr|tkr|mkr|mnkr|ksek|sek|st))?\*{0,2}",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])?(?:[-/](?:19|20)?\d\d)?")
_DASHES = frozenset("-_=─━═")
# What a figure may begin with, besides a digit.
_OPENS = frozenset("-+–−±(.,")
_LONGEST = 48
_MISSING = frozenset({"-", "–", "—", "−", "?", "..", "…", "*"})


def is_figure(text: str) -> bool:
    """True for a printed number with its sign and unit."""
    first = text[:1]
    return (first.isdigit() or first in _OPENS) and len(text) <= _LONGEST and _is_printed(text)


# A figure is looked at as a piece of a row, of a line and of a table.
@lru_cache(maxsize=1 << 14)
def _is_printed(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None


def fills_figure_column(text: str) -> bool:
    """True for a figure, or a mark that stands in its place."""
    return text in _MISSING or is_figure(text)


def is_period(text: str) -> bool:
    """True for a year or month in digits: it heads a column of figures as words do."""
    return text[:1] in ("1", "2") and _PERIOD.fullmatch(text) is not None


def is_drawn(text: str) -> bool:
    """True for a line that is drawn with dashes or the like, in one piece or one for each column."""
    ends = text[:2] + text[-2:]
    return len(text) > 1 and _DASHES.issuperset(ends) and not "".join(text.split()).strip("-_=─━═")
