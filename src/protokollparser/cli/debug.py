"""`protokollparser debug FILE --page N`: a picture of what was made of a page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from protokollparser.cli.speech import tell


def debug(
    file: Annotated[Path, typer.Argument(help=tell("help.debug.file"), metavar="FILE")],
    page: Annotated[int, typer.Option("--page", help=tell("help.debug.page"), min=1)] = 1,
    out: Annotated[Path | None, typer.Option("--out", help=tell("help.debug.out"), metavar="PICTURE")] = None,
) -> None:
    """Draw words, lines, tables, cells and furniture over a page of a PDF file."""
    from protokollparser import pipeline
    from protokollparser.core.rules import load

    out = out or Path(f"{file.stem}-{page}.png")
    counts = pipeline.picture(file, page, load(), out)
    told = ", ".join(tell(f"debug.{kind}", count=count) for kind, count in counts.items())
    typer.echo(tell("debug.done", out=out, told=told))
