"""Headings of agenda items: the § and its number, and the title that follows, wrapped or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from protokollparser.core.layout import Line
from protokollparser.core.text import clean
from protokollparser.outline.blocks import Blocks
from protokollparser.outline.item_titles import CASE, ItemTitles, run_on, unstopped
from protokollparser.outline.shapes import ends_sentence

# "§ 35", "§12.", "KS § 45", "KSau § 4", "§ 45/16", "Paragraf 5", "35 §"; then nothing, a case, or a title.
_MARK = re.compile(
    r"(?:\*\*)?"
    r"(?:(?i:ärende)(?: nr)? \d{1,3}[.,:]?\s+|(?:[Dd]nr\s)?[A-ZÅÄÖ]{2,6}[ /:-]?\d{2,4}[/:-]\d{1,6}\s{2,})?"
    r"(?:(?P<body>[A-ZÅÄÖ]{2,6}(?:[ /-]?(?:[A-ZÅÄÖ]{1,3}|[a-zåäö]{1,4}))?|[A-ZÅÄÖ][a-zåäö]{1,12}) ?)?"
    r"(?:§|(?i:paragraf|par\.))\s{0,3}"
    r"(?P<number>\d{1,4})"
    r"(?!\d)(?:[/:](?P<behind>(?:19|20)?\d\d|\d{1,3})(?!\d))?(?:\s?(?P<suffix>[a-zA-Z])(?![\w]))?[.:]?(?:\*\*)?(?P<rest>\s.*|)$"
)
_AFTER = re.compile(r"(?P<number>\d{1,4})\s?§[.:]?(?P<rest>\s.*|)$")
_CONTINUED = re.compile(r"\(?(?:forts|fortsättning|cont)\b", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:[-–—,]|och\b|samt\b|t\.?o\.?m)\s?(?:§+\s?)?\d", re.IGNORECASE)
# What a line ends with when the sentence goes on, and when a § below it may belong to a day.
_BROKEN = re.compile(r"(?:[,–-]|\b(?:och|enligt|samt|i|av|den|till|från|se|jfr))$", re.IGNORECASE)
_DATED = re.compile(r"\b(?:\d{4}|\d{4}-\d{2}-\d{2})$")
_COUNTED = re.compile(r"(?:Ärende|ÄRENDE)(?: nr)?\.? \d{1,3}[.:]?")
_USUAL_WIDTH = 60
_LONGEST_BODY = 60
# A title above its § takes fewer lines than this.
_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A § heading: its lines, number, suffix, the letters of a body before it, and its title.

    `text_start` is where text begins on its line, None where none does. `sign` is False for an item of
    minutes that print no § ("4. Val av justerare").
    """

    first: int
    last: int
    number: int
    suffix: str | None
    body: str | None
    title: str
    text_start: int | None = None
    sign: bool = True

    @property
    def printed(self) -> str:
        """The number as outlines write it: "§ 35", "§ 35 a", "4"."""
        if not self.sign:
            return str(self.number)
        return f"§ {self.number} {self.suffix}" if self.suffix else f"§ {self.number}"


def find_marks(
    blocks: Blocks, barred: Collection[int], section_name: Callable[[Line], str | None]
) -> list[Mark]:
    """Return the § headings outside the `barred` lines, in order; known headings end a title."""
    free = [
        line for block in blocks.all if block.grid is None for line in block.lines if line.index not in barred
    ]
    labels = frozenset(blocks.shapes.words("paragraph_labels"))
    starts = [
        (line, match)
        for line in free
        if (match := _match(line.text)) is not None
        and _opens(blocks, line, match)
        and (match.groupdict().get("body") or "").casefold() not in labels
    ]
    starts = _without_cited(_without_strays(starts)) or _under_body(blocks, free)
    year = _leading_year([match for _, match in starts])
    titles = ItemTitles(blocks, [(line, match["rest"].strip()) for line, match in starts], section_name)
    marks: list[Mark] = []
    for line, match in starts:
        groups = match.groupdict()
        number, rest = _number(match, year), match["rest"].strip()
        continued = _CONTINUED.match(rest) or _CONTINUED.match(groups.get("body") or "")
        if marks and marks[-1].number == number and continued:
            continue
        last, title, text_start = titles.read(line, rest)
        suffix = groups.get("suffix")
        letter = suffix.lower() if suffix else None
        marks.append(Mark(line.index, last, number, letter, groups.get("body"), title, text_start))
    return _titled_above(blocks, _counted_above(free, marks), section_name)


def _counted_above(lines: Sequence[Line], marks: list[Mark]) -> list[Mark]:
    """Return the marks with the number of the item that stands on a line above them: "Ärende 3", "§ 103"."""
    counted = {line.index for line in lines if _COUNTED.fullmatch(line.text)}
    return [replace(mark, first=mark.first - 1) if mark.first - 1 in counted else mark for mark in marks]


