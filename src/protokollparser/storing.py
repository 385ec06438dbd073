"""Shards into a store: those of a run while it goes on reading, or all that lie at some place."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from protokollparser import __version__
from protokollparser.core.errors import ProtokollparserError, UsageError
from protokollparser.core.frugal import give_back
from protokollparser.core.records.documents import Accession
from protokollparser.core.records.findings import ImportRun
from protokollparser.core.rules import Rules
from protokollparser.outcomes import Arrivals, ImportReport
from protokollparser.shards import ShardFolder
from protokollparser.store import Store

Lying = tuple[str, ShardFolder]


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
        """What became of each file of which the shards tell, where they are kept."""
        return ImportReport(self.arrivals.outcomes(self.statuses))

    @property
    def counts(self) -> dict[str, int]:
        """How many sources are new, replaced and unchanged."""
        return dict(Counter(self.statuses.values()))


class Loader:
    """Stores shards one after another in a thread of its own, so that others are read meanwhile.

    Use it in a `with` block, at the end of which all is stored. Shards are erased when they are stored,
    unless they are to be kept.
    """

    def __init__(self, store: Store, *, keep: bool) -> None:
        self.result = Loading()
        self._store = store
        self._keep = keep
        self._thread = ThreadPoolExecutor(1)
        self._begun: list[Future[None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()

    def begin(self, name: str, folder: ShardFolder) -> None:
        """Let a shard be stored when its turn comes. Raises what befell earlier ones."""
        self._begun.append(self._thread.submit(self._load, name, folder))
        while self._begun[0].done():
            self._begun.pop(0).result()
            if not self._begun:
                return

    def finish(self, lying: Iterable[Lying] = ()) -> None:
        """Return when all that was begun is stored, and some more. Raises what befell it."""
        while self._begun:
            self._begun.pop(0).result()
        for name, folder in lying:
            self._load(name, folder)

    def _load(self, name: str, folder: ShardFolder) -> None:
        """Store one shard; one that is damaged is told of, and does not stop the others."""
        try:
            shard = folder.open(name)
            with tempfile.TemporaryDirectory() as here:
                files = folder.fetch(shard, Path(here))
                self.result.statuses |= self._store.load(name, files, len(shard.documents))
                if self._keep:
                    self.result.arrivals.take(shard, folder.table(shard, Accession.table))
        except ProtokollparserError as error:
            if error.code not in {"shard_damaged", "shard_format"}:
                raise
            self.result.errors.append(error)
            return
        self.result.loaded += 1
        if not self._keep:
            folder.drop(shard)
        self._store.publish()
        give_back()


def load(place: str, store: Store, rules: Rules) -> Loading:
    """Store all shards that lie at a place, those of jobs too, each in one transaction, and settle the store.

    Shards that were stored before are passed over. One that is damaged is told of and does not stop the
    others. Raises UsageError when no shards lie there.
    """
    run = ImportRun(started_at=datetime.now(), parser_version=__version__, rules_hash=rules.hash)
    found = lying(place)
    if not found:
        told = f"{place}: no shards lie here; make some with `extract`, or name the place that it was given"
        raise UsageError(told, "no_shards", path=place)
    with Loader(store, keep=True) as loader:
        loader.finish(unstored(found, store))
    result = loader.result
    result.before = len(found) - result.loaded - len(result.errors)
    store.settle(rules)
    store.put([run.model_copy(update={"ended_at": datetime.now(), "counts": result.counts})])
    if result.loaded:
        store.publish(at_end=True)
    return result


def lying(place: str) -> list[Lying]:
    """Return the shards at a place and those of jobs in it, by name.

    What was made later comes in place of what was made before.
    """
    whole = ShardFolder(place)
    folders = (whole, *whole.parts())
    return sorted(((name, folder) for folder in folders for name in folder.names()), key=itemgetter(0))


def unstored(found: Iterable[Lying], store: Store) -> Iterator[Lying]:
    """Yield the shards that are not stored yet."""
    before = store.loaded()
    return (one for one in found if one[0] not in before)
