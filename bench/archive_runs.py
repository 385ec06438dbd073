"""One import as a user starts it, with what its processes take while it runs (Linux)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.runs import COMMAND, workers

from protokollparser.isolation import memory_of

_LOOK = 0.25
_TICKS = os.sysconf("SC_CLK_TCK")
_MEGABYTE = 1 << 20


@dataclass
class Run:
    """What one run took: seconds of the clock and of computing, and megabytes held at each look."""

    seconds: float = 0.0
    parent_cpu: float = 0.0
    workers_cpu: float = 0.0
    parent: list[float] = field(default_factory=list)
    worker: list[float] = field(default_factory=list)

    @property
    def parent_most(self) -> float:
        """The most that the parent held."""
        return max(self.parent, default=0.0)

    @property
    def growth(self) -> float:
        """How many times as much the parent held in the last quarter as in the second."""
        quarter = max(1, len(self.parent) // 4)
        early = max(self.parent[quarter : 2 * quarter], default=0.0)
        return max(self.parent[-quarter:], default=0.0) / early if early else 1.0


def run(folder: Path, database: Path, *options: str) -> Run:
    """Import a folder and return what it took. Raises RuntimeError when it fails."""
    command = [*COMMAND, "ingest", str(folder), "--db", str(database), "--ocr", "never", *options]
    found, spent, begun = Run(), dict[int, float](), time.perf_counter()
    with database.with_suffix(".log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        while True:
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            _look(process.pid, found, spent)
            time.sleep(_LOOK)
    found.seconds = time.perf_counter() - begun
    found.parent_cpu = used.ru_utime + used.ru_stime
    found.workers_cpu = sum(spent.values())
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(database.with_suffix(".log").read_text(encoding="utf-8")[-2000:])
    return found


def _look(process: int, found: Run, spent: dict[int, float]) -> None:
    """Note what a run and its workers hold and have computed."""
    found.parent.append(memory_of(process) / _MEGABYTE)
    reading = workers(process)
    found.worker.append(max((memory_of(one) for one in reading), default=0) / _MEGABYTE)
    for one in reading:
        spent[one] = max(spent.get(one, 0.0), _computed(one))


def _computed(process: int) -> float:
    """Return the seconds that a process has computed; 0 when it is gone."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0.0
    fields: Sequence[str] = told.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
