"""Answers to queries as plain tables: columns as wide as their content, figures to the right."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from protokollparser.store import Table

_WIDEST = 60


def table_lines(table: Table, *, unmasked: bool) -> Iterator[str]:
    """Yield the lines of a table; texts longer than a column may be are cut, line ends shown as spaces."""
    from protokollparser.exports.values import shown

    rows = [[shown(value, unmasked=unmasked) for value in row] for row in table.rows]
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(table.names, *cells, strict=True)]
    right = [any(_is_figure(row[i]) for row in rows) for i in range(len(table.names))]
    for row in (list(table.names), ["-" * width for width in widths], *cells):
        columns = zip(row, widths, right, strict=True)
        padded = (text.rjust(width) if figure else text.ljust(width) for text, width, figure in columns)
        yield "  ".join(padded).rstrip()


def _cell(value: Any) -> str:
    """Return a value as one line of limited width."""
    from protokollparser.exports.values import plain

    text = " ".join(plain(value).split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _is_figure(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
