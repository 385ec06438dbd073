"""`protokollparser retry`: files that were not, or not wholly, imported, once more."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from protokollparser.cli import receipts
from protokollparser.cli.ingest import SOME_UNREAD, tell_all
from protokollparser.cli.interrupts import remembered
from protokollparser.cli.options import JobsOption, OcrOption, ReceiptOption
from protokollparser.cli.progress import Progress
from protokollparser.cli.speech import tell
from protokollparser.core.files import own_cache


def retry(
    failed: Annotated[bool, typer.Option("--failed", help=tell("help.retry.failed"))] = False,
    db: Annotated[Path, typer.Option("--db", help=tell("help.database"))] = Path("protokoll.duckdb"),
    jobs: JobsOption = None,
    ocr: OcrOption = "auto",
    receipt: ReceiptOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=tell("help.ingest.quiet"))] = False,
) -> None:
    """Read again what is not imported, and exit with 3 when some could still not be read."""
    from protokollparser import importing, isolation
    from protokollparser.core.limits import Recognition
    from protokollparser.core.rules import load
    from protokollparser.store import open_store

    begun = datetime.now()
    receipts.asked_for(receipt)
    jobs = isolation.available_cores() if jobs is None else jobs
    statuses = ["quarantined"] if failed else ["quarantined", "partial"]
    with remembered(), open_store(db) as store:
        paths = [Path(path) for path in store.unfinished(statuses)]
        if not paths:
            typer.echo(tell("retry.nothing", db=db))
            return
        with Progress(quiet=quiet) as progress:
            report = importing.ingest(
                paths,
                store,
                load(),
                None,
                progress.step,
                jobs=jobs,
                recognition=Recognition(ocr, own_cache()),
                anew=statuses,
            )
        receipts.keep(report, store, begun, receipt)
    tell_all(report, db, None, quiet=quiet)
    if any(outcome.code for outcome in report.outcomes):
        raise typer.Exit(SOME_UNREAD)
