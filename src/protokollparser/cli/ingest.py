"""`protokollparser ingest PATH...`: files into the database."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from protokollparser.cli import receipts
from protokollparser.cli.interrupts import remembered
from protokollparser.cli.options import (
    EngineOption,
    JobsOption,
    MetadataOption,
    ModelOption,
    OcrCacheOption,
    OcrOption,
    ReceiptOption,
    SchedulerOption,
)
from protokollparser.cli.progress import Progress
from protokollparser.cli.reading_engines import chosen_engine
from protokollparser.cli.speech import tell, tell_fault
from protokollparser.core.errors import UsageError
from protokollparser.core.files import own_cache

if TYPE_CHECKING:
    from protokollparser.outcomes import ImportReport, Outcome

SOME_UNREAD = 3


def ingest(
    paths: Annotated[list[Path], typer.Argument(help=tell("help.ingest.paths"), metavar="PATH...")],
    db: Annotated[Path, typer.Option("--db", help=tell("help.database"))] = Path("protokoll.duckdb"),
    metadata: MetadataOption = None,
    jobs: JobsOption = None,
    engine: EngineOption = "local",
    scheduler: SchedulerOption = "",
    shared: Annotated[str, typer.Option("--out", help=tell("help.ingest.out"), metavar="PLACE")] = "",
    ocr: OcrOption = "auto",
    ocr_cache: OcrCacheOption = None,
    nlp_model: ModelOption = None,
    force: Annotated[bool, typer.Option("--force", help=tell("help.ingest.force"))] = False,
    receipt: ReceiptOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=tell("help.ingest.quiet"))] = False,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help=tell("help.format"))] = "text",
) -> None:
    """Import files, and exit with 3 when some could not be read."""
    from protokollparser import isolation

    begun = datetime.now()
    receipts.asked_for(receipt)

    if engine == "dask" and not shared:
        message = "--engine dask needs a place that all machines see; give it with --out"
        raise UsageError(message, "no_shared_place")
    jobs = isolation.available_cores() if jobs is None else jobs
    if jobs and engine == "local" and not db.exists():
        # There will be something to read: the processes for it begin while this one does.
        isolation.prepare(isolation.PRELOADED)

    from protokollparser import importing
    from protokollparser.core.import_list import read_import_list
    from protokollparser.core.limits import Recognition
    from protokollparser.core.records.documents import DOCUMENT_KINDS
    from protokollparser.core.rules import load
    from protokollparser.core.trained import find_model
    from protokollparser.store import open_store

    listed = read_import_list(metadata, frozenset(DOCUMENT_KINDS)) if metadata else None
    rules = load().with_model(find_model(nlp_model)) if nlp_model else load()
    recognition = Recognition(ocr, ocr_cache or own_cache())
    with remembered(), open_store(db) as store:
        with Progress(quiet=quiet) as progress:
            report = importing.ingest(
                paths,
                store,
                rules,
                listed,
                progress.step,
                engine=chosen_engine(engine, scheduler, jobs),
                place=shared,
                recognition=recognition,
                force=force,
            )
        receipts.keep(report, store, begun, receipt)
    if form == "json":
        typer.echo(as_json(report))
    else:
        tell_all(report, db, metadata, quiet=quiet)
    if any(outcome.code for outcome in report.outcomes):
        raise typer.Exit(SOME_UNREAD)


def tell_all(report: ImportReport, db: Path, metadata: Path | None, *, quiet: bool) -> None:
    """Say what became of the files."""
    tell_files(report, metadata)
    if quiet:
        return
    counts = dict.fromkeys(("new", "replaced", "unchanged", "alias"), 0) | report.counts
    failed = sum(outcome.failed for outcome in report.outcomes)
    typer.echo(tell("ingest.done", files=len(report.outcomes), failed=failed, db=db, **counts))


def tell_files(report: ImportReport, metadata: Path | None) -> None:
    """Say which files were not, or not wholly, read, and what fits no file."""
    for outcome in report.outcomes:
        if outcome.failed:
            typer.echo(tell("ingest.failed", told=told(outcome)), err=True)
        elif outcome.code:
            typer.echo(tell("ingest.partial", told=told(outcome)), err=True)
    for name in report.unknown_in_list:
        typer.echo(tell("ingest.unknown", list=metadata, name=name), err=True)
    for review in report.unmatched_reviews:
        typer.echo(
            tell("ingest.review", id=review.id, table=review.record_table, record=review.record_id), err=True
        )
    if not report.outcomes:
        typer.echo(tell("ingest.nothing"), err=True)


def told(outcome: Outcome) -> str:
    """Return why a file was not, or not wholly, imported, in one sentence."""
    return tell_fault(outcome.path, outcome.code, outcome.message, partial=not outcome.failed)


def as_json(report: ImportReport) -> str:
    """Return the outcomes for a program."""
    files = [
        {
            "path": outcome.path.as_posix(),
            "status": outcome.status,
            "source_id": outcome.source_id,
            "code": outcome.code,
            "message": told(outcome) if outcome.code else None,
        }
        for outcome in report.outcomes
    ]
    found = {
        "files": files,
        "counts": report.counts,
        "unknown_in_list": report.unknown_in_list,
        "unmatched_reviews": [review.id for review in report.unmatched_reviews],
    }
    return json.dumps(found, ensure_ascii=False, indent=1)
