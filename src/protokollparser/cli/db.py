"""`protokollparser db`: the database as a file: upgraded, copied, and looked through for faults."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from protokollparser.cli.reading import opened
from protokollparser.cli.speech import tell, word

db = typer.Typer()
FAULTS = 1
_DB = Annotated[Path, typer.Option("--db", help=tell("help.database"))]
_PLACE = Path("protokoll.duckdb")


@db.command("upgrade")
def upgrade(db: _DB = _PLACE) -> None:
    """Bring the tables of an older program to this one's version."""
    from protokollparser import store

    done = store.upgrade(db)
    if done.backup is None:
        typer.echo(tell("db.current", path=db, version=done.after))
    else:
        typer.echo(tell("db.upgraded", path=db, before=done.before, after=done.after, backup=done.backup))


@db.command("backup")
def backup(
    out: Annotated[Path, typer.Argument(help=tell("help.db.backup.out"), metavar="FILE")], db: _DB = _PLACE
) -> None:
    """Copy the database as it is at one moment, also while it is written."""
    from protokollparser import store

    copied = store.backup(db, out)
    typer.echo(tell("db.copied", path=copied, out=out, size=f"{out.stat().st_size / 1e6:.1f}"))


@db.command("settle")
def settle(db: _DB = _PLACE) -> None:
    """Bring together what documents say of each other, where a run ended before it did."""
    from protokollparser.core.rules import load
    from protokollparser.store import open_store

    with open_store(db) as store:
        due = store.settle(load())
        if due:
            store.publish(at_end=True)
    typer.echo(tell("db.settled" if due else "db.settled_already", path=db))


@db.command("verify")
def verify(
    db: _DB = _PLACE,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help=tell("help.format"))] = "text",
) -> None:
    """Look through all rows for what does not hold, and exit with 1 when there is anything.

    What is still to be done is told, and is no fault.
    """
    with opened(db) as store:
        verdicts, waiting = store.verify(), store.waiting()
    if form == "json":
        faults = [asdict(one) for one in verdicts]
        state = {"faults": faults, **asdict(waiting)}
        typer.echo(json.dumps(state, ensure_ascii=False, indent=1))
    else:
        for one in verdicts:
            told = ", ".join(one.examples) + (" ..." if one.count > len(one.examples) else "")
            said = tell(f"db.fault.{one.name}", count=one.count, table=word(one.table), found=told)
            typer.echo(said)
        if waiting.unread:
            typer.echo(tell("status.waits", count=waiting.unread))
        if waiting.unsettled:
            typer.echo(tell("status.unsettled"))
        if waiting.erased:
            typer.echo(tell("db.erased", path=db))
        typer.echo(tell("db.unsound", path=db) if verdicts else tell("db.sound", path=db))
    if verdicts:
        raise typer.Exit(FAULTS)
