import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from protokollparser import pipeline
from protokollparser.accession import Known, access
from protokollparser.core.errors import StoreError
from protokollparser.core.rules import load
from protokollparser.store import open_for_reading, open_store, publishing
from protokollparser.store.opening import is_own
from tests.store.made import document, file, reading, source

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
TRY = "import duckdb, sys; duckdb.connect(sys.argv[1])"
COUNT = "SELECT count(*) FROM source"


@contextmanager
def held(path: Path) -> Iterator[int]:
    """Hold a database open in another process, whose number the block is told."""
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        holder.stdout.readline()
        yield holder.pid
        holder.stdin.close()


def another_can_write(path: Path) -> bool:
    """True when a second process can open a database."""
    return (
        subprocess.run([sys.executable, "-c", TRY, str(path)], capture_output=True, check=False).returncode
        == 0
    )


def test_the_snapshot_answers_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "p.duckdb"
    made = document()
    with open_store(path) as store:
        store.save(reading(made), source(made), [file(made)])
        store.publish(at_end=True)
    with held(path):
        reader, time = open_for_reading(path)
        with reader:
            assert list(reader.query(COUNT).rows) == [(1,)]
            assert reader.path == tmp_path / "p.snapshot.duckdb"
            assert time is not None
    reader, time = open_for_reading(path)
    reader.close()
    assert (reader.path, time) == (path, None)


def test_a_second_writer_is_told_who_holds_the_database(tmp_path: Path) -> None:
    path = tmp_path / "p.duckdb"
    open_store(path).close()
    with held(path) as number, pytest.raises(StoreError, match=rf"another process \({number}\)") as caught:
        open_store(path)
    assert caught.value.code == "locked"


def test_publishing_keeps_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "p.duckdb"
    with open_store(path) as store:
        store.publish(at_end=True)
        assert publishing.snapshot_of(path).exists()
        assert not another_can_write(path)


def test_importing_the_folder_of_the_database_keeps_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "p.duckdb"
    with open_store(path) as store:
        (tmp_path / "link").hardlink_to(path)
        (tmp_path / "p.duckdb.pdf").write_text("x")
        assert [one.path.name for one in access([tmp_path], Known(), tmp_path, store.is_own)] == [
            "p.duckdb.pdf"
        ]
        assert not another_can_write(path)


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("p.duckdb", True),
        ("p.duckdb.wal", True),
        ("p.duckdb.work/spool/a.said", True),
        ("p.duckdb.receipts/a.csv", True),
        ("p.snapshot.duckdb", True),
        ("p.duckdb.pdf", False),
        ("protokoll.txt", False),
    ],
)
def test_what_is_the_programs_own(tmp_path: Path, name: str, own: bool) -> None:
    assert is_own(tmp_path / name, tmp_path / "p.duckdb") is own


def test_an_import_leaves_a_snapshot_and_what_is_removed_is_not_in_it(tmp_path: Path) -> None:
    path, text = tmp_path / "p.duckdb", tmp_path / "a.txt"
    text.write_text("Ekbacka kommun\nProtokoll\n", encoding="utf-8")
    with open_store(path) as store:
        pipeline.ingest([text], store, load())
        with duckdb.connect(str(publishing.snapshot_of(path)), read_only=True) as snapshot:
            assert snapshot.execute(COUNT).fetchall() == [(1,)]
            assert snapshot.execute("SELECT count(*) FROM import_run").fetchall() == [(1,)]
        store.remove(store.sources()[0].source_id)
    assert not publishing.snapshot_of(path).exists()


def test_without_room_the_old_snapshot_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.duckdb"

    def full(_: Path, to: Path) -> None:
        to.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with open_store(path) as store:
        store.publish(at_end=True)
        old = publishing.snapshot_of(path).read_bytes()
        os.utime(publishing.snapshot_of(path), (0, 0))
        monkeypatch.setattr(publishing, "copied", full)
        store.publish(at_end=True)
    assert publishing.snapshot_of(path).read_bytes() == old
    assert not list(tmp_path.glob("*.part"))


def test_a_snapshot_is_not_made_again_at_once(tmp_path: Path) -> None:
    path = tmp_path / "p.duckdb"
    path.write_bytes(b"x")
    assert publishing.is_due(path, 0.0, at_end=False)
    snapshot = publishing.snapshot_of(path)
    snapshot.write_bytes(b"x")
    assert not publishing.is_due(path, 0.0, at_end=False)
    assert publishing.is_due(path, 0.0, at_end=True)
    os.utime(snapshot, (4e9, 4e9))
    assert publishing.is_due(path, 0.0, at_end=False)


def test_a_run_that_has_just_begun_makes_its_snapshot_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "p.duckdb"
    path.write_bytes(b"x")
    now = time.time()
    assert not publishing.is_due(path, now, at_end=False)
    assert publishing.is_due(path, now - 61, at_end=False)
    assert publishing.is_due(path, now, at_end=True)
