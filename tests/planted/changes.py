"""The ways in which one figure of a table is made wrong."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from protokollparser.core.rounding import Figure, compare
from tests.planted.drafts import Cell, MadeTable, Relation

Change = Callable[[random.Random, MadeTable, Cell], dict[Cell, Decimal | None] | None]


@dataclass(frozen=True)
class Planted:
    """A table with one change: its kind, the cell, the true figure, and what the relations then say.

    `outside` are the relations that cannot hold any more. A change is `open` when only relations with
    a part that is not told could speak of it.
    """

    kind: str
    cell: Cell
    true: Decimal
    table: MadeTable
    outside: tuple[Relation, ...]
    open: bool


def plant(table: MadeTable, kind: str, chance: random.Random) -> Planted | None:
    """Return the table with one change of a kind in a figure that a relation covers, None if none will do."""
    covered = sorted({cell for relation in table.relations for cell in relation.cells})
    if kind == "missing part":
        covered = sorted({cell for relation in table.relations for cell, _ in relation.terms})
    cells = [cell for cell in covered if table.figures[cell]]
    for _ in range(20):
        cell = chance.choice(cells)
        changed = CHANGES[kind](chance, table, cell)
        if changed is None or all(table.figures[at] == value for at, value in changed.items()):
            continue
        wrong = replace(table, figures={**table.figures, **changed})
        touched = [relation for relation in table.relations if relation.cells & changed.keys()]
        outside = tuple(relation for relation in touched if _judged(wrong, relation) is False)
        told = any(_judged(wrong, relation) is None for relation in touched)
        true = table.figures[cell]
        return Planted(kind, cell, true or Decimal(0), wrong, outside, told and not outside)
    return None


def _judged(table: MadeTable, relation: Relation) -> bool | None:
    """True when a relation holds as printed, None when a part is blank and it does not hold without."""
    stated = table.figures[relation.target]
    held = [(table.figures[cell], weight) for cell, weight in relation.terms]
    known = [(Figure(value, table.step), weight) for value, weight in held if value is not None]
    if stated is None or not known:
        return None
    holds = compare(Figure(stated, table.step), known).holds
    return None if not holds and len(known) < len(held) else holds


def _digits(table: MadeTable, value: Decimal) -> tuple[str, int, Decimal]:
    return str(abs(int(value / table.step))), -1 if value < 0 else 1, table.step


def _digit(chance: random.Random, table: MadeTable, cell: Cell) -> dict[Cell, Decimal | None] | None:
    digits, sign, step = _digits(table, table.figures[cell] or Decimal(0))
    at = chance.randrange(len(digits))
    other = chance.choice([d for d in "0123456789" if d != digits[at] and (at or d != "0")])
    return {cell: sign * step * int(digits[:at] + other + digits[at + 1 :])}


def _swap(chance: random.Random, table: MadeTable, cell: Cell) -> dict[Cell, Decimal | None] | None:
    digits, sign, step = _digits(table, table.figures[cell] or Decimal(0))
    places = [
        at for at in range(len(digits) - 1) if digits[at] != digits[at + 1] and (at or digits[1] != "0")
    ]
    if not places:
        return None
    at = chance.choice(places)
    return {cell: sign * step * int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])}


def _sign(_: random.Random, table: MadeTable, cell: Cell) -> dict[Cell, Decimal | None] | None:
    return {cell: -(table.figures[cell] or Decimal(0))}


def _thousand(chance: random.Random, table: MadeTable, cell: Cell) -> dict[Cell, Decimal | None] | None:
    value = table.figures[cell] or Decimal(0)
    if abs(value) >= 10000 * table.step and chance.random() < 0.3:
        return {cell: (value / 1000).quantize(table.step)}
    return {cell: value * 1000}


def _units(count: int) -> Change:
    def change(chance: random.Random, table: MadeTable, cell: Cell) -> dict[Cell, Decimal | None]:
        return {cell: (table.figures[cell] or Decimal(0)) + chance.choice((1, -1)) * count * table.step}

    return change


def _shifted(chance: random.Random, table: MadeTable, cell: Cell) -> dict[Cell, Decimal | None] | None:
    """The figures of a row from one on stand one column further to the left or right, one place blank."""
    row, last = cell[0], len(table.heads) - 1
    held = [table.figures.get((row, column)) for column in range(1, last + 1)]
    if len(held) < 2 or None in held:
        return None
    moved = [None, *held[:-1]] if chance.random() < 0.5 else [*held[1:], None]
    return {(row, column): value for column, value in enumerate(moved, 1)}


def _missing(_: random.Random, table: MadeTable, cell: Cell) -> dict[Cell, Decimal | None]:
    return {cell: None}


CHANGES: dict[str, Change] = {
    "one digit": _digit,
    "swapped digits": _swap,
    "sign": _sign,
    "factor 1 000": _thousand,
    "+-1": _units(1),
    "+-2": _units(2),
    "+-5": _units(5),
    "shifted column": _shifted,
    "missing part": _missing,
}
