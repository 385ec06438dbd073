"""Agenda items in ruled boxes: their cells are read one after the other, as text and not as a table.

    +------+----------------+-------------------+
    | § 12 | Dnr KS 2023/12 | Belysning i parken|
    +------+----------------+-------------------+

Some forms draw a box around the head of each item, others around its § in the margin and its whole text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from protokollparser.layout.aligned.forms import FormLabels
from protokollparser.layout.figures import is_figure
from protokollparser.layout.ruled.cells import Cell

_ITEM = re.compile(
    r"(?:[A-ZÅÄÖ]{2,6} |[A-ZÅÄÖ][a-zåäö]{1,12} )?§\s?(?P<number>\d{1,4})[.:]?(?:\s?[a-z])?"
    r"(?:\s+[A-ZÅÄÖ\d”\"].*)?$"
)
_STOP = re.compile(r"[a-zåäö)]{2}[.!?]$")
# The head of an item has so few cells, lines and rows; text beside a § in the margin so many lines at least.
_HEAD_CELLS, _HEAD_LINES, _HEAD_ROWS = 6, 8, 3
_TEXT_LINES = 3
_COLUMNS = 3


def holds_items(cells: Sequence[Cell], labels: FormLabels) -> bool:
    """True for a box around the head of one item, or around the § and the text of several."""
    items = [cell for cell in cells if _number(cell) is not None]
    if not items or len(cells) < 2:
        return False
    if any(labels.is_label(cell.texts[0]) or is_figure(cell.text) for cell in cells):
        return False
    return holds_text(cells) or (
        len(items) == 1
        and len(cells) <= _HEAD_CELLS
        and sum(len(cell.lines) for cell in cells) <= _HEAD_LINES
        and len({cell.row for cell in cells}) <= _HEAD_ROWS
    )


def holds_text(cells: Sequence[Cell]) -> bool:
    """True where a § stands in the margin of each row, one after the other, and sentences beside most."""
    items = [cell for cell in cells if _number(cell) is not None]
    if not items or items[0].row != cells[0].row or 1 + max(cell.column for cell in cells) > _COLUMNS:
        return False
    if any((_number(above) or 0) + 1 != _number(below) for above, below in pairwise(items)):
        return False
    beside = [
        cell
        for cell in cells
        if len(cell.lines) >= _TEXT_LINES and any(_STOP.search(text) for text in cell.texts)
    ]
    told = sum(1 for item in items if any(cell.row == item.row and cell is not item for cell in beside))
    return 2 * told >= len(items) and told > 0


def as_read(cells: Sequence[Cell], told: Mapping[str, int]) -> list[Cell]:
    """Return the cells as they are read; in the head of an item the § first, and last what all heads say.

    | Tekniska nämnden | 2023-03-14 | § 12 |
    | Belysning i parken                    |

    `told` is in how many boxes of the document a cell with the same words stands.
    """
    if holds_text(cells):
        return list(cells)
    return sorted(cells, key=lambda cell: (_number(cell) is None, told[cell.text] > 1))


def _number(cell: Cell) -> int | None:
    """Return the number of the § that begins a cell; None where none does."""
    match = _ITEM.match(cell.texts[0])
    return int(match["number"]) if match else None
