"""The registers of municipalities, regions, parties and names are whole."""

from __future__ import annotations

from collections import Counter

from protokollparser.core.rules import load

# Municipalities of each county by its code (SCB, from 2007-01-01).
_COUNTS = {
    "01": 26, "03": 8, "04": 9, "05": 13, "06": 13, "07": 8, "08": 12, "09": 1, "10": 5, "12": 33, "13": 6,
    "14": 49, "17": 16, "18": 12, "19": 10, "20": 15, "21": 10, "22": 7, "23": 8, "24": 15, "25": 14,
}  # fmt: skip


def test_all_municipalities_stand_in_their_county() -> None:
    counties = load().vocabulary["municipalities"]["counties"]
    assert {county["code"]: len(county["municipalities"]) for county in counties} == _COUNTS
    assert sum(_COUNTS.values()) == 290
    codes = [(county["code"], code) for county in counties for code in county["municipalities"]]
    assert [code for county, code in codes if not (code.startswith(county) and len(code) == 4)] == []
    assert len({code for _, code in codes}) == 290


def test_every_county_has_its_region() -> None:
    counties = load().vocabulary["municipalities"]["counties"]
    assert len({county["region"] for county in counties}) == 21


def test_names_of_municipalities_are_told_once() -> None:
    counties = load().vocabulary["municipalities"]["counties"]
    names = Counter(name for county in counties for name in county["municipalities"].values())
    assert [name for name, count in names.items() if count > 1] == []


def test_a_party_became_one_that_is_listed() -> None:
    parties = load().vocabulary["parties"]["national"]
    codes = {party["code"] for party in parties}
    assert {party["became"] for party in parties if "became" in party} <= codes


def test_letters_of_bodies_are_texts() -> None:
    letters = load().vocabulary["bodies"]["letters"]
    assert [one for one in letters if not (isinstance(one, str) and one.isupper())] == []
