"""Headings known by their words, and misread ones."""

from __future__ import annotations

import pytest

from protokollparser.core.heading_words import HeadingWords
from tests.rules.reading import rules


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Närvarande direktionsledamöter:", "attendance_serving"),
        ("Icke beslutande suppleanter", "attendance_substitutes_present"),
        ("Tjänstgörande styrelsesuppleanter", "attendance_substitutes_serving"),
        ("Ej närvarande ledamöter", "attendance_absent"),
        ("Tjänstgörandc ersättare", "attendance_substitutes_serving"),
        ("Vidare närvarande tjänstemän", "attendance_others"),
        ("Personal", None),
        ("Ledamöternas arvoden", None),
        ("Närvarande 2024", None),
    ],
)
def test_the_list_that_words_head(text: str, name: str | None) -> None:
    assert HeadingWords.of(rules()).attendance(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Beslutsunderiag", "basis_documents"),
        ("Beslutet skickos till", "sent_to"),
        ("Beslutsunderlag", None),
        ("Delgivningar", None),
        ("Sammanfattande bild", None),
    ],
)
def test_a_heading_misread_by_a_letter(text: str, name: str | None) -> None:
    rule = HeadingWords.of(rules()).misread(text)
    assert (rule.name if rule else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I ärendet finns följande dokument", "basis_documents"),
        ("Protokollsutdrag ska sändas till", "sent_to"),
        ("Regionnämndens beslut skickas till", "sent_to"),
        ("Yrkanden under dagens sammanträde", "motions"),
        ("Sjukhusstyrelse Österns beslut", "decision"),
        ("Arbetsutskottets förslag beslut", None),
        ("Handlingar", "basis_documents"),
        ("Beslutet skickas till nämnden för kultur", None),
    ],
)
def test_the_section_that_words_head(text: str, name: str | None) -> None:
    rule = HeadingWords.of(rules()).section(text)
    assert (rule.name if rule else None) == name
