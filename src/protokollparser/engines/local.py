"""Reading on this machine: a process for each core, what they say kept at once, and packed into shards."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from protokollparser.core.errors import ProtokollparserError
from protokollparser.core.files import printable
from protokollparser.core.lasting import make_last
from protokollparser.core.records.documents import Accession
from protokollparser.engines.lasting import lasting
from protokollparser.errands import Done, Errand, Result, Task, again, bury, carry_out
from protokollparser.isolation import Death, Pool
from protokollparser.shards import Shard, ShardFolder, pack
from protokollparser.shards.spool import drop, place, remains

# A shard is closed when it holds so many contents or bytes, or is so old.
CONTENTS = 512
_BYTES = 32 << 20
_SECONDS = 30.0

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


def extract(
    errands: Sequence[Errand],
    workplace: Workplace,
    task: Task,
    jobs: int,
    heard: Heard,
    rows: Rows | None = None,
) -> Iterator[Shard]:
    """Read files and yield shards of what they say, in the order of the files.

    `heard` is told what became of each as soon as that cannot be lost any more. Shards carry the `rows` of
    their files.
    """
    waiting: list[Done] = []
    size, begun = 0, time.monotonic()
    for done in lasting(results(errands, task, jobs), workplace.spool):
        heard(done)
        waiting.append(done)
        size += done.kept_bytes
        if len(waiting) >= CONTENTS or size >= _BYTES or time.monotonic() - begun > workplace.seconds:
            yield from packed(waiting, workplace, rows or {})
            waiting, size, begun = [], 0, time.monotonic()
    yield from packed(waiting, workplace, rows or {})


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


def packed(done: Sequence[Done], workplace: Workplace, rows: Rows) -> Iterator[Shard]:
    """Yield a shard of what became of some files, if it holds anything, and empty the spool of them."""
    paths = [place(workplace.spool, one.source_id) for one in done if one.source_id]
    found = [rows[one.path] for one in done if one.path in rows]
    if not paths and not found:
        return
    documents = [
        {
            "path": printable(one.path.as_posix()),
            "source_id": one.source_id,
            "status": one.status,
            "code": one.code,
            "message": one.message,
            "seconds": round(one.seconds, 3),
        }
        for one in done
    ]
    shard = pack(paths, found, documents, workplace.versions, workplace.shards)
    drop(paths)
    yield shard


def results(errands: Sequence[Errand], task: Task, jobs: int) -> Iterator[Done]:
    """Yield what became of each file, in the order of the files. Raises what concerns every file.

    Files are read by `jobs` processes, each within its limits (0: in this process, without any).
    """
    work = partial(carry_out, task=task)
    if not errands:
        return
    if jobs < 1:
        for one in errands:
            yield told(work(one, _unheard))
        return

    def seconds(one: Errand) -> float:
        return task.limits.time(one.byte_count)

    with Pool(work, min(jobs, len(errands)), task.limits.memory, waiting=task.limits.waiting) as pool:
        for one, answer in pool.run(errands, seconds, again):
            yield told(bury(one, answer, task) if isinstance(answer, Death) else answer)


def told(result: Result) -> Done:
    """Return what became of a file. Raises the error that concerns every file."""
    if isinstance(result, ProtokollparserError):
        raise result
    return result


def _unheard(_: str) -> None:
    """Hear what step is taken, where nobody asks."""
