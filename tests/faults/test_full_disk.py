"""A disk that is full: one sentence, nothing half-written, and the next run goes on."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from protokollparser import pipeline
from protokollparser.core.errors import StoreError
from protokollparser.core.rules import load
from protokollparser.shards import ShardFolder
from protokollparser.shards.folder import Shard
from protokollparser.store import open_store
from tests.faults.runs import UNRECOGNISED, digests, faults, faults_left, import_plainly, run_in_fork, start

NO_ROOM = 3


def _limit(count: int) -> None:
    """Let no file of this process grow beyond so many bytes, as if the disk were full."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, resource.RLIM_INFINITY))


def import_without_room(folder: Path, database: Path, step: str) -> None:
    """Import a folder where one step finds no room; leave with 3 when that is told in one sentence."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with open_store(database) as store:
        true_add, true_load = ShardFolder.add, store.load

        def add(place: ShardFolder, *given: object) -> Shard:
            _limit(1000)
            return true_add(place, *given)  # type: ignore[arg-type]

        def put(*given: object) -> dict[str, str]:
            _limit(1000)
            return true_load(*given)  # type: ignore[arg-type]

        if step == "spool":
            _limit(40_000)
        elif step == "shards":
            ShardFolder.add = add  # type: ignore[method-assign]
        else:
            store.load = put  # type: ignore[method-assign]
        try:
            pipeline.ingest([folder], store, load(), recognition=UNRECOGNISED)
        except StoreError as error:
            os._exit(NO_ROOM if error.code == "disk" and "\n" not in str(error) else 1)


@pytest.mark.parametrize("step", ["spool", "shards", "database"])
def test_a_full_disk_is_told_and_loses_nothing(
    folder: Path, undisturbed: dict[str, str], tmp_path: Path, step: str
) -> None:
    database = tmp_path / "x.duckdb"
    open_store(database).close()
    assert run_in_fork(import_without_room, folder, database, step) == NO_ROOM
    assert faults(database) == []
    import_plainly(folder, database)
    assert faults(database) == []
    assert digests(database) == undisturbed


def test_a_database_that_finds_no_room_is_told(folder: Path, tmp_path: Path) -> None:
    def limit() -> None:
        _limit(100_000)

    with start(folder, tmp_path / "x.duckdb", "--jobs", "0", before=limit) as process:
        _, told = process.communicate()
    assert process.returncode != 0
    assert "full" in told
    import_plainly(folder, tmp_path / "x.duckdb")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Mount disks of so many KB, or let the one that is mounted grow (Linux, by root only)."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(size: int) -> Path:
        more = "remount," if place.is_mount() else ""
        command = ["mount", "-t", "tmpfs", "-o", f"{more}size={size}k", "tmpfs", str(place)]
        if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
            pytest.skip("no disk can be mounted here")
        return place

    yield mount
    if place.is_mount():
        subprocess.run(["umount", str(place)], check=True)


# Too small for the spool, for the database when it is closed, and for the snapshot beside it.
@pytest.mark.parametrize(("size", "code"), [(300, 5), (4000, 5), (20_000, 0)])
def test_a_disk_that_is_full_indeed(
    folder: Path,
    undisturbed: dict[str, str],
    small_disk: Callable[[int], Path],
    size: int,
    code: int,
) -> None:
    database = small_disk(size) / "x.duckdb"
    with start(folder, database, "--jobs", "0") as process:
        _, told = process.communicate()
    lines = told.splitlines()
    assert process.returncode == code
    assert [line for line in lines if not line.endswith(": läst")][:-1] == []
    assert ("disken är full" in lines[-1]) == bool(code)
    assert faults_left(database) == []
    small_disk(200_000)
    import_plainly(folder, database)
    assert faults(database) == []
    assert digests(database) == undisturbed
