"""Which lines of a part are form rather than matter: front page, lists of those present, notice, signing."""

from __future__ import annotations

import re
from itertools import islice

from protokollparser.core.outline import Outline, Part

# The rule of headings that stand for several items at once.
ITEM_RANGE = "paragraphs:range"
_FORMAL = frozenset({"notice", "signing", "adjustment"})
# How many printed lines of a report or letter its head may take.
_HEAD = 30
_COLUMN_GAP = re.compile(r"\t|\s{3,}")


def columns_of(text: str) -> list[str]:
    """Return the pieces of a line that tabs or gaps of three blanks part, as columns of a form do."""
    return [column for column in _COLUMN_GAP.split(text) if column]


def is_formal(name: str) -> bool:
    """True for the sections that are forms: notice, signing, adjustment, lists of those present."""
    return name in _FORMAL or name.startswith("attendance")


def first_item(outline: Outline, part: Part) -> int | None:
    """Return the line of a part's first agenda item, None when it has none."""
    own = [heading for heading in outline.headings if heading.part == part.ordinal]
    items = [heading.first for heading in own if heading.paragraph or heading.rule_id == ITEM_RANGE]
    return min(items, default=None)


def head_lines(outline: Outline, part: Part) -> list[int]:
    """Return the lines before the first agenda item of a part (of other parts: its first printed lines)."""
    own = [index for index in outline.own_lines(part.ordinal) if index not in outline.contents_at]
    start = first_item(outline, part)
    if start is not None:
        return [index for index in own if index < start]
    if part.kind in ("minutes", "minutes_extract", "summons", "notice"):
        return own
    owned = set(own)
    printed = (line.index for line in outline.layout.body(part.first, part.last) if line.index in owned)
    return list(islice(printed, _HEAD))


def formal_lines(outline: Outline, part: Part) -> list[int]:
    """Return the head of a part and, after its first item, the sections that are forms."""
    chosen = set(head_lines(outline, part))
    start = first_item(outline, part)
    for heading in outline.headings:
        if (
            heading.part == part.ordinal
            and start is not None
            and heading.first > start
            and is_formal(heading.name)
        ):
            last = max(outline.extent(heading)[1], heading.last)
            chosen.update(range(heading.first, last + 1))
    return sorted(chosen)


def furniture_lines(outline: Outline, part: Part) -> list[int]:
    """Return the lines of a part that were set aside as furniture, running heads among them."""
    return [index for index in outline.own_lines(part.ordinal) if index in outline.layout.furniture_at]
