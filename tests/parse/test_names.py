"""People are told from bodies, headings and places."""

from __future__ import annotations

import pytest

from protokollparser.parse.names import Names
from tests.parse.sittings import rules

NAMES = Names(rules())


@pytest.mark.parametrize(
    "text",
    ["Anna Ek", "ANNA EK", "Anna-Karin af Ström", "Per D. Öberg", "Stina O’Neill", "Inga Ek", "Maj Berg"],
)
def test_name(text: str) -> None:
    assert NAMES.is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kommunstyrelsen",
        "Norrbygdens e-nämnd",
        "Region Norrbygden",
        "Enligt Närvarolista",
        "Teknisk Chef",
        "Östra Göinge",
        "Sveriges Kommuner",
        "MODERATA SAMLINGSPARTIET",
        "Rättvisepartiet Socialisterna",
        "Anna",
        "anna ek",
        "Socialförvaltningen Kontoret",
    ],
)
def test_no_name(text: str) -> None:
    assert not NAMES.is_name(text)


def test_wide_gaps_part_names() -> None:
    assert [person.name for person in NAMES.find("Anna Ek        Bo Ström")] == ["Anna Ek", "Bo Ström"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Anna Ek (S)", "S"),
        ("Anna Ek [KD]", "KD"),
        ("Anna Ek, MP", "MP"),
        ("Anna Ek", None),
        ("Anna Ek (ordf)", None),
    ],
)
def test_party(text: str, party: str | None) -> None:
    person = NAMES.at_start(text)
    assert person is not None
    assert (person.name, person.party) == ("Anna Ek", party)


def test_an_unknown_party_is_kept_and_doubted() -> None:
    person = NAMES.at_start("Anna Ek (XYZ)")
    assert person is not None
    assert (person.party, person.sure) == ("XYZ", False)


def test_surname_first_is_turned() -> None:
    person = NAMES.surname_first("Ström Ek, Anna")
    assert person is not None
    assert person.name == "Anna Ström Ek"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kalix", "Kalix"),
        ("Luleå kommun", "Luleå"),
        ("Säters kommun", "Säter"),
        ("Malmö stad", "Malmö"),
        ("Kommunen", None),
    ],
)
def test_municipality(text: str, name: str | None) -> None:
    assert NAMES.municipality(text) == name


def test_the_register_of_municipalities_is_whole() -> None:
    assert len(NAMES.municipality_names) == 290
    assert all(len(code) == 4 and code.isdigit() for code in NAMES.municipality_names)
