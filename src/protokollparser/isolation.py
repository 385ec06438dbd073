"""Work on files in processes of their own, so that a crash, hang or bomb costs one file (decision 0009).

Each worker has a pipe of its own: one that dies in the middle of an answer breaks nobody else's. The
workers come from a fork server, which has loaded the program and never opens a database.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

from protokollparser.core.frugal import without_data_frames

if sys.platform != "win32":
    import resource
    from multiprocessing import forkserver

_LOG = logging.getLogger(__name__)
Task = TypeVar("Task")
Answer = TypeVar("Answer")
# A worker tells the steps it takes; what it did last is known when it dies.
Work = Callable[[Task, Callable[[str], None]], Answer]

# What processes that read files need.
PRELOADED = ("protokollparser.stages", "protokollparser.errands", "protokollparser.parse.prose.entities")
# How often memory is looked at, and how many answers may wait for the one whose turn it is, per worker.
_LOOK = 0.1
_AHEAD = 4
_START_SECONDS = 120.0
_STARTS = 3
# How often a task is begun again whose worker was ended from outside.
_AGAIN = 2
# How somebody else ends a worker: a system short of memory, a scheduler of jobs that ends them all.
_OTHERS = frozenset({-signal.SIGKILL, -signal.SIGTERM}) if sys.platform != "win32" else frozenset()
# Room for what is mapped but not yet touched when the limit is set.
_MARGIN = 64 << 20
# From this size on, pieces of an answer are sent apart.
_LARGE = 1 << 16
# A worker that holds this much more than at its start, in shares of its limit, is replaced.
_GROWN = 0.25
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True, slots=True)
class Death:
    """A worker ended over a task: `code` is crashed, time_limit or memory_limit, `step` what it did last."""

    code: str
    step: str


@dataclass(slots=True)
class _Worker(Generic[Task]):
    """One process, the task it works on, and when it will be ended."""

    process: BaseProcess
    pipe: connection.Connection
    deadline: float
    number: int | None = None
    task: Task | None = None
    ready: bool = False
    step: str = ""
    most_memory: int = 0
    ended: str | None = None


def prepare(modules: Iterable[str]) -> None:
    """Start the fork server, which loads `modules` while the caller goes on."""
    if sys.platform != "win32":
        _context().set_forkserver_preload(list(modules))
        forkserver.ensure_running()


def available_cores() -> int:
    """Return how many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool(Generic[Task, Answer]):
    """Workers that carry out `work(task, step)`, at most `size` at once, each within `memory` bytes.

    Use it in a `with` block, at the end of which no worker is left.
    """

    def __init__(self, work: Work[Task, Answer], size: int, memory: int, *, waiting: float = 5.0) -> None:
        self._work = work
        # No file asks for no worker, and a pool of none would wait for one for ever.
        self._size = max(size, 1)
        self._memory = memory
        self._waiting = waiting
        self._workers: list[_Worker[Task]] = []
        self._failed_starts = 0
        self._looked = 0.0
        self._lost: Counter[int] = Counter()

    def __enter__(self) -> Pool[Task, Answer]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def run(
        self,
        tasks: Iterable[Task],
        seconds: Callable[[Task], float],
        again: Callable[[Task, Death], Task | None],
        *,
        in_order: bool = True,
    ) -> Iterator[tuple[Task, Answer | Death]]:
        """Yield each task with its answer, in the order of the tasks, or as they come unless `in_order`.

        `seconds` says how much computing a task may take. `again` is asked what to do in place of a task
        that ended its worker; None means that the death is the answer. Tasks are taken when they can be
        begun soon: which one follows may depend on the answers so far.
        """
        given = enumerate(tasks)
        waiting: deque[tuple[int, Task]] = deque()
        done: dict[int, tuple[Task, Answer | Death]] = {}
        turn, taken, exhausted = 0, 0, False
        self._lost.clear()
        while True:
            while not exhausted and len(waiting) < self._size and taken - turn < _AHEAD * self._size:
                following = next(given, None)
                exhausted = following is None
                if following is not None:
                    waiting.append(following)
                    taken += 1
            self._hand_out(waiting, seconds)
            if (upcoming := turn if in_order else next(iter(done), turn)) in done:
                yield done.pop(upcoming)
                turn += 1
            elif exhausted and turn == taken:
                return
            longest = 0.0 if turn in done or (done and not in_order) else _LOOK
            for number, task, answer in self._listen(waiting, longest):
                other = again(task, answer) if isinstance(answer, Death) else None
                if other is None:
                    done[number] = (task, answer)
                else:
                    waiting.appendleft((number, other))

    def _hand_out(self, waiting: deque[tuple[int, Task]], seconds: Callable[[Task], float]) -> None:
        """Give waiting tasks to idle workers, and start workers for those that find none."""
        idle = [worker for worker in self._workers if worker.ready and worker.number is None]
        for worker in idle[: len(waiting)]:
            number, task = waiting.popleft()
            allowed = seconds(task)
            worker.number, worker.task, worker.step = number, task, ""
            worker.deadline = time.monotonic() + self._waiting * allowed
            with contextlib.suppress(OSError):
                worker.pipe.send((task, allowed))
        starting = sum(not worker.ready for worker in self._workers)
        for _ in range(min(len(waiting) - starting, self._size - len(self._workers))):
            self._workers.append(self._start())

    def _start(self) -> _Worker[Task]:
        """Start a worker."""
        here, there = _context().Pipe()
        process = _context().Process(  # type: ignore[attr-defined]
            target=_serve, args=(there, self._work, self._memory), daemon=True
        )
        process.start()
        there.close()
        return _Worker(process, here, time.monotonic() + _START_SECONDS)

    def _listen(
        self, waiting: deque[tuple[int, Task]], longest: float
    ) -> Iterator[tuple[int, Task, Answer | Death]]:
        """Yield the answers that have come, and the deaths of workers; wait for some at most so long."""
        self._watch()
        ready = connection.wait([worker.pipe for worker in self._workers], longest) if self._workers else []
        for worker in [worker for worker in self._workers if worker.pipe in ready]:
            try:
                yield from self._hear(worker, *_heard(worker.pipe))
            except (EOFError, OSError):
                yield from self._bury(worker, waiting)

    def _hear(
        self, worker: _Worker[Task], word: str, told: Any
    ) -> Iterator[tuple[int, Task, Answer | Death]]:
        """Take in what a worker says."""
        if word == "ready":
            worker.ready = True
        elif word == "step":
            worker.step, self._failed_starts = told, 0
        elif worker.number is not None and worker.task is not None:
            answer = Death("memory_limit", worker.step) if word == "memory" else told
            yield worker.number, worker.task, answer
            worker.number = worker.task = None
            if word != "answer":
                self._dismiss(worker)

    def _bury(
        self, worker: _Worker[Task], waiting: deque[tuple[int, Task]]
    ) -> Iterator[tuple[int, Task, Answer | Death]]:
        """Take a worker that is gone off the list, and tell what its task died of.

        A worker that had not begun, or was ended from outside, gives its task back.
        """
        self._dismiss(worker)
        _LOG.info("a worker ended with %s in %s", worker.process.exitcode, worker.step)
        if not worker.step:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise RuntimeError("processes for reading end before they begin; read with --jobs 0")
        if worker.number is not None and worker.task is not None:
            if worker.step and not self._is_innocent(worker, worker.number):
                yield worker.number, worker.task, Death(self._cause(worker), worker.step)
            else:
                waiting.appendleft((worker.number, worker.task))

    def _is_innocent(self, worker: _Worker[Task], number: int) -> bool:
        """True when a worker was ended by somebody else, as by a system short of memory; not for ever."""
        if sys.platform == "win32" or worker.ended or worker.process.exitcode not in _OTHERS:
            return False
        self._lost[number] += 1
        return self._lost[number] <= _AGAIN

    def _dismiss(self, worker: _Worker[Task]) -> None:
        """End a worker, if it has not ended, and take it off the list."""
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()

    def _cause(self, worker: _Worker[Task]) -> str:
        """Return what a worker died of."""
        if worker.ended:
            return worker.ended
        if sys.platform != "win32" and worker.process.exitcode == -signal.SIGXCPU:
            return "time_limit"
        # A library that gets no memory ends the process by a signal of its own.
        return "memory_limit" if worker.most_memory > self._memory // 2 else "crashed"

    def _watch(self) -> None:
        """End the workers whose time is up or whose memory is too much."""
        now = time.monotonic()
        if now < self._looked + _LOOK:
            return
        self._looked = now
        for worker in self._workers:
            worker.most_memory = max(worker.most_memory, memory_of(worker.process.pid))
            if worker.most_memory > self._memory:
                worker.ended = worker.ended or "memory_limit"
            elif now > worker.deadline and (worker.number is not None or not worker.ready):
                worker.ended = worker.ended or "time_limit"
            if worker.ended:
                worker.process.kill()


