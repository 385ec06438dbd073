"""What checking takes beside importing: `python -m bench.audit_speed --documents 500 1000 2000`.

A made-up archive (`bench/archive.py`) is imported and checked, one process each. Both are told in seconds of
computing, which other programs do not lengthen; checking also in seconds of the clock with two processes,
which mean something on an idle machine only. With `--plot` the cost is drawn to docs/plot/audit-speed.svg.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.archive import write
from protokollparser import pipeline
from protokollparser.core.rules import load
from protokollparser.store import open_store

PLOT = Path(__file__).parents[1] / "docs" / "plot" / "audit-speed.svg"
# The drawing in its own units, and what is to be reached: 60 seconds on two cores for 10 000 documents.
_WIDTH, _HEIGHT, _EDGE = 640, 360, 60
_TARGET = 120 / 10_000


@dataclass(frozen=True)
class Row:
    """One archive: its size, and what importing it and checking it took."""

    documents: int
    imported: float
    checked: float
    clock: float

    @property
    def share(self) -> float:
        """Checking in shares of importing."""
        return self.checked / self.imported


def measure(count: int) -> Row:
    """Return what importing and checking an archive of so many documents took, in seconds."""
    rules = load()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "texts"
        write(folder, count)
        with open_store(Path(scratch) / "archive.duckdb") as store:
            begun = time.process_time()
            pipeline.ingest([folder], store, rules)
            imported = time.process_time()
            pipeline.audit(store, rules)
            checked = time.process_time()
            clock = time.perf_counter()
            pipeline.audit(store, rules, jobs=2)
            return Row(count, imported - begun, checked - imported, time.perf_counter() - clock)


def plot(rows: Sequence[Row]) -> str:
    """Return a drawing of the seconds that checking took against the number of documents."""
    most_documents = max(row.documents for row in rows)
    most_seconds = max(*(row.checked for row in rows), most_documents * _TARGET)

    def at(documents: float, seconds: float) -> tuple[float, float]:
        across, up = (_WIDTH - 2 * _EDGE) / most_documents, (_HEIGHT - 2 * _EDGE) / most_seconds
        return round(_EDGE + documents * across, 1), round(_HEIGHT - _EDGE - seconds * up, 1)

    points = [at(row.documents, row.checked) for row in rows]
    (left, bottom), (right, top) = at(0, 0), at(most_documents, most_documents * _TARGET)
    line = " ".join(f"{x},{y}" for x, y in [(left, bottom), *points])
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="4"/>' for x, y in points)
    labels = "".join(
        f'<text x="{x}" y="{_HEIGHT - _EDGE + 20}" text-anchor="middle">{row.documents}</text>'
        f'<text x="{x - 8}" y="{y - 8}" text-anchor="end">{row.checked:.1f} s</text>'
        for row, (x, y) in zip(rows, points, strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="13"><rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>'
        f'<path d="M{left} {_EDGE}V{bottom}H{_WIDTH - _EDGE}" stroke="#888" fill="none"/>'
        f'<path d="M{left} {bottom}L{right} {top}" stroke="#c77700" stroke-dasharray="5 4"/>'
        f'<polyline points="{line}" stroke="#1f6feb" fill="none" stroke-width="2"/>{dots}{labels}'
        f'<text x="{_EDGE}" y="30">All checks: seconds of computing by documents in the store '
        "(dashed: 120 s for 10 000)</text></svg>\n"
    )


def main() -> None:
    """Print a row for each archive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[250, 500, 1000])
    parser.add_argument("--plot", action="store_true")
    options = parser.parse_args()
    print(f"{'documents':>10}{'import s':>10}{'check s':>10}{'share':>8}{'ms each':>9}{'two, clock s':>14}")
    rows = []
    for count in options.documents:
        row = measure(count)
        rows.append(row)
        print(
            f"{row.documents:>10}{row.imported:>10.1f}{row.checked:>10.1f}{row.share:>8.3f}"
            f"{1000 * row.checked / row.documents:>9.1f}{row.clock:>14.1f}",
            flush=True,
        )
    if options.plot:
        PLOT.parent.mkdir(exist_ok=True)
        PLOT.write_text(plot(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
