"""What is told of a file is on the disk before it is told: a power cut does not reach it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from protokollparser import pipeline
from protokollparser.core.errors import StoreError
from protokollparser.core.rules import load
from protokollparser.engines import local
from protokollparser.store import open_store
from tests.faults.runs import UNRECOGNISED


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Files and folders, by number, for which the disk was waited."""
    found: set[int] = set()
    true: Callable[[int], None] = os.fsync

    def sync(handle: int) -> None:
        found.add(os.fstat(handle).st_ino)
        true(handle)

    monkeypatch.setattr(os, "fsync", sync)
    return found


def test_what_a_file_says_is_on_the_disk_before_it_is_told(
    folder: Path, tmp_path: Path, on_disk: set[int]
) -> None:
    spool = tmp_path / "x.duckdb.work" / "spool"

    def hear(outcome: pipeline.Outcome, *_: int) -> None:
        kept = spool / f"{outcome.source_id}.said"
        assert {kept.stat().st_ino, spool.stat().st_ino} <= on_disk

    with open_store(tmp_path / "x.duckdb") as store:
        report = pipeline.ingest([folder], store, load(), progress=hear, recognition=UNRECOGNISED)
    assert len(report.outcomes) == 5


def test_a_shard_is_on_the_disk_before_the_spool_is_emptied(
    folder: Path, tmp_path: Path, on_disk: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    shards = tmp_path / "x.duckdb.work" / "shards"
    true: Callable[..., None] = local.drop
    seen: list[Path] = []

    def drop(paths: Any) -> None:
        seen.extend(shards.rglob("*"))
        assert {one.stat().st_ino for one in (shards, *seen)} <= on_disk
        true(paths)

    monkeypatch.setattr(local, "drop", drop)
    with open_store(tmp_path / "x.duckdb") as store:
        pipeline.ingest([folder], store, load(), recognition=UNRECOGNISED)
    assert any(one.name == "manifest.json" for one in seen)


def test_a_disk_that_fails_at_last_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    told: list[object] = []
    with monkeypatch.context() as patch, open_store(tmp_path / "x.duckdb") as store:
        patch.setattr("protokollparser.engines.lasting.make_last", fail)
        with pytest.raises(StoreError, match="No space left") as caught:
            pipeline.ingest(
                [folder], store, load(), progress=lambda *given: told.append(given), recognition=UNRECOGNISED
            )
    assert (caught.value.code, told) == ("disk", [])
