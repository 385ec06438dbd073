"""The case number in the head of an item or document."""

from __future__ import annotations

import re

from protokollparser.core.rules import Rules

_BRACKETS = re.compile(r"\((?P<number>[^()]{4,30})\)[.]?$")
# EU 2016/679 is a regulation.
_END = re.compile(r"\s(?P<number>(?!E[EUG]{1,3}\b)[A-ZÅÄÖ]{2,6}[ -]?(?:19|20)\d\d/\d{2,6})$")
_BEGUN = re.compile(r"(?:^|\t|\s{3,})(?P<begun>(?:\S{2,16} )?[A-ZÅÄÖ]{2,6}|\S{2,16})$")
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


def ending_case_number(line: str) -> str | None:
    """Return the case number behind the last blank of a heading ("§ 12 Budget KS2022/0150")."""
    end = _END.search(line)
    return end["number"] if end else None


def broken_case_number(line: str, below: str, rules: Rules) -> str | None:
    """Return the case number that begins in the last column of a heading and fills the next line."""
    begun = _BEGUN.search(line) if below[:1].isdigit() else None
    whole = f"{begun['begun']} {below}" if begun else ""
    found = find_case_number(whole, rules) if whole else None
    return found[2] if found and found[:2] == (0, len(whole)) else None
