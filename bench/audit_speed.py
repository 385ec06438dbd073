"""What checking takes beside importing: `python -m bench.audit_speed --copies 4 8`.

The texts of the corpus and of its templates are imported so many times, each copy with another number at its
end, and checked. Importing takes two processes, checking one; both are told in seconds of the clock.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from protokollparser import pipeline
from protokollparser.core.rules import load
from protokollparser.store import open_store

CORPUS = Path(__file__).parents[1] / "corpus"


def measure(copies: int) -> tuple[int, float, float]:
    """Return how many documents were imported, and the seconds that importing and checking them took."""
    files = [*CORPUS.glob("*/source.txt"), *CORPUS.glob("templates/*/source.txt")]
    rules = load()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "texts"
        folder.mkdir()
        for number in range(copies):
            for path in sorted(files):
                text = path.read_text(encoding="utf-8")
                copy = folder / f"{path.parent.name}-{number:03}.txt"
                copy.write_text(f"{text.rstrip()}\n\nArkivnummer {number:05}\n", encoding="utf-8")
        with open_store(Path(scratch) / "archive.duckdb") as store:
            begun = time.perf_counter()
            pipeline.ingest([folder], store, rules, jobs=2)
            imported = time.perf_counter()
            pipeline.audit(store, rules)
            checked = time.perf_counter()
    return copies * len(files), imported - begun, checked - imported


def main() -> None:
    """Print a row for each number of copies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, nargs="+", default=[2, 4])
    print(f"{'documents':>10}{'import s':>10}{'check s':>10}{'check/import':>14}{'ms a document':>15}")
    for copies in parser.parse_args().copies:
        count, imported, checked = measure(copies)
        print(
            f"{count:>10}{imported:>10.1f}{checked:>10.1f}{checked / imported:>14.3f}"
            f"{1000 * checked / count:>15.1f}"
        )


if __name__ == "__main__":
    main()
