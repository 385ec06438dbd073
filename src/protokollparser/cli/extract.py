"""`protokollparser extract PATH... --out PLACE`: files into shards, without a database."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from protokollparser.cli import receipts
from protokollparser.cli.ingest import SOME_UNREAD, as_json, tell_files
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
from protokollparser.cli.speech import tell
from protokollparser.core.errors import UsageError
from protokollparser.core.files import own_cache

if TYPE_CHECKING:
    from protokollparser.extraction import Extraction, Share

_SHARE = re.compile(r"(\d{1,9})/(\d{1,9})")


def extract(
    paths: Annotated[list[Path], typer.Argument(help=tell("help.ingest.paths"), metavar="PATH...")],
    out: Annotated[str, typer.Option("--out", help=tell("help.extract.out"), metavar="PLACE")],
    shard: Annotated[str, typer.Option("--shard", help=tell("help.extract.shard"), metavar="i/n")] = "",
    force: Annotated[bool, typer.Option("--force", help=tell("help.extract.force"))] = False,
    metadata: MetadataOption = None,
    jobs: JobsOption = None,
    engine: EngineOption = "local",
    scheduler: SchedulerOption = "",
    ocr: OcrOption = "auto",
    ocr_cache: OcrCacheOption = None,
    nlp_model: ModelOption = None,
    receipt: ReceiptOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=tell("help.ingest.quiet"))] = False,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help=tell("help.format"))] = "text",
) -> None:
    """Read files into shards, and exit with 3 when some could not be read."""
    from protokollparser import isolation

    begun = datetime.now()
    receipts.asked_for(receipt)
    jobs = isolation.available_cores() if jobs is None else jobs
    if jobs and engine == "local":
        isolation.prepare(isolation.PRELOADED)

    from protokollparser import extraction
    from protokollparser.core.import_list import read_import_list
    from protokollparser.core.limits import Recognition
    from protokollparser.core.records.documents import DOCUMENT_KINDS
    from protokollparser.core.rules import load
    from protokollparser.core.trained import find_model

    share = _share(shard)
    listed = read_import_list(metadata, frozenset(DOCUMENT_KINDS)) if metadata else None
    rules = load().with_model(find_model(nlp_model)) if nlp_model else load()
    recognition = Recognition(ocr, ocr_cache or own_cache())
    reader = chosen_engine(engine, scheduler, jobs)
    with remembered(), Progress(quiet=quiet) as progress:
        found = extraction.extract(
            paths, out, rules, reader, listed, progress.step,
            share=share, recognition=recognition, force=force,
        )  # fmt: skip
    receipts.keep_at(found.report, found.place, begun, receipt)
    if form == "json":
        typer.echo(as_json(found.report))
    else:
        _tell(found, out, metadata, quiet=quiet)
    if any(outcome.code for outcome in found.report.outcomes):
        raise typer.Exit(SOME_UNREAD)


def _share(told: str) -> Share | None:
    """Return which part of the files is meant. Raises UsageError when that is none."""
    from protokollparser.extraction import Share

    if not told:
        return None
    match = _SHARE.fullmatch(told)
    share = Share(int(match[1]), int(match[2])) if match else Share(0, 0)
    if not 1 <= share.number <= share.of:
        raise UsageError(f"{told}: name a part as 1/8, 2/8 to 8/8", "no_share", told=told)
    return share


def _tell(found: Extraction, out: str, metadata: Path | None, *, quiet: bool) -> None:
    """Say what became of the files."""
    report = found.report
    tell_files(report, metadata)
    if quiet:
        return
    counts = {name: report.counts.get(name, 0) for name in ("read", "unchanged", "alias")}
    failed = sum(outcome.failed for outcome in report.outcomes)
    files = len(report.outcomes)
    typer.echo(tell("extract.done", files=files, failed=failed, shards=found.shards, out=out, **counts))
