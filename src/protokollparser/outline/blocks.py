"""The printed text cut into blocks: runs of lines that stand together, and whole grids."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from protokollparser.core.layout import Grid, Layout, Line
from protokollparser.outline.shapes import Shapes, ends_sentence, is_listed

_CELLS = 15
_DENSE_FROM = 25
_DENSE = 0.03
_WRAPPED_TO = 130
# A title takes at most this share of the full line below it, which has at least so many characters.
_ROOM = 0.9
_FULL = 60
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together, blank lines and furniture left out; or one grid.

    `gap` counts the blank and furniture lines before it. `page_top` is True for the first block of a
    page of a source with pages.
    """

    ordinal: int
    lines: tuple[Line, ...]
    grid: Grid | None
    gap: int
    page_top: bool

    @property
    def first(self) -> int:
        """The index of the first line."""
        return self.lines[0].index

    @property
    def last(self) -> int:
        """The index of the last line."""
        return self.lines[-1].index

    @property
    def text(self) -> str:
        """The lines as one text."""
        return " ".join(line.text for line in self.lines)


class Blocks:
    """All blocks of a layout, in order, and the block of each line."""

    def __init__(self, layout: Layout, shapes: Shapes) -> None:
        self.layout = layout
        self.shapes = shapes
        self.all = tuple(_cut(layout, shapes))
        self.of_line = {line.index: block for block in self.all for line in block.lines}

    @cached_property
    def paged(self) -> bool:
        """True when the source has pages of its own, so that documents begin at the top of one."""
        return len(self.layout.document.pages) > 1

    @cached_property
    def page_lines(self) -> dict[int, tuple[int, int]]:
        """The indexes of the first and last line of each page."""
        bounds: dict[int, tuple[int, int]] = {}
        for line in self.layout.lines:
            bounds[line.page] = (bounds.get(line.page, (line.index, 0))[0], line.index)
        return bounds

    @cached_property
    def text_size(self) -> float | None:
        """The commonest size of type, in points; None for text sources."""
        weights: dict[float, int] = {}
        for line in self.layout.lines:
            if line.size is not None:
                weights[line.size] = weights.get(line.size, 0) + len(line.text)
        return max(weights, key=lambda size: (weights[size], -size)) if weights else None

    @cached_property
    def mostly_bold(self) -> bool:
        """True when most of the text is bold, so that boldness tells nothing."""
        bold = sum(len(line.text) for line in self.layout.lines if line.bold)
        return 2 * bold > sum(len(line.text) for line in self.layout.lines)

    @cached_property
    def _running(self) -> frozenset[str]:
        texts = (self.layout.lines[i].text for i in self.layout.furniture_at)
        return frozenset(masked(text) for text in texts if text)

    @cached_property
    def _cells(self) -> Counter[str]:
        short = (block.text for block in self.all if len(block.lines) == 1 and len(block.text) <= 20)
        return Counter(masked(text) for text in short)

    def is_below_cell(self, block: Block) -> bool:
        """True below a short line that returns all over the source: cells of a table read line by line."""
        above = self.preceding(block)
        return above is not None and self._cells[masked(above.text)] >= _CELLS

    def is_running(self, line: Line) -> bool:
        """True for a line that is a running head or foot elsewhere, numbers apart."""
        return masked(line.text) in self._running

    def distinct(self, line: Line) -> bool:
        """True for a line in larger or bolder type than the text around it."""
        if line.size is None or self.text_size is None:
            return False
        return line.size >= self.text_size + 0.9 or (line.bold and not self.mostly_bold)

    def following(self, block: Block) -> Block | None:
        """Return the next block."""
        return self.all[block.ordinal + 1] if block.ordinal + 1 < len(self.all) else None

    def preceding(self, block: Block) -> Block | None:
        """Return the block before."""
        return self.all[block.ordinal - 1] if block.ordinal else None

    def begins(self, line: Line) -> bool:
        """True for the first line of its block."""
        block = self.of_line.get(line.index)
        return block is not None and block.first == line.index


def masked(text: str) -> str:
    """Return a line for comparing page with page: case and numbers apart."""
    return _DIGITS.sub("#", text.casefold())


def _cut(layout: Layout, shapes: Shapes) -> list[Block]:
    blocks: list[Block] = []
    run: list[Line] = []
    gap = 0
    grid: Grid | None = None
    leading, dense = _leading(layout), _dense_width(layout)

    def close() -> None:
        nonlocal run, gap
        if run:
            top = not blocks or blocks[-1].lines[-1].page != run[0].page
            paged = len(layout.document.pages) > 1
            blocks.append(Block(len(blocks), tuple(run), grid, gap, paged and top))
            run, gap = [], 0

    for line in layout.lines:
        here = layout.grid_at.get(line.index)
        if here is not grid or (run and line.page != run[-1].page and grid is None):
            close()
            grid = here
        if not line.text or line.index in layout.furniture_at:
            if grid is None:
                close()
            gap += 1
            continue
        if run and grid is None:
            headed = len(run) == 1 and not _below_block(blocks, line) and _heads(shapes, run[0], line)
            if headed or _parted(run[-1], line, leading) or _breaks(run[-1], line, dense):
                close()
        run.append(line)
    close()
    return blocks


def _dense_width(layout: Layout) -> int:
    """Return the characters of a full line in a text without blank lines, 0 in any other."""
    printed = [len(line.text) for line in layout.lines if line.text]
    blank = len(layout.lines) - len(printed)
    if len(printed) < _DENSE_FROM or blank > _DENSE * len(layout.lines) or layout.lines[0].top is not None:
        return 0
    return sorted(printed)[-1 - len(printed) // 10]


def _breaks(above: Line, below: Line, width: int) -> bool:
    """True where a line of a text without blank lines is not the wrapped continuation of the one above."""
    if width == 0:
        return False
    whole = width > _WRAPPED_TO
    return whole or ends_sentence(above.text) or len(above.text) < 0.6 * width or is_listed(below.text)


def _below_block(blocks: list[Block], line: Line) -> bool:
    """True when a block stands above a line on its page."""
    return bool(blocks) and blocks[-1].lines[-1].page == line.page


def _heads(shapes: Shapes, above: Line, below: Line) -> bool:
    """True for a title right above its text, on one page: the next word would have had room beside it.

    Print-outs on a line printer leave no space below a heading.
    """
    title, text = above.text, below.text
    room = len(title) + 1 + len(text.split()[0]) <= _ROOM * len(text)
    whole = text[:1].isupper() and len(text) >= _FULL and not text.isupper()
    here = above.top is not None and above.page == below.page
    return here and room and whole and not is_listed(title) and shapes.is_titled(title)


def _leading(layout: Layout) -> float | None:
    """Return the usual distance from line to line, in points; None for text sources."""
    tops = [line for line in layout.lines if line.top is not None and line.text]
    steps = [
        second.top - first.top
        for first, second in pairwise(tops)
        if first.page == second.page
        and first.top is not None
        and second.top is not None
        and second.top > first.top
    ]
    return median(steps) if steps else None


def _parted(above: Line, below: Line, leading: float | None) -> bool:
    """True when a wide gap or another size of type parts two lines of a page."""
    if leading is None or above.top is None or below.top is None:
        return False
    if above.size is not None and below.size is not None and abs(above.size - below.size) >= 1:
        return True
    return below.top - above.top > 1.45 * max(leading, above.size or 0)
