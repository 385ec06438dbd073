"""What a document costs on its way into the store, by kind: seconds of computing and bytes, a page each.

`python -m bench.scale [--texts N] [--pdfs N] [--scans N] [--settle N ...]` makes documents up, extracts them
in this process and loads the shards, and prints the tables of docs/scale.md. Seconds are computing time of
one core, Tesseract's included, so that other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.scans.scanner import scan_pdf

from bench import archive, documents
from protokollparser.core.limits import Recognition
from protokollparser.core.rules import load as load_rules
from protokollparser.engines import local
from protokollparser.extraction import extract
from protokollparser.shards import ShardFolder
from protokollparser.store import open_store

# A page of text, where files have none: as many characters as the made-up minutes print on one.
_PAGE = 2_000
_PDF_PAGES, _SCAN_PAGES = 12, 3
_HEADS = ("documents", "pages", "KB in", "s extract", "KB shard", "s load", "KB database")


def main() -> None:
    """Measure each kind of document, and how settling grows."""
    words = argparse.ArgumentParser()
    words.add_argument("--texts", type=int, default=400)
    words.add_argument("--pdfs", type=int, default=20)
    words.add_argument("--scans", type=int, default=5)
    words.add_argument("--settle", type=int, nargs="*", default=[])
    told = words.parse_args()
    print("| kind | documents | pages | " + " | ".join(f"{head} a page" for head in _HEADS[2:]) + " |")
    print("|---|" + "---:|" * 7)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for kind, files in (
            ("text", _texts(place / "text", told.texts)),
            ("PDF", _pdfs(place / "pdf", told.pdfs)),
            ("scan", _scans(place / "scan", told.scans)),
        ):
            print(f"| {kind} | " + " | ".join(_measured(place, kind, files)) + " |", flush=True)
        if told.settle:
            print("\n| documents | s load | s settle | database MB |\n|---:|---:|---:|---:|")
            for row in _settled(place, told.settle):
                print("| " + " | ".join(row) + " |", flush=True)


def _texts(folder: Path, count: int) -> int:
    """Write texts, and return how many pages they would be."""
    archive.write(folder, count)
    return sum(path.stat().st_size for path in folder.rglob("*.txt")) // _PAGE


def _pdfs(folder: Path, count: int) -> int:
    """Print minutes, every other with ruled tables, and return how many pages."""
    folder.mkdir()
    for number in range(count):
        path = folder / f"{number}.pdf"
        documents.write_minutes(path, _PDF_PAGES, ruled=number % 2 == 0, seed=documents.SEED + number)
    return count * _PDF_PAGES


def _scans(folder: Path, count: int) -> int:
    """Scan minutes, and return how many pages."""
    for number in range(count):
        printed = folder.with_name("printed") / str(number) / "a.pdf"
        printed.parent.mkdir(parents=True)
        documents.write_minutes(printed, _SCAN_PAGES, ruled=True, seed=documents.SEED + number)
        scan_pdf(printed, folder / f"{number}.pdf")
    return count * _SCAN_PAGES


def _measured(place: Path, kind: str, pages: int) -> Iterator[str]:
    """Yield the figures of one kind of document."""
    folder, shards = place / kind.lower(), place / f"{kind}.shards"
    files = [path for path in folder.rglob("*") if path.is_file()]
    before = _computed()
    extract(
        [folder], str(shards), load_rules(), partial(local.extract, jobs=0),
        recognition=Recognition("auto", place / "pages"),
    )  # fmt: skip
    reading = _computed() - before
    loading, _ = _stored(shards, place / f"{kind}.duckdb")
    yield str(len(files))
    yield str(pages)
    yield f"{sum(path.stat().st_size for path in files) / pages / 1e3:.1f}"
    yield f"{reading / pages:.3f}"
    yield f"{sum(path.stat().st_size for path in shards.glob('*/*')) / pages / 1e3:.1f}"
    yield f"{loading / pages:.4f}"
    yield f"{(place / f'{kind}.duckdb').stat().st_size / pages / 1e3:.1f}"


def _stored(shards: Path, database: Path) -> tuple[float, float]:
    """Load shards into a new database, and return the seconds of loading and of settling."""
    folder = ShardFolder(shards)
    before = _computed()
    with open_store(database) as store:
        for shard in folder.shards():
            store.load(shard.name, folder.fetch(shard, shards), len(shard.documents))
        loaded = _computed()
        store.settle(load_rules())
        settled = _computed()
    return loaded - before, settled - loaded


def _settled(place: Path, counts: list[int]) -> Iterator[list[str]]:
    """Yield for each number of texts what loading and settling them takes."""
    for count in counts:
        folder, shards, database = place / f"{count}", place / f"{count}.shards", place / f"{count}.duckdb"
        archive.write(folder, count)
        extract([folder], str(shards), load_rules(), partial(local.extract, jobs=2))
        loading, settling = _stored(shards, database)
        yield [str(count), f"{loading:.1f}", f"{settling:.1f}", f"{database.stat().st_size / 1e6:.0f}"]


def _computed() -> float:
    """Return the seconds that this process and those it waited for have computed."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


if __name__ == "__main__":
    main()
