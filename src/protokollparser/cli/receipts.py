"""The receipt of a run: kept beside the database or the shards, and written where it is asked for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from protokollparser.cli.speech import language, tell, tell_fault
from protokollparser.core.errors import UsageError
from protokollparser.core.files import one_line

if TYPE_CHECKING:
    from protokollparser.exports.receipts import ReceiptLine
    from protokollparser.outcomes import ImportReport, Outcome
    from protokollparser.shards import ShardFolder
    from protokollparser.store import Store, Tally

_ENDING = ".receipts"
# Where they lie beside shards.
_FOLDER = "receipts"


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
    lines = Lines(report, store.tallies([one.source_id for one in report.outcomes if one.source_id]))
    folder = store.path.with_name(store.path.name + _ENDING)
    return list(_written(lines, store.path, begun, folder, asked))


def keep_at(report: ImportReport, place: ShardFolder, begun: datetime, asked: Path | None = None) -> None:
    """Write the receipt of what was read into shards beside them, and to `asked`."""
    with tempfile.TemporaryDirectory() as name:
        for path in _written(Lines(report, {}), place.place, begun, Path(name), asked):
            if path != asked:
                try:
                    place.keep(path, f"{_FOLDER}/{path.name}")
                except OSError as error:
                    _tell_unwritten(f"{place.place}/{_FOLDER}/{path.name}", error)


def _written(
    lines: Lines, place: Path | str, begun: datetime, folder: Path, asked: Path | None
) -> Iterator[Path]:
    """Write a receipt into a folder, and yield the files that were."""
    from protokollparser import __version__
    from protokollparser.exports.receipts import FORMS, Receipt, write

    made = Receipt(begun, datetime.now(), __version__, one_line(str(place)), lines)
    name = f"{begun:%Y-%m-%dT%H-%M-%S}"
    for path in (*([asked] if asked else ()), *(folder / f"{name}{form}" for form in FORMS)):
        try:
            write(made, language(), path)
            yield path
        except OSError as error:
            _tell_unwritten(path, error)


def _tell_unwritten(path: Path | str, error: OSError) -> None:
    """Say that a receipt could not be written."""
    typer.echo(tell("receipt.unwritten", path=path, told=error.strerror or str(error)), err=True)


class Lines:
    """What became of each file in the words of the user, made as it is asked for."""

    def __init__(self, report: ImportReport, tallies: Mapping[str, Tally]) -> None:
        self._outcomes = report.outcomes
        self._tallies = tallies

    def __iter__(self) -> Iterator[ReceiptLine]:
        from protokollparser.exports.receipts import ReceiptLine

        for outcome in self._outcomes:
            tally = self._tallies.get(outcome.source_id or "")
            yield ReceiptLine(
                path=one_line(str(outcome.path)),
                outcome=tell(f"status.{outcome.status}"),
                code=outcome.code,
                message=_told(outcome) if outcome.code else None,
                records=tally.records if tally else None,
                findings=tally.findings if tally else None,
                seconds=outcome.seconds,
                source_id=outcome.source_id,
                failed=outcome.failed,
            )


def _told(outcome: Outcome) -> str:
    """Return why a file was not, or not wholly, read, in one sentence."""
    return tell_fault(outcome.path, outcome.code, outcome.message, partial=not outcome.failed)
