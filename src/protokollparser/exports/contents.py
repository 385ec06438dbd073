"""What an export holds: each table with its columns and the order of its rows, without times of runs."""

from __future__ import annotations

from protokollparser.columns.fields import fields, order
from protokollparser.core.records import REGISTRY

# The same documents must give the same bytes whenever they were imported.
_RUNS = frozenset({"import_run", "loaded_shard", "removal"})
# Hashes of digits tell whose identity numbers are in a document to those who try them all.
_INNER = frozenset({"fingerprint", "item_fingerprint"})
_CLOCK = frozenset({"imported_at", "seen_at", "stamp"})


def contents() -> list[tuple[str, str]]:
    """Return for every exported table its name and the query that gives its rows."""
    found = []
    for name, kind in sorted(REGISTRY.items()):
        if name not in _RUNS | _INNER:
            columns = ", ".join(f'"{f.name}"' for f in fields(kind) if f.name not in _CLOCK)
            found.append((name, f"SELECT {columns} FROM {name} ORDER BY {', '.join(order(kind))}"))
    return found
