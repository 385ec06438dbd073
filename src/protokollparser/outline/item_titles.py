"""The title under a §: where it begins, how far it wraps, and the case number left out of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from protokollparser.core.layout import Line
from protokollparser.core.text import clean
from protokollparser.outline.blocks import Block, Blocks
from protokollparser.outline.shapes import is_listed

_LABELS = r"dnr|diarienr|diarienummer|ärendenr|ärendenummer|ärende nr|dossiernr|hid"
_YEARS = r"(?!\d{4}\s?[-–]\s?(?:19|20)\d\d\b)"
CASE = re.compile(
    rf"(?:(?:{_LABELS}|ärende|id|akt)\.?:?\s*)?{_YEARS}"
    rf"(?-i:(?:[A-ZÅÄÖ]{{1,6}}|[A-ZÅÄÖ][a-zåäö]{{1,3}})[ /:_.-]{{0,3}}{_YEARS})?"
    r"(?:\d{2,4}[/:.-]\s?\d{1,6}|\d{1,6}/\d{2,4}|[A-Z]{1,4}\d{3,6})"
    r"(?:[-–:/.]{1,2}[\dA-ZÅÄÖ.]{1,14}){0,3}(?=\s|$|,|;)",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"(?:{_LABELS}|handling(?:ar)? nr)\b", re.IGNORECASE)
_CASE_BEGINS = re.compile(
    rf"(?:{_LABELS})\.?:?(?:\s?(?-i:[A-ZÅÄÖ]{{1,6}}))?|(?-i:[A-ZÅÄÖ]{{2,6}})", re.IGNORECASE
)
_TAIL = re.compile(
    rf",\s(?-i:[A-ZÅÄÖ]{{2,6}})[ /:-]\d{{2,4}}[/:-]\d{{1,6}}$|"
    rf"\s(?!E[EUG]{{1,3}}\b)(?-i:[A-ZÅÄÖ]{{2,6}})[ -]?(?:19|20)\d\d/\d{{2,6}}$|"
    rf"[ (](?:{_LABELS})\.?:?\s?\S.{{0,30}}$|\s\((?=[^()]{{0,14}}\d)(?-i:[A-ZÅÄÖ]{{1,6}}[ /:.-]{{0,2}})?"
    r"\d{2,4}[/:-]\d{1,6}(?:[-–:/.][\dA-ZÅÄÖ.]{1,14})?\)$",
    re.IGNORECASE,
)
_GAP = re.compile(r"\t|\s{3,}")
_HYPHENED = re.compile(r"[a-zåäöé]{2}-$")
# No title ends with these words.
_UNFINISHED = re.compile(r" (?:av|efter|för|från|i|inom|med|mellan|mot|och|om|på|samt|till|vid|å)$")
_DRAWN = re.compile(r"[_–—=-]{3,}")
_ELLIPTIC = re.compile(r"(?:och|eller|samt|respektive|till)\b")
# What an item rests on, below its title: "(Förvaltningsutskottets förslag nr 21)".
_GROUND = re.compile(r"\([^()]{6,60}\b(?:nr|§)\s?\d[^()]{0,40}\)")
_LABELED = re.compile(r"[A-ZÅÄÖ][\w-]{2,24}:\s")
# A title behind a case number on a line of its own: "Dnr KS 2023/12  Belysning i parken".
_TITLED = re.compile(r"[A-ZÅÄÖ][a-zåäö]{3}[^:]*$")
_DASH = re.compile(r"^[-–—:]\s+")
_PLAN = re.compile(r"\d{2,3}(?:[.:]\d)?")
_COLUMN = re.compile(r"\t|\s{2,}")
_FILED = re.compile(r"(?:dpl|dplan|diarieplan|plannr|klass)\.?:?\s?\d{1,3}(?:[.:]\d{1,2})?", re.IGNORECASE)
# The numbers that other bodies give to the item: "Ks § 58   Au § 71".
_BESIDE = re.compile(r"(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,12}\s?§\s?\d{1,4}[a-z]?[,;]?\s{0,9}){1,4}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\b")
_STOP = re.compile(r"(?:[^\W\d_]{3,}|\d|[)”\"])[.!]$")
_INNER_STOP = re.compile(r"[a-zåäö]{4,}[.!] [A-ZÅÄÖ]")
_ENDS_PROSE = re.compile(r"[.!?:][”\"')]*$")
_USUAL_WIDTH = 60
_LONGEST_TITLE = 90
_LONGEST = 110
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Width:
    """The characters of the widest usual line of a wrapped title; `known` when titles of the text tell."""

    characters: int
    known: bool


# Known headings that are titles of whole items where they stand first below a § ("§ 2", "Justering").
_TITLES = frozenset(
    {
        "information",
        "disqualification",
        "adjustment",
        "attendance",
        "contents",
        "financing",
        "notice",
        "motions",
    }
    | {"attendance_others", "attendance_substitutes_present", "statements", "appeal"}
)


class ItemTitles:
    """Reads the titles below § headings; `starts` are those headings with what stands after their numbers.

    Known headings end a title. `told`: most items begin with their text and have no title.
    """

    def __init__(
        self, blocks: Blocks, starts: Sequence[tuple[Line, str]], section_name: Callable[[Line], str | None]
    ) -> None:
        self.blocks = blocks
        self.stops: Collection[int] = {line.index for line, _ in starts}
        self.section_name = section_name
        self.width = self._measure([line for line, _ in starts])
        prose = [self._text_on(line, rest) == 0 for line, rest in starts]
        self.told = len(prose) >= _SAMPLES and 2 * sum(prose) >= len(prose)

    def read(self, line: Line, rest: str) -> tuple[int, str, int | None]:
        """Return the last line of the heading, its title, and where text begins on the heading's own line.

        `rest` stands after the number on `line`; None where no text follows the title there.
        """
        # "§ 4 - Delårsrapport"
        rest = _DASH.sub("", rest)
        told = self._text_on(line, rest)
        if told is not None and (told or self.told):
            title = rest[:told].rstrip(" .:")
            return line.index, clean(title), line.text.rindex(rest) + told
        last, title = self._title(line, rest)
        below = self._below(last) if _HYPHENED.search(title) or _UNFINISHED.search(title) else None
        if below is not None and (below.text[:1].islower() or self._finishes(title, below)):
            last, title = below.index, clean(run_on([title, _plain(below.text)]))
        return last, title, None

    def _finishes(self, title: str, below: Line) -> bool:
        """True for a line that goes on with a title broken behind a preposition: no heading, list or text."""
        stopped = below.index in self.stops or self.section_name(below) or is_listed(below.text)
        return (
            not stopped and _UNFINISHED.search(title) is not None and not self.blocks.shapes.tells(below.text)
        )

    def _below(self, index: int) -> Line | None:
        """Return the line below line `index`, blank ones left out; None where a table or nothing follows."""
        block = self.blocks.of_line[index]
        known = next((line for line in block.lines if line.index > index), None)
        if known is not None:
            return known
        after = self.blocks.following(block)
        return after.lines[0] if after is not None and after.grid is None and after.lines else None

    def _text_on(self, line: Line, rest: str) -> int | None:
        """Return where in `rest` the text of an item begins that shares the line of its §, else None.

        "§ 3. Upplästes skrivelse från länsstyrelsen.", "§ 4 Föregående protokoll. Protokollet lades till
        handlingarna." A sentence is told by its verb and by how it ends: with a stop, or on the next line.
        """
        block = self.blocks.of_line[line.index]
        below = next((known for known in block.lines if known.index == line.index + 1), None)
        ended = _STOP.search(rest) is not None
        runs_on = below is not None and (below.text[:1].islower() or len(line.text) >= _USUAL_WIDTH)
        if not (ended or runs_on):
            return None
        stop = _INNER_STOP.search(rest)
        shapes = self.blocks.shapes
        if stop and stop.end() <= _LONGEST_TITLE and not shapes.tells(rest[: stop.end() - 1]):
            start = stop.end() - 1
            return start if shapes.tells(rest[start:]) else None
        return 0 if shapes.tells(rest) else None

    def _title(self, line: Line, rest: str) -> tuple[int, str]:
        """Return the last line of the heading and its title."""
        block = self.blocks.of_line[line.index]
        below = self._until(block, line.index)
        rest, broken = _with_case_below(rest, self._below(line.index))
        if broken is not None:
            line, below = broken, [known for known in below if known.index > broken.index]
            block = self.blocks.of_line[line.index]
        own = without_case(rest)
        if own:
            # "Föredragande: Eva Ek" below the title is a line of the form.
            below = list(takewhile(lambda known: not _LABELED.match(known.text), below))
        if own or below:
            lines = self._split(self._before_prose(below, line if own else None), block, opened=bool(own))
            text = _untailed(run_on([own, *(_plain(known.text) for known in lines)]))
            if text:
                return (lines[-1].index if lines else line.index), unstopped(clean(text))
        # Where prose follows at once, old minutes print no title at all; a title may still stand below it.
        prose = any(_plain(known.text) for known in below)
        for after in self._next_blocks(block):
            below = self._until(after, after.first - 1)
            if not below or (prose and not self.blocks.shapes.is_titled(after.text)):
                break
            if all(not _plain(known.text) or self.blocks.is_running(known) for known in below):
                continue
            lines = self._split(self._before_prose(below, None), after, opened=False)
            text = run_on([_plain(known.text) for known in lines])
            return (lines[-1].index, unstopped(clean(text))) if lines and text else (line.index, "")
        return line.index, ""

    def _measure(self, starts: Sequence[Line]) -> Width:
        widths: list[int] = []
        for line in starts:
            block = self.blocks.of_line[line.index]
            lines = [known for known in block.lines if known.index > line.index]
            if not lines and (after := self.blocks.following(block)) is not None and after.grid is None:
                lines = list(after.lines)
            stop = next((at for at, known in enumerate(lines) if self.section_name(known)), None)
            if stop is not None and stop >= 2:
                widths += [len(known.text) for known in lines[: stop - 1]]
        if len(widths) < _SAMPLES:
            return Width(_USUAL_WIDTH, known=False)
        return Width(sorted(widths)[-1 - len(widths) // 20], known=True)

    def _next_blocks(self, block: Block) -> list[Block]:
        found: list[Block] = []
        after = self.blocks.following(block)
        while after is not None and after.grid is None and len(found) < 3:
            found.append(after)
            after = self.blocks.following(after)
        return found

    def _until(self, block: Block, above: int) -> list[Line]:
        """Return the block's lines after line `above`, up to a section heading, another §, or other type."""
        lines: list[Line] = []
        for line in block.lines:
            if line.index <= above:
                continue
            name = self.section_name(line)
            drawn = _DRAWN.fullmatch(line.text)
            if drawn and not lines and line.index == above + 1:
                # The § is underlined with a typewriter.
                continue
            if (
                drawn
                or line.index in self.stops
                or is_listed(line.text)
                or _GROUND.fullmatch(line.text)
                or (name and (lines or name not in _TITLES))
            ):
                break
            if lines and self.blocks.distinct(lines[0]) and not self.blocks.distinct(line):
                break
            lines.append(line)
        return lines

    def _before_prose(self, lines: list[Line], head: Line | None) -> list[Line]:
        """Return the lines of a title that are not yet the text below it, where no blank line parts them.

        `head` is the line of the § where the title begins on it. Old minutes close their titles with a full
        stop; a sentence with a verb is no title.
        """
        above = head
        for at, line in enumerate(lines):
            if above is not None and self._closes(above, line, on_mark=at == 0):
                return lines[:at]
            runs_on = (
                at + 1 < len(lines) and lines[at + 1].text[:1].islower() and _STOP.search(lines[-1].text)
            )
            ended = runs_on or _STOP.search(line.text)
            if above is None and ended and self.blocks.shapes.tells(line.text):
                return lines[:at]
            above = line
        return lines

    def _closes(self, above: Line, below: Line, *, on_mark: bool) -> bool:
        """True when a title ends with line `above`; `on_mark`: the § stands on it."""
        if not below.text[:1].isupper():
            return False
        if _STOP.search(above.text) or _TAIL.search(above.text) or _case_column(above.text):
            return True
        told = self.blocks.shapes.tells(below.text)
        if told and _STOP.search(below.text):
            return True
        needed = len(above.text) + 1 + len(below.text.split(" ", 1)[0])
        if needed > 0.9 * self.width.characters:
            return False
        sentence = len(below.text) > _LONGEST or _INNER_STOP.search(below.text) is not None
        return sentence or told or (on_mark and needed <= 0.6 * self.width.characters)

    def _split(self, lines: list[Line], block: Block, *, opened: bool) -> list[Line]:
        """Return the lines that are title; prose may follow without a blank line.

        A title is broken only where the next word does not fit. `opened`: part of the title stands on the
        line of the § already.
        """
        if not lines:
            return []
        if lines[-1].index != block.last:
            return self._forced(lines, 0.6) if len(lines) <= 8 else lines[:1]
        ended = _ENDS_PROSE.search(lines[-1].text) is not None or self._turns(block)
        prose = ended and not self._is_set_apart(lines)
        if not prose and len(lines) <= 6 and all(len(line.text) <= _LONGEST for line in lines):
            return self._forced(lines, 0.6)
        if opened and lines[0].text[:1].isupper() and len(lines[0].text) > _USUAL_WIDTH:
            return []
        forced = self._forced(lines, 0.9, always=True)
        if len(forced) < len(lines):
            return forced
        return [] if prose and (len(lines) > 1 or len(lines[0].text) > 100 or opened) else lines[:1]

    def _turns(self, block: Block) -> bool:
        """True where a sentence goes on from the foot of a page to the head of the next."""
        after = self.blocks.following(block)
        return after is not None and after.page_top and after.grid is None and after.text[:1].islower()

    def _is_set_apart(self, lines: Sequence[Line]) -> bool:
        """True for lines in a type of their own without a verb that tells: typed titles end on a stop."""
        apart = all(self.blocks.distinct(line) for line in lines)
        return apart and not self.blocks.shapes.tells(run_on([line.text for line in lines]))

    def _forced(self, lines: list[Line], share: float, *, always: bool = False) -> list[Line]:
        """Return the lines up to the first break that the width does not force, or the first wider line."""
        if not (self.width.known or always):
            return lines
        for at, (line, below) in enumerate(pairwise(lines), 1):
            needed = len(line.text) + 1 + len(below.text.split(" ", 1)[0])
            wider = always and len(below.text) > 1.12 * self.width.characters
            if below.text[:1].isupper() and (wider or needed <= share * self.width.characters):
                return lines[:at]
        return lines


