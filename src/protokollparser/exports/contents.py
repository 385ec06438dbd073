"""What an export holds: each table with its columns and the order of its rows, without times of runs."""

from __future__ import annotations

from inspect import getdoc

from protokollparser.columns.fields import Field, fields, order
from protokollparser.core.records import REGISTRY, Record

# The same documents must give the same bytes whenever they were imported.
_RUNS = frozenset({"import_run", "loaded_shard", "removal"})
# Hashes of digits tell whose identity numbers are in a document to those who try them all.
_INNER = frozenset({"fingerprint", "item_fingerprint"})
_CLOCK = frozenset({"imported_at", "seen_at", "stamp"})


def contents() -> list[tuple[str, str]]:
    """Return for every exported table its name and the query that gives its rows."""
    found = []
    for name, kind in sorted(REGISTRY.items()):
        if is_exported(kind):
            columns = ", ".join(f'"{field.name}"' for field in columns_of(kind))
            found.append((name, f"SELECT {columns} FROM {name} ORDER BY {', '.join(order(kind))}"))
    return found


def is_exported(kind: type[Record]) -> bool:
    """True for the tables that an export holds."""
    return kind.table not in _RUNS | _INNER


def columns_of(kind: type[Record]) -> list[Field]:
    """Return the columns of a table that an export holds."""
    return [field for field in fields(kind) if field.name not in _CLOCK]


def described(kind: type[Record]) -> str:
    """Return what a row of a table is, in a sentence."""
    return (getdoc(kind) or kind.table).partition("\n\n")[0].replace("\n", " ")
