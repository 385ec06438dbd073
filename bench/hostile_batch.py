"""Hostile files in a batch of a thousand: `python -m bench.hostile_batch [FOLDER]`.

Sound minutes are imported alone, and then together with files that are made to do harm, files that end, hang
or swell their workers, and the PDF files of a folder, if one is given. Of each sound file all rows must be
the same in both databases, and each other file that is not read must have its code.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.faults.runs import UNRECOGNISED, write
from tests.hostile.files import plain
from tests.hostile.test_files import FILES, IN_PART, UNREAD

from bench import hostile_reads
from bench.hostile_reads import HARM
from protokollparser import importing, isolation, pipeline
from protokollparser.core.limits import Limits
from protokollparser.core.rules import load
from protokollparser.outcomes import Outcome
from protokollparser.store import Store, open_store

_FILES, _PAGES = 1000, 2
_LIMITS = Limits(seconds=8.0)
# What is written when something is stored, found over all documents, or follows from the path.
_APART = frozenset(
    {"imported_at", "entity_id", "person_id", "body_id", "file_name", "same_as", "supersedes", "extract_of"}
)


def laid_out(folder: Path, odd: list[Path], count: int) -> tuple[Path, Path]:
    """Write sound files to one folder, and link them, hostile and odd ones to another, in turns."""
    alone, together = folder / "sound", folder / "all"
    harm = len(FILES) + 2 * len(HARM) + len(odd)
    write(alone, count - harm - 5)
    for number in range(5):
        (alone / f"{number * 7:04}-plain.pdf").write_bytes(plain(_PAGES + number))
    together.mkdir()
    turn = max(1, (count - harm) // harm + 1)
    for number, path in enumerate(sorted(alone.iterdir())):
        (together / f"{number:06}-{path.name}").symlink_to(path)
    for number, path in enumerate(_hostile(folder / "hostile", odd)):
        (together / f"{number * turn:06}x{path.name}").symlink_to(path)
    return alone, together


def _hostile(folder: Path, odd: list[Path]) -> Iterator[Path]:
    """Write what does harm, and yield it between the odd files."""
    folder.mkdir()
    for name, make in FILES.items():
        (folder / name).write_bytes(make())
    for name in HARM:
        for number in range(2):
            (folder / f"{number}-{name}.harm").write_text(f"{name} {number}", encoding="utf-8")
    yield from sorted([*folder.iterdir(), *odd], key=lambda path: hashlib.sha256(path.name.encode()).digest())


def rows(store: Store, source_ids: frozenset[str]) -> dict[str, str]:
    """Return for each table the hash of its rows of some sources."""
    found = {}
    listed = ", ".join(f"'{one}'" for one in sorted(source_ids))
    for (table,) in [*store.query("SELECT table_name FROM duckdb_tables() ORDER BY 1").rows]:
        names = [str(row[0]) for row in store.query(f"DESCRIBE {table}").rows]
        if "source_id" in names and table not in {"source_file", "accession"}:
            told = ", ".join(f'"{name}"' for name in names if name not in _APART)
            answer = store.query(
                f"SELECT {told} FROM {table} WHERE source_id IN ({listed}) ORDER BY ALL"
            ).rows
            found[table] = hashlib.sha256(repr([*answer]).encode()).hexdigest()
    return found


def wrong(outcomes: list[Outcome]) -> Iterator[str]:
    """Yield the files that do not have the outcome which is right for them."""
    for one in outcomes:
        _, _, name = one.path.name.partition("x")
        if one.failed and not (one.code and one.message and "\n" not in one.message):
            yield f"{one.path.name}: {one.status} without a reason"
        if name.endswith(".harm") and one.code != HARM[name.partition(".")[0].rpartition("-")[2]][1]:
            yield f"{name}: {one.status} {one.code}"
        elif name in UNREAD and one.code not in UNREAD[name]:
            yield f"{name}: {one.status} {one.code}, not one of {sorted(UNREAD[name])}"
        elif name in FILES and name not in UNREAD and one.code != IN_PART.get(name):
            yield f"{name}: {one.status} {one.code}"
        elif one.code == "internal" and not name.endswith(".harm"):
            yield f"{one.path.name}: {one.message}"


def imported(folder: Path, database: Path, jobs: int) -> tuple[list[Outcome], float]:
    """Import a folder, and return what became of each file and how many seconds that took."""
    begun = time.monotonic()
    with open_store(database) as store:
        report = pipeline.ingest(
            [folder], store, load(), jobs=jobs, limits=_LIMITS, recognition=UNRECOGNISED
        )  # fmt: skip
    return report.outcomes, time.monotonic() - begun


def main() -> None:
    """Import both batches, print what became of them, and exit with 1 when one is lost or without code."""
    parser = argparse.ArgumentParser(prog="python -m bench.hostile_batch", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="PDF files of any kind")
    parser.add_argument("--count", type=int, default=_FILES)
    parser.add_argument("--jobs", type=int, default=isolation.available_cores())
    given = parser.parse_args()
    odd = sorted(given.folder.glob("*.pdf")) if given.folder else []
    logging.getLogger("protokollparser").setLevel(logging.CRITICAL)
    isolation.prepare([*isolation.PRELOADED, "bench.hostile_reads"])
    importing.read_source = hostile_reads.read
    with tempfile.TemporaryDirectory() as name:
        alone, together = laid_out(Path(name), odd, given.count)
        one, two = Path(name) / "one.duckdb", Path(name) / "two.duckdb"
        sound, seconds = imported(alone, one, given.jobs)
        print(f"{len(sound)} sound files in {seconds:.0f} s", flush=True)
        found, seconds = imported(together, two, given.jobs)
        print(f"{len(found)} files in {seconds:.0f} s", flush=True)
        ids = frozenset(outcome.source_id or "" for outcome in sound)
        with open_store(one) as first, open_store(two) as second:
            before, after = rows(first, ids), rows(second, ids)
            faults = [f"{verdict.name}: {verdict.table} {verdict.examples}" for verdict in second.verify()]
    told = Counter((outcome.status, outcome.code or "whole") for outcome in found)
    for (status, code), count in sorted(told.items()):
        print(f"{count:6} {status:12} {code}")
    bad = [
        *wrong(found),
        *faults,
        *(f"{table}: differs" for table in before if before[table] != after[table]),
    ]
    print("\n".join(bad) or f"all {len(before)} tables say the same of the {len(ids)} sound contents")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
