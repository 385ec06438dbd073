"""`protokollparser plot NAME`: what is stored as a picture, for those who look rather than read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from protokollparser.cli.reading import opened
from protokollparser.cli.speech import language, tell


def plot(
    name: Annotated[str, typer.Argument(help=tell("help.plot.name"), metavar="NAME")] = "",
    out: Annotated[Path | None, typer.Option("--out", help=tell("help.plot.out"), metavar="FILE")] = None,
    body: Annotated[list[str] | None, typer.Option("--body", help=tell("help.plot.body"))] = None,
    year: Annotated[list[int] | None, typer.Option("--year", help=tell("help.plot.year"))] = None,
    municipality: Annotated[
        list[str] | None, typer.Option("--municipality", help=tell("help.plot.municipality"))
    ] = None,
    label: Annotated[list[str] | None, typer.Option("--label", help=tell("help.plot.label"))] = None,
    listed: Annotated[bool, typer.Option("--list", help=tell("help.plot.list"))] = False,
    db: Annotated[Path, typer.Option("--db", help=tell("help.database"))] = Path("protokoll.duckdb"),
    unmasked: Annotated[bool, typer.Option("--unmasked", help=tell("help.unmasked"))] = False,
) -> None:
    """Draw a plot to a file."""
    from protokollparser.plots import Asked, draw, filters, names, title

    if listed:
        width = max(map(len, names()))
        for one in names():
            taken = " ".join(f"--{filter_}" for filter_ in filters(one))
            typer.echo(f"{one.ljust(width)}  {title(one, language())} ({taken})")
        return
    # A wrong name is told before the database is opened.
    filters(name)
    asked = Asked(
        body=tuple(body or ()),
        year=tuple(year or ()),
        municipality=tuple(municipality or ()),
        label=tuple(label or ()),
        language=language(),
    )
    with opened(db) as store:
        made = draw(store, name, asked, unmasked=unmasked)
    typer.echo(tell("plot.written", title=made.title, out=made.save(out or Path(f"{name}.html"))))
