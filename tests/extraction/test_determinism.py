"""The same files give the same bytes, whoever reads them, in whatever order, wherever the clock stands."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from protokollparser import pipeline
from protokollparser.core.rules import load as load_rules
from protokollparser.engines import distributed
from protokollparser.importing import ingest
from protokollparser.store import open_store
from tests.extraction.archive import digests, write

RULES = load_rules()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("archive") / "in", 5)


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The digests of what one worker makes of the folder."""
    return imported([folder], tmp_path_factory.mktemp("one"), jobs=1)


def imported(paths: list[Path], place: Path, jobs: int) -> dict[str, str]:
    with open_store(place / "x.duckdb") as store:
        pipeline.ingest(paths, store, RULES, jobs=jobs)
    return digests(place / "x.duckdb", place / "out")


@pytest.mark.parametrize("jobs", [2, 4])
def test_any_number_of_workers(undisturbed: dict[str, str], folder: Path, tmp_path: Path, jobs: int) -> None:
    assert imported([folder], tmp_path, jobs) == undisturbed


def test_any_order_of_files(undisturbed: dict[str, str], folder: Path, tmp_path: Path) -> None:
    assert imported(sorted(folder.iterdir(), reverse=True), tmp_path, 2) == undisturbed


def test_any_time_zone(
    undisturbed: dict[str, str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        assert imported([folder], tmp_path, 0) == undisturbed
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_cluster(undisturbed: dict[str, str], folder: Path, tmp_path: Path, cluster: Any) -> None:
    engine = partial(distributed.extract, address=cluster.scheduler_address, files=2)
    with open_store(tmp_path / "x.duckdb") as store:
        report = ingest([folder], store, RULES, engine=engine, place=str(tmp_path / "shards"))
    assert report.counts["new"] == 5
    assert digests(tmp_path / "x.duckdb", tmp_path / "out") == undisturbed
