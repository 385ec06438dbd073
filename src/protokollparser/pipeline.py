"""The whole way, in order: files are read, arranged, outlined, parsed, resolved, stored, and checked.

Start reading here: `read_source` (in `stages`) is the text stages, `ingest` feeds them files and saves what
they give, `audit` runs the checks on what is stored.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from protokollparser import __version__
from protokollparser.accession import Known, Seen, Stored, access, plan
from protokollparser.checks import Looked, check, look_through
from protokollparser.checks.sharing import SHARE, looked_through
from protokollparser.core.errors import UsageError
from protokollparser.core.import_list import ImportList
from protokollparser.core.limits import Attempt, Limits, Recognition
from protokollparser.core.records.findings import Finding, ImportRun
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Box
from protokollparser.engines import Workplace, recover
from protokollparser.engines.local import extract
from protokollparser.errands import Task, emptied, errand
from protokollparser.ingest import read
from protokollparser.ingest.page_picture import cut, draw, is_drawable
from protokollparser.layout import arrange
from protokollparser.layout.marks import marks
from protokollparser.making import stage_hashes
from protokollparser.outcomes import ImportReport, Outcome, Progress, Telling
from protokollparser.outline import segment
from protokollparser.outline.unknown_headings import UnknownHeading, unknown_headings
from protokollparser.shards import Shard
from protokollparser.stages import read_source
from protokollparser.store import Store

__all__ = ["ImportReport", "Outcome", "audit", "cutting", "ingest", "picture", "suggest"]


def suggest(path: Path, rules: Rules) -> list[UnknownHeading]:
    """Return the headings of a file that no rule knows. Raises InputError when it cannot be read."""
    return unknown_headings(segment(arrange(read(path, Attempt()), rules), rules), rules)


def ingest(
    paths: Sequence[Path],
    store: Store,
    rules: Rules,
    metadata: ImportList | None = None,
    progress: Progress | None = None,
    *,
    jobs: int = 0,
    limits: Limits | None = None,
    recognition: Recognition | None = None,
    force: bool = False,
    anew: Collection[str] = (),
) -> ImportReport:
    """Import files, and all files in folders, and return what became of each, in the order of the files.

    All files are registered before one is read. Contents that are stored as this program reads them are not
    read again, unless `force` or their status is one of `anew`. One that cannot be read is stored as a
    quarantined source and never stops the others. What an earlier run read and did not store is stored first.
    `progress` is told each outcome as soon as it cannot be lost any more (`read` where it waits to be
    stored), its number and the count.
    """
    run = ImportRun(started_at=datetime.now(), parser_version=__version__, rules_hash=rules.hash)
    store.put([run])
    task, workplace = _prepared(store, rules, metadata, limits, recognition)
    _load(recover(workplace), workplace, store)
    known = Known(Seen(*row) for row in store.accessions())
    unpacked = emptied(workplace.spool)
    accessed = list(access(paths, known, unpacked, store.is_own))
    store.register([one.row for one in accessed if not one.registered])
    stored = {key: Stored(*told) for key, told in store.readings().items()}
    planned = plan(accessed, stored, task.made_by, force=force, anew=anew)
    telling = Telling(planned, stored, progress)
    errands = [*map(errand, planned.to_read)]
    try:
        statuses = _load(extract(errands, workplace, task, jobs, telling.hear), workplace, store)
    except KeyboardInterrupt:
        _load(recover(workplace), workplace, store)
        raise
    store.settle(rules)
    report = ImportReport(telling.outcomes(accessed, statuses))
    report.unknown_in_list = metadata.unknown(one.path for one in accessed) if metadata else []
    report.unmatched_reviews = store.unmatched_reviews()
    store.put([run.model_copy(update={"ended_at": datetime.now(), "counts": report.counts})])
    if statuses:
        store.publish(at_end=True)
    return report


def _prepared(
    store: Store,
    rules: Rules,
    metadata: ImportList | None,
    limits: Limits | None,
    recognition: Recognition | None,
) -> tuple[Task, Workplace]:
    """Return how files are read in this run, and where what they say is kept."""
    stages = stage_hashes(rules)
    workplace = Workplace.beside(store.path, stages)
    read, found = recognition or Recognition(), limits or Limits()
    return Task(read_source, rules, metadata, found, read, workplace.spool, stages), workplace


def _load(shards: Iterable[Shard], workplace: Workplace, store: Store) -> dict[str, str]:
    """Store shards and erase them, and return for each content whether it is new, replaced or unchanged."""
    statuses: dict[str, str] = {}
    for shard in shards:
        with tempfile.TemporaryDirectory() as folder:
            files = workplace.shards.fetch(shard, Path(folder))
            statuses |= store.load(shard.name, files, len(shard.documents))
        workplace.shards.drop(shard)
        store.publish()
    return statuses


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

    What a run that was killed left apart is brought together first. Many sources are looked through by
    `jobs` processes, for which the store is closed meanwhile. Raises RuleError when a check is wrong: then
    what was found before stays.
    """

    def looks(source_ids: Sequence[str]) -> Iterator[Looked]:
        shares = [source_ids[low : low + SHARE] for low in range(0, len(source_ids), SHARE)]
        if jobs < 2 or len(shares) < 2:
            yield from (look_through(store, share, rules) for share in shares)
            return
        with store.lent() as path:
            yield from looked_through(path, shares, rules, jobs)

    store.settle(rules)
    result = check(store, rules, looks)
    store.replace_findings(result.findings, result.evidence, result.runs)
    return store.read(Finding)
