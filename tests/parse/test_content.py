"""List entries and paragraphs of a section, and their places."""

from __future__ import annotations

import pytest

from protokollparser.parse.matters.content import Content, under
from tests.parse.sources import ledger


def content(text: str) -> Content:
    book = ledger(f"[basis_documents] Underlag\n{text}")
    found = under(book.outline, book.outline.headings[0])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("- Ett\n- Två", ["Ett", "Två"]),
        ("1. Ett\n2. Två", ["Ett", "Två"]),
        ("a) Ett\nb) Två", ["Ett", "Två"]),
        ("- Ett\nsom fortsätter\n- Två", ["Ett\nsom fortsätter", "Två"]),
        ("- Ett\n\n\n- Två", ["Ett", "Två"]),
        ("Ett\nTvå", ["Ett", "Två"]),
        ("Ett\n\nTvå", ["Ett", "Två"]),
        ("•\nEtt", ["Ett"]),
        (
            "Nämnden för arbetsmarknad och\nvuxenutbildning",
            ["Nämnden för arbetsmarknad och\nvuxenutbildning"],
        ),
        (
            "Granskning av informationssäkerheten i det gemensamma skolsystemet\nIST administration.",
            ["Granskning av informationssäkerheten i det gemensamma skolsystemet\nIST administration."],
        ),
        (
            "Stadens helägda bolag enligt förteckning i kontorets tjänsteutlåtande\nStyrande dokument",
            ["Stadens helägda bolag enligt förteckning i kontorets tjänsteutlåtande", "Styrande dokument"],
        ),
    ],
)
def test_entries(text: str, entries: list[str]) -> None:
    found = content(text)
    assert [found.text[entry.start : entry.end] for entry in found.entries()] == entries


def test_clauses_open_entries_only_when_asked_for() -> None:
    found = content("att anta planen\natt följa upp den")
    assert [entry.mark for entry in found.entries()] == [None, None]
    assert [entry.mark for entry in found.entries(clauses=True)] == ["att", "att"]


def test_a_place_leads_back_to_the_printed_words() -> None:
    found = content("- Budget 2021, fördelning\nHid: 2021.88")
    (entry,) = found.entries()
    (span,) = found.places(entry.start, entry.end)
    assert span.printed == "Budget 2021, fördelning\nHid: 2021.88"
    assert (span.line_start, span.line_end) == (2, 3)
