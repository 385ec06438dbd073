"""Prints with their truth: `source.pdf` and `expected.json` in a folder for each story and layout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tests.printing.corpus_stories import read_story
from tests.printing.figure_values import figures
from tests.printing.made_up import make_story
from tests.printing.press import print_story
from tests.printing.stories import Spaced, Story
from tests.printing.styles import BASE, Style, styled

CORPUS = Path(__file__).parents[2] / "corpus"


def stories(seeds: int = 1) -> list[Story]:
    """Return the stories of the corpus, templates included, and a made-up one for each seed."""
    folders = sorted(path.parent for path in CORPUS.glob("**/expected.json"))
    told = [read_story(folder) for folder in folders if (folder / "source.txt").exists()]
    return [*told, *(make_story(seed) for seed in range(1, seeds + 1))]


def print_all(folder: Path, seeds: int = 1) -> Iterator[Path]:
    """Print every story in every layout and yield the folders. Variant 0 is the layout as it is."""
    for story in stories(seeds):
        for layout in BASE:
            for seed in range(seeds):
                yield print_one(story, styled(layout, seed), folder / f"{story.name}-{layout}-{seed}")


def print_one(story: Story, style: Style, folder: Path) -> Path:
    """Print a story in one style with its truth and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = print_story(story, style, folder / "source.pdf")
    truth = {
        "story": story.name,
        "layout": style.name,
        "source": story.source.relative_to(CORPUS.parent).as_posix() if story.source else None,
        "pages": pages,
        "tables": [
            {
                "header_rows": table.header_rows,
                "rows": table.rows,
                "cells": figures(table.rows),
                "optional": table.listed and style.rules != "grid",
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
