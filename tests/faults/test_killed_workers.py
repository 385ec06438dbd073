"""Workers that are killed from outside, and workers whose parent is: no file suffers for it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.faults.runs import (
    acknowledged,
    digests,
    faults,
    import_plainly,
    names,
    start,
    wait_for_the_end_of,
    workers,
    write,
)  # fmt: skip


@pytest.fixture(scope="module")
def long_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("long") / "in", 4, sections=12)


@pytest.fixture(scope="module")
def expected(long_files: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    database = tmp_path_factory.mktemp("expected") / "x.duckdb"
    import_plainly(long_files, database)
    return digests(database)


def _kill_a_worker(process: subprocess.Popen[str], chance: random.Random) -> bool:
    """Kill one of the workers of a run; False when it ends before it has any."""
    while process.poll() is None:
        if found := workers(process.pid):
            os.kill(chance.choice(found), signal.SIGKILL)
            return True
        time.sleep(0.01)
    return False


def test_killed_workers_cost_nothing(long_files: Path, expected: dict[str, str], tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    chance = random.Random(7)
    with start(long_files, database, "--jobs", "2") as process:
        assert process.stderr is not None
        process.stderr.readline()
        assert _kill_a_worker(process, chance)
        process.stderr.readline()
        _kill_a_worker(process, chance)
        process.communicate()
    assert process.returncode == 0
    assert faults(database) == []
    assert digests(database) == expected


def test_workers_without_a_parent_blame_no_file(
    long_files: Path, expected: dict[str, str], tmp_path: Path
) -> None:
    database = tmp_path / "x.duckdb"
    with start(long_files, database, "--jobs", "2") as process:
        assert process.stderr is not None
        told = [process.stderr.readline()]
        process.kill()
        told += process.stderr.readlines()
    wait_for_the_end_of(process.pid)
    assert acknowledged(told)
    assert faults(database) == []
    outcomes = import_plainly(long_files, database)
    assert {one.code for one in outcomes} == {None}
    assert acknowledged(told) <= names(database)
    assert digests(database) == expected
