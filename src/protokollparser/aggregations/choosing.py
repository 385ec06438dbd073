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

_MORE = 1.1
_MOST = 0.6


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
    likely = [options[i] for i in order if scores[i] >= least]
    for option in likely:
        if operator == "Sum" and (_told_elsewhere(option, options) or _outdone(option, likely)):
            continue
        if goes(option, chosen[option.along_rows]):
            chosen[option.along_rows].append(option)
            taken.append(option)
    return taken


def _sum_goes(option: Option, chosen: list[Option]) -> bool:
    """True when a sum contradicts no better one, and is no copy of one that stands elsewhere."""
    if any(option.parts == one.parts and abs(option.total - one.total) > 1 for one in chosen):
        return False
    return not contradicts(
        option.total, frozenset(option.parts), [(one.total, frozenset(one.parts)) for one in chosen]
    )


def _told_elsewhere(option: Option, options: list[Option]) -> bool:
    """True when the parts of a sum add up to another line in more positions."""
    return any(
        one.parts == option.parts
        and one.along_rows == option.along_rows
        and len(one.positions) > len(option.positions)
        for one in options
    )


def _outdone(option: Option, likely: list[Option]) -> bool:
    """True when a likely sum of the same line holds in a tenth more positions, or leaves out fewer lines."""
    rivals = [one for one in likely if (one.along_rows, one.total) == (option.along_rows, option.total)]
    return any(_covers(one, option) or _fills(one, option) for one in rivals)


def _covers(one: Option, other: Option) -> bool:
    """True when a sum holds wherever another one does, and in a tenth more positions."""
    enough = len(one.positions) >= _MORE * len(other.positions)
    return enough and set(other.positions) < set(one.positions)


def _fills(one: Option, other: Option) -> bool:
    """True when a sum adds to the parts of another one nothing but lines between them: zeros of its list."""
    low, high = other.parts[0], other.parts[-1]
    more = set(one.parts) - set(other.parts)
    return (
        set(other.parts) < set(one.parts)
        and not low < other.total < high
        and all(low < line < high for line in more)
        and len(one.positions) >= _MOST * len(other.positions)
    )


def _other_goes(option: Option, chosen: list[Option]) -> bool:
    """True when no better option makes the same line, or joins the same lines otherwise."""
    lines = {option.total, *option.parts}
    return not any(option.total == one.total or lines == {one.total, *one.parts} for one in chosen)
