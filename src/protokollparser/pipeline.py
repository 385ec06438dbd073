"""The whole way, in order: files are read, arranged, outlined, parsed, resolved, stored, and checked.

Start reading here: `read_source` (in `stages`) is the text stages, `ingest` feeds them files and saves what
they give, `audit` runs the checks on what is stored.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from protokollparser import __version__
from protokollparser.checks import Looked, check, look_through
from protokollparser.checks.sharing import SHARE, looked_through
from protokollparser.core.errors import ProtokollparserError, UsageError
from protokollparser.core.files import find_files, printable
from protokollparser.core.import_list import ImportList
from protokollparser.core.limits import Attempt, Limits, Recognition
from protokollparser.core.records.documents import SourceFile
from protokollparser.core.records.findings import Finding, ImportRun, Review
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Box
from protokollparser.errands import Errand, Fault, Result, again, carry_out, died, errand, unread
from protokollparser.ingest import read
from protokollparser.ingest.page_picture import cut, draw, is_drawable
from protokollparser.isolation import Death, Pool, Work
from protokollparser.layout import arrange
from protokollparser.layout.marks import marks
from protokollparser.outline import segment
from protokollparser.outline.unknown_headings import UnknownHeading, unknown_headings
from protokollparser.stages import read_source
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


def suggest(path: Path, rules: Rules) -> list[UnknownHeading]:
    """Return the headings of a file that no rule knows. Raises InputError when it cannot be read."""
    return unknown_headings(segment(arrange(read(path, Attempt()), rules), rules), rules)


def ingest(
    paths: Sequence[Path],
    store: Store,
    rules: Rules,
    metadata: ImportList | None = None,
    progress: Callable[[Outcome, int, int], None] | None = None,
    *,
    jobs: int = 0,
    limits: Limits | None = None,
    recognition: Recognition | None = None,
) -> ImportReport:
    """Import files, and all files in folders, and return what became of each, in the order of the files.

    Files are read by `jobs` processes, each within its limits (0: in this process, without any). One
    that cannot be read is stored as a quarantined source and never stops the others. `recognition` says which
    pages are read as pictures. `progress` is told
    each outcome, its number and the count of files.
    """
    report = ImportReport()
    files = [path for path in find_files(paths) if not _is_database(path, store)]
    run = ImportRun(started_at=datetime.now(), parser_version=__version__, rules_hash=rules.hash)
    limits = limits or Limits()
    work = partial(
        carry_out,
        read=read_source,
        rules=rules,
        metadata=metadata,
        limits=limits,
        recognition=recognition or Recognition(),
    )
    for number, (path, result) in enumerate(_results(files, work, jobs, limits), 1):
        outcome = _store(path, result, store)
        report.outcomes.append(outcome)
        if progress:
            progress(outcome, number, len(files))
    store.link_versions()
    store.link_people(rules)
    report.unknown_in_list = metadata.unknown(files) if metadata else []
    report.unmatched_reviews = store.unmatched_reviews()
    store.put([run.model_copy(update={"ended_at": datetime.now(), "counts": report.counts})])
    return report


def picture(path: Path, number: int, rules: Rules, out: Path) -> dict[str, int]:
    """Draw what layout made of page `number` of a PDF file to `out`, and return how many of each it drew.

    Raises UsageError `not_drawn` for other files and `no_page` for a page that is not there.
    """
    if not is_drawable(path):
        message = f"{path.name}: is no PDF; only pages of PDF files can be drawn"
        raise UsageError(message, "not_drawn", path=path.name)
    layout = arrange(read(path), rules)
    count = len(layout.document.pages)
    if number > count:
        message = f"{path.name}: has {count} pages; name one of them with --page"
        raise UsageError(message, "no_page", path=path.name, count=count)
    found = marks(layout, number)
    draw(path, number, found, out)
    return dict(Counter(mark.kind for mark in found))


def cutting(path: Path, source_id: str, number: int, box: Box, others: Sequence[Box]) -> bytes | None:
    """Return a PNG picture of the lines around a box on a page of a PDF file, None where none can be made."""
    return cut(path, source_id, number, box, others) if path.is_file() and is_drawable(path) else None


def audit(store: Store, rules: Rules, *, jobs: int = 1) -> list[Finding]:
    """Run all checks on what is stored, store what they find, and return it.

    Many sources are looked through by `jobs` processes, for which the store is closed meanwhile. Raises
    RuleError when a check is wrong: then what was found before stays.
    """

    def looks(source_ids: Sequence[str]) -> Iterator[Looked]:
        shares = [source_ids[low : low + SHARE] for low in range(0, len(source_ids), SHARE)]
        if jobs < 2 or len(shares) < 2:
            yield from (look_through(store, share, rules) for share in shares)
            return
        with store.lent() as path:
            yield from looked_through(path, shares, rules, jobs)

    result = check(store, rules, looks)
    store.replace_findings(result.findings, result.evidence, result.runs)
    return store.read(Finding)


def _is_database(path: Path, store: Store) -> bool:
    """True for the open database itself and its log, which may lie in a folder that is imported."""
    own = store.path.absolute()
    return path.absolute() in {own, own.with_name(own.name + ".wal")}


def _results(
    files: Sequence[Path], work: Work[Errand, Result], jobs: int, limits: Limits
) -> Iterator[tuple[Path, Result]]:
    """Yield each file with what comes of reading it, in the order of the files."""
    if jobs < 1:
        for path in files:
            yield path, work(errand(path), _unheard)
        return

    def seconds(one: Errand) -> float:
        return limits.time(one.byte_count)

    with Pool(work, min(jobs, len(files)), limits.memory, waiting=limits.waiting) as pool:
        for one, answer in pool.run(map(errand, files), seconds, again):
            yield one.path, died(one, answer, limits) if isinstance(answer, Death) else answer


def _unheard(_: str) -> None:
    """Hear what step is taken, where nobody asks."""


def _store(path: Path, result: Result, store: Store) -> Outcome:
    """Save what a file says, or why it cannot be read."""
    if isinstance(result, ProtokollparserError):
        raise result
    if isinstance(result, Fault):
        if result.trace:
            _log.warning("fault in the program at %s\n%s", path, result.trace)
        return _quarantine(path, store, result)
    source = result.source
    status = store.save(result.columns, source, [_file(path, source.source_id)])
    return Outcome(path, status, source.source_id, source.error_code, source.message)


def _quarantine(path: Path, store: Store, fault: Fault) -> Outcome:
    """Store the source of a file that cannot be read, where its bytes can, and return what became of it."""
    source = unread(path, fault)
    if source is None:
        status = "missing" if fault.code == "missing" else "quarantined"
        return Outcome(path, status, code=fault.code, message=fault.message)
    store.save(None, source, [_file(path, source.source_id)])
    return Outcome(path, "quarantined", source.source_id, fault.code, fault.message)


def _file(path: Path, source_id: str) -> SourceFile:
    """Return the path under which a content was found."""
    return SourceFile(source_id=source_id, path=printable(path.as_posix()), seen_at=datetime.now())
