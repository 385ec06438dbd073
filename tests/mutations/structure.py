"""Faults in the items of minutes: their numbers, headings and what is left of a template."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from protokollparser.core.records.decisions import Decision
from protokollparser.core.records.items import AgendaItem, Dispatch, SectionText
from protokollparser.core.records.meetings import Meeting
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind

_DRAFTING = re.compile(r"utskott|beredning", re.IGNORECASE)


def _body(original: Original, document_id: str | None) -> str:
    """Return the body whose document one is; an empty word where none is known."""
    document = original.dossier.documents.get(document_id or "")
    return (document.body or "") if document else ""


def _items(original: Original) -> list[AgendaItem]:
    """Return the items of the body, those of one meeting side by side."""
    return [
        item for item in original.dossier.of(AgendaItem) if item.paragraph and item.listed_in != "contents"
    ]


@kind("S01")
def number_of_a_paragraph_printed_twice(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    items = _items(original)
    for before, item, after in zip(items, items[1:], items[2:], strict=False):
        if {before.meeting_id, after.meeting_id} == {item.meeting_id} and not item.paragraph_suffix:
            change = original.put(item.span, str(before.paragraph), str(item.paragraph))
            if change is not None:
                yield change


@kind("S01")
def paragraph_left_out(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    items = _items(original)
    for before, item, after in zip(items, items[1:], items[2:], strict=False):
        if {before.meeting_id, after.meeting_id} == {item.meeting_id} and not item.more:
            yield original.without(item.span.line_start, after.span.line_start - 1)


@kind("S02")
def adjusted_paragraphs_that_are_not_there(original: Original, chance: random.Random) -> Iterator[Change]:
    for meeting in original.dossier.of(Meeting):
        first, last = meeting.paragraph_first, meeting.paragraph_last
        held = [item.paragraph for item in _items(original) if item.meeting_id == meeting.id]
        if first is None or last is None or first == last or meeting.status != "held":
            continue
        if (first, last) != (min(held, default=0), max(held, default=0)):
            continue
        rows = original.text.split("\n")
        for number, row in enumerate(rows, 1):
            for dash in ("-", "–", " - ", " – "):
                told = f"{first}{dash}{last}"
                if told in row and "§" in row:
                    wrong = f"{first}{dash}{last + chance.randint(1, 3)}"
                    text = [*rows[: number - 1], row.replace(told, wrong, 1), *rows[number:]]
                    yield Change("\n".join(text), number, told, wrong)


@kind("S07")
def template_left_in_place_of_a_recipient(original: Original, chance: random.Random) -> Iterator[Change]:
    for row in original.dossier.of(Dispatch):
        if row.recipient and row.recipient in row.span.printed:
            words = chance.choice(
                ["Namn Namnsson, titel", "[Mottagare]", "Klicka här för att ange text", "xxx"]
            )
            change = original.put(row.span, words, row.recipient)
            if change is not None:
                yield change


@kind("S12")
def decision_under_a_heading_of_proposals(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    taken = {row.item_id for row in original.dossier.of(Decision) if row.stage == "taken"}
    rows = original.text.split("\n")
    for section in original.dossier.of(SectionText):
        heading = section.heading or ""
        above = section.span.line_start - 2
        while above >= 0 and not rows[above].strip():
            above -= 1
        if section.name != "decision" or section.item_id not in taken or above < 0:
            continue
        if rows[above].strip() != heading or heading.isupper():
            continue
        # A committee that drafts for a board may propose or decide.
        if _DRAFTING.search(f"{heading} {_body(original, section.document_id)}"):
            continue
        whose = heading.rpartition("beslut")[0].strip() if heading.endswith("beslut") else ""
        wrong = f"{whose} förslag till beslut" if whose.endswith("s") else "Förslag till beslut"
        text = [*rows[:above], rows[above].replace(heading, wrong), *rows[above + 1 :]]
        yield Change("\n".join(text), above + 1, heading, wrong)
