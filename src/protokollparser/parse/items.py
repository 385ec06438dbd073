"""Agenda items: one for each § of minutes, one for each line of the agenda of a summons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from protokollparser.core.outline import Contents, ContentsEntry, Heading, Outline
from protokollparser.core.reading import Ledger
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold
from protokollparser.parse.case_numbers import find_case_number
from protokollparser.parse.places import Places

_SECTION_SIGN = re.compile(r"§{1,2}\s?(?P<paragraph>\d{1,4})\s?(?P<suffix>[a-zåäö])?\b", re.IGNORECASE)
_CASE_LINES = 3
# Titles in the agenda and in the body of a summons are worded differently (001 lines 8 and 18).
_SAME_TITLE = 60


@dataclass(frozen=True, slots=True)
class Opening:
    """The heading that opens an item, the last line of the item, and its row in the contents list."""

    heading: Heading
    last: int
    entry: ContentsEntry | None = None


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter an item for every § heading, and for every row of an agenda that has no heading."""
    outline = ledger.outline
    openings = _openings(outline)
    matched = _match_contents(outline, openings)
    places = Places(ledger)
    taken: set[int] = set()
    for opening in openings:
        entry = matched.get(opening.heading.first)
        if entry:
            taken.add(entry.first)
        _enter(ledger, rules, places, opening, entry)
    for listing in outline.contents:
        if not _is_agenda(outline, listing):
            continue
        ledger.claim(listing.first, listing.last, "items:agenda")
        for entry in listing.entries:
            if entry.first not in taken:
                _enter_listed(ledger, rules, places, entry)


def _openings(outline: Outline) -> list[Opening]:
    """Return the item headings with the last line of each item.

    An item lasts to the next item of its part. In a summons the reports on an item stand in parts of
    their own and belong to it.
    """
    headings = [heading for heading in outline.headings if heading.paragraph]
    found = []
    for position, heading in enumerate(headings):
        last = outline.extent(heading)[1]
        summons = _summons_around(outline, heading.part)
        if summons is not None:
            following = headings[position + 1] if position + 1 < len(headings) else None
            last = outline.parts[summons].last
            if following is not None and following.first <= last:
                start = outline.parts[following.part].first
                last = (start if start > heading.last else following.first) - 1
        found.append(Opening(heading, max(last, heading.last)))
    return found


def _summons_around(outline: Outline, part: int | None) -> int | None:
    """Return the summons that is or contains `part`."""
    while part is not None and part >= 0:
        if outline.parts[part].kind == "summons":
            return part
        part = outline.parts[part].parent
    return None


def _is_agenda(outline: Outline, listing: Contents) -> bool:
    """True for a list of the items of a meeting, False for the contents of a report."""
    kind = outline.parts[listing.part].kind if listing.part >= 0 else "other"
    numbered = sum(1 for entry in listing.entries if _SECTION_SIGN.match(entry.number or ""))
    return kind == "summons" or numbered * 2 > len(listing.entries)


def _match_contents(outline: Outline, openings: list[Opening]) -> dict[int, ContentsEntry]:
    """Return the contents entry of each opening, by the first line of its heading."""
    matched: dict[int, ContentsEntry] = {}
    for listing in outline.contents:
        if not _is_agenda(outline, listing):
            continue
        mine = [o for o in openings if _belongs(outline, o.heading, listing)]
        if outline.parts[listing.part].kind == "summons":
            matched.update(_align([o for o in mine if o.heading.first > listing.last], listing.entries))
            continue
        for opening in mine:
            entry = _by_number(opening.heading, listing.entries)
            if entry:
                matched[opening.heading.first] = entry
    return matched


def _belongs(outline: Outline, heading: Heading, listing: Contents) -> bool:
    if heading.part == listing.part:
        return True
    return _summons_around(outline, heading.part) == listing.part


def _by_number(heading: Heading, entries: tuple[ContentsEntry, ...]) -> ContentsEntry | None:
    for entry in entries:
        if heading.number and entry.number and fold(heading.number) == fold(entry.number):
            return entry
    return None


