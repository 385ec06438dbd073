"""Headings that no rule knows, and the rule that each most resembles."""

from __future__ import annotations

from protokollparser.core.rules import load
from protokollparser.outline.unknown_headings import unknown_headings
from tests.outline.build import outline_of

_TEXT = """SAMMANTRÄDESPROTOKOLL
Kulturnämnden 2021-03-02

§ 1 Taxa

Kulturnämndens mening

Taxan fastställs att gälla från och med den 1 april.

Beslutsunderlag

Förslag till taxa

§ 2 Frågor

Kulturnämndens mening

Inga frågor fanns.

Eva Ek
"""


def test_only_headings_without_a_rule_are_told_once_with_all_their_lines() -> None:
    (found,) = unknown_headings(outline_of(_TEXT), load())
    assert (found.text, found.pattern, found.lines) == (
        "Kulturnämndens mening",
        "(?:{body_s}) mening",
        (6, 16),
    )
    assert 0 < found.alike < 1
