"""The body that decides."""

from __future__ import annotations

import pytest

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
