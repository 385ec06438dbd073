"""A database opened for a command that only reads, also while another process writes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from protokollparser.cli.speech import tell

if TYPE_CHECKING:
    from protokollparser.store import Store


def opened(db: Path) -> Store:
    """Return the database, or its snapshot where it is being written, which is told on standard error.

    Raises StoreError.
    """
    from protokollparser.store import open_for_reading

    store, made = open_for_reading(db)
    if made:
        typer.echo(tell("snapshot.read", path=db, time=f"{made:%Y-%m-%d %H:%M:%S}"), err=True)
    return store
