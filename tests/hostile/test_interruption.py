"""Ctrl-C ends a run at once: one sentence, no process left, what was imported is kept."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from protokollparser.store import open_store
from tests.hostile.test_names import TEXT

COMMAND = [sys.executable, "-c", "from protokollparser.cli import main; raise SystemExit(main())"]


def test_an_interrupted_run_ends_clean(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number:03}.txt").write_text(TEXT + f"Ärende {number}\n", encoding="utf-8")
    with subprocess.Popen(
        [*COMMAND, "ingest", str(tmp_path), "--jobs", "2"],
        cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        told = [process.stderr.readline() for _ in range(3)]
        os.killpg(process.pid, signal.SIGINT)
        rest = process.stderr.read().splitlines()
    assert [line.endswith(": läst\n") for line in told] == [True] * 3
    assert process.returncode == 130
    assert [line for line in rest if not line.endswith(": läst")] == [
        "protokollparser: Avbrutet; det som hann läsas in är sparat."
    ]
    _wait_for_the_end_of(process.pid)
    with open_store(tmp_path / "protokoll.duckdb", read_only=True) as store:
        assert 3 <= len(store.sources()) < 400


def _wait_for_the_end_of(group: int) -> None:
    """Return when no process of a group is left. Raises TimeoutError."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise TimeoutError
