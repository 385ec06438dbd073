"""Which paragraphs a form says that it is about: "Paragrafer: §§ 21-24, 26-29, omedelbart justerad § 25"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from protokollparser.core.rules.families import PatternRule
from protokollparser.parse.excerpts import Excerpt
from protokollparser.parse.form_fields import FormField

# "§§ 21-24, 26-29", "(§ 53)", behind a name or a verb.
MARKED = re.compile(
    r",?\s*\(?(?:under |vid |för |i )?§{1,2}\s*"
    r"(?P<numbers>\d{1,4}(?:\s?(?:[-‐–—,]|och|samt|till)\s?(?:§{1,2}\s?)?\d{1,4}){0,12})\)?",
    re.I,
)

_RANGE = re.compile(
    r"(\d{1,4})(?:\s?[a-zåäö](?!\w))?"
    r"(?:\s*(?:[-‐–—]|till(?: och med)?|t\.?\s?o\.?\s?m\.?)\s*(?:§{1,2}\s*)?(\d{1,4}))?",
    re.I,
)
# What parts one range from the next; words that are no such sign end the list of them.
_PARTED = re.compile(
    r"[\s§]*(?:[,;&/+]|\b(?:och|samt|jämte)\b|§|\n)[\s§]*(?:(?:och|samt|varav|därav)\b)?[\s§]*", re.I
)
_SEPARATOR = re.compile(r"[,;(\n]|\b(?:och|samt|varav)\b", re.I)


@dataclass(frozen=True, slots=True)
class ParagraphRange:
    """The paragraphs `first..last` of a form; `at_once` when they were adjusted at the sitting."""

    first: int
    last: int
    at_once: bool
    place: Excerpt


def ranges(text: str) -> list[tuple[int, int]]:
    """Return each range of paragraphs that numbers tell: "41-52, 54" is (41, 52) and (54, 54)."""
    return [(int(found[1]), int(found[2] or found[1])) for found in _RANGE.finditer(text)]


def joined(told: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ranges with those that follow each other made one: 10, 11 and 13 are (10, 11) and (13, 13)."""
    found: list[tuple[int, int]] = []
    for first, last in told:
        if found and found[-1][1] + 1 == first:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def adjusted_ranges(fields: Iterable[FormField], at_once: PatternRule) -> list[ParagraphRange]:
    """Return the ranges that the fields of a form tell, in order; ranges that follow each other are one.

    `at_once` are the words that say that items were adjusted at the sitting. Only the first field that names
    paragraphs counts, and the first of those adjusted at once.
    """
    found: list[ParagraphRange] = []
    for name in ("paragraphs", "paragraphs_at_once"):
        for field in fields:
            told = list(_told(field, at_once)) if field.name == name else []
            if told:
                sooner = name == "paragraphs_at_once"
                found += [replace(one, at_once=one.at_once or sooner) for one in told]
                break
    return _whole(found)


def paragraph_range(fields: Iterable[FormField], at_once: PatternRule) -> tuple[int | None, int | None]:
    """Return the first and the last paragraph that a form is about, (None, None) where it tells none."""
    held = [one for one in adjusted_ranges(fields, at_once) if not one.at_once]
    if not held:
        return None, None
    return min(one.first for one in held), max(one.last for one in held)


def _told(field: FormField, at_once: PatternRule) -> Iterator[ParagraphRange]:
    """Yield the ranges of one field; each of its values must begin with one."""
    for value in field.values:
        lead = re.match(r"[\s§]*", value.text)
        start = lead.end() if lead else 0
        if not value.text[start : start + 1].isdigit():
            return
        yield from _in_value(value, start, at_once)


def _in_value(value: Excerpt, start: int, at_once: PatternRule) -> Iterator[ParagraphRange]:
    matches = list(_RANGE.finditer(value.text, start))
    sooner = False
    for position, match in enumerate(matches):
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            return
        if position:
            between = value.text[matches[position - 1].end() : match.start()]
            own = _SEPARATOR.split(between)[-1] if _SEPARATOR.search(between) else between
            told = at_once.search(own) is not None
            if not told and not at_once.search(between) and not _PARTED.fullmatch(between):
                return
            # "omedelbart justerade §§ 25, 27": the words hold for the numbers listed behind them.
            sooner = told or (sooner and _PARTED.fullmatch(between) is not None)
        stop = matches[position + 1].start() if position + 1 < len(matches) else len(value.text)
        behind = value.text[match.end() : stop]
        parted = _SEPARATOR.search(behind.lstrip(" ("))
        tail = behind if position + 1 == len(matches) else behind[: parted.end() if parted else 0]
        after = at_once.search(tail) is not None
        yield ParagraphRange(first, last, sooner or after, value.part(match.start(), match.end()))


def _whole(found: list[ParagraphRange]) -> list[ParagraphRange]:
    whole: list[ParagraphRange] = []
    for one in found:
        before = whole[-1] if whole else None
        if before and before.at_once == one.at_once and before.last + 1 == one.first:
            whole[-1] = replace(before, last=one.last, place=_around(before.place, one.place))
        else:
            whole.append(one)
    return whole


def _around(low: Excerpt, high: Excerpt) -> Excerpt:
    """Return what is printed from one place to another on the same page, else the first."""
    return replace(low, end=high.end) if low.page == high.page and high.end > low.end else low
