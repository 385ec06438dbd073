"""Words and numbers of a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokollparser.search.tokens import tokens, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dnr KS2021-412", ["dnr", "ks", "2021", "412"]),
        ("640 000 kronor, 250.000 kr och 4,2 mkr", ["640000", "kronor", "250000", "kr", "och", "4,2", "mkr"]),
        ("den 2022-09-14 100 000 kr", ["den", "2022", "09", "14", "100000", "kr"]),
        ("§§ 92–96, e-nämnden", ["§", "§", "92", "96", "e", "nämnden"]),
        ("protokoll med kommunal-\n  nämnden", ["protokoll", "med", "kommunalnämnden"]),
        ("barn-\noch utbildningsnämnden", ["barn", "och", "utbildningsnämnden"]),
        ("e-\nnämnden, IT-\nchefen", ["e", "nämnden", "it", "chefen"]),
        ("kom\u00admunen a\u030ar", ["kommunen", "\u00e5r"]),
    ],
)
def test_words_and_numbers(text: str, found: list[str]) -> None:
    assert words(text) == found


@given(st.text(alphabet="abåÅ -\u2010\n\r\t0123.,§\u00ad\u030a", max_size=60))
def test_both_ways_of_reading_agree_and_places_hold_what_was_read(text: str) -> None:
    found = list(tokens(text))
    assert [token.text for token in found] == words(text)
    for before, after in pairwise(found):
        assert before.start < before.end <= after.start < after.end <= len(text)


def test_the_place_of_a_divided_word_holds_both_parts() -> None:
    text = "hos kommunal-\nnämnden i Ekeby"
    token = next(token for token in tokens(text) if token.text == "kommunalnämnden")
    assert text[token.start : token.end] == "kommunal-\nnämnden"
