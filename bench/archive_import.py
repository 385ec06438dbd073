"""A made-up archive imported: speed, memory, two workers beside one, a second run, and loading beside others.

`python -m bench.archive_import --count 20000` (`make bench-archive`) is for an idle machine and takes about
half an hour; with 400 files it takes minutes. It writes its part of `docs/performance.md`. All files are
imported by two workers; by one worker, and again by two, only some of them (`--beside`).
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.archive_files import write
from bench.archive_loading import Loading, compare
from bench.archive_runs import Run, run
from bench.performance import ARCHIVE, PAGE, table
from protokollparser.store import open_store

# Loading is compared on so many files: one shard, as one transaction. Of several, each way holds what is
# committed until a checkpoint, and what does not fit into memory costs them the same (decision 0026).
_COMPARED = 400


def pages(database: Path) -> int:
    """Return the count of pages that are stored."""
    with open_store(database, read_only=True) as store:
        return int(next(iter(store.query("SELECT count(*) FROM page").rows))[0])


@dataclass(frozen=True)
class Archive:
    """So many files with pages, imported by so many workers."""

    count: int
    pages: int
    jobs: int
    run: Run


def part(size: int, runs: Sequence[Archive], again: Run, loading: Loading) -> str:
    """Return the part of the page that tells what an archive takes; the last run is that of all files."""
    whole = runs[-1]
    speeds = [
        [
            str(done.count),
            str(done.jobs),
            f"{done.run.seconds:.0f}",
            f"{done.count / done.run.seconds:.1f}",
            f"{done.pages / done.run.seconds:.1f}",
            f"{done.run.parent_cpu:.0f}",
            f"{done.run.workers_cpu:.0f}",
            f"{done.run.parent_most:.0f}",
            f"{done.run.growth:.2f}",
            f"{max(done.run.worker):.0f}",
        ]
        for done in runs
    ]
    return "\n".join(
        [
            ARCHIVE,
            f"Made by `make bench-archive` with {whole.count} files ({size / 1e6:.0f} MB, "
            f"{whole.pages} pages; every other one a PDF) on {os.cpu_count()} cores; "
            f"load of the machine {os.getloadavg()[2]:.1f}.\n",
            table(
                [
                    "files",
                    "workers",
                    "seconds",
                    "documents/s",
                    "pages/s",
                    "computing of the parent, s",
                    "of the workers, s",
                    "most memory of the parent, MB",
                    "last quarter / second quarter",
                    "of a worker, MB",
                ],
                speeds,
            ),
            table(["what", "reached", "target"], list(_ratios(runs, again, loading))),
        ]
    )


def _ratios(runs: Sequence[Archive], again: Run, loading: Loading) -> Iterator[list[str]]:
    """Yield what is compared, the ratio reached and the target."""
    (one, two), whole = (done.run for done in runs[:2]), runs[-1].run
    yield [
        f"two workers / one, by the clock, {runs[0].count} files",
        f"{one.seconds / two.seconds:.2f}",
        "1.7",
    ]
    yield ["computing of the parent / of the workers", f"{whole.parent_cpu / whole.workers_cpu:.2f}", "0.17"]
    yield ["memory of the parent, MB", f"{max(done.run.parent_most for done in runs):.0f}", "400, flat"]
    yield ["second run over unchanged files", f"{whole.seconds / again.seconds:.0f} times", "50 times"]
    yield ["rows loaded per second of computing", f"{loading.shards:.0f} ({loading.rows} rows)", ""]
    yield ["load / ORM inserts in one transaction", f"{loading.shards / loading.orm:.0f} times", "50 times"]
    yield ["load / inserting ready-made Arrow", f"{loading.shards / loading.arrow:.2f}", "0.8"]


def imported(folder: Path, count: int, jobs: int, database: Path) -> Archive:
    """Import a folder of so many files and return what that took."""
    done = run(folder, database, "--jobs", str(jobs))
    return Archive(count, pages(database), jobs, done)


def measure(count: int, beside: int, scratch: Path) -> str:
    """Write an archive, import it in each way, and return what that took."""
    folder, few = scratch / "archive", scratch / "few"
    size = write(folder, count)
    write(few, min(count, beside))
    runs = [imported(few, min(count, beside), jobs, scratch / f"few-{jobs}.duckdb") for jobs in (1, 2)]
    runs.append(imported(folder, count, 2, scratch / "all.duckdb"))
    again = run(folder, scratch / "all.duckdb", "--jobs", "2")
    compared = scratch / "compared"
    write(compared, min(count, _COMPARED))
    return part(size, runs, again, compare(compared))


def main() -> None:
    """Measure, print, and put it into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--beside", type=int, default=2_000, help="files for two workers beside one")
    parser.add_argument("--out", type=Path, default=PAGE)
    parser.add_argument("--scratch", type=Path, help="a folder on the disk that is to be measured")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.scratch) as scratch:
        text = measure(given.count, given.beside, Path(scratch))
    print(text)
    rest = given.out.read_text(encoding="utf-8").partition(ARCHIVE)[0].rstrip() if given.out.exists() else ""
    given.out.write_text(f"{rest}\n\n{text}".lstrip(), encoding="utf-8")


if __name__ == "__main__":
    main()
