"""A cluster of real processes reads as one machine does, also when one of them dies in the middle."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections import deque
from functools import partial
from pathlib import Path

import pytest

from protokollparser.core.errors import UsageError
from protokollparser.core.import_list import ImportList
from protokollparser.core.limits import Attempt, Limits, Recognition
from protokollparser.core.reading import Reading
from protokollparser.core.rules import Rules
from protokollparser.core.rules import load as load_rules
from protokollparser.engines import Workplace, distributed, local
from protokollparser.errands import Done, Errand, Task
from protokollparser.extraction import extract
from protokollparser.making import stage_hashes
from protokollparser.shards import ShardFolder
from protokollparser.stages import read_source
from protokollparser.store import open_store
from protokollparser.storing import load
from tests.extraction.archive import digests, write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
RULES = load_rules()
cluster_library = pytest.importorskip("distributed")


def stored(place: Path, database: Path) -> Path:
    with open_store(database) as store:
        load(str(place), store, RULES)
    return database


def test_a_worker_that_dies_in_the_middle_loses_nothing(cluster: object, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 6)
    with cluster_library.Client(cluster) as client:
        victim = next(iter(client.run(os.getpid).values()))
    told: list[Path] = []

    def heard(*outcome: object) -> None:
        told.append(outcome[0].path)  # type: ignore[attr-defined]
        if len(told) == 4:
            with contextlib.suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)

    engine = partial(distributed.extract, address=cluster.scheduler_address, files=2)  # type: ignore[attr-defined]
    report = extract([folder], str(tmp_path / "dask"), RULES, engine, progress=heard).report
    assert report.counts == {"alias": 1, "empty": 2, "quarantined": 3, "read": 6, "unsupported_type": 1}
    assert sorted(told) == sorted(folder.iterdir())
    extract([folder], str(tmp_path / "local"), RULES, partial(local.extract, jobs=1))
    assert digests(stored(tmp_path / "dask", tmp_path / "d.duckdb"), tmp_path / "a") == digests(
        stored(tmp_path / "local", tmp_path / "l.duckdb"), tmp_path / "b"
    )


def deadly(path: Path, rules: Rules, attempt: Attempt) -> Reading:
    """Read a file; one kills the worker of dask itself, the parent of the server that this process is of."""
    if path.name == "01.txt":
        status = Path(f"/proc/{os.getppid()}/stat").read_text("utf-8")
        os.kill(int(status.rpartition(")")[2].split()[1]), signal.SIGKILL)
    return read_source(path, rules, attempt)


def test_a_file_that_kills_its_worker_does_not_go_round_for_ever(cluster: object, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 2)
    stages = stage_hashes(RULES)
    workplace = Workplace(tmp_path, ShardFolder(tmp_path / "out"), stages)
    task = Task(deadly, RULES, None, Limits(), Recognition(), tmp_path, stages)
    errands = [Errand(path) for path in sorted(folder.glob("0*.txt"))]
    found: list[Done] = []
    address = cluster.scheduler_address  # type: ignore[attr-defined]
    shards = list(distributed.extract(errands, workplace, task, address, found.append, {}, files=1))
    assert {one.path.name: one.code for one in found} == {
        "00.txt": None,
        "01.txt": "crashed",
    }
    assert sum(len(shard.documents) for shard in shards) == 2


def test_a_batch_whose_workers_die_is_read_file_by_file_and_then_each_alone(tmp_path: Path) -> None:
    task = Task(read_source, RULES, None, Limits(), Recognition(), tmp_path, {})
    workplace = Workplace(tmp_path, ShardFolder(tmp_path / "out"), {})
    one, other = Errand(Path("a.txt")), Errand(Path("b.txt"))
    waiting: deque[distributed._Batch] = deque()
    suspects: deque[distributed._Batch] = deque()
    distributed._divide(distributed._Batch((one, other)), waiting, suspects, workplace, task, {})
    assert [batch.errands for batch in waiting] == [(one,), (other,)]
    distributed._divide(waiting[0], waiting, suspects, workplace, task, {})
    assert [(batch.errands, batch.alone) for batch in suspects] == [((one,), True)]


def test_a_scheduler_that_does_not_answer_is_a_wrong_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "_SECONDS", 1)
    engine = partial(distributed.extract, address="tcp://127.0.0.1:9")
    with pytest.raises(UsageError, match="no scheduler answers here"):
        extract([write(tmp_path / "in", 1)], str(tmp_path / "out"), RULES, engine)


def test_without_dask_the_user_is_told_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    engine = partial(distributed.extract, address="tcp://127.0.0.1:9")
    with pytest.raises(UsageError, match=r"pip install protokollparser\[dask\]"):
        extract([write(tmp_path / "in", 1)], str(tmp_path / "out"), RULES, engine)


def test_workers_of_another_version_are_told_of(tmp_path: Path) -> None:
    task = Task(read_source, RULES, None, Limits(), Recognition(), tmp_path, {"program": "0"})
    with pytest.raises(UsageError, match="another version"):
        distributed.read_batch((), task, str(tmp_path), {})


def test_files_are_sent_by_where_they_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    listed = ImportList(
        Path("lista.csv"), {"in/a.txt": {"body": "Kulturnämnden"}, "b.txt": {"body": "Annan"}}
    )
    task = Task(read_source, RULES, listed, Limits(), Recognition(), tmp_path, {})
    workplace = Workplace(tmp_path, ShardFolder("out"), {})
    batch = distributed._Batch((Errand(Path("in/a.txt")),))
    errands, sent, place, _ = distributed._sent(batch, task, workplace, {})
    assert ([one.path for one in errands], place) == ([tmp_path / "in/a.txt"], str(tmp_path / "out"))
    assert sent.made_by(tmp_path / "in/a.txt")["list"] == task.made_by(Path("in/a.txt"))["list"]
    assert sent.metadata is not None
    assert len(sent.metadata.rows) == 1
