"""How many cells stand beside those that they should: `python -m bench.icdar FOLDER [--each] [--only us-0]`.

FOLDER holds `NAME.pdf` and `NAME-str.xml`, the cells of its tables, as the ICDAR 2013 table competition gave
them out; `NAMEa` and `NAMEb` are two readings of one file, and the better one counts. Finders get the whole
file and are not told where tables are. The paper averages precision and recall over documents and takes F1
of the averages: the first three figures; the other three are pooled over all relations. A table that runs
over pages counts as its parts. Other libraries are measured where they are installed.
"""

from __future__ import annotations

import argparse
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import mean

from bench.adjacency import Cell, Table, Tally, compare, f1
from bench.peers import finders
from protokollparser.core.layout import Grid, Layout
from protokollparser.core.rules import load
from protokollparser.ingest import read
from protokollparser.layout import arrange

Finder = Callable[[Path], list[Table]]


def tables_of(layout: Layout) -> list[Table]:
    """Return the tables of a layout, furniture left out, in parts by page."""
    return [
        part
        for grid in layout.grids
        if grid.first not in layout.furniture_at
        for part in _parts(layout, grid)
    ]


def _parts(layout: Layout, grid: Grid) -> Iterator[Table]:
    rows = [row for row in grid.rows if not row.rule_line]
    for page in sorted({layout.lines[row.first].page for row in rows}):
        cells = [
            Cell(cell.text, number, column, number + cell.row_span - 1, column + cell.column_span - 1)
            for number, row in enumerate(rows)
            if layout.lines[row.first].page == page
            for column, cell in enumerate(row.cells)
            if cell.text
        ]
        yield Table(page, tuple(cells))


def read_truth(path: Path) -> list[Table]:
    """Return the tables that a `-str.xml` file describes, in parts by page."""
    found = []
    for table in ET.parse(path).getroot().iter("table"):
        parts: dict[int, list[Cell]] = {}
        for region in table.iter("region"):
            down, across = (int(region.get(f"{name}-increment", "0")) for name in ("row", "col"))
            for cell in region.iter("cell"):
                row, column = int(cell.attrib["start-row"]) + down, int(cell.attrib["start-col"]) + across
                parts.setdefault(int(region.attrib["page"]), []).append(
                    Cell(
                        cell.findtext("content") or "",
                        row,
                        column,
                        int(cell.get("end-row", row - down)) + down,
                        int(cell.get("end-col", column - across)) + across,
                    )
                )
        found += [Table(page, tuple(cells)) for page, cells in sorted(parts.items())]
    return found


def readings(pdf: Path) -> list[list[Table]]:
    """Return the truth of a file, or its two readings."""
    paths = [pdf.with_name(pdf.stem + "-str.xml")]
    if pdf.stem.endswith("a"):
        paths.append(pdf.with_name(pdf.stem[:-1] + "b-str.xml"))
    return [read_truth(path) for path in paths if path.exists()]


def score(truths: Sequence[Sequence[Table]], given: Sequence[Table]) -> Tally:
    """Return the tally of a document by the reading that fits best."""
    tallies = [sum(compare(truth, given), Tally()) for truth in truths]
    return max(tallies, key=lambda tally: f1(tally.precision, tally.recall))


def summary(tallies: Sequence[Tally]) -> str:
    """Return precision, recall and F1 averaged over documents and pooled."""
    precision, recall = mean(t.precision for t in tallies), mean(t.recall for t in tallies)
    pooled = sum(tallies, Tally())
    return (
        f"documents {precision:.3f} {recall:.3f} F1 {f1(precision, recall):.3f}"
        f"   pooled {pooled.precision:.3f} {pooled.recall:.3f} F1 {f1(pooled.precision, pooled.recall):.3f}"
    )


def main() -> None:
    """Print a line for each finder, and one for each document with `--each`."""
    parser = argparse.ArgumentParser(prog="python -m bench.icdar", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", action="store_true", help="print a line for each document")
    parser.add_argument("--only", default="", help="the documents whose names begin so")
    parser.add_argument("--alone", action="store_true", help="measure no other library")
    chosen = parser.parse_args()
    rules = load()
    measured: dict[str, Finder] = {"protokollparser": lambda path: tables_of(arrange(read(path), rules))}
    if not chosen.alone:
        found, missing = finders()
        measured |= found
        for name in missing:
            print(f"{name}: not installed, not measured")
    pdfs = [pdf for pdf in sorted(chosen.folder.glob(f"{chosen.only}*.pdf")) if readings(pdf)]
    for name, find in measured.items():
        tallies = []
        for pdf in pdfs:
            tallies.append(score(readings(pdf), find(pdf)))
            if chosen.each:
                print(_line(pdf.stem, tallies[-1]))
        print(f"{name:20s} {summary(tallies)}   ({len(pdfs)} documents)", flush=True)


def _line(name: str, tally: Tally) -> str:
    counts = f"true {tally.true:5d} given {tally.given:5d} right {tally.right:5d}"
    rates = f"{tally.precision:.3f} {tally.recall:.3f} F1 {f1(tally.precision, tally.recall):.3f}"
    return f"  {name:10s} {counts}  {rates}"


if __name__ == "__main__":
    main()
