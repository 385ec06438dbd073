"""The municipality or region whose letterhead a document carries."""

from __future__ import annotations

import pytest

from protokollparser.parse.hosts import Hosts
from tests.parse.sources import rules


@pytest.mark.parametrize(
    ("line", "host"),
    [
        ("Luleå kommun", "Luleå"),
        ("GÖTEBORGS STAD", "Göteborg"),
        ("Luleå kommun              SAMMANTRÄDESPROTOKOLL            Sida 1 (3)", "Luleå"),
        ("Region Skåne              Protokoll", "Region Skåne"),
        ("Västra Götalandsregionen", "Västra Götalandsregionen"),
        ("Kommunstyrelsen i Luleå kommun", "Luleå"),
        ("Socialnämnden, Luleå kommun", "Luleå"),
        ("Sockenby kommun           Protokoll", "Sockenby"),
        ("VADSBRO LANDSKOMMUN", "Vadsbro"),
        ("Luleå kommun   Bodens kommun   Piteå kommun", None),
        ("Avtal mellan Luleå kommun och Bodens kommun", None),
        ("Samarbetet sker med Luleå kommun.", None),
        ("Kommunstyrelsen", None),
        ("Protokoll för vår kommun", None),
    ],
)
def test_a_letterhead_names_the_municipality(line: str, host: str | None) -> None:
    assert Hosts.of(rules()).letterhead([line]) == host


def test_a_municipality_that_no_register_knows_stands_at_the_top() -> None:
    assert Hosts.of(rules()).letterhead([*["Text"] * 8, "Sockenby kommun"]) is None
