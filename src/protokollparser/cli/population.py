"""`protokollparser population FILE`: the inhabitants of municipalities, which documents do not tell."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from protokollparser.cli.speech import tell


def population(
    table: Annotated[Path, typer.Argument(help=tell("help.population.table"), metavar="FILE")],
    db: Annotated[Path, typer.Option("--db", help=tell("help.database"))] = Path("protokoll.duckdb"),
) -> None:
    """Take the inhabitants of municipalities from a table."""
    from protokollparser.store import open_store
    from protokollparser.store.populations import read

    found = read(table)
    with open_store(db) as store:
        store.put(found)
    typer.echo(tell("population.read", count=len(found)))
