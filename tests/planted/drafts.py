"""Tables while they are made up: exact amounts first, then what is printed, and what follows from what."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

Cell = tuple[int, int]
Terms = tuple[tuple[Cell, int], ...]

_STEPS = {"kr": Decimal(1), "tkr": Decimal(1), "mkr": Decimal("0.1")}
_ENDS = {"kr": (4, 7), "tkr": (1, 5), "mkr": (0, 3)}


@dataclass(frozen=True)
class Relation:
    """A figure that is made of others: its cell, and (cell, weight) of each part."""

    target: Cell
    terms: Terms

    @property
    def cells(self) -> frozenset[Cell]:
        """The target and the parts."""
        return frozenset({self.target, *(cell for cell, _ in self.terms)})


@dataclass(frozen=True)
class MadeTable:
    """A table with known structure: rows and columns from 0, column 0 the labels, headers apart.

    `figures` holds what is printed, None for a cell that is left blank.
    """

    kind: str
    title: str
    unit: str
    heads: tuple[str, ...]
    labels: tuple[str, ...]
    figures: Mapping[Cell, Decimal | None]
    step: Decimal
    relations: tuple[Relation, ...]

    @property
    def totals(self) -> int:
        """How many figures are said to be made of others."""
        return len({relation.target for relation in self.relations})


@dataclass
class Draft:
    """A table being made up; figures are exact until `done`, which rounds them.

    Every second house adds up what it rounded, the others round what they added up.
    """

    kind: str
    title: str
    unit: str
    heads: tuple[str, ...]
    chance: random.Random
    labels: list[str] = field(default_factory=list)
    exact: dict[Cell, Decimal | None] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    rounded_first: bool = False

    def __post_init__(self) -> None:
        self.rounded_first = self.chance.random() < 0.5

    @property
    def step(self) -> Decimal:
        """The distance between figures printed alike."""
        return _STEPS[self.unit]

    def amount(self, sign: int = 1) -> Decimal:
        """Return an amount of a usual size for the unit, in öre when it is not rounded at once."""
        low, high = _ENDS[self.unit]
        value = Decimal(str(10 ** self.chance.uniform(low + 0.5, high))) * sign
        return _rounded(value, self.step if self.rounded_first else Decimal("0.00001"))

    def near(self, value: Decimal, share: float = 0.15) -> Decimal:
        """Return an amount that differs by up to a share."""
        made = value * Decimal(str(1 + self.chance.uniform(-share, share)))
        return _rounded(made, self.step if self.rounded_first else Decimal("0.00001"))

    def row(self, label: str, *values: Decimal | None) -> int:
        """Add a row with the figures of its first columns, and return its number."""
        index = len(self.labels)
        self.labels.append(label)
        self.exact.update({(index, column): value for column, value in enumerate(values, 1)})
        return index

    def total(
        self, label: str, parts: Sequence[tuple[int, int]], columns: Sequence[int], plain: Sequence[int] = ()
    ) -> int:
        """Add a row made of others by their weights, in the `plain` columns by addition alone."""
        index = self.row(label)
        for column in columns:
            weights = [(row, 1 if column in plain else weight) for row, weight in parts]
            self.made((index, column), [((row, column), weight) for row, weight in weights])
        return index

    def across(self, column: int, weights: Mapping[int, int], rows: Sequence[int], sign: int = 1) -> None:
        """Fill a column of some rows with what the weights of other columns make."""
        for row in rows:
            self.made((row, column), [((row, other), weight * sign) for other, weight in weights.items()])

    def made(self, target: Cell, terms: Sequence[tuple[Cell, int]]) -> None:
        """Set a figure to what its terms make; one that is already set is only known to follow."""
        value = sum((weight * (self.exact.get(cell) or 0) for cell, weight in terms), Decimal(0))
        if target in self.exact and self.exact[target] != value:
            raise ValueError(f"{self.kind}: {target} is made in two ways that differ")
        self.exact[target] = value
        self.relations.append(Relation(target, tuple(terms)))

    def done(self) -> MadeTable:
        """Return the table as it is printed."""
        printed = {
            cell: None if value is None else _rounded(value, self.step) for cell, value in self.exact.items()
        }
        return MadeTable(
            self.kind,
            self.title,
            self.unit,
            self.heads,
            tuple(self.labels),
            printed,
            self.step,
            tuple(self.relations),
        )


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step, ROUND_HALF_UP)
