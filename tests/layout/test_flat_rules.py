"""Horizontal rules of a page."""

from __future__ import annotations

from protokollparser.core.document import Page, Ruling
from protokollparser.layout.ruled.flat_rules import flat_rules, rules_between
from protokollparser.layout.ruled.rulings import Rule


def page_of(*rulings: Ruling) -> Page:
    return Page(1, "", rulings=rulings)


def test_strokes_that_touch_on_one_line_are_one_rule() -> None:
    page = page_of(Ruling(160, 100.5, 300, 100.5), Ruling(50, 100, 159, 100), Ruling(50, 90, 50, 110))
    assert flat_rules(page) == (Rule(100, 50, 300),)


def test_strokes_apart_on_one_line_are_two_rules() -> None:
    assert len(flat_rules(page_of(Ruling(50, 100, 150, 100), Ruling(200, 100, 300, 100)))) == 2


def test_rules_come_from_the_top_down() -> None:
    found = flat_rules(page_of(Ruling(50, 200, 150, 200), Ruling(50, 100, 150, 100)))
    assert [rule.at for rule in found] == [100, 200]


def test_a_short_rule_does_not_part_lines() -> None:
    rules = [Rule(100, 50, 90), Rule(100, 50, 260), Rule(300, 50, 260)]
    assert rules_between(rules, 90, 110, 50, 250) == [rules[1]]
