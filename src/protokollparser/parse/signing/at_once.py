"""Items that are adjusted at the sitting itself, as sentences inside and outside them say."""

from __future__ import annotations

import re

from protokollparser.core.layout import Line
from protokollparser.core.outline import Heading, Part
from protokollparser.core.reading import Ledger
from protokollparser.core.records.meetings import Adjustment, Meeting
from protokollparser.core.rules.families import PatternRule
from protokollparser.core.spans import Span
from protokollparser.parse.paragraph_ranges import MARKED, joined, ranges

_PARAGRAPH = re.compile(r"§{0,2}\s*(\d{1,4})(?:\s?[-–—]\s?(\d{1,4}))?")
_LAW = re.compile(r"\b(?:kap|kapitlet|lagen|KL)\.?\s*,?\s*$", re.IGNORECASE)
_STOP = re.compile(r"[.;:](?=\s+[A-ZÅÄÖ§])|\n(?=\S.{0,80}:)")

Range = tuple[int, int]


def read(ledger: Ledger, phrase: PatternRule, part: Part, meeting: Meeting) -> None:
    """Enter each range of items that a sentence says to be adjusted at once, where it is told first."""
    layout, outline = ledger.layout, ledger.outline
    items = [h for h in outline.headings if h.part == part.ordinal and h.paragraph]
    held = {number for heading in items for number in _numbers(heading)}
    known = [
        (adjustment.paragraph_first, adjustment.paragraph_last)
        for adjustment in ledger.of(Adjustment)
        if adjustment.meeting_id == meeting.id and adjustment.immediate
    ]
    for line in layout.body(part.first, part.last):
        match = phrase.search(line.text)
        if match is None or outline.part_at[line.index] != part.ordinal or line.index in outline.heading_at:
            continue
        named = [one for one in _named(ledger, line, match.start()) if set(one) <= held]
        over = [heading for heading in items if heading.first <= line.index]
        own = _numbers(over[-1]) if over and not named else []
        for first, last in joined(named) or ([(own[0], own[-1])] if own else []):
            if (first, last) not in known:
                known.append((first, last))
                _enter(ledger, meeting, layout.span(line), (first, last), phrase.id)
        if named or own:
            ledger.claim(line.index, line.index, phrase.id)


def _enter(ledger: Ledger, meeting: Meeting, place: Span, told: Range, rule: str) -> None:
    ledger.add(
        Adjustment(
            span=place,
            rule_id=rule,
            meeting_id=meeting.id,
            paragraph_first=told[0],
            paragraph_last=told[1],
            due=meeting.meeting_date,
            done=meeting.meeting_date,
            immediate=True,
        )
    )


def _numbers(heading: Heading) -> list[int]:
    match = _PARAGRAPH.match(heading.number or "")
    return list(range(int(match[1]), int(match[2] or match[1]) + 1)) if match else []


def _named(ledger: Ledger, line: Line, at: int) -> list[Range]:
    """Return the ranges named by the sentence around character `at` of a line: "§§ 25 och 27 förklaras"."""
    above = ledger.layout.lines[line.index - 1] if line.index else None
    joined = above is not None and above.text and above.index not in ledger.outline.heading_at
    before = f"{above.text} " if joined and above is not None else ""
    text, at = before + line.text, at + len(before)
    stops = [0, *(stop.end() for stop in _STOP.finditer(text)), len(text)]
    low, high = max(stop for stop in stops if stop <= at), min(stop for stop in stops if stop > at)
    return [
        one
        for match in MARKED.finditer(text, low, high)
        if not _LAW.search(text[max(low, match.start() - 12) : match.start()])
        for one in ranges(match["numbers"])
    ]
