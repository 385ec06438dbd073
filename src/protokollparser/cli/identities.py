"""`protokollparser identities`: which names are one line of accounts or one organisation, to be edited."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from protokollparser.cli.reading import opened
from protokollparser.cli.speech import tell

identities = typer.Typer()
_DB = Annotated[Path, typer.Option("--db", help=tell("help.database"))]
_PLACE = Path("protokoll.duckdb")


@identities.command("export")
def export(
    out: Annotated[Path, typer.Option("--out", help=tell("help.identities.out"), metavar="FILE")],
    db: _DB = _PLACE,
) -> None:
    """Write which names are one, and which may be, to a table."""
    from protokollparser.store.series.table import write

    with opened(db) as store:
        count = write(store, out)
    typer.echo(tell("identities.written", count=count, out=out))


@identities.command("import")
def import_(
    table: Annotated[Path, typer.Argument(help=tell("help.identities.table"), metavar="FILE")],
    reviewer: Annotated[str, typer.Option("--reviewer", help=tell("help.findings.reviewer"))],
    db: _DB = _PLACE,
) -> None:
    """Take what a person filled in; it outlives every import of documents."""
    from protokollparser.core.rules import load
    from protokollparser.store import open_store
    from protokollparser.store.series.table import read

    with open_store(db) as store:
        said = read(store, table, reviewer)
        store.review_names(said, load())
    typer.echo(tell("identities.read", count=len(said)))
