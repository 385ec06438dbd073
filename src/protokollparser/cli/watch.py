"""`protokollparser watch FOLDER`: files into the database as they come."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from protokollparser.cli import receipts
from protokollparser.cli.ingest import tell_all
from protokollparser.cli.interrupts import remembered
from protokollparser.cli.options import JobsOption
from protokollparser.cli.progress import Progress
from protokollparser.cli.speech import tell
from protokollparser.core.errors import StoreError, UsageError
from protokollparser.core.files import own_cache

if TYPE_CHECKING:
    from protokollparser.core.limits import Recognition
    from protokollparser.core.rules import Rules


def watch(
    folder: Annotated[Path, typer.Argument(help=tell("help.watch.folder"), metavar="FOLDER")],
    db: Annotated[Path, typer.Option("--db", help=tell("help.database"))] = Path("protokoll.duckdb"),
    jobs: JobsOption = None,
    settle: Annotated[float, typer.Option("--settle", help=tell("help.watch.settle"), min=0.1)] = 5.0,
    poll: Annotated[bool, typer.Option("--poll", help=tell("help.watch.poll"))] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help=tell("help.ingest.quiet"))] = False,
) -> None:
    """Import files once they have stopped changing, until Ctrl-C, which is how it ends: exit code 0."""
    from protokollparser import isolation
    from protokollparser.core.limits import Recognition
    from protokollparser.core.rules import load
    from protokollparser.store import is_own
    from protokollparser.watching import arrivals

    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; name one to watch", "no_watched_folder", path=folder)
    jobs = isolation.available_cores() if jobs is None else jobs
    if jobs:
        isolation.prepare(isolation.PRELOADED)
    rules, recognition = load(), Recognition("auto", own_cache())
    typer.echo(tell("watch.begun", folder=folder), err=True)
    late: set[Path] = set()
    try:
        with remembered():
            for ready in arrivals(folder, partial(is_own, database=db), seconds=settle, poll=poll, idle=True):
                late.update(ready)
                if late and _imported(sorted(late), db, rules, recognition, jobs, quiet=quiet):
                    late.clear()
    except KeyboardInterrupt:
        typer.echo(tell("watch.ended"), err=True)


def _imported(
    paths: list[Path], db: Path, rules: Rules, recognition: Recognition, jobs: int, *, quiet: bool
) -> bool:
    """Import some files; False where another program has the database, so that they wait."""
    from protokollparser import importing
    from protokollparser.store import open_store

    begun = datetime.now()
    try:
        store = open_store(db)
    except StoreError as error:
        if error.code != "locked":
            raise
        typer.echo(tell("watch.waits", db=db), err=True)
        return False
    with store:
        with Progress(quiet=quiet) as progress:
            report = importing.ingest(
                paths, store, rules, None, progress.step, jobs=jobs, recognition=recognition
            )
        receipts.keep(report, store, begun, None)
    tell_all(report, db, None, quiet=quiet)
    return True
