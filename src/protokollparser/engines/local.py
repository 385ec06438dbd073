"""Reading on this machine: a process for each core, what they say kept at once, and packed into shards.

The processes that read also pack: all that is left to the one that gives out files is small.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from protokollparser.core.errors import ProtokollparserError
from protokollparser.core.files import printable
from protokollparser.core.lasting import make_last
from protokollparser.core.records.documents import Accession
from protokollparser.engines.lasting import Answer, lasting
from protokollparser.errands import Done, Errand, Task, again, bury, carry_out
from protokollparser.isolation import PRELOADED, Death, Pool, prepare
from protokollparser.shards import Shard, ShardFolder, pack
from protokollparser.shards.spool import drop, place, remains

# A shard is closed when it holds so many contents or bytes, or is so old.
CONTENTS = 1024
_BYTES = 96 << 20
_SECONDS = 60.0
# What packing may take, in seconds of computing: a hundred times what it does.
_PACKING = 300.0

Heard = Callable[[Done], None]
# The rows that register files, by file; a shard carries those of the files that it tells of.
Rows = Mapping[Path, Accession]


class Engine(Protocol):
    """Reads files and yields shards of what they say, in any order.

    `heard` is told what became of each file as soon as that cannot be lost any more; shards carry the `rows`
    of their files.
    """

    def __call__(
        self, errands: Sequence[Errand], workplace: Workplace, task: Task, *, heard: Heard, rows: Rows
    ) -> Iterator[Shard]:
        """Read files."""


@dataclass(frozen=True)
class Workplace:
    """Where a run keeps what is read until it is stored; `spool` is always on this machine.

    A shard is closed after so many `seconds`, however little is in it.
    """

    spool: Path
    shards: ShardFolder
    versions: Mapping[str, str]
    seconds: float = _SECONDS

    @classmethod
    def beside(cls, database: Path, versions: Mapping[str, str]) -> Workplace:
        """Return the workplace of a database, made when it is not there."""
        folder = database.with_name(database.name + ".work")
        spool = folder / "spool"
        spool.mkdir(parents=True, exist_ok=True)
        make_last((), folder, folder.parent)
        return cls(spool, ShardFolder(folder / "shards"), versions)


@dataclass(frozen=True)
class Batch:
    """What became of some files that are to be packed together, and the rows that register them."""

    done: tuple[Done, ...]
    rows: Rows


Order = Errand | Batch
AnyAnswer = TypeVar("AnyAnswer", bound=Answer)
Answering = Callable[[Iterable[Order]], Iterator[Answer]]


@dataclass
class _Waiting:
    """What is read and not yet packed."""

    rows: Rows
    seconds: float
    _done: list[Done] = field(default_factory=list)
    _size: int = 0
    _begun: float = field(default_factory=time.monotonic)
    _closed: deque[Batch] = field(default_factory=deque)

    def take(self, done: Done) -> None:
        """Take in what became of a file."""
        self._done.append(done)
        self._size += done.kept_bytes
        old = time.monotonic() - self._begun > self.seconds
        if old or len(self._done) >= CONTENTS or self._size >= _BYTES:
            self._close()

    def between(self, errands: Iterable[Errand]) -> Iterator[Order]:
        """Yield files to be read, and batches to be packed as soon as there are any."""
        for one in errands:
            while self._closed:
                yield self._closed.popleft()
            yield one

    def rest(self) -> Iterator[Batch]:
        """Yield what is left to be packed."""
        self._close()
        while self._closed:
            yield self._closed.popleft()

    def _close(self) -> None:
        """Let what waits be packed."""
        if self._done:
            rows = {one.path: self.rows[one.path] for one in self._done if one.path in self.rows}
            self._closed.append(Batch(tuple(self._done), rows))
        self._done, self._size, self._begun = [], 0, time.monotonic()


def extract(
    errands: Sequence[Errand],
    workplace: Workplace,
    task: Task,
    jobs: int,
    heard: Heard,
    rows: Rows | None = None,
) -> Iterator[Shard]:
    """Read files and yield shards of what they say, in any order.

    `heard` is told what became of each as soon as that cannot be lost any more. Shards carry the `rows` of
    their files. Files are read by `jobs` processes, each within its limits (0: in this process, without any).
    """
    if not errands:
        return
    waiting = _Waiting(rows or {}, workplace.seconds)
    with _answering(task, workplace, min(jobs, len(errands))) as answers:
        for orders in (waiting.between(errands), waiting.rest()):
            for answer in lasting(answers(orders), workplace.spool):
                if isinstance(answer, Done):
                    heard(answer)
                    waiting.take(answer)
                else:
                    yield from answer


def recover(workplace: Workplace) -> Iterator[Shard]:
    """Yield the shards that an earlier run left, also those of what it read and did not pack.

    What is torn is erased: its contents are not stored, and read again.
    """
    workplace.shards.sweep()
    repack(workplace)
    yield from workplace.shards.shards()


def repack(workplace: Workplace) -> int:
    """Pack what an earlier run read and did not pack, and return how many shards that made."""
    left = remains(workplace.spool)
    for first in range(0, len(left), CONTENTS):
        some = left[first : first + CONTENTS]
        pack(some, (), (), workplace.versions, workplace.shards)
        drop(some)
    return -(-len(left) // CONTENTS)


def packed(batch: Batch, workplace: Workplace) -> list[Shard]:
    """Return a shard of what became of some files, if it holds anything, and empty the spool of them."""
    paths = [place(workplace.spool, one.source_id) for one in batch.done if one.source_id]
    found = [batch.rows[one.path] for one in batch.done if one.path in batch.rows]
    if not paths and not found:
        return []
    documents = [
        {
            "path": printable(one.path.as_posix()),
            "source_id": one.source_id,
            "status": one.status,
            "code": one.code,
            "message": one.message,
            "seconds": round(one.seconds, 3),
        }
        for one in batch.done
    ]
    shard = pack(paths, found, documents, workplace.versions, workplace.shards)
    drop(paths)
    return [shard]


def told(result: AnyAnswer | ProtokollparserError) -> AnyAnswer:
    """Return what became of an order. Raises the error that concerns every file."""
    if isinstance(result, ProtokollparserError):
        raise result
    return result


@contextmanager
def _answering(task: Task, workplace: Workplace, jobs: int) -> Iterator[Answering]:
    """Give a function that yields what became of orders, by `jobs` processes or (0) by this one."""
    work = partial(_carry_out, task=task, workplace=workplace)

    def seconds(one: Order) -> float:
        return task.limits.time(one.byte_count) if isinstance(one, Errand) else _PACKING

    def without(one: Order, death: Death) -> Order | None:
        return again(one, death) if isinstance(one, Errand) else None

    def instead(one: Order, death: Death) -> Answer:
        return told(bury(one, death, task)) if isinstance(one, Errand) else packed(one, workplace)

    if jobs < 1:
        yield lambda orders: (told(work(one, _unheard)) for one in orders)
        return
    prepare(PRELOADED)
    with Pool(work, jobs, task.limits.memory, waiting=task.limits.waiting) as pool:
        yield lambda orders: (
            instead(one, answer) if isinstance(answer, Death) else told(answer)
            for one, answer in pool.run(orders, seconds, without, in_order=False)
        )


def _carry_out(
    one: Order, step: Callable[[str], None], *, task: Task, workplace: Workplace
) -> Answer | ProtokollparserError:
    """Read a file, or pack what was read; an error that concerns every file is sent to who asked."""
    if isinstance(one, Errand):
        return carry_out(one, step, task=task)
    step("packing")
    try:
        return packed(one, workplace)
    except ProtokollparserError as error:
        return error


def _unheard(_: str) -> None:
    """Hear what step is taken, where nobody asks."""
