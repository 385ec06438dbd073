"""`protokollparser export FORM --out DIR`: all tables as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from protokollparser.cli.reading import opened
from protokollparser.cli.speech import tell


def export(
    form: Annotated[
        Literal["json", "csv", "parquet", "datapackage"], typer.Argument(help=tell("help.export.form"))
    ],
    out: Annotated[Path, typer.Option("--out", help=tell("help.export.out"), metavar="DIR")],
    db: Annotated[Path, typer.Option("--db", help=tell("help.database"))] = Path("protokoll.duckdb"),
    unmasked: Annotated[bool, typer.Option("--unmasked", help=tell("help.unmasked"))] = False,
    licence: Annotated[
        str | None, typer.Option("--licence", help=tell("help.export.licence"), metavar="NAME")
    ] = None,
) -> None:
    """Write all tables to files."""
    from protokollparser.exports import datapackage
    from protokollparser.exports.publishing import export as write

    with opened(db) as store:
        if form == "datapackage":
            count = datapackage.export(store, out, unmasked=unmasked, licence=licence)
            typer.echo(tell("export.package", count=count, out=out))
            return
        files = write(store, form, out, unmasked=unmasked)
    typer.echo(tell("export.done", count=len(files), out=out))
