"""Runs of § headings: the items of one sitting, told from the paragraphs of an agreement or statute."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from protokollparser.outline.draft import Draft
from protokollparser.outline.paragraphs import Mark
from protokollparser.outline.shapes import any_of

# Known headings that stand inside agenda items and nowhere in agreements and statutes.
_OF_ITEMS = frozenset(
    {
        "decision",
        "proposal",
        "proposal_administration",
        "proposal_presidium",
        "proposal_chair",
        "proposal_body",
    }
    | {
        "summary",
        "description",
        "previous_handling",
        "sitting",
        "motions",
        "procedure",
        "vote",
        "reservations",
    }
    | {"statements", "note", "disqualification", "basis_documents", "sent_to", "adjustment", "information"}
)
_BODY = re.compile(
    r"(?P<stem>fullmäktige|styrelse|utskott|nämnd|direktion|beredning|stämma|kommitté|råd)(?:n|en|t|et)?s?\b",
    re.IGNORECASE,
)
_STATUTE = 0.34


@dataclass(frozen=True, slots=True)
class Item:
    """One § with what its lines tell: whether it is an agenda item, and the sort of body that decides."""

    mark: Mark
    last: int
    agenda: bool
    body: str | None


def find_items(draft: Draft) -> tuple[Item, ...]:
    """Return the § headings with what their lines tell, in order; all lines up to the next § count."""
    deciding = re.compile(rf"\b(?:{any_of(draft.shapes.words('deciding'))})\b", re.IGNORECASE)
    ends = [mark.first - 1 for mark in draft.marks[1:]] + [len(draft.layout.lines) - 1]
    return tuple(_item(draft, deciding, mark, last) for mark, last in zip(draft.marks, ends, strict=False))


def _item(draft: Draft, deciding: re.Pattern[str], mark: Mark, last: int) -> Item:
    names: set[str] = set()
    body: str | None = None
    decided = False
    for line in draft.layout.body(mark.last + (mark.text_start is None), min(last, mark.last + 60)):
        if body is not None and (decided or names & _OF_ITEMS):
            break
        section = draft.section_at.get(line.index)
        if section is not None:
            names.add(section.name)
            if section.name == "decision" and body is None:
                body = _stem(section.text)
        elif deciding.search(line.text) or draft.shapes.is_contact(line.text):
            decided = True
            if body is None and (match := re.match(r"(.{3,60}?) (?:beslutar|beslutade|beslöt)\b", line.text)):
                body = _stem(match[1])
    return Item(mark, last, bool(names & _OF_ITEMS) or decided, body)


def _stem(text: str) -> str | None:
    """Return the sort of body that a phrase names last ("kommunstyrelsens arbetsutskott": utskott)."""
    found = [match["stem"].lower() for match in _BODY.finditer(text)]
    return found[-1] if found else None


def is_agenda(items: tuple[Item, ...]) -> bool:
    """True when enough of the § read like items of a sitting; an agreement's § do not."""
    return bool(items) and sum(1 for item in items if item.agenda) >= _STATUTE * len(items)


def usual_body(items: tuple[Item, ...]) -> str | None:
    """Return the sort of body that decides most of the items."""
    counts = Counter(item.body for item in items if item.body)
    return counts.most_common(1)[0][0] if counts else None


def goes_on(before: tuple[Item, ...], item: Item) -> bool:
    """True when a § may belong to the same sitting as those before it: a higher number, no other body."""
    last = before[-1].mark
    body = usual_body(before)
    other = item.body is not None and body is not None and item.body != body
    if item.mark.number == last.number:
        return item.mark.suffix != last.suffix or not other
    if item.mark.number == last.number + 1:
        return True
    return not other
