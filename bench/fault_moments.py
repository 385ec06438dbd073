"""What a run is at, told while it runs: lines of time and step in a file, for who wants to disturb it."""

from __future__ import annotations

import functools
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent
# A run without any of these is at its beginning or its end.
STARTING, ENDING = "starting", "ending"
# So many contents make a shard here, so that a small archive has several.
_CONTENTS = 4


def beginning(told: Path) -> str:
    """Return what is executed at the beginning of a run, so that it tells its steps in a file."""
    found = f"import sys; sys.path.insert(0, {str(_ROOT)!r})"
    return f"{found}; from bench.fault_moments import tell; tell({str(told)!r})"


def by_others() -> str:
    """Return what is executed at the beginning of a run, so that it reads as another program."""
    found = "import protokollparser.importing as p; true = p.stage_hashes"
    return f"{found}; p.stage_hashes = lambda rules: {{**true(rules), 'parse': 'another'}}"


def tell(path: str) -> None:
    """Let this process write to a file what it is at, from now on."""
    from protokollparser import extraction
    from protokollparser.engines import local
    from protokollparser.shards import ShardFolder
    from protokollparser.store import Store

    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    now = [STARTING]

    def say(step: str) -> None:
        now[0] = step
        os.write(file, f"{time.time():.4f} {step}\n".encode())

    def within(owner: Any, name: str, step: str) -> None:
        true = getattr(owner, name)

        @functools.wraps(true)
        def call(*given: Any, **named: Any) -> Any:
            before = now[0]
            say(step)
            found = true(*given, **named)
            say(ENDING if step == "closing" else before if before != STARTING else "reading")
            return found

        setattr(owner, name, call)

    local.CONTENTS = _CONTENTS
    within(Store, "register", "registering")
    within(local, "pack", "packing")
    within(extraction, "pack", "packing")
    within(local, "drop", "emptying the spool")
    within(ShardFolder, "fetch", "fetching")
    within(Store, "load", "loading")
    within(ShardFolder, "drop", "erasing a shard")
    within(Store, "settle", "settling")
    within(Store, "publish", "publishing")
    within(Store, "close", "closing")
    say(STARTING)
    del sys.path[0]


@dataclass(frozen=True)
class Moment:
    """A moment of a run: so many seconds after it begins a step for the so-manieth time (from 0)."""

    step: str
    turn: int
    seconds: float


def steps(told: Path) -> dict[str, list[float]]:
    """Return how long each step took in an undisturbed run, each time, in seconds."""
    lines = list(_lines(told))
    found: dict[str, list[float]] = {}
    for (time_, step), (after, _) in zip(lines, [*lines[1:], (told.stat().st_mtime, ENDING)], strict=True):
        found.setdefault(step, []).append(after - time_)
    return found


def wait_for(moment: Moment, told: Path, is_over: Callable[[], bool]) -> bool:
    """Return at a moment of the run that tells its steps in a file; False when it is over before."""
    begun, size = list[float](), -1
    while True:
        # Looked at a thousand times a second, and read only when there is more of it.
        if told.exists() and told.stat().st_size != size:
            size = told.stat().st_size
            begun = [time_ for time_, step in _lines(told) if step == moment.step]
        if len(begun) > moment.turn:
            time.sleep(max(0.0, begun[moment.turn] + moment.seconds - time.time()))
            return not is_over()
        if is_over():
            return False
        time.sleep(0.001)


def at(told: Path) -> str:
    """Return what a run was at when it ended."""
    return ([STARTING] + [step for _, step in _lines(told)])[-1]


def _lines(told: Path) -> Iterator[tuple[float, str]]:
    """Yield the lines that are written so far."""
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            time_, _, step = line.partition(" ")
            yield float(time_), step
