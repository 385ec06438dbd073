"""Sections: the headed parts of items and reports, and the introduction of an item."""

from __future__ import annotations

from collections.abc import Collection

from protokollparser.core.outline import Heading
from protokollparser.core.reading import Ledger
from protokollparser.core.records.items import SectionText
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold
from protokollparser.parse.places import MINUTES, Places

# Text under a heading that no rule knows is a report's own; in minutes it stays residue.
_CLOSED_KINDS = (*MINUTES, "summons", "bundle", "other")


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the text under every heading, and the text between an item's title and its first section."""
    places = Places(ledger)
    entered: dict[Heading, str] = {}
    types = frozenset(rules.vocabulary["matter_types"]["types"])
    formalities = frozenset(rules.vocabulary["section_groups"]["formalities"])
    above: Heading | None = None
    for heading in ledger.outline.headings:
        label = (
            heading.name == "other" and fold(heading.text) in types and above is not None and above.paragraph
        )
        if heading.name in formalities and places.item(heading.first) is None:
            ledger.claim(heading.first, heading.last, heading.rule_id or "sections:heading")
        elif heading.paragraph or label:
            _enter_introduction(ledger, places, heading, types)
        else:
            _enter(ledger, places, heading, entered)
        above = heading


def _enter(ledger: Ledger, places: Places, heading: Heading, entered: dict[Heading, str]) -> None:
    outline, layout = ledger.outline, ledger.layout
    first, last = _own_lines(ledger, heading)
    printed = list(layout.body(first, last))
    skip = heading.text_start if heading.run_in and printed and printed[0].index == heading.last else 0
    if printed and skip >= len(printed[0].text):
        printed, skip = printed[1:], 0
    trail = outline.trail_at[heading.first]
    above = next((entered[h] for h in reversed(trail) if h in entered and h is not heading), None)
    pieces = (
        layout.cover(printed[0].index, printed[-1].index, skip)
        if printed
        else layout.cover(heading.first, heading.last)
    )
    section = ledger.add(
        SectionText(
            span=pieces[0],
            more=pieces[1:],
            rule_id=heading.rule_id or "sections:heading",
            confidence=heading.confidence,
            item_id=places.item_id(heading.first),
            parent_id=above,
            level=heading.level,
            name=heading.name,
            heading=clean(heading.text) or None,
            text=_text(ledger, printed[0].index, printed[-1].index, skip) if printed else "",
        )
    )
    entered[heading] = section.id
    _claim(ledger, places, heading, first, last)


def _own_lines(ledger: Ledger, heading: Heading) -> tuple[int, int]:
    """Return the lines of a heading's content up to the next heading of any level."""
    first, last = ledger.outline.extent(heading)
    for index in range(heading.last + 1, last + 1):
        if index in ledger.outline.heading_at:
            return first, index - 1
    return first, last


def _text(ledger: Ledger, first: int, last: int, skip: int = 0) -> str:
    """Return the cleaned lines `first..last`, an empty line between paragraphs."""
    text, previous = "", -1
    for line in ledger.layout.body(first, last):
        words = clean(line.text[skip:] if previous < 0 else line.text)
        if not words:
            continue
        text += (("\n" if line.index == previous + 1 else "\n\n") if text else "") + words
        previous = line.index
    return text


def _claim(ledger: Ledger, places: Places, heading: Heading, first: int, last: int) -> None:
    """Claim the heading and, where its name or its document tells what it holds, its content."""
    rule = heading.rule_id or "sections:heading"
    ledger.claim(heading.first, heading.last, rule)
    if heading.name == "other" and places.kind(heading.first) in _CLOSED_KINDS:
        return
    _claim_prose(ledger, first, last, rule)


def _claim_prose(ledger: Ledger, first: int, last: int, rule: str) -> None:
    """Claim the lines that are neither table nor contents list: those have readers of their own."""
    for index in range(first, last + 1):
        if index not in ledger.layout.grid_at and index not in ledger.outline.contents_at:
            ledger.claim(index, index, rule)


def _enter_introduction(ledger: Ledger, places: Places, heading: Heading, types: Collection[str]) -> None:
    """Enter what an item says before its first section: a summary without a heading (002 lines 1346-1352).

    `heading` is the item's, or the label below it that says what kind of matter it is.
    """
    item = places.item(heading.first)
    first, last = _own_lines(ledger, heading)
    printed = [line for line in ledger.layout.body(first, last) if line.index not in ledger.claims]
    if not heading.paragraph:
        ledger.claim(heading.first, heading.last, "sections:matter-type")
    while printed and fold(printed[0].text) in types:
        ledger.claim(printed[0].index, printed[0].index, "sections:matter-type")
        printed = printed[1:]
    if item is None or not printed:
        return
    pieces = ledger.layout.cover(printed[0].index, printed[-1].index)
    ledger.add(
        SectionText(
            span=pieces[0],
            more=pieces[1:],
            rule_id="sections:introduction",
            confidence=0.8,
            item_id=item.id,
            level=heading.level + 1,
            name="summary",
            text=_text(ledger, printed[0].index, printed[-1].index),
        )
    )
    _claim_prose(ledger, printed[0].index, printed[-1].index, "sections:introduction")
