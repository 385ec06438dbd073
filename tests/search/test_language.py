"""What people write to ask."""

from __future__ import annotations

import pytest

from protokollparser.core.errors import UsageError
from protokollparser.core.rules import default_root, read_yaml
from protokollparser.search.language import Atom, Clause, Question, read

SAID = read_yaml(default_root() / "vocabulary" / "search_words.yml")


def asked(text: str) -> Question:
    return read(text, SAID, {})


def test_words_phrases_and_what_is_left_out() -> None:
    assert asked('motion "att godkänna" -avslag').clauses == (
        Clause((Atom(("motion",)),)),
        Clause((Atom(("att", "godkänna"), is_phrase=True),)),
        Clause((Atom(("avslag",)),), is_excluded=True),
    )


def test_one_of_two_words() -> None:
    assert asked("jäv ELLER sekretess").clauses == (Clause((Atom(("jäv",)), Atom(("sekretess",)))),)


def test_the_beginning_of_a_word() -> None:
    assert asked("skol*").clauses == (Clause((Atom(("skol",), is_beginning=True),)),)


def test_what_belongs_together_is_a_phrase() -> None:
    assert asked("§ 144 KS2021-412").clauses == (
        Clause((Atom(("§", "144")),)),
        Clause((Atom(("ks", "2021", "412")),)),
    )
    assert asked("640 000 kronor").clauses[0] == Clause((Atom(("640000",)),))


def test_fields_in_both_languages() -> None:
    filters = asked('bidrag nämnd:"social nämnden" year:2019-2021 parti:s').filters
    assert (filters.body, filters.years(), filters.party) == ("social nämnden", ("2019", "2020", "2021"), "s")


def test_a_colon_that_names_no_field_is_none() -> None:
    assert asked("2021:122").clauses == (Clause((Atom(("2021", "122")),)),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "search_empty"),
        ("  ,. ", "search_empty"),
        ("-motion", "search_empty"),
        ('"att godkänna', "search_quote"),
        ("OR motion", "search_joined"),
        ("motion OR", "search_joined"),
        ("motion NOT", "search_joined"),
        ("*skola", "search_star"),
        ("s*", "search_star"),
        (" ".join(["ord"] * 41), "search_long"),
    ],
)
def test_what_cannot_be_asked_is_told(text: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        asked(text)
    assert caught.value.code == code


@pytest.mark.parametrize("year", ["hösten", "2023-2021", "20", "2021-"])
def test_what_is_no_year_is_told(year: str) -> None:
    with pytest.raises(UsageError):
        asked(f"bidrag år:{year}").filters.years()
