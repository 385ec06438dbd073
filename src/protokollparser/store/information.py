"""What the program must know of the database itself: the rows of `store_info`."""

from __future__ import annotations

import hashlib
from functools import cache

from sqlalchemy import Connection, delete, insert, select

from protokollparser.core.code import code_of
from protokollparser.core.rules import Rules
from protokollparser.store.schema import metadata

# Whether documents are brought together since something was loaded, and the hash of what did it.
SETTLED, SETTLED_BY = "settled", "settled_by"
# That something was erased, and that the file is not yet written anew without its bytes.
ERASED = "erased"
# The words of `vocabulary` by which documents are brought together, and the libraries.
WORDS = ("parties", "person_names", "line_labels", "municipalities", "populations")
_LIBRARIES = ("rapidfuzz", "duckdb")


def settled_by(rules: Rules) -> str:
    """Return the hash of what brings documents together: none is read anew when it changes."""
    words = repr([(name, rules.vocabulary[name]) for name in WORDS])
    return hashlib.sha256((_code() + words).encode()).hexdigest()[:16]


@cache
def _code() -> str:
    return code_of(("core", "store"), _LIBRARIES)


def told(connection: Connection, name: str) -> str | None:
    """Return what is kept under a name."""
    info = metadata().tables["store_info"]
    found: str | None = connection.scalar(select(info.c.value).where(info.c.name == name))
    return found


def say(connection: Connection, name: str, value: str) -> None:
    """Keep a value under a name."""
    info = metadata().tables["store_info"]
    connection.execute(delete(info).where(info.c.name == name))
    connection.execute(insert(info).values(name=name, value=value))
