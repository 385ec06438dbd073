"""The case number in the head of an item or document."""

from __future__ import annotations

import re

from protokollparser.core.rules import Rules

_BRACKETS = re.compile(r"\((?P<number>[^()]{4,30})\)[.]?$")
_COLUMN = re.compile(r"(?:\t|\s{3,})(?=\S+(?: \S+){0,2}$)")


def find_case_number(line: str, rules: Rules) -> tuple[int, int, str] | None:
    """Return (start, end, number) of the case number in a line of a head; start includes its label.

    The number counts after a word that says so at the start of the line or in brackets, or where it
    stands bare at the start (behind the § of an item).
    """
    for name in ("item_case_number", "bare_case_number"):
        match = rules.phrase(name).search(line)
        if match:
            return match.start(), match.end(), match["number"]
    return None


def bracketed_case_number(line: str, rules: Rules) -> str | None:
    """Return the case number in brackets that ends a title: "Ny taxa (KS/2024:37)"."""
    brackets = _BRACKETS.search(line)
    found = find_case_number(brackets["number"].strip(), rules) if brackets else None
    whole = found is not None and brackets is not None and found[1] == len(brackets["number"].strip())
    return found[2] if found and whole and found[0] == 0 else None


def column_case_number(line: str, rules: Rules) -> str | None:
    """Return the case number that fills the last column of a heading ("§ 62  Budget    2019-00152")."""
    column = _COLUMN.search(line)
    found = find_case_number(line[column.end() :], rules) if column else None
    return found[2] if found and column and found[0] == 0 and found[1] == len(line) - column.end() else None
