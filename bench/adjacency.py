"""Tables compared by which cells stand beside each other, as in the ICDAR 2013 table competition.

M. Göbel, T. Hassan, E. Oro, G. Orsi: ICDAR 2013 Table Competition (ICDAR 2013, pages 1449-1453). Each
printed cell is related to the nearest printed cell to its right and to the nearest below; blank cells are
passed over, and two cells that meet in several rows or columns are related once. A relation is right when
both texts and the direction are; white space and case count for nothing, and signs are alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

Relation = tuple[str, str, str]
_SIGN = re.compile(r"[^A-Za-z0-9_]")


class Cell(NamedTuple):
    """The text of a cell, the row and column where it begins and those where it ends, from 0."""

    text: str
    row: int
    column: int
    last_row: int
    last_column: int


class Table(NamedTuple):
    """What of a table stands on one page, its number from 1."""

    page: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Tally:
    """Counts of relations: in the truth, given, and right."""

    true: int = 0
    given: int = 0
    right: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.true + other.true, self.given + other.given, self.right + other.right)

    @property
    def precision(self) -> float:
        """The share of the given relations that are right, 0 where none is given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of the true relations that are given."""
        return self.right / self.true if self.true else 0.0


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def normal(text: str) -> str:
    """Return a cell's text as it is compared: no white space, capitals, `_` for signs and foreign letters."""
    return _SIGN.sub("_", "".join(text.split())).upper()


def plain_table(page: int, rows: Sequence[Sequence[str | None]]) -> Table:
    """Return a table whose cells span nothing from its rows of texts."""
    return Table(
        page,
        tuple(
            Cell(text, row, column, row, column)
            for row, texts in enumerate(rows)
            for column, text in enumerate(texts)
            if text
        ),
    )


def relations(cells: Iterable[Cell]) -> Counter[Relation]:
    """Return the relations of a table's printed cells as `(text, text, "right" or "below")`."""
    printed = [cell for cell in cells if normal(cell.text)]
    at: dict[tuple[int, int], int] = {}
    for number, cell in enumerate(printed):
        for row in range(cell.row, cell.last_row + 1):
            for column in range(cell.column, cell.last_column + 1):
                at[row, column] = number
    texts = [normal(cell.text) for cell in printed]
    pairs = {(one, other, "right") for one, other in _neighbours(at, 0, 1)}
    pairs |= {(one, other, "below") for one, other in _neighbours(at, 1, 0)}
    return Counter((texts[one], texts[other], direction) for one, other, direction in pairs)


def _neighbours(at: dict[tuple[int, int], int], lane: int, along: int) -> Iterator[tuple[int, int]]:
    """Yield the cells that follow each other in a row (`lane` 0, `along` 1) or a column (1, 0)."""
    places = sorted(at, key=lambda place: (place[lane], place[along]))
    for one, other in pairwise(places):
        if one[lane] == other[lane] and at[one] != at[other]:
            yield at[one], at[other]


def compare(truth: Sequence[Table], given: Sequence[Table]) -> list[Tally]:
    """Return a tally for each true table, then one for each given table that is none.

    A true table is compared with the given one, of those left on its page, that has most of its relations.
    """
    free = [(table.page, relations(table.cells)) for table in given]
    tallies = []
    for table in truth:
        expected = relations(table.cells)
        near = [number for number, (page, _) in enumerate(free) if page == table.page]
        if not near:
            tallies.append(Tally(true=expected.total()))
            continue
        best = max(near, key=lambda number: ((expected & free[number][1]).total(), -number))
        found = free.pop(best)[1]
        tallies.append(Tally(expected.total(), found.total(), (expected & found).total()))
    return tallies + [Tally(given=found.total()) for _, found in free]
