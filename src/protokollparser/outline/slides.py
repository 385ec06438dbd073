"""The sheets of a slide deck: each begins with a title that names a period, or with a date under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from protokollparser.core.dates import find_dates
from protokollparser.outline.blocks import Block
from protokollparser.outline.division import Stretch
from protokollparser.outline.draft import Draft
from protokollparser.outline.shapes import is_date, is_listed

_FEWEST = 3
_SHARE = 0.6
_WHOLE_YEAR = re.compile(r"\bhel(?:år|året|års)\b", re.IGNORECASE)
_LONG = 220


def find_sheets(draft: Draft, stretch: Stretch) -> list[tuple[int, int]]:
    """Return the lines (first, last) of each dated sheet of a stretch; nothing where it is no slide deck.

    002 lines 1372-1727: ten sheets, each a dated title over a table and comments.
    """
    blocks = [
        piece
        for block in draft.blocks.all
        if stretch.first <= block.first <= stretch.last
        for piece in _parted(draft, block)
    ]
    if stretch.items or any(stretch.first <= found.first <= stretch.last for found in draft.numbered):
        return []
    starts = _starts(draft, blocks)
    while starts and _is_cover(draft, blocks, starts):
        starts = starts[1:]
    if len(starts) < _FEWEST or not _repeats(blocks, starts) or _is_prose(blocks):
        return []
    bounds = [*starts[1:], len(blocks)]
    return [(blocks[low].first, blocks[high - 1].last) for low, high in zip(starts, bounds, strict=True)]


def _parted(draft: Draft, block: Block) -> list[Block]:
    """Return a block, its last line apart where it is a dated title right below a list."""
    last = block.lines[-1].text
    if block.grid is not None or len(block.lines) < 2 or not is_listed(block.lines[0].text):
        return [block]
    if is_listed(last) or not draft.shapes.is_titled(last) or not _is_dated(last):
        return [block]
    return [replace(block, lines=block.lines[:-1]), replace(block, lines=block.lines[-1:], gap=0)]


def _starts(draft: Draft, blocks: Sequence[Block]) -> list[int]:
    """Return the positions of the blocks with which sheets begin."""
    starts = []
    position = 0
    while position < len(blocks):
        step = _sheet_title(draft, blocks, position)
        if step:
            starts.append(position)
        position += step or 1
    return starts


def _sheet_title(draft: Draft, blocks: Sequence[Block], position: int) -> int:
    """Return how many blocks the dated title at a position takes, 0 when there is none."""
    block = blocks[position]
    if draft.role(block) != "titled" or len(block.lines) > 2:
        return 0
    step = 1
    dated = _is_dated(block.text)
    while position + step < len(blocks) and step < 4:
        after = blocks[position + step]
        if is_date(after.text):
            return step + 1
        if dated or draft.role(after) != "titled" or not _is_dated(after.text):
            break
        dated = True
        step += 1
    return step if dated else 0


def _is_dated(text: str) -> bool:
    """True for a title that names a day, a month or the whole of a year."""
    found = find_dates(text)
    if any(date.precision in ("day", "month", "quarter", "tertial", "half_year") for date in found):
        return True
    return bool(found) and _WHOLE_YEAR.search(text) is not None


def _is_cover(draft: Draft, blocks: Sequence[Block], starts: Sequence[int]) -> bool:
    """True when the first dated title stands on the cover: nothing but titles and dates up to the next."""
    until = starts[1] if len(starts) > 1 else len(blocks)
    return all(draft.role(block) in ("titled", "short") for block in blocks[:until])


def _repeats(blocks: Sequence[Block], starts: Sequence[int]) -> bool:
    """True when most sheets come to a table soon after their title."""
    quick = sum(1 for start in starts if any(block.grid for block in blocks[start : start + 5]))
    return quick >= _SHARE * len(starts)


def _is_prose(blocks: Sequence[Block]) -> bool:
    long = sum(
        1 for block in blocks if block.grid is None and len(block.text) > _LONG and len(block.lines) < 3
    )
    return 4 * long > len(blocks)
