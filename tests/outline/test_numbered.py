"""Numbered headings of reports."""

from __future__ import annotations

from tests.outline.build import draft_of


def numbers_of(text: str) -> list[str]:
    return [found.number for found in draft_of(text).numbered]


def test_chapters_and_their_parts() -> None:
    text = "1 Mål\n\n1.1 Syfte\n\nText här.\n\n1.2. Metod\n\nText här.\n\n2 Ekonomi\n\n2.3.1 mål\n"
    assert numbers_of(text) == ["1", "1.1", "1.2", "2"]


def test_sentences_that_begin_with_a_number_are_no_headings() -> None:
    text = (
        "1 Mål\n\n9 st bedöms uppnådda\n\n2 Ekonomi\n\n0,8 miljoner kronor mer\n\n2023 kommer att bli bra\n"
    )
    assert numbers_of(text) == ["1", "2"]


def test_a_day_is_no_heading() -> None:
    assert numbers_of("1 Mål\n\nText.\n\n2 Tid\n\n3 Maj 2021\n") == ["1", "2"]


def test_points_of_a_decision_are_no_chapters() -> None:
    text = "§ 1\n\nTaxa\n\nBeslut\n\n1. Taxan antas\n\n2. Taxan gäller från maj\n"
    assert numbers_of(text) == []


def test_a_number_without_neighbours_is_no_heading() -> None:
    assert numbers_of("Text.\n\n7 Underlag och mer\n\nText.\n") == []