def _titled_above(
    blocks: Blocks, marks: list[Mark], section_name: Callable[[Line], str | None]
) -> list[Mark]:
    """Return the marks with titles that stand right above them, where most without one have it there.

    Ny skola i Norrby
    § 12   Dnr 2021/14
    """
    above: dict[int, list[Line]] = {}
    untitled = [at for at, mark in enumerate(marks) if not mark.title and mark.text_start is None]
    for at in untitled:
        lines = [line for line in blocks.of_line[marks[at].first].lines if line.index < marks[at].first]
        told = any(section_name(line) for line in lines)
        text = run_on([line.text for line in lines])
        if 0 < len(lines) < _TITLE_LINES and not told and blocks.shapes.is_titled(text):
            above[at] = lines
    if len(above) < 2 or 2 * len(above) <= len(untitled):
        return marks
    return [
        replace(mark, first=above[at][0].index, title=unstopped(run_on([line.text for line in above[at]])))
        if at in above
        else mark
        for at, mark in enumerate(marks)
    ]


def _under_body(blocks: Blocks, lines: Sequence[Line]) -> list[tuple[Line, re.Match[str]]]:
    """Return headings behind the whole name of their body ("Kommunstyrelsen § 12"), at least two of them.

    They are told where no § stands by itself: one line alone, another body or a number that falls back
    cites other minutes.
    """
    found: list[tuple[Line, re.Match[str]]] = []
    bodies: set[str] = set()
    for line in lines:
        body, sign, rest = line.text.partition("§")
        if not sign or len(body) > _LONGEST_BODY or not blocks.shapes.is_board(body.strip() or "-"):
            continue
        match = _match(sign + rest)
        if match is not None and blocks.begins(line):
            found.append((line, match))
            bodies.add(body.strip().casefold())
    found = _without_strays(found)
    rising = all(int(low["number"]) < int(high["number"]) for (_, low), (_, high) in pairwise(found))
    return found if len(found) > 1 and len(bodies) == 1 and rising else []


def _leading_year(matches: list[re.Match[str]]) -> str | None:
    """Return the number that stands first in "§ 23/61", "§ 23/62", where it is the year; else None."""
    pairs = _behind(matches)
    first, behind = {one for one, _ in pairs}, [int(other) for _, other in pairs]
    rising = all(low < high for low, high in pairwise(behind))
    return next(iter(first)) if len(pairs) > 1 and len(first) == 1 and rising else None


def _behind(matches: list[re.Match[str]]) -> list[tuple[str, str]]:
    """Return the number and what stands behind a stroke of each § that has both."""
    return [(match["number"], match["behind"]) for match in matches if match.groupdict().get("behind")]


def _without_cited(starts: list[tuple[Line, re.Match[str]]]) -> list[tuple[Line, re.Match[str]]]:
    """Leave out "SN § 12/2022" where few § have a year behind them: it cites other minutes."""
    paired = len(_behind([match for _, match in starts]))
    if not paired or 2 * paired >= len(starts):
        return starts
    return [
        pair for pair in starts if not (pair[1].groupdict().get("behind") and not pair[1]["rest"].strip())
    ]


def _number(match: re.Match[str], year: str | None) -> int:
    behind = match.groupdict().get("behind")
    return int(behind if behind and match["number"] == year else match["number"])


def _match(text: str) -> re.Match[str] | None:
    if len(text) > 220 or not ("§" in text[:32] or text[:3].casefold() == "par"):
        return None
    match = _MARK.match(text) or _AFTER.match(text)
    if match is None or not 0 < int(match["number"]) < 2000:
        return None
    rest = match["rest"].strip()
    return match if _is_rest(rest) else None


def _is_rest(rest: str) -> bool:
    """True for what may follow the number of a heading; running text goes on in small letters."""
    if not rest or CASE.match(rest) or _CONTINUED.match(rest):
        return True
    if _RANGE.match(rest) or rest[0] in ",;.)]:":
        return False
    return (
        rest[0].isupper()
        or rest[0] in "”\"'’"
        or rest[0].isdigit()
        or rest[:2] in ("– ", "- ")
        or rest[1:2] == "-"
    )


def _opens(blocks: Blocks, line: Line, match: re.Match[str]) -> bool:
    """True unless the line goes on a sentence of the line above it."""
    if blocks.begins(line):
        return True
    block = blocks.of_line[line.index]
    above = next(known for known in reversed(block.lines) if known.index < line.index)
    titled = bool(match["rest"].strip())
    if _BROKEN.search(above.text) or (not titled and _DATED.search(above.text)):
        return False
    return titled or ends_sentence(above.text) or len(above.text) < _USUAL_WIDTH


def _without_strays(starts: list[tuple[Line, re.Match[str]]]) -> list[tuple[Line, re.Match[str]]]:
    """Leave out "35 §" where it stands alone, and repeats of one number as running heads."""
    after = [pair for pair in starts if pair[1].re is _AFTER]
    kept = [pair for pair in starts if pair[1].re is _MARK or len(after) >= 3]
    result: list[tuple[Line, re.Match[str]]] = []
    for line, match in kept:
        if result and line.page != result[-1][0].page and clean(line.text) == clean(result[-1][0].text):
            continue
        result.append((line, match))
    return result
