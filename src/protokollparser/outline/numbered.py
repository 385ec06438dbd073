"""Numbered headings of reports: "1 Verksamheter", "1.1. E-dala", "2.3.1 mål"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from protokollparser.core.layout import Line
from protokollparser.outline.blocks import Block, Blocks

_MARK = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})(?P<stop>\.?)\s+(?P<text>\S.*)$")
_WIDEST = 120


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading with a number of one or more parts; its lines and its text without the number."""

    first: int
    last: int
    number: str
    text: str

    @property
    def parts(self) -> tuple[int, ...]:
        """The number as figures: (2, 3, 1)."""
        return tuple(int(part) for part in self.number.split("."))


def find_numbered(blocks: Blocks, barred: Collection[int], listed: Collection[str]) -> list[Numbered]:
    """Return the numbered headings outside the `barred` lines whose numbers follow each other.

    `listed` holds the numbers of contents lists, which need no neighbour.
    """
    candidates = [found for block in blocks.all if (found := _candidate(blocks, block, barred)) is not None]
    return _in_sequence(candidates, listed)


def _candidate(blocks: Blocks, block: Block, barred: Collection[int]) -> Numbered | None:
    if block.grid is not None or len(block.lines) > 3 or block.first in barred:
        return None
    line = block.lines[0]
    lines = _heading_lines(blocks, block)
    match = _MARK.match(line.text)
    if match is None or not lines:
        return None
    text = " ".join([match["text"], *(known.text for known in lines[1:])])
    deep = "." in match["number"]
    capital = text[0].isupper() or text[1:2] == "-"
    if (
        not blocks.shapes.is_titled(text.capitalize() if deep else text)
        or not (deep or capital)
        or len(text) > _WIDEST
    ):
        return None
    if any(int(part) > 60 for part in match["number"].split(".")) or match["number"].startswith("0"):
        return None
    return Numbered(line.index, lines[-1].index, match["number"], text)


def _heading_lines(blocks: Blocks, block: Block) -> Sequence[Line]:
    """Return the lines of a heading: the whole of a short block, or its first line in distinct type."""
    if blocks.distinct(block.lines[0]):
        lines = []
        for line in block.lines:
            if not blocks.distinct(line):
                break
            lines.append(line)
        return lines
    return block.lines if len(block.lines) == 1 or len(block.lines[0].text) > 45 else ()


def _in_sequence(candidates: Sequence[Numbered], listed: Collection[str]) -> list[Numbered]:
    """Keep the headings that open, go on or divide the numbering of those kept before them."""
    kept: list[Numbered] = []
    for position, found in enumerate(candidates):
        later = _before_return(found, candidates[position + 1 : position + 40])
        if found.number in listed or _follows(kept, found.parts) or _opens(found.parts, later):
            kept.append(found)
    return kept


def _before_return(found: Numbered, after: Sequence[Numbered]) -> list[tuple[int, ...]]:
    """Return the numbers that come before the same number is printed once more."""
    numbers = []
    for other in after:
        if other.parts == found.parts:
            break
        numbers.append(other.parts)
    return numbers


def _follows(kept: Sequence[Numbered], parts: tuple[int, ...]) -> bool:
    for known in reversed(kept[-40:]):
        before = known.parts
        if parts[:-1] == before and parts[-1] == 1:
            return True
        if len(parts) <= len(before) and parts[:-1] == before[: len(parts) - 1]:
            return 0 < parts[-1] - before[len(parts) - 1] <= 2
    return False


def _opens(parts: tuple[int, ...], later: Sequence[tuple[int, ...]]) -> bool:
    """True for a first number that others follow: 1 before 2 or 1.1, and 1.1 where no 1 is printed."""
    if parts == (1,):
        return (2,) in later or (1, 1) in later
    if parts[-1] == 1 and len(parts) == 2:
        return (*parts[:-1], 2) in later or (*parts, 1) in later
    return False
