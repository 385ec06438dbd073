"""Ruled forms whose cells hold labels and several lines: read cell by cell, as text and not as a table.

    | Beslutande        | Tjänstgörande ersättare |        | Tjänst-   | Olle Frisk (S)      |
    | Karin Holm (S)    | Olle Frisk (S)          |        | görande   | för Per Alm (S)     |
    | Sven Bladh (M)    |                         |        | ersättare |                     |

On the lines of the page the words of such cells stand mixed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from protokollparser.core.text import closed_up
from protokollparser.layout.aligned.forms import FormLabels
from protokollparser.layout.order.page_rows import Row
from protokollparser.layout.ruled.cells import Cell

_LED = re.compile(r"[A-ZÅÄÖ][^:\d]{1,50}:\s\S")
_LONGEST_LABEL = 60
_FEWEST = 2


def holds_form(cells: Sequence[Cell], labels: FormLabels) -> bool:
    """True for a form of which some rows hold two cells of several lines, or a label above its value."""
    heads = [cell for cell in cells if _is_label(cell, labels) or _heads(cell, labels)]
    if len(heads) < _FEWEST or 5 * len(heads) < 2 * len(cells):
        return False
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell)
    return any(
        sum(len(cell.lines) > 1 for cell in row) > 1
        or (len(row) > 1 and any(_heads(cell, labels) for cell in row))
        or any(len(cell.lines) > 1 and _LED.match(cell.texts[0]) for cell in row)
        for row in rows.values()
    )


def form_lines(cells: Sequence[Cell], labels: FormLabels) -> tuple[list[Row], list[int]]:
    """Return the lines of a form cell by cell, and which stand apart from those above: all but values
    beside their labels. A label over several lines is one."""
    lines: list[Row] = []
    parted: list[int] = []
    label = False
    row = -1
    for cell in cells:
        if not (label and cell.row == row):
            parted.append(len(lines))
        label, row = _is_label(cell, labels), cell.row
        if label and len(cell.lines) > 1:
            words = tuple(word for line in cell.lines for word in line.words)
            lines.append(Row(cell.lines[0].page, words))
        else:
            lines += cell.lines
    return lines, parted


def _is_label(cell: Cell, labels: FormLabels) -> bool:
    """True for a cell that is a label and no more, broken over lines or not."""
    text = cell.text
    return len(text) <= _LONGEST_LABEL and (labels.is_label(text) or labels.is_label(closed_up(text)))


def _heads(cell: Cell, labels: FormLabels) -> bool:
    """True for a cell with a label above its value, or before it behind a colon."""
    first = cell.texts[0]
    return (len(cell.lines) > 1 and labels.is_label(first)) or _LED.match(first) is not None
