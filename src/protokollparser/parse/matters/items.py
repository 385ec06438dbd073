"""Agenda items: one for each § of minutes, one for each line of the agenda of a summons."""

from __future__ import annotations

import re
from itertools import pairwise

from protokollparser.core.outline import ContentsEntry, Heading
from protokollparser.core.reading import Ledger
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean
from protokollparser.parse.case_numbers import (
    bracketed_case_number,
    broken_case_number,
    column_case_number,
    ending_case_number,
    find_case_number,
)
from protokollparser.parse.front_matter import ITEM_RANGE
from protokollparser.parse.matters.agenda import Opening, agendas, find_openings, match_contents
from protokollparser.parse.places import Places

_SECTION_SIGN = re.compile(r"§{1,2}\s?(?P<paragraph>\d{1,4})\s?(?P<suffix>[a-zåäö])?\b", re.IGNORECASE)
# "§ 7-8" in an agenda stands for items that are not printed.
_RANGE = re.compile(r"§{1,2}\s?\d{1,4}\s?[-–—]\s?\d")
_RANGE_NUMBER = re.compile(r"§{1,2}\s?(?P<first>\d{1,4})\s?[-–—]\s?(?P<last>\d{1,4})")
_CASE_LINES = 3


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter an item for every § heading, and for every row of an agenda."""
    outline = ledger.outline
    openings = find_openings(outline)
    matched = match_contents(outline, openings)
    places = Places(ledger)
    taken = {entry.first for entry in matched.values()}
    for opening in openings:
        _enter(ledger, rules, places, opening, matched.get(opening.first))
    for heading in outline.headings:
        if heading.rule_id == ITEM_RANGE:
            _enter_range(ledger, rules, places, heading)
    for listing in agendas(outline):
        ledger.claim(listing.first, listing.last, "items:agenda")
        for entry in listing.entries:
            if entry.first not in taken and not _RANGE.match(entry.number or ""):
                _enter_listed(ledger, rules, places, entry)


def _enter(
    ledger: Ledger, rules: Rules, places: Places, opening: Opening, entry: ContentsEntry | None
) -> None:
    sign = _SECTION_SIGN.match(opening.number or "")
    case, case_line = _case_number(ledger, rules, opening)
    item = _item(ledger, rules, places, opening.first, opening.last, entry, opening.number)
    title = clean(opening.title)
    if entry and (not sign or not title):
        title = clean(entry.title)
    ledger.add(
        item.model_copy(
            update={
                "rule_id": opening.rule_id,
                "confidence": opening.confidence,
                "title": title or None,
                "case_number": case or item.case_number,
                "listed_in": "both" if entry else "body",
            }
        )
    )
    ledger.claim(opening.first, opening.title_last, opening.rule_id)
    if case_line is not None:
        ledger.claim(case_line, case_line, "items:case-number")


def _enter_range(ledger: Ledger, rules: Rules, places: Places, heading: Heading) -> None:
    """Enter each of the items that one heading stands for: "§§ 23-25 Sekretess, eget protokoll"."""
    match = _RANGE_NUMBER.match(heading.number or "")
    if match is None:
        return
    last = max(ledger.outline.extent(heading)[1], heading.last)
    for paragraph in range(int(match["first"]), int(match["last"]) + 1):
        item = _item(ledger, rules, places, heading.first, last, None, f"§ {paragraph}")
        told = {"rule_id": heading.rule_id, "title": heading.text or None, "listed_in": "body"}
        ledger.add(item.model_copy(update=told))
    ledger.claim(heading.first, heading.last, heading.rule_id)


def _enter_listed(ledger: Ledger, rules: Rules, places: Places, entry: ContentsEntry) -> None:
    """Enter an item that stands in the agenda only; its place is its row there."""
    ledger.add(_item(ledger, rules, places, entry.first, entry.last, entry, None))


def _item(
    ledger: Ledger,
    rules: Rules,
    places: Places,
    first: int,
    last: int,
    entry: ContentsEntry | None,
    number: str | None,
) -> AgendaItem:
    """Return the item on lines `first..last` with what its number and its agenda row tell."""
    pieces = ledger.layout.cover(first, last)
    printed = number or (entry.number if entry else None)
    sign = _SECTION_SIGN.match(printed or "")
    plain = entry.number if entry and entry.number else printed
    pages, case = _pages(entry, rules)
    meeting = places.meeting(first)
    return AgendaItem(
        span=pieces[0],
        more=pieces[1:],
        rule_id="items:agenda",
        confidence=0.9,
        meeting_id=meeting.id if meeting else None,
        paragraph=int(sign["paragraph"]) if sign else None,
        paragraph_suffix=sign["suffix"].lower() if sign and sign["suffix"] else None,
        number=plain.strip().rstrip(".") or None if plain and not sign else None,
        title=clean(entry.title) or None if entry else None,
        case_number=case,
        contents_page=pages,
        listed_in="contents",
    )


def _case_number(ledger: Ledger, rules: Rules, opening: Opening) -> tuple[str | None, int | None]:
    """Return the case number of an item's head and the line it fills, None when it shares one.

    It stands in the heading or in one of the next lines, before the first section and the first prose.
    """
    outline, layout = ledger.outline, ledger.layout
    item_number = rules.phrase("item_number").pattern()
    head = list(layout.body(opening.first, opening.title_last))
    for line, below in pairwise(layout.body(opening.first, min(opening.title_last + 1, opening.last))):
        broken = broken_case_number(line.text, below.text, rules)
        if broken:
            return broken, None
    for line in head:
        text = line.text
        match = item_number.match(text) if line.index == opening.first else None
        found = find_case_number(text[match.end() :].strip() if match else text, rules)
        number = found[2] if found else column_case_number(text, rules) or bracketed_case_number(text, rules)
        number = number or ending_case_number(text)
        if number:
            return number, None
    for line in list(layout.body(opening.title_last + 1, opening.last))[:_CASE_LINES]:
        found = find_case_number(line.text, rules)
        if found and found[0] == 0:
            return found[2], line.index
        if line.index in outline.heading_at:
            break
    return None, None


def _pages(entry: ContentsEntry | None, rules: Rules) -> tuple[str | None, str | None]:
    """Return (pages, case number) of a contents entry: a column headed Dnr may hold either (001 line 7)."""
    if entry is None or (entry.pages is None and entry.case is None):
        return None, None
    if entry.case is not None:
        told = find_case_number(entry.case, rules)
        return entry.pages, told[2] if told else None
    found = find_case_number(entry.pages or "", rules)
    return (None, found[2]) if found else (entry.pages, None)
