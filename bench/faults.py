"""Imports killed at random moments: `python -m bench.faults` kills workers, parents and loaders.

After each kill the store is opened and looked through, the run is begun again, and its exports are compared
with those of a run that nobody disturbed. Nothing of which a run said that it was read may be missing then.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults.runs import (
    acknowledged,
    digests,
    faults,
    names,
    start,
    wait_for_the_end_of,
    workers,
    write,
)

_FILES, _SECTIONS = 24, 3
_SEED = 7
Disturb = Callable[[int, float], None]


@dataclass(frozen=True)
class Bench:
    """The files that are imported, what they give undisturbed, and how long that takes in seconds."""

    folder: Path
    expected: dict[str, str]
    seconds: float
    scratch: Path


def prepared(scratch: Path) -> Bench:
    """Write files and import them undisturbed."""
    folder = write(scratch / "in", _FILES, sections=_SECTIONS)
    database = scratch / "undisturbed" / "x.duckdb"
    database.parent.mkdir()
    begun = time.monotonic()
    _finish(folder, database)
    return Bench(folder, digests(database), time.monotonic() - begun, scratch)


def _finish(folder: Path, database: Path) -> None:
    """Import a folder with two workers to its end. Raises RuntimeError."""
    with start(folder, database, "--jobs", "2") as process:
        _, told = process.communicate()
    if process.returncode:
        raise RuntimeError(told[-2000:])


def _kill_parent(process: int, _: float) -> None:
    os.kill(process, signal.SIGKILL)


def _kill_worker(process: int, chance: float) -> None:
    found = workers(process)
    if found:
        os.kill(found[int(chance * len(found))], signal.SIGKILL)


def disturbed(bench: Bench, database: Path, moment: float, chance: float, disturb: Disturb) -> list[str]:
    """Import with something disturbing it after some seconds, go on, and return what is wrong then."""
    with start(bench.folder, database, "--jobs", "2") as process:
        time.sleep(moment)
        if process.poll() is None:
            disturb(process.pid, chance)
        _, told = process.communicate()
    wait_for_the_end_of(process.pid)
    wrong = faults(database) if database.exists() else []
    _finish(bench.folder, database)
    lost = acknowledged(told.splitlines()) - names(database)
    wrong += [f"{name}: was read, and is lost" for name in sorted(lost)]
    found = digests(database)
    return wrong + [f"{name}: differs" for name in bench.expected if found.get(name) != bench.expected[name]]


def loader(bench: Bench) -> tuple[Path, float]:
    """Return a folder with shards that wait to be loaded, and the seconds in which they are."""
    folder = bench.scratch / "shards"
    database = folder / "x.duckdb"
    folder.mkdir()
    hold = "import protokollparser.store.loading as l, os; l.load_shard = lambda *_: os._exit(9)"
    with start(bench.folder, database, "--jobs", "2", begin=hold) as process:
        process.communicate()
    if not list(folder.glob("*.work/shards/*/manifest.json")):
        raise RuntimeError("no shard waits to be loaded")
    copy = shutil.copytree(folder, bench.scratch / "loaded")
    begun = time.monotonic()
    _finish(bench.folder, copy / "x.duckdb")
    return folder, time.monotonic() - begun


def rounds(bench: Bench, victim: str, count: int, chance: random.Random) -> int:
    """Disturb so many runs, print what is wrong, and return in how many something is."""
    disturb = _kill_worker if victim == "worker" else _kill_parent
    waiting, seconds = loader(bench) if victim == "loader" else (None, bench.seconds)
    bad = 0
    for number in range(count):
        folder = bench.scratch / f"{victim}-{number}"
        shutil.copytree(waiting, folder) if waiting else folder.mkdir()
        moment = chance.uniform(0.1, 1.0) * seconds
        wrong = disturbed(bench, folder / "x.duckdb", moment, chance.random(), disturb)
        bad += bool(wrong)
        print(
            f"{victim} {number + 1}/{count} after {moment:.2f} s: {'; '.join(wrong) or 'whole'}", flush=True
        )
        shutil.rmtree(folder)
    return bad


def main() -> None:
    """Disturb runs and exit with 1 when one of them was not whole in the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--victims", nargs="+", default=["worker", "parent", "loader"])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        bench, chance = prepared(Path(scratch)), random.Random(_SEED)
        bad = {victim: rounds(bench, victim, given.count, chance) for victim in given.victims}
    for victim, count in bad.items():
        print(f"{victim}: {given.count - count} of {given.count} runs whole")
    sys.exit(any(bad.values()))


if __name__ == "__main__":
    main()
