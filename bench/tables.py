"""How many printed tables are found as they are: `python -m bench.tables FOLDER` over what `make pdfs` wrote.

A figure counts as found when its table, row, column and value are right; rows count from the table's
first one, headers included. A table counts as found when its words and figures are at least four fifths
of those of one grid, and the other way round; signs that a print writes in another way are one sign. A
contents list whose page numbers stand behind dots is printed as prose and may be a grid, as may lines in
columns that are no table (forms, lists of names, rolls): these count neither as found nor as invented.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.printing.figure_values import figures

from protokollparser.core.layout import Grid, Layout
from protokollparser.core.rules import load
from protokollparser.ingest import read
from protokollparser.layout import arrange

_FOUND = 0.8
_LEADER = re.compile(r"(?:\.{3,}|(?:\. ?){4,}|…|_{4,})\s*$")
_ONE_SIGN = str.maketrans({"−": "-", "–": "-", "●": "•", "▪": "•", "■": "•"})
Figure = tuple[int, int, str]


@dataclass(frozen=True)
class Tally:
    """Counts of figures (printed, given, right) and tables (printed, found, and grids without one)."""

    printed: int = 0
    given: int = 0
    right: int = 0
    tables: int = 0
    found: int = 0
    invented: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def shares(self) -> tuple[float, float, float]:
        """Recall and precision of figures, share of tables found."""
        return (
            self.right / (self.printed or 1),
            self.right / (self.given or 1),
            self.found / (self.tables or 1),
        )


def score_layout(layout: Layout, truth: Sequence[dict[str, Any]], lists: Sequence[str]) -> Tally:
    """Return how well the grids of a layout, furniture left out, are the printed tables.

    `lists` are lines printed in columns that are no table.
    """
    grids = [grid for grid in layout.grids if grid.first not in layout.furniture_at]
    rows = [grid_rows(grid) for grid in grids]
    cells = [figures(tuple(map(tuple, grid))) for grid in rows]
    words = [_words(grid) for grid in rows]
    matched = match_tables(truth, cells, words)
    listed = _words([lists])
    invented = [
        at
        for at in range(len(rows))
        if at not in matched.values() and not _is_listing(rows[at]) and not _is_part(words[at], listed)
    ]
    tally = Tally(given=sum(len(cells[at]) for at in invented), invented=len(invented))
    for number, table in enumerate(truth):
        if table["optional"]:
            continue
        at = matched.get(number)
        given = set(cells[at]) if at is not None else set()
        expected = {(row, column, value) for row, column, value in table["cells"]}
        found = at is not None and _alike(_words(table["rows"]), words[at]) >= _FOUND
        tally += Tally(
            printed=len(expected),
            given=len(given),
            right=len(expected & given),
            tables=1,
            found=int(found),
        )
    return tally


def grid_rows(grid: Grid) -> list[list[str]]:
    """Return the texts of a grid, drawn lines left out."""
    return [[cell.text for cell in row.cells] for row in grid.rows if not row.rule_line]


def _is_listing(rows: Sequence[Sequence[str]]) -> bool:
    """True when dots lead to a page number in most rows."""
    return 2 * sum(1 for row in rows if any(_LEADER.search(text) for text in row)) > len(rows)


def _words(rows: Sequence[Sequence[str]]) -> Counter[str]:
    return Counter(" ".join(text for row in rows for text in row).translate(_ONE_SIGN).split())


def _is_part(words: Counter[str], of: Counter[str]) -> bool:
    """True when nearly all of the words are among others."""
    return (words & of).total() >= _FOUND * words.total()


def _alike(left: Counter[str], right: Counter[str]) -> float:
    return 2 * (left & right).total() / ((left.total() + right.total()) or 1)


def match_tables(
    truth: Sequence[dict[str, Any]], cells: Sequence[Sequence[Figure]], words: Sequence[Counter[str]]
) -> dict[int, int]:
    """Return for printed tables the grid that has most of them, each grid once."""
    pairs = []
    for number, table in enumerate(truth):
        expected, told = {tuple(cell) for cell in table["cells"]}, _words(table["rows"])
        for at in range(len(cells)):
            share = _alike(told, words[at])
            if share > 0.2:
                pairs.append((len(expected & set(cells[at])), share, -number, -at))
    matched: dict[int, int] = {}
    for _, _, number, at in sorted(pairs, reverse=True):
        if -number not in matched and -at not in matched.values():
            matched[-number] = -at
    return matched


def score_folder(folder: Path, rules: Any) -> Tally:
    """Return the tally of one print."""
    truth = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    layout = arrange(read(folder / "source.pdf"), rules)
    return score_layout(layout, truth["tables"], truth["lists"])


def main() -> None:
    """Print a line for each layout, and one for each print with `--each`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--only", default="")
    chosen = parser.parse_args()
    rules = load()
    sums: dict[str, Tally] = {}
    for expected in sorted(chosen.folder.glob("*/expected.json")):
        if chosen.only not in expected.parent.name:
            continue
        layout = json.loads(expected.read_text(encoding="utf-8"))["layout"]
        tally = score_folder(expected.parent, rules)
        sums[layout] = sums.get(layout, Tally()) + tally
        if chosen.each:
            print(_line(expected.parent.name, tally))
    for layout, tally in sums.items():
        print(_line(layout, tally))


def _line(name: str, tally: Tally) -> str:
    recall, precision, found = tally.shares
    counts = f"{tally.printed:5d} figures, {tally.found}/{tally.tables} tables, {tally.invented} invented"
    return f"{name:46s} recall {recall:.3f} precision {precision:.3f} tables {found:.3f}  ({counts})"


if __name__ == "__main__":
    main()
