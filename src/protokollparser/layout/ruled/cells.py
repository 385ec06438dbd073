"""The printed cells of ruled boxes, and pages on which they are read one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from protokollparser.core.document import Page, Ruling, Word
from protokollparser.layout.order.page_rows import GUTTER, Row
from protokollparser.layout.order.page_text import rows_of, written
from protokollparser.layout.ruled.grids import merged_cells
from protokollparser.layout.ruled.rulings import Lattice

_SLACK = 3.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell of a box: its row and column, and its words line by line."""

    row: int
    column: int
    lines: tuple[Row, ...]

    @property
    def texts(self) -> list[str]:
        """The lines as printed, words parted by one blank."""
        return [" ".join(line.page.text[w.start : w.end] for w in line.words) for line in self.lines]

    @property
    def text(self) -> str:
        """The whole cell as one line."""
        return " ".join(self.texts)


@dataclass(frozen=True, slots=True)
class Box:
    """A ruled box and its lines in the order in which they are read.

    The lines with the numbers `parted` stand apart from those above them.
    """

    lattice: Lattice
    lines: tuple[Row, ...]
    parted: frozenset[int]


def cells_of(lattice: Lattice, rows: Sequence[Row]) -> list[Cell]:
    """Return the printed cells of a box, row by row from left to right."""
    owner = merged_cells(lattice)
    held: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in rows:
        parts: dict[tuple[int, int], list[Word]] = defaultdict(list)
        before: Word | None = None
        anchor: tuple[int, int] | None = None
        for word in row.words:
            place = _place(lattice, (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
            near = before is not None and 0 <= word.x0 - before.x1 < GUTTER
            anchor = owner[place] if place is not None else anchor if near else None
            before = word
            if anchor is not None:
                parts[anchor].append(word)
        for own, words in parts.items():
            held[own].append(Row(row.page, tuple(words)))
    return [Cell(*anchor, tuple(lines)) for anchor, lines in sorted(held.items())]


def _place(lattice: Lattice, x: float, y: float) -> tuple[int, int] | None:
    column = next((at for at, (low, high) in enumerate(pairwise(lattice.xs)) if low <= x < high), None)
    row = next((at for at, (low, high) in enumerate(pairwise(lattice.ys)) if low <= y < high), None)
    return (row, column) if row is not None and column is not None else None


def opened(page: Page, boxes: Sequence[Box]) -> Page:
    """Return a page on which the lines of boxes follow each other, without the rules of these boxes."""
    owner = {
        word.start: number for number, box in enumerate(boxes) for line in box.lines for word in line.words
    }
    ordered: list[Row] = []
    parted: list[int] = []
    done: set[int] = set()
    for row in rows_of(page):
        free = tuple(word for word in row.words if word.start not in owner)
        if free:
            ordered.append(row if len(free) == len(row.words) else Row(page, free))
        for number in dict.fromkeys(owner[word.start] for word in row.words if word.start in owner):
            if number not in done:
                done.add(number)
                parted += [len(ordered) + at for at in boxes[number].parted]
                ordered += boxes[number].lines
                parted.append(len(ordered))
    kept = tuple(rule for rule in page.rulings if not any(_is_of(rule, box.lattice) for box in boxes))
    return replace(written(page, ordered, parted), rulings=kept)


def _is_of(rule: Ruling, lattice: Lattice) -> bool:
    return (
        lattice.xs[0] - _SLACK <= rule.x0
        and rule.x1 <= lattice.xs[-1] + _SLACK
        and lattice.ys[0] - _SLACK <= rule.top
        and rule.bottom <= lattice.ys[-1] + _SLACK
    )
