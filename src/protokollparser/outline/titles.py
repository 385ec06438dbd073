"""Headings told by how they stand: a short line alone, or a line in larger or bolder type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from protokollparser.core.outline import Part
from protokollparser.core.text import clean
from protokollparser.outline.blocks import Block
from protokollparser.outline.draft import POINTS, Draft
from protokollparser.outline.shapes import ends_sentence, is_titled, key

# Sections that hold lists of short lines; only a heading over real prose can end them.
_LISTS = POINTS | frozenset(
    {"sent_to", "basis_documents", "attachments", "signing", "notice", "adjustment", "contents", "vote"}
    | {
        "attendance",
        "attendance_serving",
        "attendance_absent",
        "attendance_substitutes_present",
        "disqualification",
    }
    | {
        "attendance_substitutes_absent",
        "attendance_substitutes_serving",
        "attendance_others",
        "motions",
        "note",
    }
)
_UNITS = re.compile(r"\b(?:tkr|kkr|mkr|mnkr|kronor|kr|procent|sek)\b|%", re.IGNORECASE)
_RUN_IN = re.compile(r"(?P<title>[A-ZÅÄÖ][\w-]{2,30}(?: [\w-]{2,30}){0,4})\. (?=[A-ZÅÄÖ])")
_LONGEST = 110
_PROSE = 120
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Title:
    """A heading without number or known words: its lines, and whether another heading follows at once."""

    first: int
    last: int
    text: str
    leads: bool = False
    run_in: bool = False
    text_start: int = 0


def find_titles(
    draft: Draft, part: Part, own: Sequence[int], taken: Collection[int], *, items: bool
) -> list[Title]:
    """Return the headings of a part that only their form tells, in order.

    `own` are the part's lines, `taken` those of its title block. `items` says that agenda items fill
    the part: there a line right above a table is the table's title.
    """
    lines = set(own)
    blocks = [block for block in draft.blocks.all if block.first in lines]
    typed = sum(1 for block in blocks if _in_type(draft, block)) >= _OFTEN
    seen = Counter(key(block.text) for block in blocks if len(block.text) <= _LONGEST)
    chains = _chains(draft, part, blocks, taken, typed, seen, items=items)
    found = []
    for chain, after in chains:
        kept = _kept(draft, part, chain, after, typed)
        for position, block in enumerate(kept):
            last = _last_line(draft, block, typed)
            text = clean(" ".join(line.text for line in block.lines if line.index <= last))
            found.append(Title(block.first, last, text, leads=position < len(kept) - 1))
    return found


def _in_type(draft: Draft, block: Block) -> bool:
    return block.grid is None and draft.blocks.distinct(block.lines[0]) and draft.role(block) == "titled"


def _last_line(draft: Draft, block: Block, typed: bool) -> int:
    if not typed:
        return block.last
    last = block.first
    for line in block.lines[1:]:
        if not draft.blocks.distinct(line):
            break
        last = line.index
    return last


def _chains(
    draft: Draft,
    part: Part,
    blocks: Sequence[Block],
    taken: Collection[int],
    typed: bool,
    seen: Counter[str],
    *,
    items: bool,
) -> list[tuple[list[Block], Block | None]]:
    """Return the runs of possible headings without text between, each with the block that follows it."""
    chains: list[tuple[list[Block], Block | None]] = []
    chain: list[Block] = []
    for position, block in enumerate(blocks):
        after = blocks[position + 1] if position + 1 < len(blocks) else None
        if block.first not in taken and _may_head(draft, part, block, after, typed, seen, items=items):
            chain.append(block)
            continue
        if chain:
            chains.append((chain, block))
        chain = []
    if chain:
        chains.append((chain, None))
    return chains


def _may_head(
    draft: Draft,
    part: Part,
    block: Block,
    after: Block | None,
    typed: bool,
    seen: Counter[str],
    *,
    items: bool,
) -> bool:
    if draft.role(block) != "titled" or len(block.text) > _LONGEST or seen[key(block.text)] >= _OFTEN:
        return False
    if typed and not draft.blocks.distinct(block.lines[0]):
        return False
    if not typed and len(block.lines) > 1:
        return False
    text = block.text
    if (
        text.count(",") >= 2
        or draft.shapes.is_name(text)
        or draft.shapes.is_post(text)
        or _UNITS.search(text)
    ):
        return False
    if draft.shapes.is_body(text) and not typed:
        return False
    if after is not None and after.grid is not None and items:
        return False
    return not _in_list(draft, part, block, after)


def _in_list(draft: Draft, part: Part, block: Block, after: Block | None) -> bool:
    """True inside a section of short lines, unless prose follows and something stood before."""
    section = draft.open_section(block.first)
    if section is None or section.line < part.first or section.name not in _LISTS:
        return False
    opened = draft.blocks.of_line[section.line]
    first = block.ordinal == opened.ordinal + 1
    prose = (
        after is not None
        and after.grid is None
        and len(after.text) > _PROSE
        and after.text.rstrip().endswith(".")
    )
    chapter = section.line in draft.numbered_at
    return not chapter and (first or not prose)


def _kept(draft: Draft, part: Part, chain: list[Block], after: Block | None, typed: bool) -> list[Block]:
    """Return the blocks of a run that are headings: those that something hangs on.

    In text without type, three and more short lines are a list; the last of them may head what follows.
    """
    if after is None or after.last > part.last:
        return []
    role = draft.role(after)
    if role in ("mark", "contents"):
        return []
    if role in ("numbered", "section"):
        chapter = draft.numbered_at.get(after.first)
        lead = role == "section" or (
            chapter is not None and len(chapter.parts) > 1 and chapter.parts[-1] == 1
        )
        return chain[-1:] if lead and (typed or len(chain) == 1) else []
    if role == "short" and not typed and not _is_text(draft, after):
        return chain if len(chain) == 1 and len(after.lines) > 1 else []
    return chain if typed or len(chain) <= 2 else chain[-1:]


def _is_text(draft: Draft, block: Block) -> bool:
    text = block.text
    named = draft.shapes.is_name(text) or draft.shapes.is_post(text) or draft.shapes.is_body(text)
    return not named and (len(text) > 25 or ends_sentence(text) or "," in text)


def find_run_ins(draft: Draft, own: Sequence[int], known: Collection[str]) -> list[Title]:
    """Return the headings that open a paragraph and end with a full stop ("Driftkostnader. Under ...").

    They are believed only where the same words are a heading of their own elsewhere in the part.
    """
    lines = set(own)
    found = []
    for block in draft.blocks.all:
        if block.first in lines and block.grid is None and draft.role(block) == "text":
            match = _RUN_IN.match(block.lines[0].text)
            if match is not None and key(match["title"]) in known and is_titled(match["title"]):
                found.append(
                    Title(block.first, block.first, match["title"], run_in=True, text_start=match.end())
                )
    return found
