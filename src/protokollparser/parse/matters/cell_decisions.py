"""Decisions that stand in the cell beside their heading, where an item is a form of two columns."""

from __future__ import annotations

from protokollparser.core.layout import Layout
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean
from protokollparser.parse.excerpts import Excerpt

_MARKS = "*_# :"


def decided_in_cells(layout: Layout, rules: Rules, first: int, last: int) -> list[Excerpt]:
    """Return the cells beside "Beslut" in the grids on lines `first..last`, in order."""
    heads = [rule for rule in rules.sections if rule.name == "decision"]
    grids = {grid.first: grid for index in range(first, last + 1) if (grid := layout.grid_at.get(index))}
    found = []
    for grid in grids.values():
        for row in grid.rows:
            cells = [cell for cell in row.cells if cell.text]
            if len(cells) != 2:
                continue
            label = clean(cells[0].text).strip(_MARKS)
            if any(rule.search(label) for rule in heads):
                found.append(Excerpt.of_cell(layout, cells[1], row.first))
    return found
