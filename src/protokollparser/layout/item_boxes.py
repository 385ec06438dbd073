"""Agenda items in ruled boxes: their cells are read one after the other, as text and not as a table.

    +------+----------------+-------------------+
    | § 12 | Dnr KS 2023/12 | Belysning i parken|
    +------+----------------+-------------------+

Some forms draw a box around the head of each item, others around its § in the margin and its whole text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from protokollparser.core.document import Document, Page, Ruling, Word
from protokollparser.core.rules import Rules
from protokollparser.layout.figures import is_figure
from protokollparser.layout.forms import FormLabels
from protokollparser.layout.page_rows import GUTTER, Row
from protokollparser.layout.page_text import rows_of, written
from protokollparser.layout.ruled_grids import merged_cells
from protokollparser.layout.rulings import Lattice, find_lattices

_ITEM = re.compile(
    r"(?:[A-ZÅÄÖ]{2,6} |[A-ZÅÄÖ][a-zåäö]{1,12} )?§\s?(?P<number>\d{1,4})[.:]?(?:\s?[a-z])?"
    r"(?:\s+[A-ZÅÄÖ\d”\"].*)?$"
)
_STOP = re.compile(r"[a-zåäö)]{2}[.!?]$")
# The head of an item has so few cells, lines and rows; text beside a § in the margin so many lines at least.
_HEAD_CELLS, _HEAD_LINES, _HEAD_ROWS = 6, 8, 3
_TEXT_LINES = 3
_COLUMNS = 3
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

    @property
    def number(self) -> int | None:
        """The number of the § that begins the cell; None where none does."""
        match = _ITEM.match(self.texts[0])
        return int(match["number"]) if match else None


def out_of_boxes(document: Document, rules: Rules) -> Document:
    """Return the document with ruled boxes around items read cell by cell, their rules left out.

    A single box with a § in it may be a notice or the row of a form; a second one tells that items have them.
    """
    labels = FormLabels.of(rules)
    found: dict[int, list[tuple[Lattice, list[Cell]]]] = {}
    heads = 0
    for page in document.pages:
        if not page.rulings or not page.words or "§" not in page.text:
            continue
        boxes = [(lattice, cells) for lattice, cells in _boxes(page) if _holds_items(cells, labels)]
        heads += sum(1 for _, cells in boxes if not _holds_text(cells)) + 2 * sum(
            1 for _, cells in boxes if _holds_text(cells)
        )
        if boxes:
            found[page.number] = boxes
    if heads < 2:
        return document
    told = Counter(text for boxes in found.values() for _, cells in boxes for text in {c.text for c in cells})
    pages = (
        _opened(page, found[page.number], told) if page.number in found else page for page in document.pages
    )
    return replace(document, pages=tuple(pages))


def _boxes(page: Page) -> Iterator[tuple[Lattice, list[Cell]]]:
    rows = rows_of(page)
    for lattice in find_lattices(page.rulings):
        if len(lattice.xs) < 3 and len(lattice.ys) < 3:
            continue
        low, high = lattice.ys[0], lattice.ys[-1]
        inside = [row for row in rows if low < row.middle < high]
        if any("§" in page.text[word.start : word.end] for row in inside for word in row.words):
            yield lattice, _cells(lattice, inside)


def _cells(lattice: Lattice, rows: Sequence[Row]) -> list[Cell]:
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


def _holds_items(cells: Sequence[Cell], labels: FormLabels) -> bool:
    """True for a box around the head of one item, or around the § and the text of several."""
    items = [cell for cell in cells if cell.number is not None]
    if not items or len(cells) < 2:
        return False
    if any(labels.is_label(cell.texts[0]) or is_figure(cell.text) for cell in cells):
        return False
    return _holds_text(cells) or (
        len(items) == 1
        and len(cells) <= _HEAD_CELLS
        and sum(len(cell.lines) for cell in cells) <= _HEAD_LINES
        and len({cell.row for cell in cells}) <= _HEAD_ROWS
    )


def _holds_text(cells: Sequence[Cell]) -> bool:
    """True where a § stands in the margin of each row, one after the other, and sentences beside most."""
    items = [cell for cell in cells if cell.number is not None]
    if items[0].row != cells[0].row or 1 + max(cell.column for cell in cells) > _COLUMNS:
        return False
    if any((above.number or 0) + 1 != below.number for above, below in pairwise(items)):
        return False
    beside = [
        cell
        for cell in cells
        if len(cell.lines) >= _TEXT_LINES and any(_STOP.search(text) for text in cell.texts)
    ]
    told = sum(1 for item in items if any(cell.row == item.row and cell is not item for cell in beside))
    return 2 * told >= len(items) and told > 0


def _in_order(cells: Sequence[Cell], told: Mapping[str, int]) -> list[Cell]:
    """Return the cells as they are read; in the head of an item the § first, and last what all heads say.

    | Tekniska nämnden | 2023-03-14 | § 12 |
    | Belysning i parken                    |
    """
    if _holds_text(cells):
        return list(cells)
    return sorted(cells, key=lambda cell: (cell.number is None, told[cell.text] > 1))


def _opened(page: Page, boxes: Sequence[tuple[Lattice, list[Cell]]], told: Mapping[str, int]) -> Page:
    """Return a page with the cells of its boxes one after the other, each parted from what stands above.

    `told` is in how many boxes of the document a cell with the same words stands.
    """
    owner = {
        word.start: number
        for number, (_, cells) in enumerate(boxes)
        for cell in cells
        for line in cell.lines
        for word in line.words
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
                for cell in _in_order(boxes[number][1], told):
                    parted.append(len(ordered))
                    ordered += cell.lines
    lattices = [lattice for lattice, _ in boxes]
    kept = tuple(rule for rule in page.rulings if not any(_is_of(rule, lattice) for lattice in lattices))
    return replace(written(page, ordered, parted), rulings=kept)


def _is_of(rule: Ruling, lattice: Lattice) -> bool:
    return (
        lattice.xs[0] - _SLACK <= rule.x0
        and rule.x1 <= lattice.xs[-1] + _SLACK
        and lattice.ys[0] - _SLACK <= rule.top
        and rule.bottom <= lattice.ys[-1] + _SLACK
    )
