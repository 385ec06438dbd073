"""`protokollparser check`: the checks, and the report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from protokollparser.cli.speech import tell

FINDINGS = 1


def check(
    db: Annotated[Path, typer.Option("--db", help=tell("help.db"))] = Path("protokoll.duckdb"),
    fail_on: Annotated[
        Literal["error", "warning", "never"], typer.Option("--fail-on", help=tell("help.check.fail_on"))
    ] = "error",
    form: Annotated[Literal["text", "json"], typer.Option("--format", help=tell("help.format"))] = "text",
    unmasked: Annotated[bool, typer.Option("--unmasked", help=tell("help.unmasked"))] = False,
) -> None:
    """Check what is stored, print the report, and exit with 1 when a finding is grave enough."""
    from protokollparser import pipeline
    from protokollparser.cli.report_text import report_lines
    from protokollparser.core.errors import StoreError
    from protokollparser.core.rules import load
    from protokollparser.exports.report import report
    from protokollparser.exports.values import as_json
    from protokollparser.store import open_store

    if not db.exists():
        message = f"{db}: there is no database here; import documents with `ingest` first"
        raise StoreError(message, "no_database", path=db)
    rules = load()
    with open_store(db) as store:
        pipeline.audit(store, rules)
        made = report(store, rules, unmasked=unmasked)
    if form == "json":
        typer.echo(as_json(made))
    else:
        for line in report_lines(made):
            typer.echo(line)
    grave = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[fail_on]
    if any(made.count(severity) for severity in grave):
        raise typer.Exit(FINDINGS)