def memory_of(process: int | None) -> int:
    """Return how many bytes of memory a process holds; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * _PAGE


def _context() -> BaseContext:
    """Return how processes are started here."""
    known = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")


def _serve(pipe: connection.Connection, work: Work[Any, Any], memory: int) -> None:
    """Carry out tasks until the pipe closes or too much memory is held: the life of a worker.

    It says ready, the steps of each task, and the answer; the last one when it wants to be replaced.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not os.environ.get("PROTOKOLLPARSER_DEBUG"):
        _silence()
    _cap_memory(memory)
    most = memory_of(os.getpid()) + _GROWN * memory
    word = "ready"
    with without_data_frames(), contextlib.suppress(EOFError, OSError):
        _say(pipe, word)
        while word in {"ready", "answer"}:
            task, seconds = pipe.recv()
            _cap_time(seconds)
            try:
                answer = work(task, lambda step: _say_step(pipe, step))
                word = "answer" if memory_of(os.getpid()) < most else "last"
                _say(pipe, word, answer)
            except MemoryError:
                word = "memory"
                _say(pipe, word)


def _say_step(pipe: connection.Connection, step: str) -> None:
    """Say what step is taken, and leave when nobody listens any more: the file is not to blame for that."""
    try:
        _say(pipe, "step", step)
    except OSError:
        raise SystemExit from None


