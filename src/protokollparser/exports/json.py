"""A table as JSON: an array with one object on each line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from protokollparser.exports.values import as_json, shown
from protokollparser.store import Store, Table


def write(store: Store, sql: str, path: Path, *, unmasked: bool) -> None:
    """Write the answer to a query as a JSON file."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for piece in pieces(store.query(sql), unmasked=unmasked):
            file.write(piece)


def pieces(table: Table, *, unmasked: bool) -> Iterator[str]:
    """Yield the text of the array piece by piece."""
    names = [as_json(name) for name in table.names]
    before = "[\n"
    for row in table.rows:
        cells = (
            as_json(shown(value, unmasked=unmasked), type_)
            for value, type_ in zip(row, table.types, strict=True)
        )
        yield (
            before + "{" + ", ".join(f"{name}: {cell}" for name, cell in zip(names, cells, strict=True)) + "}"
        )
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
