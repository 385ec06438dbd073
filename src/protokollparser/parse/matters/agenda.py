"""Where items begin and end, and which row of the agenda each one is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from protokollparser.core.outline import Contents, ContentsEntry, Heading, Outline
from protokollparser.core.text import fold
from protokollparser.parse.matters.content import DRAWN

_SECTION_SIGN = re.compile(r"§{1,2}\s?\d")
# Titles in the agenda and in the body of a summons are worded differently (001 lines 8, 10 and 18).
_SAME_TITLE = 70
_TITLE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an item begins: the lines of its title, what they say, and the item's last line."""

    first: int
    title_last: int
    last: int
    title: str
    number: str | None
    part: int
    rule_id: str
    confidence: float = 1.0


def find_openings(outline: Outline) -> list[Opening]:
    """Return the openings of all items in order: § headings, and the titles of an agenda's rows.

    An item lasts to the next item of its part. In a summons the reports on an item stand in parts of
    their own and belong to it.
    """
    marked = [_opening(heading) for heading in outline.headings if heading.paragraph]
    starts = {opening.first for opening in marked}
    for listing in agendas(outline):
        if outline.parts[listing.part].kind == "summons":
            marked += [o for o in _titled(outline, listing, marked) if o.first not in starts]
    marked.sort(key=lambda opening: opening.first)
    return [replace(o, last=_last(outline, o, marked[i + 1 : i + 2])) for i, o in enumerate(marked)]


def _opening(heading: Heading) -> Opening:
    rule = heading.rule_id or "items:heading"
    return Opening(
        heading.first,
        heading.last,
        heading.last,
        heading.text,
        heading.number,
        heading.part,
        rule,
        heading.confidence,
    )


def _undrawn(outline: Outline, first: int, last: int) -> int:
    """Return the last line that is no rule drawn below an item."""
    lines = outline.layout.lines
    while last > first and (not lines[last].text.strip() or DRAWN.fullmatch(lines[last].text)):
        last -= 1
    return last


def _last(outline: Outline, opening: Opening, following: list[Opening]) -> int:
    """Return the last line of an item."""
    summons = summons_around(outline, opening.part)
    if summons is None:
        heading = outline.heading_at[opening.first]
        return max(_undrawn(outline, opening.first, outline.extent(heading)[1]), opening.title_last)
    family = [part for part in outline.parts if summons_around(outline, part.ordinal) == summons]
    last = max(part.last for part in family)
    if following and following[0].first <= last:
        start = outline.parts[following[0].part].first
        last = (start if start > opening.title_last else following[0].first) - 1
    return max(last, opening.title_last)


def summons_around(outline: Outline, part: int | None) -> int | None:
    """Return the summons that is or contains `part`."""
    while part is not None and part >= 0:
        if outline.parts[part].kind == "summons":
            return part
        part = outline.parts[part].parent
    return None


def agendas(outline: Outline) -> list[Contents]:
    """Return the lists of the items of a meeting; the contents of a report are none."""
    found = []
    for listing in outline.contents:
        kind = outline.parts[listing.part].kind if listing.part >= 0 else "other"
        numbered = sum(1 for entry in listing.entries if _SECTION_SIGN.match(entry.number or ""))
        if kind == "summons" or numbered * 2 > len(listing.entries):
            found.append(listing)
    return found


def _titled(outline: Outline, listing: Contents, marked: list[Opening]) -> list[Opening]:
    """Return openings for the agenda rows that no marked heading answers to.

    A title stands alone between blank lines, as a heading or not (001 lines 18, 20 and 29).
    """
    known = {o.first for o in marked if summons_around(outline, o.part) == listing.part}
    alone = [line for line in _lone_lines(outline, listing) if line.first not in known]
    anchors = sorted([*(o for o in marked if o.first in known), *alone], key=lambda o: o.first)
    pairs = align(anchors, listing.entries, known)
    return [replace(anchors[i], confidence=0.8) for i, _ in pairs if anchors[i].first not in known]


def _lone_lines(outline: Outline, listing: Contents) -> list[Opening]:
    """Return the lines of a summons and its parts that stand alone, below its agenda."""
    layout = outline.layout
    family = {part.ordinal for part in outline.parts if summons_around(outline, part.ordinal) == listing.part}
    found = []
    for line in layout.lines[listing.last + 1 :]:
        part = outline.part_at[line.index]
        inside = part in family and line.index not in layout.grid_at and line.index not in outline.contents_at
        if not inside or not line.text or len(line.text) > _TITLE_LENGTH or line.text.endswith("."):
            continue
        if all(_blank(outline, index) for index in (line.index - 1, line.index + 1)):
            found.append(
                Opening(line.index, line.index, line.index, line.text, None, part, "items:agenda-title")
            )
    return found


def _blank(outline: Outline, index: int) -> bool:
    lines = outline.layout.lines
    return not 0 <= index < len(lines) or lines[index].blank or index in outline.layout.furniture_at


def match_contents(outline: Outline, openings: list[Opening]) -> dict[int, ContentsEntry]:
    """Return the agenda row of each opening, by the first line of its title."""
    matched: dict[int, ContentsEntry] = {}
    for listing in agendas(outline):
        if outline.parts[listing.part].kind == "summons":
            mine = [o for o in openings if summons_around(outline, o.part) == listing.part]
            below = [o for o in mine if o.first > listing.last]
            known = {o.first for o in below if o.rule_id != "items:agenda-title"}
            pairs = align(below, listing.entries, known)
            matched.update({below[i].first: listing.entries[j] for i, j in pairs})
            continue
        for opening in openings:
            entry = _by_number(opening, listing.entries) if opening.part == listing.part else None
            if entry:
                matched[opening.first] = entry
    return matched


def _by_number(opening: Opening, entries: tuple[ContentsEntry, ...]) -> ContentsEntry | None:
    for entry in entries:
        if opening.number and entry.number and fold(opening.number) == fold(entry.number):
            return entry
    return None


def align(
    openings: list[Opening], entries: tuple[ContentsEntry, ...], known: set[int]
) -> list[tuple[int, int]]:
    """Return the pairs (opening, entry), both rising, that agree best in their titles.

    `known` openings are items by their headings: as many of them as rows are paired one by one, and
    each is paired on weaker likeness (001 line 12 is headed with other words on line 300).
    """
    if len(openings) == len(entries) and all(opening.first in known for opening in openings):
        return [(i, i) for i in range(len(entries))]
    rows, columns = len(openings), len(entries)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    gains = [[_gain(opening, entry, known) for entry in entries] for opening in openings]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            taken = gains[i][j] + best[i + 1][j + 1] if gains[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    pairs, i, j = list[tuple[int, int]](), 0, 0
    while i < rows and j < columns:
        if gains[i][j] and best[i][j] == gains[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _gain(opening: Opening, entry: ContentsEntry, known: set[int]) -> float:
    """Return how much a pair adds, 0 for titles too far apart; exact order of words counts a little."""
    one, other = fold(opening.title), fold(entry.title)
    likeness = 0.8 * fuzz.token_set_ratio(one, other) + 0.2 * fuzz.ratio(one, other)
    if opening.first in known:
        number = (opening.number or "").rstrip(".")
        return float(likeness) + (100 if number and number == (entry.number or "").rstrip(".") else 20)
    return float(likeness) if likeness >= _SAME_TITLE else 0.0
