"""Reading on a cluster: batches of files as tasks of dask.distributed, isolated as on one machine.

A task reads its files in a process of their own, writes a shard at a place that all machines see, and sends
back its manifest and what became of each file; the client never holds what files say.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from protokollparser.accession.archives import Member
from protokollparser.core.errors import UsageError
from protokollparser.engines.local import Batch, Heard, Rows, Workplace, packed, told
from protokollparser.engines.local import extract as extract_here
from protokollparser.errands import Done, Errand, Task, bury
from protokollparser.isolation import Death
from protokollparser.making import stage_hashes
from protokollparser.shards import Shard, ShardFolder

# A task ends when it has read so many files or bytes: what is lost with a machine, and a shard of some size.
FILES = 128
_BYTES = 32 << 20
# Tasks that wait at each process, so that none is idle and the scheduler holds few.
_AHEAD = 2
_SECONDS = 30
# A shared disk that fails for a moment is asked again so often.
_RETRIES = 2


@dataclass(frozen=True)
class _Batch:
    """Files that are read by one task; `alone` when nothing else is read meanwhile."""

    errands: tuple[Errand, ...]
    alone: bool = False


def extract(
    errands: Sequence[Errand],
    workplace: Workplace,
    task: Task,
    address: str,
    heard: Heard,
    rows: Rows,
    *,
    files: int = FILES,
) -> Iterator[Shard]:
    """Read files by the workers of the scheduler at `address`, and yield shards in the order they are done.

    `heard` is told what became of each file when its shard is written. Raises UsageError when dask is not
    installed, the scheduler cannot be reached, or workers have another version of this program.
    """
    if not errands:
        return
    with _client(address) as client:
        waiting = deque(_batches(errands, files))
        suspects: deque[_Batch] = deque()
        under_way: dict[Any, _Batch] = {}
        while waiting or suspects or under_way:
            _submit(client, under_way, waiting, suspects, workplace, task, rows)
            for future, batch in _finished(under_way):
                answer = _answer(future)
                if answer is None:
                    answer = _divide(batch, waiting, suspects, workplace, task, rows)
                done, shards = answer
                given = {Path(os.path.abspath(one.path)): one.path for one in batch.errands}
                for one in done:
                    heard(replace(one, path=given[Path(os.path.abspath(one.path))]))
                yield from shards


def read_batch(
    errands: Sequence[Errand], task: Task, place: str, rows: Rows
) -> tuple[list[Done], list[Shard]]:
    """Read some files on a worker, and return what became of each and the shard they are in.

    Raises UsageError when the worker's program would read them otherwise than the client's.
    """
    if stage_hashes(task.rules) != task.stages:
        message = "the workers run another version of protokollparser; install the same on all machines"
        raise UsageError(message, "other_program")
    # Workers of dask count as daemons, which may have no processes of their own; these end with their pipe.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    done: list[Done] = []
    with tempfile.TemporaryDirectory() as folder:
        spool = Path(folder)
        workplace = Workplace(spool, ShardFolder(place), task.stages, math.inf)
        return done, list(extract_here(errands, workplace, replace(task, spool=spool), 1, done.append, rows))


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """Give a connection to a scheduler. Raises UsageError when there is none."""
    try:
        from distributed import Client
    except ImportError as error:
        message = "dask is not installed; install it with pip install protokollparser[dask]"
        raise UsageError(message, "no_dask") from error
    try:
        client = Client(address, timeout=_SECONDS)
    except (OSError, ValueError) as error:
        message = f"{address}: no scheduler answers here; start one, or give its address with --scheduler"
        raise UsageError(message, "no_scheduler", address=address) from error
    with client:
        yield client


def _batches(errands: Sequence[Errand], files: int) -> Iterator[_Batch]:
    """Yield files in batches of so many, or so many bytes."""
    batch: list[Errand] = []
    for one in errands:
        batch.append(one)
        if len(batch) >= files or sum(one.byte_count for one in batch) >= _BYTES:
            yield _Batch(tuple(batch))
            batch = []
    if batch:
        yield _Batch(tuple(batch))


def _submit(
    client: Any,
    under_way: dict[Any, _Batch],
    waiting: deque[_Batch],
    suspects: deque[_Batch],
    workplace: Workplace,
    task: Task,
    rows: Rows,
) -> None:
    """Send as many batches as the workers can take; a suspect only when nothing else is under way."""
    most = _AHEAD * max(1, sum(client.nthreads().values()))
    while (waiting and len(under_way) < most) or (suspects and not under_way):
        batch = waiting.popleft() if waiting else suspects.popleft()
        work = _sent(batch, task, workplace, rows)
        future = client.submit(read_batch, *work, pure=False, retries=_RETRIES)
        under_way[future] = batch


def _sent(
    batch: _Batch, task: Task, workplace: Workplace, rows: Rows
) -> tuple[tuple[Errand, ...], Task, str, Rows]:
    """Return a batch as `read_batch` takes it: with places that are the same in every folder."""
    places = {one.path: Path(os.path.abspath(one.path)) for one in batch.errands}
    errands = tuple(replace(one, path=places[one.path], member=_placed(one.member)) for one in batch.errands)
    task = replace(task, metadata=task.metadata.at(places) if task.metadata else None)
    shards = workplace.shards.local or workplace.shards.place
    return errands, task, str(shards), {places[file]: rows[file] for file in places if file in rows}


def _placed(member: Member | None) -> Member | None:
    """Return a member of an archive with the place of its archive."""
    return member and replace(member, archive=Path(os.path.abspath(member.archive)))


def _finished(under_way: dict[Any, _Batch]) -> Iterator[tuple[Any, _Batch]]:
    """Wait until some tasks have ended, and yield them."""
    from distributed import wait

    for future in wait(list(under_way), return_when="FIRST_COMPLETED").done:
        yield future, under_way.pop(future)


def _answer(future: Any) -> tuple[list[Done], list[Shard]] | None:
    """Return what a task tells; None when it ended its workers, as often as the scheduler lets it."""
    from distributed import CancelledError, KilledWorker

    try:
        answer: tuple[list[Done], list[Shard]] = future.result()
    except KilledWorker:
        return None
    except CancelledError as error:
        message = "the scheduler has forgotten what it was asked; run the same command again to go on"
        raise UsageError(message, "scheduler_lost") from error
    except ImportError as error:
        message = "the workers have no protokollparser; install the same version on all machines"
        raise UsageError(message, "other_program") from error
    return answer


def _divide(
    batch: _Batch,
    waiting: deque[_Batch],
    suspects: deque[_Batch],
    workplace: Workplace,
    task: Task,
    rows: Rows,
) -> tuple[list[Done], list[Shard]]:
    """Send the files of a batch whose workers died each by itself, then with nothing else at work.

    One whose workers die then too is kept as a file that cannot be read: it does not go round for ever.
    """
    if len(batch.errands) > 1:
        waiting.extend(_Batch((one,)) for one in batch.errands)
    elif not batch.alone:
        suspects.append(replace(batch, alone=True))
    else:
        done = [told(bury(one, Death("crashed", "worker"), task)) for one in batch.errands]
        return done, packed(Batch(tuple(done), rows), workplace)
    return [], []
