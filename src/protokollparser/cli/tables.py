"""Answers to queries as plain tables: columns as wide as their content, figures to the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from protokollparser.core.files import one_line

_WIDEST = 60


def table_lines(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield the lines of a table; texts longer than a column may be are cut, line ends shown as spaces."""
    told = [[(_cell(value), _is_figure(value)) for value in row] for row in rows]
    columns = [*zip(*told, strict=True)] or [()] * len(names)
    widths = [
        max(len(name), *(len(text) for text, _ in column), 0)
        for name, column in zip(names, columns, strict=True)
    ]
    right = [any(figure for _, figure in column) for column in columns]
    heading = [list(names), ["-" * width for width in widths]]
    for row in (*heading, *([text for text, _ in row] for row in told)):
        cells = zip(row, widths, right, strict=True)
        padded = (text.rjust(width) if figure else text.ljust(width) for text, width, figure in cells)
        yield "  ".join(padded).rstrip()


def _cell(value: Any) -> str:
    """Return a value as one line of limited width, in which nothing moves the cursor of a screen."""
    from protokollparser.exports.values import plain

    text = " ".join(plain(value).split())
    return one_line(text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…")


def _is_figure(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
