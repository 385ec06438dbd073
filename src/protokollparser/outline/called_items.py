"""The items to which a summons calls: numbered without a heading of their own, or behind bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from protokollparser.core.layout import Line
from protokollparser.core.outline import ContentsEntry
from protokollparser.core.rules.families import KindRule
from protokollparser.core.text import clean
from protokollparser.outline.agenda_rows import read_rows
from protokollparser.outline.blocks import Block, Blocks
from protokollparser.outline.item_titles import run_on, unstopped
from protokollparser.outline.listings import Listing
from protokollparser.outline.shapes import unspaced

# So many printed lines below the words that call people to a sitting the list of its items begins.
REACH_OF_CALL = 40
_GAP = re.compile(r"\t|\s{3,}")
_BULLET = re.compile(r"(?P<sign>[•●▪■◦*·○–—-])\s+(?=\S)")
_HEAD_LINES, _LONGEST_TITLE, _MOST_LINES = 8, 120, 400
_FEWEST = 3


def is_call(blocks: Blocks, block: Block, summons: KindRule) -> bool:
    """True for a block that calls people to a sitting, by its title or in a sentence."""
    lines = block.lines[:_HEAD_LINES]
    pieces = [clean(unspaced(piece)) for line in lines for piece in _GAP.split(line.text)]
    if any(len(piece) <= _LONGEST_TITLE and summons.search(piece.rstrip("/")) for piece in pieces):
        return True
    return blocks.shapes.among("summoning").search(block.text.casefold()) is not None


def called_items(blocks: Blocks, block: Block, heading: re.Pattern[str] | None) -> Listing | None:
    """Return the list of items that a block below the words of a summons begins."""
    printed = list(blocks.layout.body(block.first, block.last + _MOST_LINES))
    for at, line in enumerate(block.lines):
        entries = read_rows(blocks.layout, blocks.shapes, printed[at:])
        if not entries and at and heading and heading.search(clean(block.lines[at - 1].text)):
            entries = _bulleted(printed[at:])
        told = sum(1 for entry in entries if blocks.shapes.tells(entry.title))
        if entries and (2 * told < len(entries) or _BULLET.match(line.text)):
            return Listing(entries[0].first, entries[-1].last, tuple(entries), None, agenda=True)
    return None


def _bulleted(lines: Sequence[Line]) -> list[ContentsEntry]:
    """Return the titles behind one and the same sign, line upon line; a title may go on below."""
    entries: list[ContentsEntry] = []
    for line in lines:
        match = _BULLET.match(line.text)
        near = not entries or line.index - entries[-1].last <= 2
        if match and near and match["sign"] == lines[0].text[0]:
            entries.append(ContentsEntry(line.index, line.index, line.text[match.end() :], None, None))
        elif entries and line.index - entries[-1].last == 1 and line.text[:1].islower():
            last = entries.pop()
            entries.append(ContentsEntry(last.first, line.index, run_on([last.title, line.text]), None, None))
        else:
            break
    titled = [ContentsEntry(e.first, e.last, unstopped(clean(e.title)), None, None) for e in entries]
    return titled if len(titled) >= _FEWEST else []
