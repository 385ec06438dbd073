"""Headings of agenda items: the § and its number, and the title that follows, wrapped or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from protokollparser.core.layout import Line
from protokollparser.core.text import clean
from protokollparser.outline.blocks import Block, Blocks
from protokollparser.outline.shapes import ends_sentence, is_listed

# "§ 35", "§12.", "KS § 45", "Paragraf 5", "35 §"; then nothing, a case number, or the title.
_MARK = re.compile(
    r"(?:(?P<body>[A-ZÅÄÖ]{2,6}|[A-ZÅÄÖ][a-zåäö]{1,12}) ?)?(?:§|(?i:paragraf|par\.))\s{0,3}"
    r"(?P<number>\d{1,4})"
    r"(?!\d)(?:\s?(?P<suffix>[a-zA-Z])(?![\w]))?[.:]?(?P<rest>\s.*|)$"
)
_AFTER = re.compile(r"(?P<number>\d{1,4})\s?§[.:]?(?P<rest>\s.*|)$")
_CASE = re.compile(
    r"(?:(?:dnr|diarienr|diarienummer|ärendenr|ärendenummer|ärende nr|ärende|dossiernr|id|akt|hid)\.?:?\s*)?"
    r"(?!\d{4}\s?[-–]\s?\d{4}\b)"
    r"(?-i:(?:[A-ZÅÄÖ]{1,6}|[A-ZÅÄÖ][a-zåäö]{1,3})[ /:_.-]{0,3}(?!\d{4}\s?[-–]\s?\d{4}\b))?"
    r"(?:\d{2,4}[/:.-]\s?\d{1,6}|\d{1,6}/\d{2,4}|[A-Z]{1,4}\d{3,6})(?:[-–:/.][\dA-ZÅÄÖ.]{1,14})?(?=\s|$|,|;)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:dnr|diarienr|diarienummer|ärendenr|ärendenummer|ärende nr|dossiernr|hid|handling(?:ar)? nr)\b",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"\(?(?:forts|fortsättning|cont)\b", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:[-–—,]|och\b|samt\b|t\.?o\.?m)\s?(?:§+\s?)?\d", re.IGNORECASE)
_USUAL_WIDTH = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A § heading: its lines, number, suffix, the letters of a body before it, and its title."""

    first: int
    last: int
    number: int
    suffix: str | None
    body: str | None
    title: str

    @property
    def printed(self) -> str:
        """The number as outlines write it: "§ 35", "§ 35 a"."""
        return f"§ {self.number} {self.suffix}" if self.suffix else f"§ {self.number}"


def find_marks(blocks: Blocks, barred: Collection[int], is_section: Callable[[Line], bool]) -> list[Mark]:
    """Return the § headings outside the `barred` lines, in order; `is_section` ends a title."""
    starts = [
        (line, match)
        for block in blocks.all
        if block.grid is None
        for line in block.lines
        if line.index not in barred
        and (match := _match(line.text)) is not None
        and _opens(blocks, line, match)
    ]
    starts = _without_strays(starts)
    stops = {line.index for line, _ in starts}
    width = _title_width(blocks, starts, is_section)
    marks: list[Mark] = []
    for line, match in starts:
        groups = match.groupdict()
        number, rest = int(match["number"]), match["rest"].strip()
        if marks and marks[-1].number == number and _CONTINUED.match(rest):
            continue
        last, title = _title(blocks, line, rest, stops, is_section, width)
        suffix = groups.get("suffix")
        marks.append(
            Mark(line.index, last, number, suffix.lower() if suffix else None, groups.get("body"), title)
        )
    return marks


def _match(text: str) -> re.Match[str] | None:
    if len(text) > 220 or not ("§" in text[:16] or text[:3].casefold() == "par"):
        return None
    match = _MARK.match(text) or _AFTER.match(text)
    if match is None or not 0 < int(match["number"]) < 2000:
        return None
    rest = match["rest"].strip()
    return match if _is_rest(rest) else None


def _is_rest(rest: str) -> bool:
    """True for what may follow the number of a heading; running text goes on in small letters."""
    if not rest or _CASE.match(rest) or _CONTINUED.match(rest):
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
    broken = re.search(
        r"(?:[,–-]|\b(?:och|enligt|samt|i|av|den|till|från|se|jfr|\d{4}|\d{4}-\d{2}-\d{2}))$", above.text
    )
    if broken is not None:
        return False
    return ends_sentence(above.text) or bool(match["rest"].strip()) or len(above.text) < _USUAL_WIDTH


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


