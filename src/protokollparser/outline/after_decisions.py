"""Headings without known words that end a decision or proposal: a short line below its last full stop.

Beslut
Nämnden noterar informationen till protokollet.

Läget i verksamheten
Förvaltningschefen informerar om terminsstarten.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from protokollparser.core.layout import Line
from protokollparser.core.outline import Part
from protokollparser.core.text import clean
from protokollparser.outline.draft import POINTS, Draft
from protokollparser.outline.shapes import ends_sentence, is_listed
from protokollparser.outline.titles import Title

_CLOSED = re.compile(r"(?:[^\W\d_]{2,}|\d|[)”\"])[.!][”\"')]*$")
_POINT = re.compile(r"\(?\d{1,2}[.)]|[a-zåäö]\)|att\s|[-–—•●▪■*]\s")
_LONGEST, _MOST_WORDS = 60, 6
_ASIDE = re.compile(r"[(,:;§]|\s{2}|\d")


def after_decisions(draft: Draft, part: Part, taken: Collection[int]) -> list[Title]:
    """Return the headings that end the decisions and proposals of a part, outside the lines `taken`."""
    found: list[Title] = []
    for section in draft.sections:
        if section.name not in POINTS or not part.first <= section.line <= part.last:
            continue
        lines = _own_lines(draft, section.last, part.last, taken)
        for above, line in pairwise(lines):
            if _ends(draft, lines, above, line):
                found.append(Title(line.index, line.index, clean(line.text).rstrip(" :")))
                break
    return found


def _own_lines(draft: Draft, start: int, stop: int, taken: Collection[int]) -> list[Line]:
    """Return the printed lines below a heading, up to the next one."""
    lines: list[Line] = []
    for line in draft.layout.body(start + 1, stop):
        if line.index in taken:
            break
        if line.text:
            lines.append(line)
    return lines


def _ends(draft: Draft, lines: list[Line], above: Line, line: Line) -> bool:
    """True for a line below a blank line and the full stop of the decision, alone or over text."""
    if not draft.blocks.begins(line) or not _CLOSED.search(above.text) or _POINT.match(line.text):
        return False
    if not _may_head(draft, line.text.rstrip(" :")) or line.index in draft.layout.grid_at:
        return False
    behind = lines[lines.index(line) + 1 :]
    if not behind or _POINT.match(behind[0].text) or not behind[0].text[0].isupper():
        return False
    shapes = draft.shapes
    listed = shapes.is_name(behind[0].text) or any(_POINT.match(known.text) for known in behind)
    return not listed and any(ends_sentence(known.text) for known in behind[:8])


def _may_head(draft: Draft, text: str) -> bool:
    shapes = draft.shapes
    short = len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS and not _ASIDE.search(text)
    if not short or is_listed(text) or not shapes.is_titled(text) or shapes.tells(text):
        return False
    return not (
        shapes.is_name(text) or shapes.is_post(text) or shapes.is_body(text) or shapes.is_clause(text)
    )
