"""A run that is killed loses nothing, whatever it was at: the next one goes on, and the store is the same."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fsspec.implementations.local as local_files
import pytest

from protokollparser import pipeline
from protokollparser.core.rules import load
from protokollparser.engines import local
from protokollparser.shards import ShardFolder
from protokollparser.store import loading, open_store, settling
from tests.faults.runs import UNRECOGNISED, digests, faults, import_plainly, run_in_fork

# Where the process ends: what is called there, and whether before or after it.
MOMENTS: dict[str, tuple[Any, str, str]] = {
    "before anything is read": (local, "extract", "before"),
    "before a shard is written": (local, "pack", "before"),
    "before a shard has its manifest": (local_files.LocalFileSystem, "mv", "before"),
    "before the spool is emptied": (local, "drop", "before"),
    "within a load transaction": (loading, "load", "after"),
    "after a load transaction": (ShardFolder, "drop", "before"),
    "when all is loaded": (settling, "gather_all", "before"),
    "while documents are brought together": (settling, "relink_people", "after"),
}


def die(folder: Path, database: Path, moment: str) -> None:
    """Import a folder, and end at a moment as by kill -9."""
    owner, name, when = MOMENTS[moment]
    true = getattr(owner, name)

    def end(*given: Any, **named: Any) -> None:
        if when == "after":
            true(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    with open_store(database) as store:
        # Registering loads rows, too: what is meant is the loading of a shard.
        loader = loading.load_shard if owner is loading else None
        if loader is None:
            setattr(owner, name, end)
        else:
            loading.load_shard = _arming(loader, lambda: setattr(loading, name, end))  # type: ignore[assignment]
        pipeline.ingest([folder], store, load(), recognition=UNRECOGNISED)


def _arming(true: Callable[..., Any], arm: Callable[[], None]) -> Callable[..., Any]:
    def armed(*given: Any, **named: Any) -> Any:
        arm()
        return true(*given, **named)

    return armed


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_run_loses_nothing(
    folder: Path, undisturbed: dict[str, str], tmp_path: Path, moment: str
) -> None:
    database = tmp_path / "x.duckdb"
    assert run_in_fork(die, folder, database, moment) == -signal.SIGKILL
    assert faults(database) == []
    import_plainly(folder, database)
    assert faults(database) == []
    assert digests(database) == undisturbed
    assert not list((tmp_path / "x.duckdb.work").glob("*/*"))


def test_a_run_may_be_killed_again_and_again(
    folder: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    database = tmp_path / "x.duckdb"
    for moment in MOMENTS:
        assert run_in_fork(die, folder, database, moment) == -signal.SIGKILL
    import_plainly(folder, database)
    assert digests(database) == undisturbed


@pytest.mark.parametrize("name", ["manifest.json", "source.parquet", "page.parquet"])
def test_a_shard_torn_by_a_power_cut_is_read_again(
    folder: Path, undisturbed: dict[str, str], tmp_path: Path, name: str
) -> None:
    database = tmp_path / "x.duckdb"
    run_in_fork(die, folder, database, "within a load transaction")
    (torn,) = (tmp_path / "x.duckdb.work" / "shards").glob(f"*/{name}")
    torn.write_bytes(torn.read_bytes()[:100])
    import_plainly(folder, database)
    assert digests(database) == undisturbed
