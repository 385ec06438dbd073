"""Which words of the texts a word of a question stands for."""

from __future__ import annotations

from protokollparser.core.rules import default_root, read_yaml
from protokollparser.search.vocabulary import Vocabulary

SAID = read_yaml(default_root() / "vocabulary" / "search_words.yml")


def meaning(word: str, *known: str) -> list[str]:
    """Return the words of a text that a word stands for, the worthiest first."""
    worth = Vocabulary(dict.fromkeys(known, 1), SAID).meaning(word).worth
    return sorted(worth, key=lambda other: (-worth[other], other))


def test_forms_before_compounds_before_what_holds_it_inside() -> None:
    known = ("nämnd", "nämnden", "servicenämnden", "nämndsekreterare", "sekreterare", "benämnd")
    assert meaning("nämnd", *known) == ["nämnd", "nämnden", "servicenämnden", "nämndsekreterare"]


def test_vowels_that_change() -> None:
    assert meaning("tjänsteman", "tjänstemännen", "tjänst") == ["tjänstemännen"]


def test_old_forms_and_spellings() -> None:
    assert meaning("besluta", "beslöt", "beslutades") == ["beslutades", "beslöt"]
    assert meaning("skriva", "skrifva") == ["skrifva"]


def test_a_word_without_marks_finds_the_word_with_marks_below_itself() -> None:
    assert meaning("vag", "vag", "väg") == ["vag", "väg"]
    assert meaning("arende", "ärendet") == ["ärendet"]


def test_a_word_with_marks_finds_no_word_without() -> None:
    assert meaning("väg", "vag", "väg") == ["väg"]


def test_words_without_meaning_are_not_reached_from_others() -> None:
    assert meaning("män", "man", "männen") == ["männen"]


def test_a_part_of_a_word_that_is_no_compound_is_none() -> None:
    known = ("plan", "planera", "explanation", "planka", "era")
    assert meaning("plan", *known) == ["plan"]


def test_abbreviations_and_what_they_are_short_for() -> None:
    assert meaning("kf", "kommunfullmäktiges") == ["kommunfullmäktiges"]


def test_a_plural_as_first_part() -> None:
    assert meaning("uppgifter", "uppgiftslämnare", "lämnare") == ["uppgiftslämnare"]


def test_a_verb_that_ends_as_another_one_does() -> None:
    assert meaning("upphandlade", "upphandlat") == ["upphandlat"]


def test_endings_that_look_like_words_are_no_parts() -> None:
    assert meaning("kap", "ledarskap", "ledare") == []
