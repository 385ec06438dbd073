"""How a folder of odd PDFs fares: `python -m bench.odd_files FOLDER`.

Every file is imported as `protokollparser ingest` does it, and read by pdfium, by pdfplumber, and by pdfium
after pikepdf has written it anew, each alone and in a worker of its own. The table tells what became of the
files; below it stand those that lost a text which one of the libraries can read.
"""

from __future__ import annotations

import argparse
import io
import logging
import multiprocessing
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2

from protokollparser import pipeline
from protokollparser.core.files import find_files
from protokollparser.core.limits import Limits
from protokollparser.core.rules import load
from protokollparser.isolation import Death, Pool, Work, available_cores, memory_of, prepare
from protokollparser.store import open_store

Letters = dict[Path, int | str]
# What pdfminer writes for a glyph that it cannot name.
_UNKNOWN = re.compile(r"\(cid:\d+\)")
_SECONDS = 60.0
# Fewer characters than this share of what a library finds are worth a look.
_LESS = 0.5


def main() -> None:
    """Import the folder, read it with each library, and print what became of the files."""
    parser = argparse.ArgumentParser(prog="python -m bench.odd_files", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=available_cores())
    parser.add_argument("--files", action="store_true", help="print a line for each file")
    chosen = parser.parse_args()
    prepare(["protokollparser.pipeline", "protokollparser.parse.prose.entities"])
    files = sorted(path for path in find_files([chosen.folder]) if path.suffix.lower() == ".pdf")
    alone = {
        "pdfium": _letters(files, count_by_pdfium, chosen.jobs),
        "pdfplumber": _letters(files, count_by_pdfplumber, chosen.jobs),
        "pdfium after pikepdf": _letters(files, count_after_mending, chosen.jobs),
    }
    with tempfile.TemporaryDirectory() as folder:
        _import(files, Path(folder) / "odd.duckdb", chosen.jobs, alone, each=chosen.files)


def count_by_pdfium(path: Path, step: Callable[[str], None]) -> int:
    """Return how many printed characters pdfium finds in a file."""
    step("pdfium")
    try:
        file = pypdfium2.PdfDocument(path)
        pages = [file[number].get_textpage().get_text_range() for number in range(len(file))]
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return 0
    return _printed(pages)


def count_after_mending(path: Path, step: Callable[[str], None]) -> int:
    """Return how many printed characters pdfium finds in a file that pikepdf wrote anew."""
    step("mended")
    target = io.BytesIO()
    try:
        with pikepdf.open(path) as file:
            file.save(target)
        mended = pypdfium2.PdfDocument(target.getvalue())
        return _printed(mended[number].get_textpage().get_text_range() for number in range(len(mended)))
    # Whatever it raises, it did not read the file.
    except Exception:  # noqa: BLE001
        return 0


def count_by_pdfplumber(path: Path, step: Callable[[str], None]) -> int:
    """Return how many printed characters pdfplumber finds in a file."""
    step("pdfplumber")
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(path) as file:
            return _printed(_UNKNOWN.sub("", page.extract_text()) for page in file.pages)
    # Whatever it raises, it did not read the file.
    except Exception:  # noqa: BLE001
        return 0


def _printed(pages: Iterable[str]) -> int:
    return sum(not character.isspace() and character != "\x00" for text in pages for character in text)


def _letters(files: list[Path], work: Work[Path, int], jobs: int) -> Letters:
    """Return for each file how many characters a library finds, or what became of it."""
    with Pool(work, jobs, Limits().memory) as pool:
        answers = pool.run(files, lambda _: _SECONDS, lambda *_: None)
        return {path: answer.code if isinstance(answer, Death) else answer for path, answer in answers}


def _import(files: list[Path], database: Path, jobs: int, alone: dict[str, Letters], *, each: bool) -> None:
    """Import the files and print what became of them."""
    began = time.monotonic()
    with open_store(database) as store, MemoryWatch() as memory:
        report = pipeline.ingest(files, store, load(), jobs=jobs)
        seconds = time.monotonic() - began
        sql = "SELECT source_id, sum(len(regexp_replace(text, '\\s', '', 'g'))) FROM page GROUP BY 1"
        read = {str(source): int(count) for source, count in store.query(sql).rows}
    print(
        f"{len(report.outcomes)} of {len(files)} files in {seconds:.0f} s; "
        f"at most {memory.most >> 20} MB a worker"
    )
    outcomes = Counter(
        (one.status if one.failed else "imported", one.code or "whole") for one in report.outcomes
    )
    for (status, code), count in sorted(outcomes.items()):
        print(f"{count:6} {status:12} {code}")
    for name, letters in alone.items():
        told = Counter(
            word if isinstance(word, str) else "text" if word else "none" for word in letters.values()
        )
        print(f"{name} alone: " + ", ".join(f"{count} {word}" for word, count in sorted(told.items())))
    lost = 0
    for one in report.outcomes:
        here = read.get(one.source_id or "", 0)
        others = {name: letters[one.path] for name, letters in alone.items()}
        best = max((count for count in others.values() if isinstance(count, int)), default=0)
        verdict = "LOST" if best and not here else "less" if here < _LESS * best else ""
        lost += verdict == "LOST"
        if each or verdict:
            told = ", ".join(f"{name} {count}" for name, count in others.items())
            print(f"{verdict:5}{one.path.name} {one.status} {one.code or 'whole'} {here} ({told})")
    print(f"{lost} files lost a text that one of the libraries reads")


class MemoryWatch:
    """Looks at the memory of all workers twenty times a second while a block runs."""

    def __enter__(self) -> MemoryWatch:
        self.most = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.05):
            for child in multiprocessing.active_children():
                self.most = max(self.most, memory_of(child.pid))


if __name__ == "__main__":
    main()
