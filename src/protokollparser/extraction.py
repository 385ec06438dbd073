"""An import in two steps that need not meet: files into shards at some place, and shards into a store.

`extract` opens no database and takes no lock, so that many machines can do it at once; `load` is done by one.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from protokollparser import __version__
from protokollparser.accession import Accessed, Known, Seen, Stored, access, plan
from protokollparser.core.errors import ProtokollparserError, UsageError
from protokollparser.core.files import own_cache, printable
from protokollparser.core.import_list import ImportList
from protokollparser.core.limits import Limits, Recognition
from protokollparser.core.records.documents import Accession
from protokollparser.core.records.findings import ImportRun
from protokollparser.core.rules import Rules
from protokollparser.engines import Engine, Workplace, repack
from protokollparser.errands import Task, emptied, errand
from protokollparser.making import stage_hashes
from protokollparser.outcomes import Arrivals, ImportReport, Progress, Telling
from protokollparser.shards import ShardFolder, held, pack
from protokollparser.stages import read_source
from protokollparser.store import Store

if sys.platform != "win32":
    import fcntl

# Nobody waits for a shard: that of a slow machine, or of scans, is closed after so many seconds.
_OPEN = 300.0
# So many paths whose contents are read already are told of in one shard.
_PATHS = 10_000


class Share(NamedTuple):
    """One part of many into which files are divided, from 1: always the same for the same path."""

    number: int
    of: int

    def holds(self, path: Path) -> bool:
        """True when a file belongs to this part."""
        digest = hashlib.sha256(printable(path.as_posix()).encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.of == self.number - 1


@dataclass
class Extraction:
    """What became of every file, where the shards lie, and how many were written."""

    report: ImportReport
    place: ShardFolder
    shards: int = 0


@dataclass
class Loading:
    """How many shards were stored and how many were so before, what is wrong with others, and the sources.

    `statuses` tells of each source whether it is new, replaced or unchanged.
    """

    loaded: int = 0
    before: int = 0
    errors: list[ProtokollparserError] = field(default_factory=list)
    statuses: dict[str, str] = field(default_factory=dict)
    arrivals: Arrivals = field(default_factory=Arrivals)

    @property
    def report(self) -> ImportReport:
        """What became of each file of which the shards tell."""
        return ImportReport(self.arrivals.outcomes(self.statuses))

    @property
    def counts(self) -> dict[str, int]:
        """How many sources are new, replaced and unchanged."""
        return dict(Counter(self.statuses.values()))


def extract(
    paths: Sequence[Path],
    place: str,
    rules: Rules,
    engine: Engine,
    metadata: ImportList | None = None,
    progress: Progress | None = None,
    *,
    share: Share | None = None,
    limits: Limits | None = None,
    recognition: Recognition | None = None,
    force: bool = False,
    store: Store | None = None,
) -> Extraction:
    """Read files, or a share of them, into shards at a place, and return what became of each.

    Contents that lie there as this program reads them are not read again, unless `force`. Jobs that have a
    share write into folders of their own, and do not look into those of others that run beside them. What is
    in the `store`, if one is given, counts as what lies at the place.
    """
    whole = ShardFolder(place)
    shards = whole.part(*share) if share else whole
    stages = stage_hashes(rules)
    with spool_of(shards) as spool:
        workplace = Workplace(spool, shards, stages, _OPEN)
        written = repack(workplace)
        task = Task(
            read_source, rules, metadata, limits or Limits(), recognition or Recognition(), spool, stages
        )
        found = held(_neighbours(whole, share))
        rows_before = [*(store.accessions() if store else ()), *found.paths.values()]
        known = Known(Seen(*row) for row in rows_before)
        not_mine = partial(_not_mine, share=share, place=whole.local)
        accessed = list(access(paths, known, emptied(spool), not_mine))
        contents = {**(store.readings() if store else {}), **found.contents}
        stored = {key: Stored(*told) for key, told in contents.items()}
        planned = plan(accessed, stored, task.made_by, force=force)
        telling = Telling(planned, stored, progress)
        rows = {one.path: one.row for one in planned.to_read if not one.registered}
        written += _register(
            [*planned.aliases, *planned.unchanged, *planned.archives, *planned.refused], workplace
        )
        errands = [*map(errand, planned.to_read)]
        statuses: dict[str, str] = {}
        for shard in engine(errands, workplace, task, heard=telling.hear, rows=rows):
            written += 1
            statuses.update((one["source_id"], "read") for one in shard.documents if one["source_id"])
    report = ImportReport(telling.outcomes(accessed, statuses))
    report.unknown_in_list = metadata.unknown(one.path for one in accessed) if metadata and not share else []
    return Extraction(report, shards, written)


def ingest(
    paths: Sequence[Path],
    place: str,
    store: Store,
    rules: Rules,
    engine: Engine,
    metadata: ImportList | None = None,
    progress: Progress | None = None,
    *,
    recognition: Recognition | None = None,
    force: bool = False,
) -> ImportReport:
    """Extract files to a place that all readers see, load what lies there, and return what became of each.

    Raises StoreError when a shard is damaged; the others are loaded.
    """
    found = extract(
        paths, place, rules, engine, metadata, progress, recognition=recognition, force=force, store=store
    )  # fmt: skip
    loading = Loading()
    if any(True for folder in _folders(place) for _ in folder.names()):
        loading = load(place, store, rules)
    if loading.errors:
        raise loading.errors[0]
    report = found.report
    report.outcomes = [
        replace(one, status=loading.statuses.get(one.source_id or "", "unchanged"))
        if one.status == "read"
        else one
        for one in report.outcomes
    ]
    report.unmatched_reviews = store.unmatched_reviews()
    return report


def load(place: str, store: Store, rules: Rules) -> Loading:
    """Store all shards that lie at a place, those of jobs too, each in one transaction, and settle the store.

    Shards that were stored before are passed over. One that is damaged is told of and does not stop the
    others. Raises UsageError when no shards lie there.
    """
    run = ImportRun(started_at=datetime.now(), parser_version=__version__, rules_hash=rules.hash)
    # By name over all folders: what was made later comes in place of what was made before.
    found = sorted(
        ((name, folder) for folder in _folders(place) for name in folder.names()), key=itemgetter(0)
    )
    if not found:
        told = f"{place}: no shards lie here; make some with `extract`, or name the place that it was given"
        raise UsageError(told, "no_shards", path=place)
    before = store.loaded()
    result = Loading(before=sum(name in before for name, _ in found))
    for name, folder in found:
        if name in before:
            continue
        try:
            statuses = _load_one(folder, name, store, result.arrivals)
        except ProtokollparserError as error:
            if error.code not in {"shard_damaged", "shard_format"}:
                raise
            result.errors.append(error)
            continue
        result.loaded += 1
        store.publish()
        result.statuses |= statuses
    store.settle(rules)
    store.put([run.model_copy(update={"ended_at": datetime.now(), "counts": result.counts})])
    if result.loaded:
        store.publish(at_end=True)
    return result


def _folders(place: str) -> Iterator[ShardFolder]:
    """Yield the folder of shards at a place, and those of jobs in it."""
    whole = ShardFolder(place)
    yield whole
    yield from whole.parts()


def _load_one(folder: ShardFolder, name: str, store: Store, arrivals: Arrivals) -> dict[str, str]:
    """Store one shard and return what became of its sources. Raises StoreError for one that is damaged."""
    shard = folder.open(name)
    with tempfile.TemporaryDirectory() as here:
        files = folder.fetch(shard, Path(here))
        statuses = store.load(name, files, len(shard.documents))
        arrivals.take(shard, folder.table(shard, Accession.table))
        return statuses


def _neighbours(whole: ShardFolder, share: Share | None) -> Iterator[ShardFolder]:
    """Yield the folders whose contents are not read again: all but those of jobs beside this one."""
    others = {whole.part(number, share.of).place for number in range(1, share.of + 1)} if share else set()
    own = whole.part(*share).place if share else None
    for folder in (whole, *whole.parts()):
        if folder.place not in others or folder.place == own:
            yield folder


def _not_mine(path: Path, share: Share | None, place: Path | None) -> bool:
    """True for a file of another share, and for what is part of the shards themselves."""
    own = place is not None and Path(os.path.abspath(place)) in Path(os.path.abspath(path)).parents
    return own or (share is not None and not share.holds(path))


def _register(accessed: Sequence[Accessed], workplace: Workplace) -> int:
    """Write shards of the paths whose contents are or will be in others, and return how many."""
    rows = [one.row for one in accessed if not one.registered]
    for first in range(0, len(rows), _PATHS):
        pack((), rows[first : first + _PATHS], (), workplace.versions, workplace.shards)
    return -(-len(rows) // _PATHS)


@contextmanager
def spool_of(shards: ShardFolder) -> Iterator[Path]:
    """Give a folder on this machine for what is read and not yet packed.

    It is the same for the same place, so that the next run packs what this one left; while one run has it,
    another gets one of its own.
    """
    name = hashlib.sha256(shards.place.encode()).hexdigest()[:16]
    folder = shards.local / ".spool" if shards.local else own_cache().with_name("spool") / name
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "wb") as lock:
        if _take(lock.fileno()):
            yield folder
        else:
            with tempfile.TemporaryDirectory() as own:
                yield Path(own)


def _take(lock: int) -> bool:
    """Take the lock of a folder, and return whether nobody else has it; it is free when the process ends."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
