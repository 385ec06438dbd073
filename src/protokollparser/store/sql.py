"""Words of SQL that SQLAlchemy has no hand in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection


def quoted(words: str | Path) -> str:
    """Return words, or a path, as a text of SQL."""
    told = str(words.absolute()) if isinstance(words, Path) else words
    return "'" + told.replace("'", "''") + "'"


def runner(connection: Connection) -> Callable[[str], Any]:
    """Return what carries out a statement as it stands, in the same transaction.

    SQLAlchemy takes a third of the time of a small one to look at its words and at what it gives.
    """
    driver: Any = connection.connection.driver_connection
    carry_out: Callable[[str], Any] = driver.execute
    return carry_out
