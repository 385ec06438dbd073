"""How well scans are read: character error, numbers, paragraphs and attendance, against the printed file.

`python -m bench.scans FOLDER [--seed N] [--plain]` prints documents of the corpus, scans them (the seed is
fixed in `tests.scans.scanner`), reads both, and compares. What was recognised is kept in FOLDER. `--plain`
also shows the pages to Tesseract as they are, in Swedish.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein
from tests.printing.prints import print_one, stories
from tests.printing.styles import styled
from tests.scans.scanner import DPI, SEED, scan_pdf, scanned_pages

from protokollparser.core.limits import Attempt, Recognition
from protokollparser.core.reading import Reading
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.meetings import Attendance
from protokollparser.core.records.tables import TableCell
from protokollparser.core.rules import load
from protokollparser.ingest import ocr, read
from protokollparser.ingest.ocr_words import tokens_of
from protokollparser.ingest.pdf_text import Printed, compose_page
from protokollparser.pipeline import read_source

_LAYOUTS = ("ruled", "half-ruled", "borderless")
# Long minutes are printed once.
_LONG = 20
_NUMBER = re.compile(r"[-−–]?\d{1,3}(?:[ \u00a0\u2009]\d{3})+(?:,\d+)?|[-−–]?\d+(?:[,.:]\d+)*")
_DASHES = re.compile(r"[−–—]")


def main() -> None:
    """Print a line for each document and one for all."""
    parser = argparse.ArgumentParser(description="Measure how well scans of the corpus are read.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--plain", action="store_true", help="plain Tesseract too")
    chosen = parser.parse_args()
    total: Counter[str] = Counter()
    for source in _prints(chosen.folder / "prints"):
        found = _measured(source, chosen.folder, chosen.seed, chosen.plain)
        total += found
        print(f"{source.parent.name:48} {_told(found)}", flush=True)
    print(f"{'all':48} {_told(total)}")


def _prints(folder: Path) -> Iterator[Path]:
    """Yield the printed documents: those of the corpus in three layouts, long ones in one."""
    for story in stories(0):
        if story.source is None or story.source.parent.parent.name != "corpus":
            continue
        for layout in _LAYOUTS:
            printed = print_one(story, styled(layout, 0), folder / f"{story.name}-{layout}")
            yield printed / "source.pdf"
            if json.loads((printed / "expected.json").read_text(encoding="utf-8"))["pages"] > _LONG:
                break


def _measured(source: Path, folder: Path, seed: int, plain: bool) -> Counter[str]:
    """Return the counts for one document."""
    scan = folder / f"scans-{seed}" / f"{source.parent.name}.pdf"
    if not scan.exists():
        scan_pdf(source, scan, seed)
    rules = load()
    recognition = Recognition("auto", folder / "recognised")
    truth = read_source(source, rules)
    start = time.perf_counter()
    reading = read_source(scan, rules, Attempt(recognition=recognition))
    count: Counter[str] = Counter(seconds=round(time.perf_counter() - start))
    printed = [page.text for page in read(source).pages]
    texts = [page.text for page in reading.outline.layout.document.pages]
    for told, seen in zip(printed, texts, strict=True):
        count += _compared(told, seen, "")
    if plain:
        for told, image in zip(printed, scanned_pages(source, seed), strict=True):
            tokens = tokens_of(ocr.see(np.asarray(image)), 72 / DPI)
            count += _compared(told, compose_page(Printed.of(tokens))[0], "plain_")
    count["pages"] = len(texts)
    for name, keys in (("paragraphs", _paragraphs), ("attendance", _attendance), ("cells", _cells)):
        wanted, got = keys(truth), keys(reading)
        count[f"{name}_wanted"], count[f"{name}_got"] = wanted.total(), got.total()
        count[f"{name}_right"] = (wanted & got).total()
    return count


def _compared(printed: str, seen: str, name: str) -> Counter[str]:
    """Return the errors and letters, and the numbers and those read exactly, of one page."""
    a, b = (_DASHES.sub("-", " ".join(text.split())) for text in (printed, seen))
    wanted, got = ([re.sub(r"\s", "", number) for number in _NUMBER.findall(text)] for text in (a, b))
    blocks = difflib.SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
    return Counter(
        {
            f"{name}errors": Levenshtein.distance(a, b),
            f"{name}letters": len(a),
            f"{name}numbers": len(wanted),
            f"{name}exact": sum(block.size for block in blocks),
        }
    )


def _paragraphs(reading: Reading) -> Counter[tuple[object, ...]]:
    return Counter((item.number, item.paragraph) for item in reading.of(AgendaItem))


def _attendance(reading: Reading) -> Counter[tuple[object, ...]]:
    return Counter((one.name, one.role, one.status) for one in reading.of(Attendance))


def _cells(reading: Reading) -> Counter[tuple[object, ...]]:
    figures = [cell for cell in reading.of(TableCell) if cell.value is not None]
    return Counter((cell.row_index, cell.column_index, cell.value) for cell in figures)


def _told(count: Counter[str]) -> str:
    """Return counts as figures."""
    parts = [f"{count['pages']:3} pages {count['seconds']:4} s"]
    for name in ("", "plain_"):
        if count[f"{name}letters"]:
            error = 100 * count[f"{name}errors"] / count[f"{name}letters"]
            exact = count[f"{name}exact"] / max(count[f"{name}numbers"], 1)
            parts.append(f"{name or 'CER '}{error:5.2f} % numbers {exact:.3f}")
    for name in ("paragraphs", "attendance", "cells"):
        both = count[f"{name}_wanted"] + count[f"{name}_got"]
        parts.append(f"{name} {2 * count[f'{name}_right'] / both:.3f}" if both else f"{name}   -  ")
    return "  ".join(parts)


if __name__ == "__main__":
    main()
