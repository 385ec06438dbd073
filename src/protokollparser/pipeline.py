"""The whole way, in order: files are read, arranged, outlined, parsed, resolved, stored, and checked.

Start reading here: `read_source` is the text stages, `ingest` feeds them files and saves what they
give, `audit` runs the checks on what is stored.
"""

from __future__ import annotations

import hashlib
import logging
import mimetypes
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from protokollparser import __version__
from protokollparser.checks import check
from protokollparser.core.errors import InputError, ProtokollparserError
from protokollparser.core.files import find_files, printable
from protokollparser.core.import_list import ImportList, with_given
from protokollparser.core.reading import Reading
from protokollparser.core.records.documents import LogicalDocument, Source, SourceFile
from protokollparser.core.records.findings import Finding, ImportRun, Review
from protokollparser.core.rules import Rules
from protokollparser.ingest import read
from protokollparser.layout import arrange
from protokollparser.outline import segment
from protokollparser.parse import extract
from protokollparser.resolve import link
from protokollparser.store import Store

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of one file: `status` is new, replaced, unchanged, quarantined or missing.

    `source_id` is None where no byte of it could be read. `code` and `message` tell why it was not, or
    not wholly, imported.
    """

    path: Path
    status: str
    source_id: str | None = None
    code: str | None = None
    message: str | None = None

    @property
    def failed(self) -> bool:
        """True when nothing of the file was imported."""
        return self.status in {"quarantined", "missing"}


@dataclass
class ImportReport:
    """What became of every file, the names in the import list that fit none, and reviews without record."""

    outcomes: list[Outcome] = field(default_factory=list)
    unknown_in_list: list[str] = field(default_factory=list)
    unmatched_reviews: list[Review] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Files per outcome; those not imported also per reason."""
        words = sorted(word for one in self.outcomes for word in (one.status, one.code) if word)
        return {word: words.count(word) for word in dict.fromkeys(words)}


def read_source(path: Path, rules: Rules) -> Reading:
    """Return what one file says. Raises InputError when it cannot be read."""
    document = read(path)
    layout = arrange(document, rules)
    outline = segment(layout, rules)
    reading = extract(outline, rules)
    return link(reading, rules)


def ingest(
    paths: Sequence[Path],
    store: Store,
    rules: Rules,
    metadata: ImportList | None = None,
    progress: Callable[[Outcome, int, int], None] | None = None,
) -> ImportReport:
    """Import files, and all files in folders, and return what became of each.

    A file that cannot be read is stored as a quarantined source and never stops the others. `progress`
    is told each outcome, its number and the count of files.
    """
    report = ImportReport()
    files = [path for path in find_files(paths) if not _is_database(path, store)]
    run = ImportRun(started_at=datetime.now(), parser_version=__version__, rules_hash=rules.hash)
    for number, path in enumerate(files, 1):
        outcome = _import_file(path, store, rules, metadata)
        report.outcomes.append(outcome)
        if progress:
            progress(outcome, number, len(files))
    report.unknown_in_list = metadata.unknown(files) if metadata else []
    report.unmatched_reviews = store.unmatched_reviews()
    store.put([run.model_copy(update={"ended_at": datetime.now(), "counts": report.counts})])
    return report


def audit(store: Store, rules: Rules) -> list[Finding]:
    """Run all checks on what is stored, store what they find, and return it."""
    result = check(store, rules)
    store.replace_findings(result.findings, result.evidence, result.runs)
    return store.read(Finding)


def _is_database(path: Path, store: Store) -> bool:
    """True for the open database itself and its log, which may lie in a folder that is imported."""
    own = store.path.absolute()
    return path.absolute() in {own, own.with_name(own.name + ".wal")}


def _import_file(path: Path, store: Store, rules: Rules, metadata: ImportList | None) -> Outcome:
    """Read one file and save what it says, or why it cannot be read."""
    try:
        before = _state(path)
        if before and not path.is_file():
            raise InputError("unreadable", f"{path.name}: is no regular file; name the files to read")
        reading = read_source(path, rules)
        if _state(path) != before:
            raise InputError("changed", f"{path.name}: changed while it was read; import it again")
    except InputError as error:
        return _quarantine(path, store, error)
    except ProtokollparserError:
        raise
    # The one place where any fault is caught: a batch of thousands of files must survive a fault in the
    # program, which gets a code of its own, so that it does not look like a broken document.
    except Exception as error:  # noqa: BLE001
        _log.warning("fault in the program at %s", path, exc_info=True)
        fault = InputError(
            "internal", f"{path.name}: fault in the program ({error!r}); report it with the file"
        )
        return _quarantine(path, store, fault)
    reading = _with_metadata(reading, metadata, path)
    source = _source(reading)
    status = store.save(reading, source, [_file(path, source.source_id)])
    return Outcome(path, status, source.source_id, source.error_code, source.message)


def _state(path: Path) -> tuple[int, int] | None:
    """Return size and time of change of a file, None when it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _source(reading: Reading) -> Source:
    """Return the source of a reading."""
    document = reading.outline.layout.document
    return Source(
        source_id=document.source_id,
        file_name=printable(document.file_name),
        media_type=document.media_type,
        byte_count=document.byte_count,
        page_count=len(document.pages),
        text_origin=document.text_origin,
        encoding=document.encoding,
        status=document.status,
        error_code=document.error_code,
        message=document.message,
        parser_version=__version__,
        imported_at=datetime.now(),
    )


def _quarantine(path: Path, store: Store, error: InputError) -> Outcome:
    """Store the source of a file that cannot be read, where its bytes can, and return what became of it."""
    told = str(error)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = os.fstat(file.fileno()).st_size
    except (OSError, ValueError):
        status = "missing" if error.code == "missing" else "quarantined"
        return Outcome(path, status, code=error.code, message=told)
    source = Source(
        source_id=digest,
        file_name=printable(path.name),
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        byte_count=size,
        page_count=0,
        text_origin=None,
        encoding=None,
        status="quarantined",
        error_code=error.code,
        message=printable(told),
        parser_version=__version__,
        imported_at=datetime.now(),
    )
    store.save(None, source, [_file(path, digest)])
    return Outcome(path, "quarantined", digest, error.code, told)


def _file(path: Path, source_id: str) -> SourceFile:
    """Return the path under which a content was found."""
    return SourceFile(source_id=source_id, path=printable(path.as_posix()), seen_at=datetime.now())


def _with_metadata(reading: Reading, metadata: ImportList | None, path: Path) -> Reading:
    """Return a reading whose outermost documents carry what the import list says of the file."""
    given = metadata.given(path) if metadata else {}
    if metadata is None or not given:
        return reading
    records = tuple(
        with_given(record, given, f"list {metadata.path.name}")
        if isinstance(record, LogicalDocument) and record.parent_id is None
        else record
        for record in reading.records
    )
    return replace(reading, records=records)
