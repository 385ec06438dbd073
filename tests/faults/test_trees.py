"""Folders that cannot be entered, files that grow, imports at the same time, and clocks that jump."""

from __future__ import annotations

import ctypes
import datetime
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from protokollparser import importing, pipeline
from protokollparser.core.rules import load
from protokollparser.store import open_store
from tests.faults.runs import (
    UNRECOGNISED,
    acknowledged,
    digests,
    faults,
    import_plainly,
    names,
    run_in_fork,
    start,
    write,
)  # fmt: skip

_DROP, _RIGHTS_OVER_FILES = 24, (1, 2)


def _obey() -> None:
    """Give up the right to read all files, which root has."""
    for right in _RIGHTS_OVER_FILES:
        ctypes.CDLL(None).prctl(_DROP, right, 0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="rights of root are given up as Linux does it")
def test_what_may_not_be_read_is_told_and_read_when_it_may(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 3)
    write(folder / "closed", 2)
    (folder / "0001.txt").chmod(0)
    (folder / "closed").chmod(0)
    database = tmp_path / "x.duckdb"
    try:
        with start(folder, database, "--jobs", "0", before=_obey) as process:
            _, told = process.communicate()
    finally:
        (folder / "closed").chmod(0o755)
        (folder / "0001.txt").chmod(0o644)
    assert process.returncode == 3
    assert acknowledged(told.splitlines()) == names(database) == {"0000.txt", "0002.txt"}
    import_plainly(folder, database)
    import_plainly(folder, tmp_path / "y.duckdb")
    assert faults(database) == []
    assert digests(database) == digests(tmp_path / "y.duckdb")


def test_a_file_that_grows_while_it_is_read_waits_for_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", 3)
    true: Callable[..., object] = importing.read_source

    def grow(path: Path, *given: object) -> object:
        reading = true(path, *given)
        if path.name == "0001.txt":
            with path.open("a", encoding="utf-8") as file:
                file.write("§ 8 Tillkommen paragraf\n")
        return reading

    with monkeypatch.context() as patch:
        patch.setattr(importing, "read_source", grow)
        outcomes = import_plainly(folder, tmp_path / "x.duckdb")
    assert [one.code for one in outcomes] == [None, "changed", None]
    assert faults(tmp_path / "x.duckdb") == []
    with (folder / "0001.txt").open("a", encoding="utf-8") as file:
        file.write("§ 9 Ännu en\n")
    assert [one.code for one in import_plainly(folder, tmp_path / "x.duckdb")] == [None] * 3
    import_plainly(folder, tmp_path / "y.duckdb")
    assert digests(tmp_path / "x.duckdb") == digests(tmp_path / "y.duckdb")


def test_of_two_imports_at_once_one_is_told_to_wait(
    folder: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    database = tmp_path / "x.duckdb"
    with open_store(database) as store, start(folder, database, "--jobs", "0") as other:
        pipeline.ingest([folder], store, load(), recognition=UNRECOGNISED)
        _, told = other.communicate()
    assert other.returncode != 0
    assert len(told.splitlines()) == 1
    assert "Traceback" not in told
    assert faults(database) == []
    assert digests(database) == undisturbed


def import_at(folder: Path, database: Path, days: list[float]) -> None:
    """Import a folder while the clock of the machine jumps by so many days at each look at it."""
    begun, real = time.time(), datetime.datetime
    jumps = iter(days * 1000)

    class Jumping(real):  # type: ignore[misc, valid-type]
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return real.fromtimestamp(begun + next(jumps) * 86_400, tz)

    for module in [one for name, one in sys.modules.items() if name.startswith("protokollparser.")]:
        if getattr(module, "datetime", None) is real:
            vars(module)["datetime"] = Jumping
    time.time = lambda: begun + next(jumps) * 86_400
    import_plainly(folder, database)
    os._exit(0)


def test_a_clock_that_jumps_changes_nothing(
    folder: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    database = tmp_path / "x.duckdb"
    for days in ([0.0, 400.0, -400.0], [-9000.0], [0.0]):
        assert run_in_fork(import_at, folder, database, days) == 0
    assert faults(database) == []
    assert digests(database) == undisturbed
