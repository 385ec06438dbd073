"""The horizontal rules of a page, as far as they bound and part the rows of tables without upright rules."""

from __future__ import annotations

from collections.abc import Sequence

from protokollparser.core.document import Page
from protokollparser.layout.ruled.rulings import Rule

# Strokes this close in height, in points, lie on one line; strokes this close sideways touch.
_SAME = 2.0
_TOUCH = 3.0
_MOST = 0.6


def flat_rules(page: Page) -> tuple[Rule, ...]:
    """Return the horizontal rules of a page from the top down, strokes on one line joined."""
    rules: list[Rule] = []
    for at, low, high in sorted((r.top, r.x0, r.x1) for r in page.rulings if r.top == r.bottom):
        for number in range(len(rules) - 1, -1, -1):
            rule = rules[number]
            if at - rule.at > _SAME:
                rules.append(Rule(at, low, high))
                break
            if low <= rule.high + _TOUCH and high >= rule.low - _TOUCH:
                rules[number] = Rule(rule.at, min(rule.low, low), max(rule.high, high))
                break
        else:
            rules.append(Rule(at, low, high))
    return tuple(sorted(rules, key=lambda rule: (rule.at, rule.low)))


def rules_between(rules: Sequence[Rule], above: float, below: float, left: float, right: float) -> list[Rule]:
    """Return the rules between two heights that run along most of `left..right`."""
    return [
        rule
        for rule in rules
        if above < rule.at < below and min(rule.high, right) - max(rule.low, left) >= _MOST * (right - left)
    ]
