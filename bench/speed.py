"""Computing time a page of each step, beside pdfium's text page, pdfplumber and spaCy, in one run."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pdfplumber
import spacy

from protokollparser.core.collecting import seldom_collecting
from protokollparser.core.layout import Layout
from protokollparser.core.rules import Rules
from protokollparser.ingest import read
from protokollparser.ingest.pdfium import PdfFile
from protokollparser.ingest.pdfium_words import find_words, set_in_type
from protokollparser.layout import arrange
from protokollparser.outline import segment
from protokollparser.parse import extract
from protokollparser.stages import read_source

Step = Callable[[Path], object]
Timing = Callable[[], object]


@dataclass(frozen=True)
class Seconds:
    """The seconds of computing a page of each step, one entry a round; the steps took turns."""

    steps: dict[str, list[float]]

    def pages(self, step: str) -> float:
        """Return the pages a second of computing."""
        return 1 / median(self.steps[step])

    def ratio(self, faster: str, slower: str) -> float:
        """Return how many times as fast one step is as another: the median of the rounds."""
        return median(b / a for a, b in zip(self.steps[faster], self.steps[slower], strict=True))


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


def pdf_steps(rules: Rules) -> dict[str, Step]:
    """Return what is measured on PDF files, by name."""
    return {
        "pdfium, text page": load_text,
        "words": find,
        "words, size and weight": find_in_type,
        "pdfplumber extract_words": plumb_words,
        "pdfplumber extract_tables": plumb_tables,
        "ingest and layout": lambda path: _lay_out(path, rules),
        "whole pipeline": lambda path: read_source(path, rules),
    }


def measure(files: Sequence[Path], pages: int, rules: Rules) -> Seconds:
    """Return the times of each step over files of `pages` pages, the first one to warm up.

    Every round reads a file of its own: what is kept of texts seen before must not make it faster.
    """
    seconds = Seconds({name: [] for name in pdf_steps(rules)})
    for turn, path in enumerate(files):
        for name, step in pdf_steps(rules).items():
            spent = _spent(lambda step=step, path=path: step(path)) / pages  # type: ignore[misc]
            if turn:
                seconds.steps[name].append(spent)
    return seconds


def measure_parsing(files: Sequence[Path], pages: int, rules: Rules) -> Seconds:
    """Return the times of outline and parse, and of spaCy's blank tokenizer over the same text."""
    tokenizer = spacy.blank("sv").tokenizer
    seconds = Seconds({"outline and parse": [], "spaCy blank tokenizer": []})
    for turn, path in enumerate(files):
        layout = arrange(read(path), rules)
        texts = [page.text for page in layout.document.pages]
        parsing = _spent(lambda layout=layout: _parse(layout, rules)) / pages  # type: ignore[misc]
        tokens = _spent(lambda texts=texts: [tokenizer(text) for text in texts]) / pages  # type: ignore[misc]
        if turn:
            seconds.steps["outline and parse"].append(parsing)
            seconds.steps["spaCy blank tokenizer"].append(tokens)
    return seconds


def _lay_out(path: Path, rules: Rules) -> None:
    with seldom_collecting():
        arrange(read(path), rules)


def _parse(layout: Layout, rules: Rules) -> None:
    with seldom_collecting():
        extract(segment(layout, rules), rules)


def _spent(work: Timing) -> float:
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun
