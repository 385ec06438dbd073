"""The relations of a table: of its options those that are likely and go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from protokollparser.aggregations.grids import Floats
from protokollparser.aggregations.options import OPERATORS, Option, find_options
from protokollparser.aggregations.sums import contradicts
from protokollparser.aggregations.trees import learned
from protokollparser.aggregations.words import AggregationWords

Cell = tuple[int, int]


@dataclass(frozen=True)
class Relation:
    """One cell made from others, rows and columns from 0; of divisions and changes the order tells.

    A difference c = a - b is told as the sum a of b and c.
    """

    operator: str
    total: Cell
    parts: tuple[Cell, ...]


def infer(cells: Sequence[Sequence[str]], words: AggregationWords) -> list[Relation]:
    """Return the relations of a table, given as `cells[r][c]`, in the order of operators and cells."""
    relations: dict[tuple[str, Cell, frozenset[Cell]], Relation] = {}
    for operator, (options, rows) in find_options(cells, words).items():
        trees = learned(operator)
        for option in choose(operator, options, trees.score(rows), trees.least):
            for total, parts in option.relations():
                held = frozenset(cell for cell in parts if cells_hold(cells, cell))
                relations.setdefault((operator, total, held), Relation(operator, total, parts))
    order = list(OPERATORS)
    return sorted(relations.values(), key=lambda one: (order.index(one.operator), one.total, one.parts))


def cells_hold(cells: Sequence[Sequence[str]], cell: Cell) -> bool:
    """True when something is written in a cell."""
    row, column = cell
    return column < len(cells[row]) and bool(str(cells[row][column]).strip())


def choose(operator: str, options: list[Option], scores: Floats, least: float) -> list[Option]:
    """Return the options that score at least `least` and go together, the best first."""
    goes: Callable[[Option, list[Option]], bool] = _sum_goes if operator == "Sum" else _other_goes
    chosen: dict[bool, list[Option]] = defaultdict(list)
    order = sorted(range(len(options)), key=lambda i: (-round(float(scores[i]), 6), len(options[i].parts), i))
    taken = []
    for i in order:
        if scores[i] < least:
            break
        option = options[i]
        if goes(option, chosen[option.along_rows]):
            chosen[option.along_rows].append(option)
            taken.append(option)
    return taken


def _sum_goes(option: Option, chosen: list[Option]) -> bool:
    """True when a sum contradicts no better one."""
    return not contradicts(
        option.total, frozenset(option.parts), [(one.total, frozenset(one.parts)) for one in chosen]
    )


def _other_goes(option: Option, chosen: list[Option]) -> bool:
    """True when no better option makes the same line, or joins the same lines otherwise."""
    lines = {option.total, *option.parts}
    return not any(option.total == one.total or lines == {one.total, *one.parts} for one in chosen)
