"""The answer to a question: rows once, or batches of columns as they come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True)
class Table:
    """The answer to a query: column names and types, and the rows as they come (once)."""

    names: tuple[str, ...]
    types: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@dataclass
class Answer:
    """The answer to a question as Arrow batches (once), with its Arrow schema and the database's types.

    `more` is True, when the batches have been read, where the answer has more rows than were asked for.
    `snapshot` is when the snapshot was made that answered in place of a database that is being written.
    """

    schema: Any
    types: tuple[str, ...]
    batches: Iterator[Any]
    more: bool = False
    snapshot: datetime | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns; two may have the same."""
        return tuple(self.schema.names)


def shorten(value: Any) -> Any:
    """Return a figure without the zeros that its column adds, anything else as it is."""
    if not isinstance(value, Decimal):
        return value
    short = value.normalize(_EXACT)
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1), context=_EXACT) if isinstance(exponent, int) and exponent > 0 else short
