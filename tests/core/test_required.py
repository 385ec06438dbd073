"""Words that a text must hold to match a pattern."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokollparser.core.required import holds_one, required_words, sieve
from protokollparser.core.rules import load


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bbeslut(?:ar|ade)?\b", ("beslut",)),
        (r"yrk(?:ar|ade) (?:bifall|avslag)", ("avslag", "bifall")),
        (r"(?:Dnr|diarienummer)\s?:?\s?\d+", ("diarienummer", "dnr")),
        (r"(?<!\w)(?P<body>[A-ZÅÄÖ]\w+) föreslår(?! att)", (" föreslår",)),
        (r"\b20[Xx]{2}\b", ("20xx",)),
        (r"(?:X{4,}|[Xx]x{2,}):", ("xxx",)),
    ],
)
def test_the_words_of_a_pattern_are_those_that_no_match_lacks(pattern: str, words: tuple[str, ...]) -> None:
    assert required_words(pattern) == words


@pytest.mark.parametrize("pattern", [r"\d+ §", r"(?:beslut)?", r"beslut|\d", r"(?!beslut)\w+", ""])
def test_a_pattern_that_can_do_without_words_has_none(pattern: str) -> None:
    assert required_words(pattern) == ()


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Nämnden beslutade att avslå", True),
        ("Nämnden avslog förslaget", True),
        ("Nämnden beslutade om förslaget", False),
        ("Nämnden avslog yrkandet", False),
        ("Styrelsen beslutade att avslå", False),
    ],
)
def test_a_text_is_asked_for_all_that_one_way_through_a_pattern_needs(text: str, passes: bool) -> None:
    asked = sieve(r"nämnden (?:beslut\w+ att avslå|avslog \w*förslag)")
    assert asked.passes(text) is passes


def test_a_text_is_asked_for_the_words_that_a_rule_says_it_needs_besides_those_of_its_pattern() -> None:
    asked = sieve(r"beslut\w* (?:1|2)", needs=("nummer",))
    assert asked.passes("Beslutsnummer 1")
    assert not asked.passes("Beslut 1")


def test_a_text_is_asked_for_a_word_that_two_parts_of_a_pattern_need() -> None:
    asked = sieve(r"namn\s(?:namn|namnsson)")
    assert asked.passes("Namn Namnsson")
    assert not asked.passes("Nils Persson")


def test_a_text_is_asked_without_regard_to_case() -> None:
    assert holds_one("BESLUT I ÄRENDET", ("beslut",))
    assert not holds_one("Bakgrund", ("beslut",))


def test_a_long_s_counts_as_the_letter_that_expressions_take_it_for() -> None:
    assert re.search("beslut", "beſlut", re.IGNORECASE)
    assert holds_one("beſlut", ("beslut",))


def test_rules_find_what_their_patterns_find_in_all_their_examples() -> None:
    rules = load()
    for rule in (*rules.patterns, *rules.sections, *rules.kinds):
        for text in rule.examples.match:
            assert rule.search(text), f"{rule.id} passes over {text!r}"


@given(st.text(alphabet="beslut ar", max_size=30))
def test_what_lacks_the_words_does_not_match(text: str) -> None:
    pattern = r"\b(?:besl(?:ut|ar)|tre)\w*\s(?:bea|ret)"
    if re.search(pattern, text):
        assert holds_one(text, required_words(pattern))
        assert sieve(pattern).passes(text)


_REPEATED = r"y?[xX]{2,3}y{2}(?:x+){2}(?:y{1,2}){2}1"


@given(st.from_regex(_REPEATED, fullmatch=True))
def test_a_text_with_repeated_letters_that_matches_passes(text: str) -> None:
    assert sieve(_REPEATED).passes(text)
