"""Every rule file is sound: its examples, its parameters, its messages."""

from __future__ import annotations

import string

import pytest

from protokollparser.checks.docs import PAGE, render
from protokollparser.checks.shapes import params_of, shapes
from protokollparser.core.errors import RuleError
from protokollparser.core.rules import CheckRule, Rule, examples_broken
from tests.rules.reading import rules

_ALL: list[Rule] = [*rules().kinds, *rules().sections, *rules().patterns, *rules().tables, *rules().checks]


@pytest.mark.parametrize("rule", _ALL, ids=lambda rule: rule.id)
def test_examples_match_and_do_not_match(rule: Rule) -> None:
    assert examples_broken(rule) == []


@pytest.mark.parametrize("rule", rules().checks, ids=lambda rule: rule.id)
def test_a_check_names_a_shape_and_its_parameters(rule: CheckRule) -> None:
    assert params_of(rule) is not None


@pytest.mark.parametrize("rule", rules().checks, ids=lambda rule: rule.id)
def test_both_messages_of_a_check_are_whole_sentences(rule: CheckRule) -> None:
    for message in (rule.message, rule.message_en):
        fields = [name for _, name, _, _ in string.Formatter().parse(message) if name]
        assert fields
        assert message.strip().endswith((".", "}"))


def test_no_shape_is_without_a_check() -> None:
    assert {rule.shape for rule in rules().checks} == set(shapes())


def _changed(**changes: object) -> CheckRule:
    return rules().checks[0].model_copy(update=changes)


def test_an_unknown_shape_is_told() -> None:
    with pytest.raises(RuleError, match="no shape is named telepathy"):
        params_of(_changed(shape="telepathy"))


def test_an_unknown_parameter_is_told() -> None:
    with pytest.raises(RuleError, match=r"params\.colour"):
        params_of(_changed(params={"relation": "net", "colour": "red"}))


def test_the_page_of_checks_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(rules())
