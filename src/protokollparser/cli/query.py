"""`protokollparser query "SQL"`: a question to the database, which can only be read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from protokollparser.cli.reading import opened
from protokollparser.cli.speech import tell


def query(
    sql: Annotated[str, typer.Argument(help=tell("help.query.sql"), metavar="SQL")],
    db: Annotated[Path, typer.Option("--db", help=tell("help.database"))] = Path("protokoll.duckdb"),
    form: Annotated[
        Literal["table", "json", "csv"], typer.Option("--format", help=tell("help.format"))
    ] = "table",
    unmasked: Annotated[bool, typer.Option("--unmasked", help=tell("help.unmasked"))] = False,
) -> None:
    """Print the answer to a question."""
    from protokollparser.cli.tables import table_lines
    from protokollparser.exports import csv, json

    with opened(db) as store:
        answer = store.query(sql)
        if form == "table":
            for line in table_lines(answer, unmasked=unmasked):
                typer.echo(line)
            return
        writer = json.pieces if form == "json" else csv.lines
        for piece in writer(answer, unmasked=unmasked):
            typer.echo(piece, nl=False)
