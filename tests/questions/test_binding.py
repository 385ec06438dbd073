from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from protokollparser.core.errors import RuleError, UsageError
from protokollparser.questions import Parameter, Question, bind, find, load_questions
from protokollparser.questions.binding import split
from protokollparser.questions.rules import folded

ASKED = Question(
    name="belopp-över",
    title="Vilka belopp?",
    what="Belopp.",
    sql="SELECT 1",
    params={
        "kronor": Parameter(type="decimal", what="gräns", default=1000),
        "nämnd": Parameter(type="text", what="namn", default=None),
        "dag": Parameter(type="date", what="dag"),
        "alla": Parameter(type="boolean", what="alla", default=False),
    },
)


def own(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    text = f"name: {name}\ntitle: 'Hur många?'\nwhat: 'Antal.'\nsql: 'SELECT 1 AS fil, 1 AS sida, 1 AS rad'\n"
    (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def code(found: pytest.ExceptionInfo[UsageError]) -> str:
    return found.value.code


def test_values_are_of_the_types_that_the_parameters_have() -> None:
    values = bind(
        ASKED, {"kronor": "12 500,50", "namnd": "e-nämnden", "dag": "2021-12-16", "alla": "ja"}
    ).values
    assert values == {
        "kronor": Decimal("12500.50"),
        "nämnd": "e-nämnden",
        "dag": date(2021, 12, 16),
        "alla": True,
    }


def test_what_is_not_given_has_its_default_and_an_empty_value_stands_for_all() -> None:
    values = bind(ASKED, {"dag": "2021-12-16", "nämnd": ""}).values
    assert (values["kronor"], values["nämnd"], values["alla"]) == (Decimal(1000), None, False)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "param_missing"),
        ({"dag": ""}, "param_missing"),
        ({"dag": "igår"}, "bad_param"),
        ({"dag": "2021-12-16", "kronor": "NaN"}, "bad_param"),
        ({"dag": "2021-12-16", "alla": "kanske"}, "bad_param"),
        ({"dag": "2021-12-16", "ort": "Luleå"}, "no_param"),
    ],
)
def test_a_wrong_value_is_told_before_anything_is_asked(given: dict[str, str], expected: str) -> None:
    with pytest.raises(UsageError) as found:
        bind(ASKED, given)
    assert code(found) == expected


@pytest.mark.parametrize(
    ("words", "expected"), [(["dag"], "param_form"), (["dag=1", "dag=2"], "param_twice")]
)
def test_parameters_are_written_name_and_value_each_once(words: list[str], expected: str) -> None:
    with pytest.raises(UsageError) as found:
        split(words)
    assert code(found) == expected


def test_a_value_may_hold_an_equals_sign() -> None:
    assert split(["ord=a=b"]) == {"ord": "a=b"}


def test_a_question_is_found_without_the_dots_of_its_letters() -> None:
    found = load_questions()
    assert find(found, "Belopp_over").name == "belopp-över"


def test_an_unknown_question_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError) as found:
        find(load_questions(), "fordelningg")
    assert code(found) == "no_question"
    assert "fördelning" in str(found.value)


def test_a_folder_of_ones_own_adds_questions(tmp_path: Path) -> None:
    assert "mina-frågor" in load_questions([own(tmp_path / "egna", "mina-frågor")])


def test_a_name_that_is_taken_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="taken"):
        load_questions([own(tmp_path / "egna", "beslut")])


def test_a_folder_that_is_not_there_is_told() -> None:
    with pytest.raises(UsageError) as found:
        load_questions([Path("finns-inte")])
    assert code(found) == "no_questions"


def test_every_packaged_question_says_who_asks_and_in_both_languages() -> None:
    found = load_questions()
    numbers = [question.id for question in found.values()]
    assert len(set(numbers)) == len(numbers)
    assert len(found) >= 30
    for question in found.values():
        assert all((question.title, question.title_en, question.what, question.what_en, question.why))
        assert all((question.chapter, question.source))
        assert all(one.what and one.what_en for one in question.params.values())
        assert folded(question.name) == folded(folded(question.name))