def without_case(rest: str) -> str:
    """Return what follows a § without a case number at its beginning or end."""
    if _LABEL.fullmatch(rest.rstrip(" .:")):
        return ""
    match = CASE.match(rest)
    if match and not _DAY.match(rest):
        rest = rest[match.end() :].lstrip(" \t,;:–-")
        # "Dnr 94/34 042": the number of the filing plan.
        rest = "" if _PLAN.fullmatch(rest) else rest
    columns = _COLUMN.split(rest)
    if all(map(_is_number, columns)):
        return ""
    while len(columns) > 1 and (_is_number(columns[-1]) or _is_filed(columns)):
        rest = rest[: rest.rindex(columns.pop())].rstrip()
    return _untailed(rest)


def _is_filed(columns: Sequence[str]) -> bool:
    """True where the last column is the number of the filing plan behind a case number."""
    return _PLAN.fullmatch(columns[-1]) is not None and _is_number(columns[-2])


def _is_number(column: str) -> bool:
    """True for a column that holds a case number, one of the filing plan, or that of another body."""
    if _DAY.fullmatch(column.strip()):
        return False
    return _is_case(column) or bool(_FILED.fullmatch(column) or _BESIDE.fullmatch(column))


def _with_case_below(rest: str, below: Line | None) -> tuple[str, Line | None]:
    """Return what follows a § with the rest of its case number, and the line on which that stands, if any.

    § 31                                KS
                                        2021/00310
    """
    column = _GAP.split(rest)[-1]
    if below is None or not below.text[:1].isdigit() or not _CASE_BEGINS.fullmatch(column):
        return rest, None
    whole = f"{column} {below.text}"
    return (f"{rest} {below.text}", below) if CASE.fullmatch(whole) else (rest, None)