def _say(pipe: connection.Connection, word: str, told: object = None) -> None:
    """Send a word and what it tells; large pieces of memory go as they lie: copies take as much."""
    apart: list[pickle.PickleBuffer] = []

    def is_small(piece: pickle.PickleBuffer) -> bool:
        if piece.raw().nbytes < _LARGE:
            return True
        apart.append(piece)
        return False

    said = pickle.dumps((word, told), protocol=5, buffer_callback=is_small)
    pipe.send(len(apart))
    pipe.send_bytes(said)
    for piece in apart:
        pipe.send_bytes(piece.raw())


def _heard(pipe: connection.Connection) -> tuple[str, Any]:
    """Return a word and what it tells. Raises EOFError or OSError when the worker is gone."""
    count = pipe.recv()
    said = pipe.recv_bytes()
    word, told = pickle.loads(said, buffers=[pipe.recv_bytes() for _ in range(count)])
    return word, told


def _silence() -> None:
    """Send to nowhere what libraries print: aborts, warnings, progress."""
    sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _cap_memory(memory: int) -> None:
    """Let this process map so much more that it cannot hold more than `memory`."""
    if sys.platform != "linux":
        return
    mapped = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * _PAGE
    _lower(resource.RLIMIT_AS, mapped + memory - memory_of(os.getpid()) - _MARGIN)
    _lower(resource.RLIMIT_CORE, 0)


def _cap_time(seconds: float) -> None:
    """Let this process compute for some seconds more."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 1)


if sys.platform != "win32":

    def _lower(kind: int, limit: int) -> None:
        """Set a limit, as far as the one set from outside allows; it can be raised again."""
        _, most = resource.getrlimit(kind)
        resource.setrlimit(kind, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))
