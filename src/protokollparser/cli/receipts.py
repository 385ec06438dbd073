"""The receipt of a run: kept beside the database, and written where it is asked for."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from protokollparser.cli.speech import language, tell, tell_fault
from protokollparser.core.errors import UsageError
from protokollparser.core.files import one_line

if TYPE_CHECKING:
    from protokollparser.exports.receipts import Receipt
    from protokollparser.pipeline import ImportReport
    from protokollparser.store import Store

_ENDING = ".receipts"


def asked_for(path: Path | None) -> None:
    """Raise UsageError when no receipt can be written to a place: before hours of reading, not after."""
    if path is None:
        return
    if path.suffix not in {".csv", ".html"}:
        told = f"{path}: a receipt is written as .csv or .html; name such a file with --receipt"
        raise UsageError(told, "receipt_form", path=path)
    if path.is_dir() or not path.absolute().parent.is_dir():
        told = f"{path}: no receipt can be written there; name a file in a folder that is there"
        raise UsageError(told, "receipt_place", path=path)


def keep(report: ImportReport, store: Store, begun: datetime, asked: Path | None = None) -> list[Path]:
    """Write the receipt of a run beside the database as CSV and HTML, and to `asked`; return all of them.

    One that cannot be written is told, and takes nothing from what was imported.
    """
    from protokollparser.exports.receipts import FORMS, write

    folder = store.path.with_name(store.path.name + _ENDING)
    name = f"{begun:%Y-%m-%dT%H-%M-%S}"
    made = _receipt(report, store, begun)
    written = []
    for path in (*([asked] if asked else ()), *(folder / f"{name}{form}" for form in FORMS)):
        try:
            write(made, language(), path)
            written.append(path)
        except OSError as error:
            told = error.strerror or str(error)
            typer.echo(tell("receipt.unwritten", path=path, told=told), err=True)
    return written


def _receipt(report: ImportReport, store: Store, begun: datetime) -> Receipt:
    """Return what became of all files in the words of the user."""
    from protokollparser import __version__
    from protokollparser.exports.receipts import Receipt, ReceiptLine

    tallies = store.tallies()
    lines = []
    for outcome in report.outcomes:
        tally = tallies.get(outcome.source_id or "")
        told = tell_fault(outcome.path, outcome.code, outcome.message, partial=not outcome.failed)
        lines.append(
            ReceiptLine(
                path=one_line(str(outcome.path)),
                outcome=tell(f"status.{outcome.status}"),
                code=outcome.code,
                message=told if outcome.code else None,
                records=tally.records if tally else None,
                findings=tally.findings if tally else None,
                seconds=outcome.seconds,
                source_id=outcome.source_id,
                failed=outcome.failed,
            )
        )
    return Receipt(begun, datetime.now(), __version__, one_line(str(store.path)), lines)
