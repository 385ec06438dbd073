"""Stretches of presence that stand beside a name, and paragraphs that tell of something else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from protokollparser.core.dates import find_times

REMOTE = re.compile(
    r"\b(?:(?:deltar|deltog|deltagit|närvarar|närvarande)\s+)?(?:på distans|digitalt|via \w+|på länk)\b", re.I
)
_PARAGRAPHS = re.compile(
    r"(?:§{1,2}|\bpunkt(?:erna)?|\bp\.)\s*(?P<numbers>\d{1,4}(?:\s*(?:[-‐–—,]|och|till|t\.o\.m\.)\s*(?:§{1,2}\s*)?\d{1,4}){0,12})",
    re.I,
)
_ONE_RANGE = re.compile(r"(\d{1,4})(?:\s*(?:[-‐–—]|till|t\.o\.m\.)\s*(?:§{1,2}\s*)?(\d{1,4}))?", re.I)
_FROM = re.compile(
    r"\b(?:från(?: och med)?|fr\.?\s?o\.?\s?m\.?|from|anlän\w+|ankom\w*|inträd\w+|kom|börja\w+)\W*"
    r"(?:kl\.?|klockan)?\W*$",
    re.I,
)
_UNTIL = re.compile(
    r"\b(?:till(?: och med)?|t\.?\s?o\.?\s?m\.?|tom|lämna\w*|avvek|gick|utgick|avgick|slutade)\W*"
    r"(?:mötet|sammanträdet)?\W*(?:kl\.?|klockan)?\W*$",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:ej|inte|utom|förutom|undantag\w*|jäv\w*|deltog ej|frånvarande)\b[^§]{0,20}$", re.I)
# "till 14.30" without "kl.".
_BARE_HOUR = re.compile(
    r"\b(?:till|från|t\.?o\.?m\.?|fr\.?o\.?m\.?|anlän\w+|ankom|lämna\w*)\s(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)(?![\d.:])"
    r"(?!\s?[-–])",
    re.IGNORECASE,
)
# "1:e vice ordförande, ordförande § 83", "tjänstgörande ordförande § 60": these tell who led, not who came.
_LED = re.compile(
    r"\b(?:tjänstgörande|tjg\.?|tjf\.?|t\.?\s?f\.?|fungerande|tillförordnad|mötes)[\s-]?ordf(?:örande|\.)?\W*$"
    r"|\b(?:vice\b|v\.|v(?=\sordf))[^§]*,[^,§]*\bordf(?:örande|\.)?\W*$",
    re.IGNORECASE,
)
_PRESENCE_WORDS = re.compile(
    r"\b(?:kl\.?|klockan|från(?: och med)?|till(?: och med)?|fr\.o\.m\.|t\.o\.m\.|fr o m|t o m|anlän\w+|"
    r"lämna\w+|ankom|utgick|närvarande|deltog|på grund av|pga|deltar|ej|inte|utom|jäv\w*|mötet|"
    r"sammanträdet)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of the sitting during which someone was present, by paragraphs, hours or both."""

    paragraph_first: int | None = None
    paragraph_last: int | None = None
    opening: time | None = None
    closing: time | None = None


def stretches(rest: str, replacing: re.Pattern[str]) -> tuple[list[Interval], str]:
    """Return the stretches of presence that are printed beside a name, and the text without them.

    `replacing` finds the words before a member who is replaced: "ersätter Bo Ek p.g.a. jäv § 84" tells of
    the § at which the substitute serves.
    """
    spoken: list[tuple[int, int]] = []
    found: list[Interval] = []
    away: list[tuple[int, int]] = []
    for match in _PARAGRAPHS.finditer(rest):
        before = rest[: match.start()]
        spoken.append(match.span())
        ranges = [
            (int(part[1]), int(part[2] or part[1]), part[2]) for part in _ONE_RANGE.finditer(match["numbers"])
        ]
        if _LED.search(before) or REMOTE.search(re.split(r"[,;(]", before)[-1]):
            continue
        if _NOT.search(before) and not replacing.search(before):
            away += [(first, last) for first, last, _ in ranges]
            continue
        for first, last, printed in ranges:
            if _FROM.search(before) and not printed:
                found.append(Interval(first, None))
            elif _UNTIL.search(before) and not printed:
                found.append(Interval(None, last))
            else:
                found.append(Interval(first, last))
    if away and not found:
        found = all_but(away)
    hours = [hour for hour in find_times(rest) if not any(low <= hour[0] < high for low, high in spoken)]
    bare = _BARE_HOUR.search(rest) if not hours else None
    if bare:
        hours = [(bare.start("hour"), bare.end(), time(int(bare["hour"]), int(bare["minute"])))]
    if len(hours) == 2 and re.fullmatch(
        r"\s*(?:[-‐–—]|till)\s*(?:kl\.?)?\s*", rest[hours[0][1] : hours[1][0]]
    ):
        found.append(Interval(None, None, hours[0][2], hours[1][2]))
    elif len(hours) == 1 and _FROM.search(rest[: hours[0][0]]):
        found.append(Interval(opening=hours[0][2]))
    elif len(hours) == 1 and _UNTIL.search(rest[: hours[0][0]]):
        found.append(Interval(closing=hours[0][2]))
    if not found and not spoken:
        return [], rest
    for low, high in sorted([*spoken, *((low, high) for low, high, _ in hours)], reverse=True):
        rest = f"{rest[:low]} {rest[high:]}"
    return _joined(found), _PRESENCE_WORDS.sub(" ", rest)


def _joined(intervals: list[Interval]) -> list[Interval]:
    """Return one stretch for the same stretch told by hours and by paragraphs: "från kl. 17.20, § 127"."""
    if len(intervals) != 2 or (intervals[0].opening or intervals[0].closing):
        return intervals
    told, hours = intervals
    if not (hours.opening or hours.closing):
        return intervals
    first, last = told.paragraph_first, told.paragraph_last
    if first == last and not (hours.opening and hours.closing):
        first, last = (first, None) if hours.opening else (None, last)
    return [Interval(first, last, hours.opening, hours.closing)]


def all_but(away: Iterable[tuple[int, int]]) -> list[Interval]:
    """Return the stretches around paragraphs in which someone did not take part: "ej § 9"."""
    found: list[Interval] = []
    start: int | None = None
    for first, last in sorted(away):
        if first > (start or 1):
            found.append(Interval(start, first - 1))
        start = last + 1
    return [*found, Interval(start, None)]
