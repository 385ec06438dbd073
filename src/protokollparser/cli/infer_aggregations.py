"""`protokollparser infer-aggregations IN.jsonl --out OUT.jsonl`: which cells are made from which."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from protokollparser.cli.speech import tell


def infer_aggregations(
    tables: Annotated[Path, typer.Argument(help=tell("help.infer-aggregations.tables"), metavar="IN.jsonl")],
    out: Annotated[
        Path, typer.Option("--out", help=tell("help.infer-aggregations.out"), metavar="OUT.jsonl")
    ],
) -> None:
    """Write the relations of every table of a file; nothing is written when a line is wrong."""
    from protokollparser.aggregations import aggregation_words
    from protokollparser.aggregations.lines import answers
    from protokollparser.core.errors import UsageError
    from protokollparser.core.rules import load

    told = list(answers(tables, aggregation_words(load())))
    try:
        out.write_text("".join(f"{line}\n" for line in told), encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{out}: cannot be written; choose another place with --out", "answers_unwritable", path=out
        ) from error
    typer.echo(tell("infer-aggregations.done", count=len(told), out=out))
