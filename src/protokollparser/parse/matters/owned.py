"""Whose proposal, or which paper, is found adopted or rejected: "beslutar enligt förvaltningens förslag"."""

from __future__ import annotations

import re

from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold

_LETTERS = re.compile(r"\s*\([^()]{1,6}\)")


def whose(rules: Rules, words: str) -> list[tuple[bool, str]]:
    """Return (adopted, whose proposal or which paper) of what words find or decide."""
    told = []
    for name, adopted in (("adopts_owned", True), ("rejects_owned", False)):
        for match in rules.phrase(name).finditer(words):
            key = next(group for group in match.groups() if group)
            told.append((adopted, owner_key(key)))
    return told


def means(rules: Rules, words: str) -> list[str]:
    """Return whose proposal, or which paper, one side of a division stands for, as keys."""
    return [key for adopted, key in whose(rules, f"beslutar enligt {_without_support(words)}") if adopted]


def _without_support(words: str) -> str:
    """Return "förvaltningens förslag" for "bifall till förvaltningens förslag"."""
    return re.sub(r"^(?:bifall|bifalla|bifaller)(?: till)? ", "", clean(words), flags=re.IGNORECASE)


def owner_key(words: str) -> str:
    """Return the owner of a proposal in one form, the letters of a party left out."""
    return fold(_LETTERS.sub("", words))


def same_owner(one: str, other: str) -> bool:
    """True for one owner: "hans kvists" and "kvists"."""
    return one == other or one.endswith(f" {other}") or other.endswith(f" {one}")
