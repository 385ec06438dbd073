"""`protokollparser query "SQL"` or `--saved NAME`: a question to the database, which can only be read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from protokollparser.cli.answering import FormOption, give
from protokollparser.cli.saved import chosen, listed
from protokollparser.cli.speech import tell


def query(
    sql: Annotated[str | None, typer.Argument(help=tell("help.query.sql"), metavar="SQL")] = None,
    db: Annotated[Path, typer.Option("--db", help=tell("help.database"))] = Path("protokoll.duckdb"),
    form: FormOption = None,
    out: Annotated[Path | None, typer.Option("--out", help=tell("help.query.out"), metavar="FILE")] = None,
    excel: Annotated[bool, typer.Option("--excel", help=tell("help.query.excel"))] = False,
    limit: Annotated[int | None, typer.Option("--limit", help=tell("help.query.limit"), min=0)] = None,
    timeout: Annotated[float, typer.Option("--timeout", help=tell("help.query.timeout"), min=0)] = 60,
    memory: Annotated[int, typer.Option("--memory", help=tell("help.query.memory"), min=100)] = 1000,
    unmasked: Annotated[bool, typer.Option("--unmasked", help=tell("help.unmasked"))] = False,
    saved: Annotated[
        str | None, typer.Option("--saved", help=tell("help.query.saved"), metavar="NAME")
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", help=tell("help.query.param"), metavar="K=V")
    ] = None,
    show: Annotated[bool, typer.Option("--list", help=tell("help.query.list"))] = False,
    questions: Annotated[
        Path | None, typer.Option("--questions", help=tell("help.query.questions"), metavar="DIR")
    ] = None,
) -> None:
    """Print the answer to a question, or write it to a file; with `--list` the saved ones."""
    if show:
        for line in listed(questions, as_json=form in ("json", "ndjson")):
            typer.echo(line)
        return
    asked, values = chosen(sql, saved, param or (), questions)
    give(
        asked,
        db,
        values,
        form=form,
        out=out,
        excel=excel,
        limit=limit,
        timeout=timeout,
        memory=memory,
        unmasked=unmasked,
    )
