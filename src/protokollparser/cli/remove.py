"""`protokollparser remove SOURCE`: thinning and erasure."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from protokollparser.cli.speech import tell
from protokollparser.core.files import own_cache


def remove(
    source: Annotated[str, typer.Argument(help=tell("help.remove.source"))],
    reason: Annotated[str | None, typer.Option("--reason", help=tell("help.remove.reason"))] = None,
    db: Annotated[Path, typer.Option("--db", help=tell("help.database"))] = Path("protokoll.duckdb"),
    ocr_cache: Annotated[
        Path | None, typer.Option("--ocr-cache", help=tell("help.ingest.ocr_cache"), metavar="FOLDER")
    ] = None,
) -> None:
    """Erase a source and everything that came from it, and what was recognised on pages that it alone has."""
    from protokollparser.core.errors import StoreError
    from protokollparser.ingest.ocr_cache import forget
    from protokollparser.store import open_store

    if not db.exists():
        message = f"{db}: there is no database here; import documents with `ingest` first"
        raise StoreError(message, "no_database", path=db)
    with open_store(db) as store:
        source_id = store.source_named(source)
        # First, since nothing leads to them when the source is gone; at worst they are recognised anew.
        pages = forget(ocr_cache or own_cache(), source_id)
        removal = store.remove(source_id, reason)
    count = sum(removal.counts.values())
    typer.echo(tell("remove.done", file=removal.file_name, count=count, id=removal.id))
    if pages:
        typer.echo(tell("remove.pages", count=pages))