def _title_width(
    blocks: Blocks, starts: Sequence[tuple[Line, re.Match[str]]], is_section: Callable[[Line], bool]
) -> int:
    """Return the number of characters of the widest usual line of a wrapped title."""
    widths: Counter[int] = Counter()
    for line, _ in starts:
        block = blocks.of_line[line.index]
        lines = [known for known in block.lines if known.index > line.index]
        if not lines and (after := blocks.following(block)) is not None and after.grid is None:
            lines = list(after.lines)
        stop = next((at for at, known in enumerate(lines) if is_section(known)), None)
        if stop is not None and stop >= 2:
            widths.update(len(known.text) for known in lines[: stop - 1])
    if sum(widths.values()) < 3:
        return _USUAL_WIDTH
    ranked = sorted(widths.elements())
    return ranked[-1 - len(ranked) // 20]


def _title(
    blocks: Blocks,
    line: Line,
    rest: str,
    stops: Collection[int],
    is_section: Callable[[Line], bool],
    width: int,
) -> tuple[int, str]:
    """Return the last line of the heading and the title without number and case number."""
    own = _without_case(rest)
    block = blocks.of_line[line.index]
    below = _until(block, line.index, stops, is_section)
    if own or below:
        lines = _split(below, width, opened=bool(own), last=_ends_there(blocks, block, below))
        text = " ".join(filter(None, [own, *(_plain(known.text) for known in lines)]))
        if text:
            return (lines[-1].index if lines else line.index), clean(text)
    for after in _next_blocks(blocks, block):
        below = _until(after, after.first - 1, stops, is_section)
        if not below:
            break
        if all(_only_case(known.text) for known in below):
            continue
        lines = _split(below, width, opened=False, last=_ends_there(blocks, after, below))
        text = " ".join(filter(None, (_plain(known.text) for known in lines)))
        return (lines[-1].index, clean(text)) if lines and text else (line.index, "")
    return line.index, ""


def _next_blocks(blocks: Blocks, block: Block) -> list[Block]:
    found: list[Block] = []
    after = blocks.following(block)
    while after is not None and after.grid is None and len(found) < 2:
        found.append(after)
        after = blocks.following(after)
    return found


def _until(
    block: Block, above: int, stops: Collection[int], is_section: Callable[[Line], bool]
) -> list[Line]:
    """Return the block's lines after line `above`, up to a section heading or another §."""
    lines = []
    for line in block.lines:
        if line.index <= above:
            continue
        if line.index in stops or is_section(line) or is_listed(line.text):
            break
        lines.append(line)
    return lines


def _ends_there(blocks: Blocks, block: Block, lines: Sequence[Line]) -> bool:
    """True when the lines reach to the end of their block, so that no section heading ended them."""
    return bool(lines) and lines[-1].index == block.last


def _split(lines: list[Line], width: int, *, opened: bool, last: bool) -> list[Line]:
    """Return the lines that are title; prose may follow without a blank line.

    A title is broken only where the next word does not fit. `opened`: part of the title stands on the
    line of the § already. `last`: no section heading ends the lines, so they may run into prose.
    """
    if not lines:
        return []
    if not last:
        return lines if len(lines) <= 8 else lines[:1]
    prose = re.search(r"[.!?][”\"')]*$", lines[-1].text) is not None or lines[-1].text.endswith(":")
    if not prose and len(lines) <= 6 and all(len(line.text) <= max(width, 110) for line in lines):
        return lines
    if opened and _starts_prose(lines[0].text):
        return []
    for at, (line, below) in enumerate(pairwise(lines), 1):
        word = below.text.split(" ", 1)[0]
        if below.text[:1].isupper() and len(line.text) + 1 + len(word) <= width - 6:
            return lines[:at]
    return [] if prose and (len(lines) > 1 or len(lines[0].text) > 100 or opened) else lines[:1]


def _starts_prose(text: str) -> bool:
    return text[:1].isupper() and len(text) > _USUAL_WIDTH


def _only_case(text: str) -> bool:
    return not _plain(text)


def _plain(text: str) -> str:
    """Return a title line without the case number that fills or ends it."""
    if _LABEL.match(text):
        return ""
    return _without_case(text) if _CASE.match(text) else text


def _without_case(rest: str) -> str:
    """Return what follows the § without a case number at its beginning or end."""
    match = _CASE.match(rest)
    if match and not re.match(r"\d{4}-\d{2}-\d{2}\b", rest):
        rest = rest[match.end() :].lstrip(" ,;:–-")
    tail = re.search(r"[ (](?:dnr|diarienr|ärendenr|ärendenummer)\.?:?\s?\S.{0,30}$", rest, re.IGNORECASE)
    return rest[: tail.start()].rstrip(" (") if tail else rest
