"""Whose proposal is said to be adopted or rejected."""

from __future__ import annotations

import pytest

from protokollparser.parse.matters.owned import means, same_owner, whose
from tests.parse.sources import rules


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("nämnden beslutar enligt förvaltningens förslag", [(True, "förvaltningens")]),
        ("finner Ulf Stens yrkande antaget", [(True, "ulf stens")]),
        ("finner att Bo Alms (M) m.fl. förslag bifalls", [(True, "bo alms")]),
        ("Därmed beslutar styrelsen enligt Ann Ås (V) förslag.", [(True, "ann ås")]),
        ("fullmäktige avslår Eva Eks (S) yrkande", [(False, "eva eks")]),
        ("Kommunfullmäktige bifaller motionen.", [(True, "motionen")]),
        ("Eva Ek (S) yrkar avslag på motionen", []),
    ],
)
def test_the_owner_and_the_fate_of_a_proposal(words: str, told: list[tuple[bool, str]]) -> None:
    assert whose(rules(), words) == told


@pytest.mark.parametrize(
    ("side", "keys"),
    [
        ("bifall till förvaltningens förslag", [(True, "förvaltningens")]),
        ("Eva Eks yrkande", [(True, "eva eks")]),
        ("avslag på motionen", [(False, "motionen")]),
        ("återremiss", []),
    ],
)
def test_a_side_of_a_ballot_stands_for_a_proposal(side: str, keys: list[tuple[bool, str]]) -> None:
    assert means(rules(), side) == keys


def test_one_owner_by_full_name_or_surname() -> None:
    assert same_owner("hans kvists", "kvists")
    assert not same_owner("hans kvists", "eva kvists")
    assert not same_owner("bokvists", "kvists")
