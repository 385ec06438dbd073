"""A made-up archive imported: speed, memory, two workers beside one, a second run, and loading beside others.

`python -m bench.archive_import --count 20000` (`make bench-archive`) is for an idle machine and takes about
an hour; with 400 files it takes minutes. It writes its part of `docs/performance.md`.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.archive_files import write
from bench.archive_loading import Loading, compare
from bench.archive_runs import Run, run
from bench.performance import ARCHIVE, PAGE, table
from protokollparser.store import open_store

# Loading is compared on so many of the files: the rows per second do not depend on more.
_COMPARED = 400


def pages(database: Path) -> int:
    """Return the count of pages that are stored."""
    with open_store(database, read_only=True) as store:
        return int(next(iter(store.query("SELECT count(*) FROM page").rows))[0])


def part(count: int, size: int, read: int, runs: dict[int, Run], again: Run, loading: Loading) -> str:
    """Return the part of the page that tells what an archive takes."""
    one, two = runs[1], runs[2]
    speeds = [
        [
            str(jobs),
            f"{done.seconds:.0f}",
            f"{count / done.seconds:.1f}",
            f"{read / done.seconds:.1f}",
            f"{done.parent_cpu:.0f}",
            f"{done.workers_cpu:.0f}",
            f"{done.parent_most:.0f}",
            f"{done.growth:.2f}",
            f"{max(done.worker):.0f}",
        ]
        for jobs, done in runs.items()
    ]
    return "\n".join(
        [
            ARCHIVE,
            f"Made by `make bench-archive` with {count} files ({size / 1e6:.0f} MB, {read} pages; every "
            f"other one a PDF) on {os.cpu_count()} cores; load of the machine {os.getloadavg()[2]:.1f}.\n",
            table(
                [
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
            table(["what", "reached", "target"], list(_ratios(one, two, again, loading))),
        ]
    )


def _ratios(one: Run, two: Run, again: Run, loading: Loading) -> Iterator[list[str]]:
    """Yield what is compared, the ratio reached and the target."""
    yield ["two workers / one, by the clock", f"{one.seconds / two.seconds:.2f}", "1.7"]
    yield ["computing of the parent / of the workers", f"{two.parent_cpu / two.workers_cpu:.2f}", "0.17"]
    yield ["memory of the parent, MB", f"{max(one.parent_most, two.parent_most):.0f}", "400, flat"]
    yield ["second run over unchanged files", f"{two.seconds / again.seconds:.0f} times", "50 times"]
    yield ["rows loaded per second of computing", f"{loading.shards:.0f} ({loading.rows} rows)", ""]
    yield ["load / ORM inserts in one transaction", f"{loading.shards / loading.orm:.0f} times", "50 times"]
    yield ["load / inserting ready-made Arrow", f"{loading.shards / loading.arrow:.2f}", "0.8"]


def measure(count: int, scratch: Path) -> str:
    """Write an archive, import it in each way, and return what that took."""
    folder = scratch / "archive"
    size = write(folder, count)
    runs = {jobs: run(folder, scratch / f"{jobs}.duckdb", "--jobs", str(jobs)) for jobs in (1, 2)}
    again = run(folder, scratch / "2.duckdb", "--jobs", "2")
    few = folder
    if count > _COMPARED:
        few = scratch / "few"
        write(few, _COMPARED)
    loading = compare(few)
    return part(count, size, pages(scratch / "2.duckdb"), runs, again, loading)


def main() -> None:
    """Measure, print, and put it into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--out", type=Path, default=PAGE)
    parser.add_argument("--scratch", type=Path, help="a folder on the disk that is to be measured")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.scratch) as scratch:
        text = measure(given.count, Path(scratch))
    print(text)
    rest = given.out.read_text(encoding="utf-8").partition(ARCHIVE)[0].rstrip() if given.out.exists() else ""
    given.out.write_text(f"{rest}\n\n{text}".lstrip(), encoding="utf-8")


if __name__ == "__main__":
    main()
