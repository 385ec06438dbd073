"""How surely a document has come to its end before a block: signatures, sign-offs, lists of recipients."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protokollparser.outline.blocks import Block
from protokollparser.outline.draft import Draft
from protokollparser.outline.shapes import ends_sentence

_DOTTED = re.compile(r"[.…_]{4,}$")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+")
_REACH = 30


@dataclass(frozen=True, slots=True)
class Closing:
    """The weight of the end before a block.

    `entry` is True when the block is still part of a list of recipients, `listed` when one ends before it.
    """

    score: float
    entry: bool = False
    listed: bool = False


def close_before(draft: Draft, block: Block, start: int) -> Closing:
    """Return how surely the document that began on line `start` ends before a block."""
    before = [
        known
        for known in draft.blocks.all[max(0, block.ordinal - _REACH) : block.ordinal]
        if known.first >= start
    ]
    if not before:
        return Closing(0.0)
    score = 1.0 if block.page_top else 0.5 if block.gap >= 3 else 0.0
    if _signed(draft, before):
        return Closing(score + 3.0)
    if is_signed_off(draft, before):
        score += 1.5
    recipients = _recipients(draft, before)
    if recipients is not None:
        if _is_entry(draft, block, recipients):
            return Closing(0.0, entry=True)
        score += 2.0
    if _last_chapter(draft, before) or _only_table(draft, before, start):
        score += 1.0
    return Closing(score, listed=recipients is not None)


def _signed(draft: Draft, before: list[Block]) -> bool:
    """True when the blocks end with a page of signatures that a heading opens."""
    for position in range(len(before) - 1, -1, -1):
        section = draft.section_at.get(before[position].first)
        if section is not None:
            rest = before[position + 1 :]
            return (
                section.name == "signing"
                and bool(rest)
                and all(_is_signature(draft, block) for block in rest)
            )
    return len(before) >= 2 and all(draft.shapes.is_signed(block.text) for block in before[-2:])


def _is_signature(draft: Draft, block: Block) -> bool:
    return all(
        draft.shapes.is_signed(line.text) or _DOTTED.match(line.text) or draft.shapes.is_name(line.text)
        or draft.shapes.is_post(line.text) or draft.shapes.is_body(line.text)
        for line in block.lines
    )  # fmt: skip


def is_signed_off(draft: Draft, before: list[Block]) -> bool:
    """True when the blocks end with a name and a post, in one block or in two."""
    if draft.is_sign_off(before[-1]):
        return True
    if len(before) < 2 or any(block.grid or len(block.lines) != 1 for block in before[-2:]):
        return False
    return draft.shapes.is_name(before[-2].text) and draft.shapes.is_post(before[-1].text)


def _recipients(draft: Draft, before: list[Block]) -> list[Block] | None:
    """Return the blocks of a list of recipients or annexes that the blocks end with."""
    entries: list[Block] = []
    for block in reversed(before):
        if block.grid is not None:
            return None
        section = next(
            (draft.section_at[line.index] for line in block.lines if line.index in draft.section_at), None
        )
        if section is not None:
            heading_filled = section.run_in or block.last > section.line
            listed = section.name == "sent_to" and (entries or heading_filled)
            return list(reversed(entries)) if listed else None
        if draft.is_heading_block(block) or not all(len(line.text) <= 110 for line in block.lines):
            return None
        if len(entries) > 0 and ends_sentence(block.text) and len(block.text) > 120:
            return None
        entries.append(block)
    return None


def _is_entry(draft: Draft, block: Block, recipients: list[Block]) -> bool:
    """True when a single line may be one more recipient of a list with a blank line between all."""
    if len(block.lines) != 1 or any(len(known.lines) != 1 for known in recipients):
        return False
    if block.page_top and any(
        draft.role(known) == "text" for known in draft.blocks.all[block.ordinal :][1:3]
    ):
        return False
    text = block.lines[0].text
    if draft.shapes.is_name(text) or draft.shapes.is_post(text):
        return True
    return draft.shapes.is_body(text) and len(recipients) >= 2


def _last_chapter(draft: Draft, before: list[Block]) -> bool:
    """True when references or annexes are the chapter that ends before the block."""
    names = draft.shapes.words("last_chapters")
    titles = (block.lines[0].text for block in before[-4:] if len(block.lines) == 1)
    return any(_NUMBER.sub("", title, count=1).casefold() in names for title in titles)


def _only_table(draft: Draft, before: list[Block], start: int) -> bool:
    """True when the open document is a title over a table, and the table ends here."""
    if before[-1].grid is None:
        return False
    opened = draft.blocks.of_line.get(start)
    if opened is None:
        return False
    own = draft.blocks.all[opened.ordinal : before[-1].ordinal]
    return len(own) <= 3 and all(
        block.grid is None and draft.role(block) in ("titled", "short") for block in own
    )
