"""Which stage is the first to read a rule: from there on a document is read anew when the rule changes.

A rule that is read by several stages belongs to the first of them. Rules of checks, and words that only
checks or the store read, belong to none: they change no reading. `tests/test_making.py` traces that no stage
reads a rule that belongs to a later one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from protokollparser.core.rules.base import Rule
from protokollparser.core.rules.families import CheckRule, KindRule, PatternRule, SectionRule, TableRule

_FAMILIES: Mapping[type[Rule], str | None] = {
    KindRule: "outline",
    SectionRule: "outline",
    PatternRule: "parse",
    TableRule: "parse",
    CheckRule: None,
}
# Rules that are read before the rest of their family: by the beginning of their names.
_EARLIER: Mapping[type[Rule], Mapping[str, str]] = {
    SectionRule: {"attendance": "layout"},
    PatternRule: {"running_": "layout", "dispatch_sentence": "outline"},
}
_VOCABULARY = "parse"
_WORDS: Mapping[str, str | None] = {
    **dict.fromkeys(("form_labels", "date_words", "months", "ordinals", "weekdays"), "layout"),
    **dict.fromkeys(
        ("attendance_words", "bodies", "heading_words", "not_names", "offices", "outline_words"), "outline"
    ),
    **dict.fromkeys(
        (
            *("claims", "law_sections", "populations", "person_names", "aggregation_words", "search_words"),
            "line_labels",
        ),
        None,
    ),
}
# What is written for people; the examples of headings are read.
_PROSE = frozenset({"what", "why", "source", "known_misses", "header_examples", "label_examples"})


def reader_of(rule: Rule) -> str | None:
    """Return the first stage that reads a rule, None for a rule that no stage reads."""
    if isinstance(rule, PatternRule) and rule.furniture:
        return "layout"
    earlier = _EARLIER.get(type(rule), {})
    found = (stage for name, stage in earlier.items() if rule.name.startswith(name))
    return next(found, _FAMILIES[type(rule)])


def reader_of_words(name: str) -> str | None:
    """Return the first stage that reads `vocabulary/<name>.yml`, None where no stage does."""
    return _WORDS.get(name, _VOCABULARY)


def meaning(rule: Rule) -> dict[str, Any]:
    """Return what a rule says to the program, without what it says to people."""
    return rule.model_dump(mode="json", exclude=set(_PROSE))
