"""Headings known by their words."""

from __future__ import annotations

import pytest

from tests.outline.build import draft_of


def names_of(text: str) -> list[str]:
    return [section.name for section in draft_of(text).sections]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Kommunstyrelsens arbetsutskotts beslut", "decision"),
        ("Nämnden för funktionsrätts beslut", "decision"),
        ("Kommunledningskontorets förslag till beslut", "proposal_administration"),
        ("Ordförandens förslag till beslut", "proposal_chair"),
        ("Presidiets förslag", "proposal_presidium"),
        ("Arbetsutskottets förslag till beslut", "proposal_body"),
        ("Förslag till beslut:", "proposal"),
        ("Protokollsutdrag skickas till", "sent_to"),
        ("Underlag för beslut", "basis_documents"),
        ("Ej tjänstgörande ersättare", "attendance_substitutes_present"),
    ],
)
def test_spellings_of_municipalities(line: str, name: str) -> None:
    assert names_of(f"§ 1\n\nTaxa\n\n{line}\n\nText.\n") == [name]


@pytest.mark.parametrize(
    "line",
    [
        "Beslutande är kommunfullmäktige.",
        "Enligt kommunstyrelsens förslag:",
        "kommunfullmäktige beslutar:",
        "Fullmäktige godkänner valberedningens förslag",
    ],
)
def test_parts_of_sentences_are_no_headings(line: str) -> None:
    assert names_of(f"Text före.\n\n{line}\n\nText.\n") == []


def test_text_after_a_colon_is_headed_on_its_own_line() -> None:
    section = draft_of("Rapport\n\nExpedieras till: Socialnämnden\n").sections[0]
    assert (section.name, section.run_in, section.text_start) == ("sent_to", True, len("Expedieras till: "))


def test_a_word_with_other_uses_needs_a_blank_line_before_it() -> None:
    assert names_of("§ 1\n\nTaxa\n\nFöljande tas upp:\nInformation\nTaxa\n") == []


def test_an_office_below_a_name_is_no_heading() -> None:
    assert names_of("Underskrifter\n\nPer Lind\nJusterare\n") == ["signing"]


def test_cells_read_line_by_line_are_no_headings() -> None:
    cells = "\n\n".join(
        ["Anna Berg", "Ersättare", "Ja", "Per Lind", "Ersättare", "Nej", "Bo Ek", "Ersättare", "Ja"]
    )
    assert names_of(f"Omröstning\n\n{cells}\n") == ["vote"]