def _untailed(title: str) -> str:
    """Return a title without the case number at its end: "Markanvisning (KS 2023/0144)"."""
    tail = _TAIL.search(title)
    return title[: tail.start()].rstrip(" (") if tail else title


def run_on(texts: Sequence[str]) -> str:
    """Return the lines of a title as one; a word broken at the end of a line is made whole."""
    whole = ""
    for text in filter(None, texts):
        broken = _HYPHENED.search(whole) and text[0].islower() and not _ELLIPTIC.match(text)
        whole = whole[:-1] + text if broken else f"{whole} {text}" if whole else text
    return whole


def unstopped(title: str) -> str:
    """Return a title without the full stop that typed minutes close it with; abbreviations keep theirs."""
    return title[:-1] if title.endswith(".") and _STOP.search(title) else title


def _plain(text: str) -> str:
    """Return a title line without the case number that fills or ends it."""
    if _LABEL.match(text) or _is_case_alone(text):
        behind = without_case(text) if CASE.match(text) else ""
        return behind if _TITLED.match(behind) else ""
    return without_case(text) if CASE.match(text) or _TAIL.search(text) or _case_column(text) else text


def _case_column(text: str) -> bool:
    """True for a line whose last column is a case number: "Internbudget 2019          BUN 2018/88"."""
    columns = _GAP.split(text)
    return len(columns) > 1 and _is_case(columns[-1])


def _is_case(column: str) -> bool:
    """True for a case number, with or without the number of the filing plan: "TN 2009/114  042"."""
    match = CASE.match(column.strip())
    rest = column.strip()[match.end() :].strip() if match else "-"
    return not rest or bool(_PLAN.fullmatch(rest) or _FILED.fullmatch(rest))


def _is_case_alone(text: str) -> bool:
    """True for a line that is nothing but a case number in brackets: "(KS/2024:37)"."""
    return text[:1] == "(" and text[-1:] == ")" and CASE.fullmatch(text[1:-1]) is not None
