"""Words of SQL that SQLAlchemy has no hand in."""

from __future__ import annotations

from pathlib import Path


def quoted(path: Path) -> str:
    """Return a path as a text of SQL."""
    return "'" + str(path.absolute()).replace("'", "''") + "'"
