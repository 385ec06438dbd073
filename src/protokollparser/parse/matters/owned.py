"""Whose proposal, or which paper, is found adopted or rejected: "beslutar enligt förvaltningens förslag"."""

from __future__ import annotations

import re

from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold

_LETTERS = re.compile(r"\s*\([^()]{1,6}\)")
_SUPPORT = re.compile(r"^(?:att )?(?:bifall|bifalla|bifaller)(?: till)? ", re.IGNORECASE)
_AGAINST = re.compile(r"^(?:att )?(?:avslag|avslå|avslår)(?: på| å| till)? ", re.IGNORECASE)


def whose(rules: Rules, words: str) -> list[tuple[bool, str]]:
    """Return (adopted, whose proposal or which paper) of what words find or decide."""
    told = []
    for name, adopted in (("adopts_owned", True), ("rejects_owned", False)):
        for match in rules.phrase(name).finditer(words):
            key = next(group for group in match.groups() if group)
            told.append((adopted, owner_key(key)))
    return told


def means(rules: Rules, words: str) -> list[tuple[bool, str]]:
    """Return (for or against, whose proposal or which paper) of what one side of a division stands for."""
    bare = _SUPPORT.sub("", clean(words))
    against = _AGAINST.sub("", bare)
    told = whose(rules, f"beslutar enligt {against}")
    return [(bare == against, key) for adopted, key in told if adopted]


def owner_key(words: str) -> str:
    """Return the owner of a proposal in one form, the letters of a party left out."""
    return fold(_LETTERS.sub("", words))


def same_owner(one: str, other: str) -> bool:
    """True for one owner: "hans kvists" and "kvists"."""
    return one == other or one.endswith(f" {other}") or other.endswith(f" {one}")
