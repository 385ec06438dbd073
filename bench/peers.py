"""Tables as other libraries find them, each as it is used out of the box, where they are installed."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdfium2

from bench.adjacency import Cell, Table, plain_table

Finder = Callable[[Path], list[Table]]


def finders() -> tuple[dict[str, Finder], list[str]]:
    """Return the finders by name, and the names of the libraries that are not installed."""
    found: dict[str, Finder] = {}
    missing = []
    for library, make in (("pdfplumber", _pdfplumber), ("camelot", _camelot), ("tabula", _tabula)):
        try:
            module = importlib.import_module(library)
        except ImportError:
            missing.append(library)
            continue
        found |= make(module)
    return found, missing


def _pdfplumber(library: ModuleType) -> dict[str, Finder]:
    def find(path: Path, settings: dict[str, str]) -> list[Table]:
        tables = []
        with library.open(path) as file:
            for page in file.pages:
                for table in page.find_tables(settings):
                    tables.append(Table(page.page_number, tuple(_plumbed(table))))
                page.close()
        return tables

    text = {"vertical_strategy": "text", "horizontal_strategy": "text"}
    return {
        "pdfplumber lines": functools.partial(find, settings={}),
        "pdfplumber text": functools.partial(find, settings=text),
    }


def _plumbed(table: Any) -> Iterator[Cell]:
    """Yield the cells of a pdfplumber table, what they span told by their edges."""
    xs, ys = (_edges([edge for cell in table.cells for edge in cell[way::2]]) for way in (0, 1))
    for row, texts in zip(table.rows, table.extract(), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            if box is not None and text:
                left, top, right, bottom = box
                yield Cell(text, _slot(ys, top), _slot(xs, left), _slot(ys, bottom) - 1, _slot(xs, right) - 1)


def _edges(places: Sequence[float]) -> list[float]:
    """Return the places in order, those closer than a point as one."""
    ordered = sorted(places)
    return ordered[:1] + [low for high, low in pairwise(ordered) if low - high > 1]


def _slot(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - place))


def _camelot(library: ModuleType) -> dict[str, Finder]:
    def find(path: Path, flavor: str) -> list[Table]:
        tables = library.read_pdf(str(path), pages="all", flavor=flavor, suppress_stdout=True)
        return [plain_table(table.page, table.df.values.tolist()) for table in tables]

    return {f"camelot {flavor}": functools.partial(find, flavor=flavor) for flavor in _flavors(library)}


def _flavors(library: ModuleType) -> list[str]:
    """Return the ways of finding tables that the installed version has."""
    known = importlib.import_module(library.__name__ + ".handlers").PARSERS
    return [flavor for flavor in ("lattice", "stream", "network", "hybrid") if flavor in known]


def _tabula(library: ModuleType) -> dict[str, Finder]:
    def find(path: Path, **way: bool) -> list[Table]:
        return [
            plain_table(page, [[cell["text"] for cell in row] for row in table["data"]])
            for page in range(1, len(pypdfium2.PdfDocument(path)) + 1)
            for table in library.read_pdf(path, pages=page, output_format="json", silent=True, **way)
        ]

    return {
        "tabula": find,
        "tabula lattice": functools.partial(find, lattice=True),
        "tabula stream": functools.partial(find, stream=True),
    }
