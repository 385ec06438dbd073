"""Shares of municipalities, from tables and from running text."""

from __future__ import annotations

import pytest

from protokollparser.core.records.figures import Allocation
from protokollparser.parse.tables import allocations, cell_amounts
from tests.parse.tabled import tabled


def shares(drawn: str) -> list[Allocation]:
    return tabled(drawn, cell_amounts.read, allocations.read).of(Allocation)


def told(drawn: str) -> list[tuple[str, object]]:
    return [
        (share.municipality, share.kronor if share.share is None else share.share) for share in shares(drawn)
    ]


def test_every_column_of_a_table_of_shares_is_a_distribution() -> None:
    found = shares(
        """
        Fördelning årskostnader 2024, kr

         > Grundavgift > Arkiv
        Nora > 74 600 > 39 800
        Hällefors > 74 600 > 45 700
        Summa > 149 200 > 85 500
        """
    )
    assert [(s.municipality, s.kronor) for s in found[:2]] == [("Nora", 74600), ("Nora", 39800)]
    assert len(found) == 4
    assert len({s.allocation_group for s in found}) == 2
    assert found[1].purpose == "Fördelning årskostnader 2024, kr: Arkiv"


def test_a_list_in_a_sentence() -> None:
    drawn = """
    Underskottet fördelas enligt följande:

    Nora 227 tkr, Hällefors 320 tkr, Lindesberg: -22 tkr.
    """
    assert told(drawn) == [("Nora", 227_000), ("Hällefors", 320_000), ("Lindesberg", -22_000)]
    assert {share.purpose for share in shares(drawn)} == {"Underskottet fördelas enligt följande"}


def test_a_list_on_lines() -> None:
    assert told(
        """
        Noras kommun går in med maximalt 40 000 kr
        Hällefors kommun går in med maximalt 20 000 kr
        """
    ) == [("Nora", 40_000), ("Hällefors", 20_000)]


def test_a_dash_between_name_and_amount_is_no_minus_and_the_unit_is_shared() -> None:
    assert told(
        """
        Kommunerna debiteras följande:

        - Nora - 120 000 kr
        - Hällefors – 60 000
        - Lindesberg - ? kr
        """
    ) == [("Nora", 120_000), ("Hällefors", 60_000), ("Lindesberg", None)]


def test_shares_in_percent() -> None:
    assert told("Nora 18%\nHällefors 82%") == [("Nora", 0.18), ("Hällefors", 0.82)]


def test_two_lists_are_two_distributions() -> None:
    found = shares("Nora 40 000 kr\nHällefors 20 000 kr\n\nNora 67%\nHällefors 33%")
    assert len({share.allocation_group for share in found}) == 2


@pytest.mark.parametrize(
    "text",
    [
        "I Nora ökade kostnaden 2023 med 40 000 kr medan den i Hällefors sjönk med 20 000 kr under året.",
        "Nora 40 000 kr",
        "Nora 2023\nHällefors 2024",
        "Projektet i Nora kostade 40 000 kr.",
    ],
)
def test_sentences_that_are_no_list_of_shares(text: str) -> None:
    assert shares(text) == []


def test_inhabitants_are_no_shares() -> None:
    assert (
        shares("Befolkning\n\nKommun > 2022 > 2023\nNora > 10 600 > 10 650\nHällefors > 6 800 > 6 700") == []
    )
