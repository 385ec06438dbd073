"""Headings known by their words."""

from __future__ import annotations

import pytest

from protokollparser.core.document import Document, Page, Word
from protokollparser.core.rules import load
from protokollparser.layout import arrange
from protokollparser.outline.draft import draw
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


def test_a_heading_in_larger_type_goes_on_in_the_next_line() -> None:
    lines = [
        ("Arbetsutskottets förslag till", 13.0),
        ("kommunstyrelsen", 13.0),
        ("Kommunstyrelsen godkänner planen.", 9.0),
        ("Sammanfattning", 13.0),
        ("av planen finns i en bilaga.", 9.0),
    ]
    text, words = "", list[Word]()
    for number, (printed, size) in enumerate(lines):
        top = 100.0 + 14 * number
        words.append(Word(len(text), len(text) + len(printed), 50.0, top, 300.0, top + size, size, size > 10))
        text += printed + "\n"
    page = Page(1, text, width=595, height=842, text_origin="pdf", words=tuple(words))
    rules = load()
    document = Document("0" * 64, "prov.pdf", "application/pdf", 1, (page,), text_origin="pdf")
    found = draw(arrange(document, rules), rules).sections
    assert [(section.name, section.line, section.last) for section in found] == [
        ("proposal_body", 0, 1),
        ("summary", 3, 3),
    ]


@pytest.mark.parametrize("head", ["§ 12", "§ 12 Taxa", "§ 12\nTaxa för vatten"])
def test_a_label_over_a_sentence_may_stand_right_below_the_title(head: str) -> None:
    assert names_of(f"Text före.\n\n{head}\nFörslag: Nämnden antar taxan.\n\nText.\n") == ["proposal"]


def test_a_label_over_no_sentence_right_below_the_mark_is_a_title() -> None:
    assert names_of("Text före.\n\n§ 12\nFörslag: ny taxa för vatten\n\nText.\n") == []
