"""How well scans are read: character error, numbers, paragraphs and attendance, against the printed file.

`python -m bench.scans FOLDER [--seed N] [--look N] [--pages N] [--unlike FILE]` prints documents of the
corpus in six layouts, scans a sample drawn by the seed (that of `tests.scans.scanner` measures), reads
print and scan, and compares; beside it what plain Tesseract sees (`swe`, 300 dpi, psm 3). What differs
is written to FILE.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from tests.printing.prints import print_one, stories
from tests.printing.styles import BASE, styled
from tests.scans.scanner import DPI, SEED, scan_pdf, scanned_pages

from bench.scan_figures import Place, compared, unlike
from protokollparser.core.document import Document, Page
from protokollparser.core.limits import Attempt, Recognition
from protokollparser.core.reading import Reading
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.meetings import Attendance
from protokollparser.core.records.tables import TableCell
from protokollparser.core.rules import Rules, load
from protokollparser.ingest import ocr
from protokollparser.ingest.ocr_words import tokens_of
from protokollparser.ingest.pdf_text import Printed, compose_page
from protokollparser.layout import arrange
from protokollparser.stages import read_source

# Documents longer than this are not drawn: a few of them would be the whole sample.
_LONG = 8


def main() -> None:
    """Print a line for each document, one for each layout, and one for all."""
    parser = argparse.ArgumentParser(description="Measure how well scans of the corpus are read.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--pages", type=int, default=16, help="of each layout")
    parser.add_argument("--look", type=int, default=0, help="by which the layouts are varied, 0 as they are")
    parser.add_argument("--unlike", type=Path, help="where to write what differs")
    chosen = parser.parse_args()
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    differing: list[str] = []
    for layout, source in _sample(chosen.folder / f"prints-{chosen.look}", chosen):
        found = _measured(source, chosen.folder, chosen.seed, differing)
        for name in (layout, "all"):
            totals[name] += found
        print(f"{source.parent.name:48} {_told(found)}", flush=True)
    for name, total in totals.items():
        print(f"{name:48} {_told(total)}")
    if chosen.unlike:
        chosen.unlike.write_text("".join(f"{line}\n" for line in differing), encoding="utf-8")


def _sample(folder: Path, chosen: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    """Yield a layout and a printed document, in turn as the seed has it, until there are enough pages."""
    told = stories(1)
    for layout in BASE:
        chance = random.Random(f"{layout}-{chosen.seed}")
        left = chosen.pages
        for story in chance.sample(told, len(told)):
            printed = folder / f"{story.name}-{layout}" / "source.pdf"
            if not left:
                break
            truth = print_one(story, styled(layout, chosen.look), printed.parent) / "expected.json"
            count = json.loads(truth.read_text(encoding="utf-8"))["pages"]
            if count <= min(left, _LONG):
                left -= count
                yield layout, printed


def _measured(source: Path, folder: Path, seed: int, differing: list[str]) -> Counter[str]:
    """Return the counts for one document, and tell what differs."""
    scan = folder / f"scans-{seed}" / f"{source.parent.name}.pdf"
    if not scan.exists():
        scan_pdf(source, scan, seed)
    rules = load()
    truth = read_source(source, rules)
    start = time.process_time()
    reading = read_source(scan, rules, Attempt(recognition=Recognition("auto", folder / "recognised")))
    count: Counter[str] = Counter(seconds=round(time.process_time() - start))
    accepted = _accepted(reading)
    plain = _plain(source, seed, rules)
    pairs = zip(_pages(truth), _pages(reading), plain, strict=True)
    for printed, seen, other in pairs:
        found = compared(printed, seen, accepted[seen.number])
        count += found
        count += Counter({f"plain_{name}": n for name, n in compared(printed, other).items()})
        differing += [
            f"{source.parent.name} {seen.number} {' | '.join(one)}" for one in unlike(printed, seen)
        ]
    count["pages"] = len(plain)
    count["proposed"] = sum(map(len, accepted.values()))
    for name, keys in (("paragraphs", _paragraphs), ("attendance", _attendance), ("cells", _cells)):
        wanted, got = keys(truth), keys(reading)
        count[f"{name}_wanted"], count[f"{name}_got"] = wanted.total(), got.total()
        count[f"{name}_right"] = (wanted & got).total()
        differing += [f"{source.parent.name} {name} | {one} |" for one in sorted(map(str, wanted - got))]
        differing += [f"{source.parent.name} {name} | | {one}" for one in sorted(map(str, got - wanted))]
    return count


def _pages(reading: Reading) -> tuple[Page, ...]:
    return reading.outline.layout.document.pages


def _plain(source: Path, seed: int, rules: Rules) -> tuple[Page, ...]:
    """Return the pages as plain Tesseract sees them, put in reading order as all pages are."""
    pages = []
    for number, image in enumerate(scanned_pages(source, seed), 1):
        tokens = tokens_of(ocr.see(np.asarray(image)), 72 / DPI)
        text, words = compose_page(Printed.of(tokens)) if tokens else ("", ())
        width, height = (size * 72 / DPI for size in image.size)
        pages.append(Page(number, text, width=width, height=height, text_origin="ocr", words=words))
    seen = Document("plain", source.name, "image/tiff", 1, tuple(pages))
    return arrange(seen, rules).document.pages


def _accepted(reading: Reading) -> dict[int, dict[Place, str]]:
    """Return the figures that the arithmetic proposes instead of those read, by page and place."""
    found: dict[int, dict[Place, str]] = defaultdict(dict)
    for cell in reading.of(TableCell):
        for other in cell.candidates:
            if other.get("origin") == "arithmetic":
                found[cell.span.page][cell.span.start, cell.span.end] = str(other["text"])
    return found


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
        error = 100 * count[f"{name}errors"] / max(count[f"{name}letters"], 1)
        exact = count[f"{name}exact"] / max(count[f"{name}numbers"], 1)
        parts.append(f"{name or 'CER '}{error:5.2f} % numbers {exact:.3f}")
    mended = count["mended"] / max(count["numbers"], 1)
    parts.append(f"accepted {mended:.3f} ({count['proposed']})")
    for name in ("paragraphs", "attendance", "cells"):
        both = count[f"{name}_wanted"] + count[f"{name}_got"]
        parts.append(f"{name} {2 * count[f'{name}_right'] / both:.3f}" if both else f"{name}   -  ")
    return "  ".join(parts)


if __name__ == "__main__":
    main()
