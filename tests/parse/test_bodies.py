"""The body that decides."""

from __future__ import annotations

import pytest

from protokollparser.parse.body_names import BodyNames
from protokollparser.parse.matters.bodies import named_body, settle
from tests.parse.sources import rules


@pytest.mark.parametrize(
    ("text", "heading", "body"),
    [
        ("e-nämnden beslutar att lägga informationen till handlingarna.", False, "e-nämnden"),
        ("Kommunfullmäktige antar taxan.", False, "Kommunfullmäktige"),
        ("Kommunstyrelsens beslut", True, "Kommunstyrelsen"),
        ("Styrelsen beslutar", True, "Styrelsen"),
        ("Länsstyrelsens beslut antecknas.", False, None),
        ("Rapporten antecknas.", False, None),
        ("Förvaltningens förslag till beslut", True, None),
    ],
)
def test_who_is_named(text: str, heading: bool, body: str | None) -> None:
    assert named_body(text, rules(), heading) == body


@pytest.mark.parametrize(
    ("printed", "document", "settled"),
    [
        ("nämnden", "Norrdalens e-nämnd", "Norrdalens e-nämnd"),
        ("Kommunfullmäktige", "Norrdalens e-nämnd", "Kommunfullmäktige"),
        (None, "Norrdalens e-nämnd", "Norrdalens e-nämnd"),
        ("styrelsen", None, "styrelsen"),
    ],
)
def test_short_names_stand_for_the_body_of_the_document(
    printed: str | None, document: str | None, settled: str
) -> None:
    assert settle(printed, document) == settled


@pytest.mark.parametrize(
    ("printed", "body"),
    [
        ("skolstyrelsen i Vretstorps kommun onsdagen den 13 september 1972", "Skolstyrelsen"),
        ("kommunalnämnden i Näs landskommun", "Kommunalnämnden"),
        ("Styrelsen för arkiven i Dalarna", "Styrelsen för arkiven i Dalarna"),
        ("Kommunstyrelsen", "Kommunstyrelsen"),
    ],
)
def test_the_opening_sentence_goes_on_behind_the_body(printed: str, body: str) -> None:
    assert BodyNames.of(rules()).of_opening(printed) == body


@pytest.mark.parametrize(
    "title",
    [
        "Protokoll fört vid sammanträde med kommunalnämnden i Lillby kommun onsdagen den 11",
        "Protokoll vid sammanträde med kommunalnämnden i Lillby den 3 maj 1961",
        "Protokoll fört vid sammanträde med kommunalnämnden fredagen den 3 maj",
    ],
)
def test_a_title_names_the_body_that_met(title: str) -> None:
    assert BodyNames.of(rules()).met(title) == "Kommunalnämnden"
