"""Pages per second of computing, beside pdfium's own text page and pdfplumber, in turns in one run."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pdfplumber

from protokollparser.core.rules import Rules
from protokollparser.ingest import read
from protokollparser.ingest.pdfium import PdfFile
from protokollparser.ingest.pdfium_words import find_words, set_in_type
from protokollparser.layout import arrange
from protokollparser.pipeline import read_source

Step = Callable[[Path], object]


def load_text(path: Path) -> None:
    """Open each page with its text, as pdfium itself does it: the most that can be reached."""
    file = PdfFile(path.read_bytes())
    for index in range(len(file)):
        with file.sheet(index):
            pass
    file.close()


def find(path: Path) -> None:
    """Find the words of each page with their boxes."""
    file = PdfFile(path.read_bytes())
    for index in range(len(file)):
        with file.sheet(index) as sheet:
            find_words(sheet, sheet.codes())
    file.close()


def find_in_type(path: Path) -> None:
    """Find the words of each page with their boxes, font sizes and weights."""
    file = PdfFile(path.read_bytes())
    for index in range(len(file)):
        with file.sheet(index) as sheet:
            set_in_type(sheet, find_words(sheet, sheet.codes()))
    file.close()


def plumb_words(path: Path) -> None:
    """Find the words of each page with pdfplumber."""
    with pdfplumber.open(path) as file:
        for page in file.pages:
            page.extract_words()
            page.close()


def plumb_tables(path: Path) -> None:
    """Find the tables of each page with pdfplumber."""
    with pdfplumber.open(path) as file:
        for page in file.pages:
            page.extract_tables()
            page.close()


def steps(rules: Rules) -> dict[str, Step]:
    """Return what is measured, by name."""
    return {
        "pdfium, text page": load_text,
        "words": find,
        "words, size and weight": find_in_type,
        "pdfplumber extract_words": plumb_words,
        "pdfplumber extract_tables": plumb_tables,
        "ingest and layout": lambda path: arrange(read(path), rules),
        "whole pipeline": lambda path: read_source(path, rules),
    }


def measure(files: dict[str, Path], rules: Rules, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of computing a page for each step, one entry a round, the steps taking turns.

    `files` names for each step the file that it reads; a round before the first is not counted.
    """
    seconds: dict[str, list[float]] = {name: [] for name in files}
    counts = {path: len(PdfFile(path.read_bytes())) for path in set(files.values())}
    for turn in range(rounds + 1):
        for name, step in steps(rules).items():
            path = files[name]
            gc.collect()
            begun = time.process_time()
            step(path)
            spent = (time.process_time() - begun) / counts[path]
            if turn:
                seconds[name].append(spent)
    return seconds


def ratio(seconds: dict[str, list[float]], faster: str, slower: str) -> float:
    """Return how many times as fast one step is as another: the median of the rounds."""
    return median(b / a for a, b in zip(seconds[faster], seconds[slower], strict=True))
