"""A run that is asked to end: one sentence, its own exit code, nothing that was told is lost."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from protokollparser.isolation import Death, Pool
from tests.faults.runs import acknowledged, digests, faults, import_plainly, names, start, wait_for_the_end_of


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_asked_to_end_keeps_what_it_told(
    folder: Path, undisturbed: dict[str, str], tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    database = tmp_path / "x.duckdb"
    # The last file is not read before the run is asked to end.
    hold = (
        "import protokollparser.importing as p, time; t = p.read_source; "
        "p.read_source = lambda f, *r: t(f, *r) if f.name < '0004' else time.sleep(60)"
    )
    with start(folder, database, "--jobs", "0", begin=hold) as process:
        assert process.stderr is not None
        told = [process.stderr.readline()]
        os.kill(process.pid, sent)
        told += process.stderr.readlines()
    wait_for_the_end_of(process.pid)
    assert process.returncode == code
    assert [line for line in told if not line.endswith(": läst\n")] == [
        "protokollparser: Avbrutet; det som hann läsas in är sparat.\n"
    ]
    assert faults(database) == []
    assert acknowledged(told) <= names(database)
    import_plainly(folder, database)
    assert digests(database) == undisturbed


def end_once(path: str, step: object) -> str:
    """End as somebody else would end this process, the first time."""
    step("begin")  # type: ignore[operator]
    if not os.path.exists(path):
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGTERM)
    return "read"


def test_a_worker_that_is_asked_to_end_blames_no_file(tmp_path: Path) -> None:
    with Pool(end_once, 1, 1 << 30) as pool:
        found = list(pool.run([str(tmp_path / "ended")], lambda _: 20.0, lambda *_: None))
    assert [answer.code if isinstance(answer, Death) else answer for _, answer in found] == ["read"]
