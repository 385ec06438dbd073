"""A table as CSV (RFC 4180, UTF-8, header, LF): NULL is an empty cell, an empty text is `""`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from protokollparser.exports.values import plain, shown
from protokollparser.store import Store, Table

_QUOTED = frozenset(',"\n\r')


def write(store: Store, sql: str, path: Path, *, unmasked: bool) -> None:
    """Write the answer to a query as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for line in lines(store.query(sql), unmasked=unmasked):
            file.write(line)


def lines(table: Table, *, unmasked: bool) -> Iterator[str]:
    """Yield the header and the rows, each with its line end."""
    yield ",".join(_cell(name) for name in table.names) + "\n"
    for row in table.rows:
        yield ",".join(_cell(shown(value, unmasked=unmasked)) for value in row) + "\n"


def _cell(value: Any) -> str:
    """Return a value as a cell, quoted where it has to be."""
    text = plain(value)
    if value is not None and (not text or not _QUOTED.isdisjoint(text)):
        return '"' + text.replace('"', '""') + '"'
    return text
