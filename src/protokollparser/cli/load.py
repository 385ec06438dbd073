"""`protokollparser load PLACE --db DB`: shards into the database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from protokollparser.cli import receipts
from protokollparser.cli.ingest import SOME_UNREAD
from protokollparser.cli.interrupts import remembered
from protokollparser.cli.options import ReceiptOption
from protokollparser.cli.speech import tell, tell_error


def load(
    place: Annotated[str, typer.Argument(help=tell("help.load.place"), metavar="PLACE")],
    db: Annotated[Path, typer.Option("--db", help=tell("help.database"))] = Path("protokoll.duckdb"),
    receipt: ReceiptOption = None,
) -> None:
    """Import shards, and exit with 3 when some could not be read."""
    begun = datetime.now()
    receipts.asked_for(receipt)
    from protokollparser import storing
    from protokollparser.core.rules import load as load_rules
    from protokollparser.store import open_store

    with remembered(), open_store(db) as store:
        result = storing.load(place, store, load_rules())
        if result.loaded:
            receipts.keep(result.report, store, begun, receipt)
    for error in result.errors:
        typer.echo(tell_error(error), err=True)
    counts = dict.fromkeys(("new", "replaced", "unchanged"), 0) | result.counts
    damaged = len(result.errors)
    typer.echo(
        tell("load.done", loaded=result.loaded, before=result.before, damaged=damaged, db=db, **counts)
    )
    if damaged:
        raise typer.Exit(SOME_UNREAD)
