"""An import: files are registered, planned, read and stored, each step by itself (decision 0026).

`ingest` does it all. Where reading and storing do not meet, `extraction.extract` and `storing.load` do a half
each, with the same steps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from protokollparser import __version__
from protokollparser.accession import Accessed, Known, Plan, Seen, Stored, access, plan
from protokollparser.core.import_list import ImportList
from protokollparser.core.limits import Limits, Recognition
from protokollparser.core.records.findings import ImportRun
from protokollparser.core.rules import Rules
from protokollparser.engines import Engine, Workplace, local, recover, repack
from protokollparser.errands import Task, emptied, errand, read_source
from protokollparser.extraction import is_below, register, spool_of
from protokollparser.making import stage_hashes
from protokollparser.outcomes import ImportReport, Progress, Telling
from protokollparser.shards import ShardFolder
from protokollparser.store import Store
from protokollparser.storing import Loader, Lying, lying, unstored


def ingest(
    paths: Sequence[Path],
    store: Store,
    rules: Rules,
    metadata: ImportList | None = None,
    progress: Progress | None = None,
    *,
    engine: Engine | None = None,
    place: str = "",
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

    Files are read by the `engine`, or by `jobs` processes of this machine (0: by this one). What they say
    passes through a folder beside the database, or stays at the `place` that is given; there, other jobs may
    have left some too. Raises StoreError when that is damaged; the rest is stored.
    """
    run = ImportRun(started_at=datetime.now(), parser_version=__version__, rules_hash=rules.hash)
    store.put([run])
    stages = stage_hashes(rules)
    with _workplace(store, place, stages) as workplace, Loader(store, keep=bool(place)) as loader:
        loader.finish(_left(workplace, store, place))
        task = Task(
            read_source, rules, metadata, limits or Limits(), recognition or Recognition(),
            workplace.spool, stages,
        )  # fmt: skip
        work = _registered(paths, store, task, workplace if place else None, force=force, anew=anew)
        telling = Telling(work.plan, work.stored, progress)
        found, errands = [one.path for one in work.accessed], [*map(errand, work.plan.to_read)]
        # What is held of each file while others are read is little: archives have very many.
        del work
        read = engine or partial(local.extract, jobs=jobs)
        try:
            for shard in read(errands, workplace, task, heard=telling.hear, rows={}):
                loader.begin(shard.name, workplace.shards)
        except KeyboardInterrupt:
            loader.finish(_left(workplace, store, place))
            raise
        # What a process packed that ended before it could tell.
        loader.finish(_left(workplace, store, place))
    result = loader.result
    store.settle(rules)
    report = ImportReport(telling.outcomes(found, result.statuses))
    report.unknown_in_list = metadata.unknown(found) if metadata else []
    report.unmatched_reviews = store.unmatched_reviews()
    store.put([run.model_copy(update={"ended_at": datetime.now(), "counts": report.counts})])
    if result.loaded:
        store.publish(at_end=True)
    if result.errors:
        raise result.errors[0]
    return report


@dataclass(frozen=True)
class _Work:
    """What was found, what is stored of it by content, and what is to be done."""

    accessed: Sequence[Accessed]
    stored: Mapping[str, Stored]
    plan: Plan


def _registered(
    paths: Sequence[Path],
    store: Store,
    task: Task,
    workplace: Workplace | None,
    *,
    force: bool,
    anew: Collection[str],
) -> _Work:
    """Register all files, in the store and at the place that is shared, and return what is to be done."""
    known = Known(Seen(*row) for row in store.accessions())
    not_mine = partial(_not_mine, store=store, shards=workplace.shards.local if workplace else None)
    accessed = list(access(paths, known, emptied(task.spool), not_mine))
    unregistered = [one.row for one in accessed if not one.registered]
    store.register(unregistered)
    if workplace:
        register(unregistered, workplace)
    stored = {key: Stored(*told) for key, told in store.readings().items()}
    return _Work(accessed, stored, plan(accessed, stored, task.made_by, force=force, anew=anew))


@contextmanager
def _workplace(store: Store, place: str, stages: Mapping[str, str]) -> Iterator[Workplace]:
    """Give the folders in which what is read lies until it is stored, or stays."""
    if not place:
        yield Workplace.beside(store.path, stages)
        return
    shards = ShardFolder(place)
    with spool_of(shards) as spool:
        yield Workplace(spool, shards, stages)


def _left(workplace: Workplace, store: Store, place: str) -> Iterator[Lying]:
    """Yield what was read and not stored, by an earlier run or by another job."""
    if place:
        repack(workplace)
        yield from unstored(lying(place), store)
    else:
        yield from ((shard.name, workplace.shards) for shard in recover(workplace))


def _not_mine(path: Path, store: Store, shards: Path | None) -> bool:
    """True for a file that is the program's own: of the database, or of the shards."""
    return store.is_own(path) or (shards is not None and is_below(path, shards))