def _align(openings: list[Opening], entries: tuple[ContentsEntry, ...]) -> dict[int, ContentsEntry]:
    """Return the pairing of headings and agenda rows that keeps both in order and agrees best.

    As many headings as rows are paired one by one: 001 line 12 is headed with other words on line 300.
    """
    if len(openings) == len(entries):
        return {o.heading.first: entry for o, entry in zip(openings, entries, strict=True)}
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}

    def solve(i: int, j: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if i == len(openings) or j == len(entries):
            return 0.0, ()
        if (i, j) not in best:
            options = [solve(i + 1, j), solve(i, j + 1)]
            score = _likeness(openings[i].heading, entries[j])
            if score >= _SAME_TITLE:
                rest, pairs = solve(i + 1, j + 1)
                options.append((rest + score, ((i, j), *pairs)))
            best[i, j] = max(options, key=lambda option: option[0])
        return best[i, j]

    return {openings[i].heading.first: entries[j] for i, j in solve(0, 0)[1]}


def _likeness(heading: Heading, entry: ContentsEntry) -> float:
    if heading.number and entry.number and fold(heading.number).rstrip(".") == fold(entry.number).rstrip("."):
        return 100.0
    return float(fuzz.token_set_ratio(fold(heading.text), fold(entry.title)))


def _enter(
    ledger: Ledger, rules: Rules, places: Places, opening: Opening, entry: ContentsEntry | None
) -> None:
    heading, layout = opening.heading, ledger.layout
    sign = _SECTION_SIGN.match(heading.number or "")
    printed = entry.number if entry and not sign else heading.number
    pieces = layout.cover(heading.first, opening.last)
    case, case_line = _case_number(ledger, rules, heading)
    pages, listed_case = _pages(entry, rules)
    meeting = places.meeting(heading.first)
    ledger.add(
        AgendaItem(
            span=pieces[0],
            more=pieces[1:],
            rule_id=heading.rule_id or "items:heading",
            confidence=heading.confidence,
            meeting_id=meeting.id if meeting else None,
            paragraph=int(sign["paragraph"]) if sign else None,
            paragraph_suffix=sign["suffix"].lower() if sign and sign["suffix"] else None,
            number=None if sign else _plain(printed),
            title=_title(heading, entry, bool(sign)),
            case_number=case or listed_case,
            contents_page=pages,
            listed_in="both" if entry else "body",
        )
    )
    ledger.claim(heading.first, heading.last, heading.rule_id or "items:heading")
    if case_line is not None:
        ledger.claim(case_line, case_line, "items:case-number")


def _title(heading: Heading, entry: ContentsEntry | None, numbered: bool) -> str | None:
    """Return the title in the body for a §, the title in the agenda for an item of a summons."""
    if entry and (not numbered or not heading.text):
        return clean(entry.title) or None
    return clean(heading.text) or None


def _plain(number: str | None) -> str | None:
    return number.strip().rstrip(".") or None if number else None


def _case_number(ledger: Ledger, rules: Rules, heading: Heading) -> tuple[str | None, int | None]:
    """Return the case number of an item's head and the line it fills, None when it shares one.

    It stands in the heading or in one of the next lines, before the first section and the first prose.
    """
    outline, layout = ledger.outline, ledger.layout
    item_number = rules.phrase("item_number").pattern()
    for line in layout.body(heading.first, heading.last):
        text = line.text
        match = item_number.match(text) if line.index == heading.first else None
        found = find_case_number(text[match.end() :].strip() if match else text, rules)
        if found:
            return found[2], None
    first, last = heading.last + 1, outline.extent(heading)[1]
    for line in list(layout.body(first, last))[:_CASE_LINES]:
        if line.index in outline.heading_at:
            break
        found = find_case_number(line.text, rules)
        if found and found[0] == 0:
            return found[2], line.index
    return None, None


def _pages(entry: ContentsEntry | None, rules: Rules) -> tuple[str | None, str | None]:
    """Return (pages, case number) of a contents entry: a column headed Dnr may hold either (001 line 7)."""
    if entry is None or entry.pages is None:
        return None, None
    found = find_case_number(entry.pages, rules)
    return (None, found[2]) if found else (entry.pages, None)


def _enter_listed(ledger: Ledger, rules: Rules, places: Places, entry: ContentsEntry) -> None:
    """Enter an item that stands in the agenda only; its place is its row there."""
    pieces = ledger.layout.cover(entry.first, entry.last)
    sign = _SECTION_SIGN.match(entry.number or "")
    pages, case = _pages(entry, rules)
    meeting = places.meeting(entry.first)
    ledger.add(
        AgendaItem(
            span=pieces[0],
            more=pieces[1:],
            rule_id="items:agenda",
            confidence=0.9,
            meeting_id=meeting.id if meeting else None,
            paragraph=int(sign["paragraph"]) if sign else None,
            paragraph_suffix=sign["suffix"].lower() if sign and sign["suffix"] else None,
            number=None if sign else _plain(entry.number),
            title=clean(entry.title) or None,
            case_number=case,
            contents_page=pages,
            listed_in="contents",
        )
    )
