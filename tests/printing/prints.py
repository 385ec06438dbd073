"""Prints with their truth: `source.pdf` and `expected.json` in a folder for each story and layout."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

import pypdfium2

from tests.printing import leaders, ledger, office, typed, typeset, web
from tests.printing.annual import make_report
from tests.printing.corpus_stories import read_story
from tests.printing.figure_values import figures
from tests.printing.made_up import make_story
from tests.printing.press import print_story
from tests.printing.stories import Spaced, Story
from tests.printing.styles import BASE, Style, styled


def _is_installed(module: str) -> bool:
    """True when a module is installed with the libraries of the system that it needs."""
    try:
        import_module(module)
    except (ImportError, OSError):
        return False
    return True


@dataclass(frozen=True)
class Engine:
    """A program that prints: what it needs, whether that is here, how it prints a story to a file, and
    whether its tables have a grid of rules."""

    needs: str
    runs: Callable[[], bool]
    print_story: Callable[[Story, Path], None]
    grid: bool


# Layouts by other engines than our own, which print only where they are installed.
ENGINES = {
    "web": Engine("weasyprint", partial(_is_installed, "weasyprint"), web.print_story, grid=False),
    "typeset": Engine("typst", partial(_is_installed, "typst"), typeset.print_story, grid=True),
}
# Written after the software was tuned on the others, measured once, and never tuned on.
UNTUNED = {
    "office": Engine("LibreOffice", office.runs, office.print_story, grid=False),
    "leaders": Engine("typst", partial(_is_installed, "typst"), leaders.print_story, grid=False),
    "ledger": Engine("reportlab", partial(_is_installed, "reportlab"), ledger.print_story, grid=False),
    "typed": Engine("reportlab", partial(_is_installed, "reportlab"), typed.print_story, grid=False),
}
CORPUS = Path(__file__).parents[2] / "corpus"


def stories(seeds: int = 1) -> list[Story]:
    """Return the stories of the corpus, templates included, and two made-up ones for each seed."""
    folders = sorted(path.parent for path in CORPUS.glob("**/expected.json"))
    told = [read_story(folder) for folder in folders if (folder / "source.txt").exists()]
    made = [make(seed) for make in (make_story, make_report) for seed in range(1, seeds + 1)]
    return [*told, *made]


def layouts() -> tuple[str, ...]:
    """Return the names of the layouts that can be printed here."""
    return (*BASE, *(name for name, engine in (ENGINES | UNTUNED).items() if engine.runs()))


def print_all(folder: Path, seeds: int = 1) -> Iterator[Path]:
    """Print every story in every layout and yield the folders. Variant 0 is the layout as it is.

    Layouts of other engines have no variants; those that are not installed are left out.
    """
    for story in stories(seeds):
        for layout in layouts():
            for seed in range(seeds if layout in BASE else 1):
                yield print_in(story, layout, seed, folder / f"{story.name}-{layout}-{seed}")


def print_in(story: Story, layout: str, seed: int, folder: Path) -> Path:
    """Print a story in a layout with its truth and return the folder."""
    if layout in BASE:
        return print_one(story, styled(layout, seed), folder)
    engine = (ENGINES | UNTUNED)[layout]
    folder.mkdir(parents=True, exist_ok=True)
    engine.print_story(story, folder / "source.pdf")
    return _tell(story, layout, folder, grid=engine.grid)


def print_one(story: Story, style: Style, folder: Path) -> Path:
    """Print a story in one style with its truth and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    print_story(story, style, folder / "source.pdf")
    return _tell(story, style.name, folder, grid=style.rules == "grid")


def _tell(story: Story, layout: str, folder: Path, *, grid: bool) -> Path:
    """Write the truth of a print, whose tables have a `grid` of rules or not, beside it."""
    truth = {
        "story": story.name,
        "layout": layout,
        "source": story.source.relative_to(CORPUS.parent).as_posix() if story.source else None,
        "pages": _page_count(folder / "source.pdf"),
        "tables": [
            {
                "header_rows": table.header_rows,
                "rows": table.rows,
                "cells": figures(table.rows),
                "optional": table.listed and not grid,
            }
            for table in story.tables
        ],
        "lists": [
            " ".join(text for _, text in row)
            for block in story.blocks
            if isinstance(block, Spaced)
            for row in block.rows
        ],
    }
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8")
    return folder


def _page_count(path: Path) -> int:
    with closing(pypdfium2.PdfDocument(path)) as document:
        return len(document)
