"""Headings that stand for several items of minutes: "§§ 23-25 Sekretess, redovisas i separat protokoll"."""

from __future__ import annotations

import re
from collections.abc import Collection

from protokollparser.core.layout import Line
from protokollparser.core.outline import Heading, Part
from protokollparser.core.text import clean
from protokollparser.outline.draft import Draft

_RANGE = re.compile(
    r"(?:[A-ZÅÄÖ]{2,6}(?:[ /-]?(?:[A-ZÅÄÖ]{1,3}|[a-zåäö]{1,4}))? |[A-ZÅÄÖ][a-zåäö]{1,12} )?"
    r"§§?\s?(?P<first>\d{1,4})(?:,\s?\d{1,4}){0,9}\s?(?:[-–—]|och|till(?: och med)?|t\.?o\.?m\.?)\s?(?:§\s?)?"
    r"(?P<last>\d{1,4})\b[.:]?(?P<rest>\s+[A-ZÅÄÖ(].{0,120}|)$"
)
_LONGEST_TITLE = 90
# A line as long as this runs on.
_RUNNING = 30


def find_ranges(draft: Draft, part: Part, lines: Collection[int]) -> list[Heading]:
    """Return the lines that head several items at once, which are printed elsewhere ("§§ 14-16", secret).

    The first of them follows the item before it; at the beginning, the next § must follow the last of them.
    """
    found: list[Heading] = []
    reached = (-1, 0)
    for line in draft.layout.body(part.first, part.last):
        match = _RANGE.match(line.text) if line.index in lines and "§" in line.text[:12] else None
        if match is None or not int(match["first"]) < int(match["last"]):
            continue
        mark = draft.last_mark(line.index)
        reached = max(reached, (mark.first, mark.number) if mark and mark.first >= part.first else (-1, 0))
        if reached[0] < 0:
            after = next((known.number for known in draft.marks if known.first > line.index), 0)
            fits = bool(match["rest"].strip()) and after == int(match["last"]) + 1
        else:
            fits = reached[1] + 1 == int(match["first"])
        last, title = _range_title(draft, line, match)
        if not fits or (not title and _ends_sentence(draft, line)):
            continue
        reached = (line.index, int(match["last"]))
        number = f"§§ {match['first']}-{match['last']}"
        found.append(
            Heading(line.index, last, 1, title, part.ordinal, "other", number, rule_id="paragraphs:range")
        )
    return found


def _ends_sentence(draft: Draft, line: Line) -> bool:
    """True for a bare range that is the end of a sentence, wrapped in a narrow column."""
    above = draft.layout.lines[line.index - 1].text.rstrip() if line.index else ""
    return len(above) >= _RUNNING and above[-1].isalpha() and above[-1].islower() and line.text[-1] == "."


def _range_title(draft: Draft, line: Line, match: re.Match[str]) -> tuple[int, str]:
    """Return the last line of a heading of several items and their title, on its line or on the next."""
    rest = clean(match["rest"])
    below = next(draft.layout.body(line.index + 1, line.index + 2), None)
    if rest or below is None or below.index in draft.section_at or below.index in draft.mark_at:
        return line.index, rest
    titled = draft.shapes.is_titled(below.text.rstrip(".")) and len(below.text) <= _LONGEST_TITLE
    if not titled or below.index in draft.layout.grid_at:
        return line.index, ""
    return below.index, clean(below.text).rstrip(".")
