"""Ruled tables of PDF pages: the cells are those that pdfplumber finds on the same page."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from protokollparser.core.rules import load
from protokollparser.ingest import read
from protokollparser.layout import arrange

STEP = 18.0
Cell = tuple[int, int, str]


def print_grid(path: Path, edges: list[float], rows: list[list[Cell]], pen: str, lines: int = 1) -> None:
    """Print rows of cells as (first column, number of columns, text), ruled on all sides."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 9)
    for number, row in enumerate(rows):
        bottom = 760 - (number + 1) * STEP * lines
        for column, wide, text in row:
            left, right = edges[column], edges[column + wide]
            if pen == "cells":
                canvas.rect(left, bottom, right - left, STEP * lines)
            else:
                for x0, y0, x1, y1 in (
                    (left, bottom, right, bottom),
                    (left, bottom + STEP * lines, right, bottom + STEP * lines),
                    (left, bottom, left, bottom + STEP * lines),
                    (right, bottom, right, bottom + STEP * lines),
                ):
                    canvas.rect(x0 - 0.3, y0 - 0.3, x1 - x0 + 0.6, y1 - y0 + 0.6, stroke=0, fill=1)
            for at, piece in enumerate(text.split("|")):
                canvas.drawString(left + 4, bottom + STEP * (lines - at) - 13, piece)
    canvas.save()


def plumbed(path: Path) -> list[list[list[str]]]:
    """Return the tables that pdfplumber finds, the words of a cell with single spaces between."""
    with pdfplumber.open(path) as file:
        tables = [table for page in file.pages for table in page.extract_tables()]
    return [[[" ".join((cell or "").split()) for cell in row] for row in table] for table in tables]


def found(path: Path) -> list[list[list[str]]]:
    """Return the cells of the ruled grids of a file."""
    grids = arrange(read(path), load()).grids
    return [
        [[cell.text for cell in row.cells] for row in grid.rows] for grid in grids if grid.form == "ruled"
    ]


PLAIN: list[list[Cell]] = [
    [(0, 1, "Nämnd"), (1, 1, "Budget"), (2, 1, "Utfall")],
    [(0, 1, "Skolnämnden"), (1, 1, "1 234"), (2, 1, "-56,7")],
    [(0, 1, "Miljönämnden"), (1, 1, ""), (2, 1, "12 %")],
    [(0, 1, "Summa"), (1, 1, "1 234"), (2, 1, "")],
]
MERGED: list[list[Cell]] = [
    [(0, 1, ""), (1, 2, "Januari-april 2023")],
    *PLAIN,
    [(0, 3, "Kransorter")],
    [(0, 1, "Ekby"), (1, 1, "7"), (2, 1, "8")],
]
BROKEN: list[list[Cell]] = [
    [(0, 1, "Nämnd"), (1, 1, "Budget|2023"), (2, 1, "Kommentar")],
    [(0, 1, "Nämnden för|vård och omsorg"), (1, 1, "1 234"), (2, 1, "Lämnas utan|åtgärd")],
]


@pytest.mark.parametrize("pen", ["cells", "boxes"])
@pytest.mark.parametrize(("rows", "lines"), [(PLAIN, 1), (MERGED, 1), (BROKEN, 2)])
def test_cells_are_those_of_pdfplumber(tmp_path: Path, rows: list[list[Cell]], lines: int, pen: str) -> None:
    path = tmp_path / "tabell.pdf"
    print_grid(path, [70, 220, 330, 460], rows, pen, lines)
    assert found(path) == plumbed(path) != []
