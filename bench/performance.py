"""Speed and memory on documents that the bench writes itself: `make bench` writes `docs/performance.md`.

All times are computing time of one core, taken in turns in one run: the ratios hold on other machines.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.documents import SEED, write_minutes
from bench.memory import STEPS, peak
from bench.speed import Seconds, measure, measure_parsing
from bench.workers import speedup
from protokollparser.core.rules import Rules, load

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
# What `bench.archive_import` writes behind what this one writes.
ARCHIVE = "## An archive\n"
_PAGES = 24
COUNTS = (100, 300, 1000)

# What is compared with what, and the ratio that is aimed at.
_TARGETS = (
    ("words", "pdfplumber extract_words", 25.0),
    ("words", "pdfium, text page", 0.6),
    ("words, size and weight", "pdfium, text page", 0.5),
    ("ingest and layout", "pdfplumber extract_tables", 20.0),
    ("whole pipeline", "pdfplumber extract_tables", 4.0),
)
_PARSING = ("outline and parse", "spaCy blank tokenizer", 0.25)
_MEGABYTES = dict(zip(STEPS, (200, 450), strict=True))
_INTRO = """\
# Speed and memory

Made by `make bench` on {machine}. The bench writes its own documents (`bench/documents.py`: minutes with
2 000 characters and more a page, a table of 30 x 6 on every third) and needs no network. Times are computing
time of one core, each step in turn with the others and on files that it has not seen; figures are medians of
{rounds} rounds over {pages} pages. How the speed is reached is told in
[decisions/0008-speed.md](decisions/0008-speed.md).
"""


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def speed_rows(ruled: Seconds, borderless: Seconds) -> Iterator[list[str]]:
    """Yield for each step its pages a second on tables with and without rules."""
    for step in ruled.steps:
        yield [step, f"{ruled.pages(step):.0f}", f"{borderless.pages(step):.0f}"]


def ratio_rows(ruled: Seconds, borderless: Seconds) -> Iterator[list[str]]:
    """Yield for each target what is compared, the ratios reached and the one aimed at."""
    for step, other, target in _TARGETS:
        reached = [f"{one.ratio(step, other):.2f}" for one in (ruled, borderless)]
        yield [f"{step} / {other}", *reached, f"{target:g}"]


def write_files(folder: Path, rounds: int, *, ruled: bool) -> list[Path]:
    """Write a file for each round, and one more to warm up, each with a text of its own."""
    return [
        write_minutes(folder / f"{ruled}-{turn}.pdf", _PAGES, ruled=ruled, seed=SEED + turn)
        for turn in range(rounds + 1)
    ]


def memory_rows(folder: Path, counts: Sequence[int]) -> Iterator[list[str]]:
    """Yield for each step the most megabytes held for files of so many pages."""
    files = [write_minutes(folder / f"long-{count}.pdf", count, ruled=True) for count in counts]
    for step in STEPS:
        yield [step, *(f"{peak(path, step):.0f}" for path in files), f"{_MEGABYTES[step]}"]


@dataclass(frozen=True)
class Figures:
    """What a run measured: times on tables with and without rules, memory, and the gain of two processes."""

    rounds: int
    timed: dict[bool, Seconds]
    parsed: dict[bool, Seconds]
    memory: list[list[str]]
    gain: float


def take(rules: Rules, folder: Path, rounds: int) -> Figures:
    """Measure everything on files written to a folder."""
    files = {ruled: write_files(folder, rounds, ruled=ruled) for ruled in (True, False)}
    return Figures(
        rounds,
        {ruled: measure(files[ruled], _PAGES, rules) for ruled in (True, False)},
        {ruled: measure_parsing(files[ruled], _PAGES, rules) for ruled in (True, False)},
        [*memory_rows(folder, COUNTS)],
        speedup(files[True], rules),
    )


def page(figures: Figures) -> str:
    """Return the page of a run's figures."""
    timed, parsed = figures.timed, figures.parsed
    step, other, target = _PARSING
    reached = [f"{parsed[ruled].ratio(step, other):.2f}" for ruled in (True, False)]
    ratios = [*ratio_rows(timed[True], timed[False]), [f"{step} / {other}", *reached, f"{target:g}"]]
    speeds = [*speed_rows(timed[True], timed[False]), *speed_rows(parsed[True], parsed[False])]
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    header = ["step", *(f"{count} pages" for count in COUNTS), "target at 1 000"]
    return "\n".join(
        [
            _INTRO.format(machine=machine, rounds=figures.rounds, pages=_PAGES),
            "## Ratios\n",
            table(["how many times as fast", "ruled", "borderless", "target"], ratios),
            "## Pages per second of computing\n",
            table(["step", "ruled", "borderless"], speeds),
            "## Memory\n\nThe most that a fresh process held, in megabytes, its libraries included.\n",
            table(header, figures.memory),
            "## Processes\n",
            f"Two processes import {figures.rounds + 1} files of {_PAGES} pages "
            f"{figures.gain:.2f} times as fast as one (target: 1.8 on an idle machine).\n",
        ]
    )


def main() -> None:
    """Measure, print the page and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=PAGE)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = page(take(load(), Path(folder), given.rounds))
    print(text)
    _, heading, archive = (given.out.read_text("utf-8") if given.out.exists() else "").partition(ARCHIVE)
    given.out.write_text(f"{text}\n{heading}{archive}" if heading else text, encoding="utf-8")


if __name__ == "__main__":
    main()
