"""How much faster two processes import files than one, in time of the clock: for an idle machine only."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from protokollparser import isolation, pipeline
from protokollparser.core.rules import Rules
from protokollparser.store import open_store

_PRELOADED = ("protokollparser.stages", "protokollparser.errands", "protokollparser.parse.prose.entities")


def seconds(files: Sequence[Path], rules: Rules, jobs: int) -> float:
    """Return the seconds that `jobs` processes take to import files into a new database."""
    isolation.prepare(_PRELOADED)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.duckdb") as store:
        begun = time.perf_counter()
        report = pipeline.ingest(files, store, rules, jobs=jobs)
        spent = time.perf_counter() - begun
    if any(outcome.failed for outcome in report.outcomes):
        raise RuntimeError("a file that the bench wrote could not be imported")
    return spent


def speedup(files: Sequence[Path], rules: Rules) -> float:
    """Return how many times as fast two processes are as one."""
    return seconds(files, rules, 1) / seconds(files, rules, 2)
