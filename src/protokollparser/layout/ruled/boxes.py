"""Ruled boxes that are no tables: agenda items and forms, put into the text cell by cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from protokollparser.core.document import Document, Page
from protokollparser.core.rules import Rules
from protokollparser.layout.aligned.forms import FormLabels
from protokollparser.layout.order.page_rows import Row
from protokollparser.layout.order.page_text import rows_of
from protokollparser.layout.ruled.cells import Box, Cell, cells_of, opened
from protokollparser.layout.ruled.form_boxes import form_lines, holds_form
from protokollparser.layout.ruled.item_boxes import as_read, holds_items, holds_text
from protokollparser.layout.ruled.rulings import Lattice, find_lattices

_PIECE = re.compile(r"\t|\n|\s{3,}")
_ITEM = re.compile(r"(?:^|\t|\s{2})(?:\w{2,12} )?§\s?\d", re.MULTILINE)
# A page with fewer known labels holds no form; a single § in a box may be the row of a form or notice.
_FEWEST_LABELS = 2
_FEWEST_HEADS = 2


def out_of_boxes(document: Document, rules: Rules) -> Document:
    """Return the document with items and forms in ruled boxes read cell by cell, their rules left out."""
    labels = FormLabels.of(rules)
    items: dict[int, list[tuple[Lattice, list[Cell]]]] = {}
    forms: dict[int, list[Box]] = {}
    for page in document.pages:
        if not page.rulings or not page.words:
            continue
        told = _ITEM.search(page.text) is not None
        formed = _has_labels(page, labels)
        for lattice, cells in _boxes(page, told, formed) if told or formed else ():
            if told and holds_items(cells, labels):
                items.setdefault(page.number, []).append((lattice, cells))
            elif formed and holds_form(cells, labels):
                lines, parted = form_lines(cells, labels)
                forms.setdefault(page.number, []).append(Box(lattice, tuple(lines), frozenset(parted)))
    found = [cells for boxes in items.values() for _, cells in boxes]
    if len(found) < _FEWEST_HEADS and not any(map(holds_text, found)):
        items = {}
    if not items and not forms:
        return document
    told_in = Counter(text for cells in found for text in {cell.text for cell in cells})
    pages = []
    for page in document.pages:
        boxes = forms.get(page.number, []) + [
            _item_box(lattice, as_read(cells, told_in)) for lattice, cells in items.get(page.number, [])
        ]
        pages.append(opened(page, boxes) if boxes else page)
    return replace(document, pages=tuple(pages))


def _item_box(lattice: Lattice, cells: list[Cell]) -> Box:
    """Return a box whose cells all stand apart."""
    starts, at = set[int](), 0
    for cell in cells:
        starts.add(at)
        at += len(cell.lines)
    return Box(lattice, tuple(line for cell in cells for line in cell.lines), frozenset(starts))


def _has_labels(page: Page, labels: FormLabels) -> bool:
    """True for a page with labels at the beginning of lines or behind white in them."""
    pieces = {piece.strip() for piece in _PIECE.split(page.text)}
    first = {piece.split(" ", 1)[0] for piece in pieces}
    return sum(labels.knows(piece) for piece in pieces | first) >= _FEWEST_LABELS


def _boxes(page: Page, told: bool, formed: bool) -> Iterator[tuple[Lattice, list[Cell]]]:
    """Yield the boxes of more than one cell with their printed cells, but for tables of figures.

    `told` is a page with an item, `formed` one with labels.
    """
    rows = rows_of(page)
    for lattice in find_lattices(page.rulings):
        if len(lattice.xs) < 3 and len(lattice.ys) < 3:
            continue
        low, high = lattice.ys[0], lattice.ys[-1]
        inside = [row for row in rows if low < row.middle < high]
        if not (formed and not _of_figures(inside)) and not (told and _marks(inside)):
            continue
        cells = cells_of(lattice, inside)
        if len(cells) > 1:
            yield lattice, cells


def _of_figures(rows: Sequence[Row]) -> bool:
    """True where most words begin with a digit."""
    begun = [row.page.text[word.start].isdigit() for row in rows for word in row.words]
    return 2 * sum(begun) > len(begun)


def _marks(rows: Sequence[Row]) -> bool:
    """True where a § stands in the rows."""
    return any("§" in row.page.text[row.words[0].start : row.words[-1].end] for row in rows)
