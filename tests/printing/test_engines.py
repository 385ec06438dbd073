"""Every engine prints a story whole: its words, its tables, and what pages bring with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokollparser.ingest import read
from tests.printing.prints import ENGINES, UNTUNED, print_in
from tests.printing.stories import Head, Opening, Spaced, Story, Table, Text
from tests.printing.styles import BASE

STORY = Story(
    "sample",
    (
        Text("heading", "§ 4 Budget för Norrby"),
        Spaced((((0, "Beslutande"), (20, "Doris Ask (S)")), ((20, "Mikael Rask (M)"),))),
        Text("prose", "Nämnden beslutar att fastställa budgeten. " * 6),
        Table((("Verksamhet", "2023", "2024"), ("Skola", "1 200", "-300"), ("Summa", "1 200", "-300"))),
        Opening(Head("Norrby kommun", "Tjänsteskrivelse", "")),
        Text("item", "1. Bilagan läggs till handlingarna.", close=True),
    ),
)


@pytest.mark.parametrize("layout", [*BASE, *ENGINES, *UNTUNED])
def test_a_story_is_printed_whole(tmp_path: Path, layout: str) -> None:
    engine = (ENGINES | UNTUNED).get(layout)
    if engine is not None and not engine.runs():
        pytest.skip(f"{engine.needs} is not installed here, so its layout cannot be printed")
    folder = print_in(STORY, layout, 0, tmp_path / layout)
    pages = read(folder / "source.pdf").pages
    assert len(pages) >= 2
    words = " ".join(page.text for page in pages).split()
    for word in ("Budget", "Doris", "Mikael", "Verksamhet", "Summa", "Tjänsteskrivelse", "handlingarna."):
        assert any(word.casefold() in printed.casefold() for printed in words), word
