"""Imports ended at random moments: `python -m bench.faults` kills workers, parents and loaders.

Parents are also sent Ctrl-C and SIGTERM. Moments are spread over all steps of a run (starting, reading,
packing, loading, settling, publishing): each round takes a step, and a random moment within it. Then
the database is looked through as `db verify` does it, the run is begun again, and its exports compared with
those of a run that nobody disturbed. Nothing of which a run said that it was read may be missing then.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.runs import (
    acknowledged,
    digests,
    faults,
    faults_left,
    finish,
    names,
    run_in_fork,
    start_command,
    wait_for_the_end_of,
    workers,
    write,
)

from bench.fault_moments import ENDING, STARTING, Moment, at, beginning, by_others, steps, wait_for
from protokollparser import isolation

_FILES, _SECTIONS = 12, 2
# A run that is disturbed has workers; the one that goes on needs none.
_JOBS = {"ingest": (("--jobs", "2"), ("--jobs", "0"))}
_SEED = 7
# A worker; an import into a new database, and one that replaces all that is stored; a `load`.
VICTIMS = ("worker", "parent", "again", "loader", "ctrl-c", "ended")
# What is sent, and how a run ends that hears it.
_SENT = {"ctrl-c": (signal.SIGINT, 130), "ended": (signal.SIGTERM, 143)}


@dataclass(frozen=True)
class Bench:
    """What is run, in which folder it begins, what it gives undisturbed, and how long its steps take."""

    words: tuple[str, ...]
    waiting: Path
    expected: dict[str, str]
    steps: dict[str, list[float]]


@dataclass(frozen=True)
class Round:
    """What a run was at when it was disturbed, how many files it had acknowledged, and what is wrong."""

    step: str
    told: int
    wrong: tuple[str, ...]


def prepared(scratch: Path, victim: str) -> Bench:
    """Make what is there when a run begins, and run it once undisturbed. Raises RuntimeError."""
    folder = scratch / "in"
    if not folder.exists():
        write(folder, _FILES, sections=_SECTIONS)
    waiting, whole = scratch / f"{victim}-waiting", scratch / f"{victim}-whole"
    waiting.mkdir()
    words: tuple[str, ...] = ("ingest", str(folder), "--db", "x.duckdb", "--ocr", "never")
    if victim == "again":
        _undisturbed(words, waiting, by_others())
    if victim == "loader":
        _undisturbed(("extract", str(folder), "--out", "out", "--ocr", "never", "--jobs", "0"), waiting)
        words = ("load", "out", "--db", "x.duckdb")
    shutil.copytree(waiting, whole)
    _undisturbed(words, whole)
    return Bench(words, waiting, digests(whole / "x.duckdb"), steps(whole / "steps"))


def _undisturbed(words: Sequence[str], folder: Path, begin: str = "0") -> None:
    """Run a command in a folder to its end. Raises RuntimeError."""
    with _started(words, folder, begin) as process:
        _, told = process.communicate()
    if process.returncode:
        raise RuntimeError(told[-2000:])


def _started(words: Sequence[str], folder: Path, begin: str = "0") -> subprocess.Popen[str]:
    """Start a command in a folder, where it tells its steps."""
    more, _ = _JOBS.get(words[0], ((), ()))
    (folder / "steps").unlink(missing_ok=True)
    return start_command((*words, *more), folder, begin=f"{beginning(folder / 'steps')}; {begin}")


def moments(bench: Bench, victim: str, count: int, chance: random.Random) -> list[Moment]:
    """Return random moments, one step after the other; workers live while files are read."""
    found = ["reading"] if victim == "worker" else sorted(bench.steps)
    made = []
    for number in range(count):
        step = found[number % len(found)]
        turn = chance.randrange(len(bench.steps[step]))
        made.append(Moment(step, turn, chance.uniform(0.0, bench.steps[step][turn])))
    return made


def disturbed(bench: Bench, folder: Path, moment: Moment, victim: str, chance: random.Random) -> Round:
    """Run with a process killed at a moment, go on, and return what is wrong then."""
    with _started(bench.words, folder) as process:
        killed = wait_for(moment, folder / "steps", lambda: process.poll() is not None)
        step = at(folder / "steps") if killed else "over"
        if killed:
            _kill(process.pid, victim, chance)
        _, told = process.communicate()
    wait_for_the_end_of(process.pid)
    database = folder / "x.duckdb"
    wrong = faults_left(database)
    if victim == "worker" and process.returncode:
        wrong.append(f"a worker that is killed ends the run: {told[-300:]}")
    if victim in _SENT:
        wrong += _told_badly(process.returncode, told, _SENT[victim], step)
    lines = acknowledged(told.splitlines())
    _, more = _JOBS.get(bench.words[0], ((), ()))
    if run_in_fork(finish, (*bench.words, *more), folder):
        wrong.append("the next run does not come to its end")
    wrong += [f"{name}: was read, and is lost" for name in sorted(lines - names(database))]
    found = digests(database)
    wrong += [f"{name}: differs" for name in bench.expected if found.get(name) != bench.expected[name]]
    return Round(step, len(lines), (*wrong, *faults(database)))


def _told_badly(code: int, told: str, sent: tuple[signal.Signals, int], step: str) -> Iterator[str]:
    """Yield how a run ended that was asked to end, where that is not right.

    Before it listens the system ends it, and so where its work is done and it only leaves: a shell tells both
    as 128 and the signal's number.
    """
    if code not in {0, sent[1]} and not (step in {STARTING, ENDING} and code in {-sent[0], 130}):
        yield f"ended with {code}: {told[-300:]}"
    if "Traceback" in told and step != STARTING:
        yield f"ended with a trace: {told[-300:]}"


def _kill(process: int, victim: str, chance: random.Random) -> None:
    """Kill a process that reads files, or end the one that was started."""
    found = workers(process) if victim == "worker" else [process]
    if found:
        sent, _ = _SENT.get(victim, (signal.SIGKILL, 0))
        os.kill(chance.choice(found), sent)


def rounds(bench: Bench, scratch: Path, victim: str, count: int, chance: random.Random) -> list[Round]:
    """Disturb so many runs and print what is wrong with each."""
    found = []
    for number, moment in enumerate(moments(bench, victim, count, chance), 1):
        folder = scratch / f"{victim}-{number}"
        shutil.copytree(bench.waiting, folder)
        one = disturbed(bench, folder, moment, victim, chance)
        found.append(one)
        told = f"{one.told} acknowledged, {'; '.join(one.wrong) or 'whole'}"
        print(f"{victim} {number}/{count} {one.step} ({moment.step}): {told}", flush=True)
        shutil.rmtree(folder)
    return found


def main() -> None:
    """Disturb runs and exit with 1 when one of them was not whole in the end."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--victims", nargs="+", default=VICTIMS, choices=VICTIMS)
    given = parser.parse_args()
    isolation.prepare(["protokollparser.extraction", "protokollparser.pipeline"])
    bad = 0
    for victim in given.victims:
        begun, chance = time.monotonic(), random.Random(given.seed)
        with tempfile.TemporaryDirectory() as folder:
            scratch = Path(folder)
            found = rounds(prepared(scratch, victim), scratch, victim, given.count, chance)
        whole = sum(not one.wrong for one in found)
        bad += len(found) - whole
        hit = Counter(one.step for one in found)
        at_ = ", ".join(f"{step} {count}" for step, count in sorted(hit.items()))
        seconds = time.monotonic() - begun
        print(f"{victim}: {whole} of {len(found)} runs whole in {seconds:.0f} s, seed {given.seed}; {at_}")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
