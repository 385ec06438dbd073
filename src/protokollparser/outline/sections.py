"""Headings known by their words: decision, summary, basis documents, attendance and the like."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from protokollparser.core.heading_words import HeadingWords
from protokollparser.core.layout import Line
from protokollparser.core.rules import Rules, SectionRule
from protokollparser.core.text import clean, closed_up
from protokollparser.outline.blocks import Blocks
from protokollparser.outline.shapes import ends_sentence, unspaced

_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?|[IVX]{1,4}\.)\s+(?=\S)")
_RUN_IN = re.compile(r"([^:]{3,70}?)\s?(:)\s{0,4}(?=\S)")
# A heading that is a clause of its own and may just as well lead in the words of a decision.
_CLAUSE = re.compile(
    r"\b(?:besluta|beslutar|beslutade|beslöt|beslutat|föreslår|föreslog|att|beslutas|beslutades)\s?:?$",
    re.IGNORECASE,
)
# Sections whose heading and text share a line in the middle of a paragraph ("Beslut: Direktionen ...").
_INSIDE_BLOCKS = frozenset(
    {"decision", "sent_to", "reservations", "motions", "disqualification", "note", "vote"}
)
# Names of columns side by side are no heading together.
_GAP = re.compile(r"\t|\s{2}")
_MOST_SIGNERS = 4
_PLACE_AND_DAY = re.compile(r"[A-ZÅÄÖ][\w -]{1,30},? (?:den )?\d{1,4}[ -][\w.-]{2,12}[ -]\d{2,4}$")
_NEAR = 40
_NEAR_PRESENT = 150
_LONGEST = 120
_WORDS = 13


@dataclass(frozen=True, slots=True)
class Section:
    """A line that is a known heading: `run_in` when text follows the colon, from `text_start` on.

    `lines` counts the lines over which it is wrapped.
    """

    line: int
    name: str
    text: str
    rule_id: str
    run_in: bool = False
    text_start: int = 0
    clause: bool = False
    lines: int = 1

    @property
    def last(self) -> int:
        """The index of its last line."""
        return self.line + self.lines - 1


class SectionFinder:
    """Tells known headings from other lines."""

    def __init__(self, blocks: Blocks, rules: Rules) -> None:
        self.blocks = blocks
        self.rules = rules.sections
        self.words = HeadingWords.of(rules)
        self.sentence = rules.phrase("dispatch_sentence")
        self._named: dict[str, tuple[SectionRule, str] | None] = {}

    def name_of(self, text: str) -> tuple[SectionRule, str] | None:
        """Return the rule whose heading a text is, numbers before it left out, and its words."""
        if text not in self._named:
            self._named[text] = self._name(text)
        return self._named[text]

    def _name(self, text: str) -> tuple[SectionRule, str] | None:
        if not 2 < len(text) <= _LONGEST or text[-1] in ".,;" or len(unspaced(text).split()) > _WORDS + 1:
            return None
        plain = _NUMBERED.sub("", clean(closed_up(unspaced(text))), count=1)
        rule = next((rule for rule in self.rules if rule.search(plain)), None)
        if rule is not None:
            return rule, plain.rstrip(" :")
        if _GAP.search(text.strip()):
            return self._signing_row(text)
        listed = self.words.attendance(plain)
        unlisted = (
            self.words.rules.get(listed) if listed else self.words.section(plain) or self.words.misread(plain)
        )
        return (unlisted, plain.rstrip(" :")) if unlisted else None

    def _of_item(self, section: Section, marks: Collection[int]) -> Section | None:
        """Return a section of those present, inside an item, as what else its words head there.

        "Ej deltagande" heads the absent on the front page, and below a § those who do not decide. Over a
        sentence such words head no list: None.
        """
        if not section.name.startswith("attendance") or not any(mark < section.line for mark in marks):
            return section
        below = next(self.blocks.layout.body(section.last + 1, section.last + 3), None)
        if below is not None and not section.run_in and self._told(below):
            return None
        others = (rule for rule in self.rules if not rule.name.startswith("attendance"))
        other = next((rule for rule in others if rule.search(section.text)), None)
        return replace(section, name=other.name, rule_id=other.id) if other else section

    def _told(self, line: Line) -> bool:
        """True for a line of prose: a sentence with a verb, which begins with no name alone."""
        return self.blocks.shapes.tells(line.text) and not self.blocks.shapes.is_name(line.text)

    def _signers(self, marks: Collection[int], known: Collection[int]) -> list[Section]:
        """Return the signing that closes minutes with names side by side over their offices.

        Kullstad den 27 april 2018

        Carina Bell          Anna Ek
        Sekreterare          Ordförande
        """
        rule = self.words.rules.get("signing")
        shapes = self.blocks.shapes
        found: list[Section] = []
        for block in self.blocks.all if rule and marks else ():
            if block.grid is not None and len(block.grid.rows) > _MOST_SIGNERS:
                continue
            rows = [
                [clean(cell) for cell in _GAP.split(line.text) if cell.strip()] for line in block.lines[:3]
            ]
            named = len(rows) > 1 and len(rows[0]) > 1 and all(map(shapes.is_name, rows[0]))
            if not named or not all(map(shapes.is_post, rows[1])) or block.first < max(marks):
                continue
            before = self.blocks.preceding(block)
            dated = before is not None and len(before.lines) == 1 and _PLACE_AND_DAY.match(before.text)
            line = before.first if before is not None and dated else block.first
            if rule is not None and line not in known:
                found.append(Section(line, rule.name, clean(self.blocks.layout.lines[line].text), rule.id))
        return found

    def _signing_row(self, text: str) -> tuple[SectionRule, str] | None:
        """Return the rule of signing for a row of what stands over signatures.

        Vid protokollet          Ordförande          Justeras
        """
        cells = [clean(cell) for cell in _GAP.split(text.strip()) if cell.strip()]
        signing = self.words.rules.get("signing")
        if signing is None:
            return None
        signed = [signing.search(cell) is not None for cell in cells]
        posts = [self.blocks.shapes.is_post(cell) for cell in cells]
        named = any(signed) and all(one or other for one, other in zip(signed, posts, strict=True))
        return (signing, clean(text).rstrip(" :")) if named else None

    def section_name(self, line: Line) -> str | None:
        """Return the name of the known heading that a line is by its words, whatever stands around it."""
        if not _capital(line.text) or _NUMBERED.match(line.text) or line.text.startswith("("):
            return None
        led = self._run_in(line)
        if led is not None:
            return led.name
        found = self.name_of(line.text)
        if found is None or (_CLAUSE.search(line.text) and not self.blocks.begins(line)):
            return None
        return found[0].name

    def find(self, barred: Collection[int]) -> list[Section]:
        """Return the known headings outside the `barred` lines, in order."""
        found = []
        for block in self.blocks.all:
            if block.grid is not None:
                continue
            for line in block.lines:
                if line.index not in barred and _capital(line.text):
                    section = (
                        self._wrapped(line)
                        or self._whole(line, barred)
                        or self._run_in(line, barred)
                        or self._sent(line, barred)
                    )
                    section = self._of_item(section, barred) if section is not None else None
                    if section is not None:
                        found.append(section)
        found += self._signers(barred, {section.line for section in found})
        return _without_columns(sorted(found, key=lambda section: section.line), barred)

    def _whole(self, line: Line, headings: Collection[int]) -> Section | None:
        if _NUMBERED.match(line.text):
            return None
        known = self.name_of(line.text)
        if known is None:
            return None
        rule, words = known
        if self._is_under_name(line):
            return None
        if rule.name.startswith("attendance") and self.blocks.is_below_cell(self.blocks.of_line[line.index]):
            return None
        clause = _CLAUSE.search(line.text) is not None
        if (rule.alone or clause) and not self._stands_free(line, headings):
            return None
        return Section(line.index, rule.name, words, rule.id, clause=clause)

    def _wrapped(self, line: Line) -> Section | None:
        """Return the heading that a line in larger or bolder type and the next one in the same are together.

        Arbetsutskottets förslag till
        kommunstyrelsen
        """
        below = self.blocks.layout.lines[line.index + 1 : line.index + 2]
        if not below or not below[0].text[:1].islower() or self.blocks.of_line.get(below[0].index) is None:
            return None
        alike = (line.size, line.bold) == (below[0].size, below[0].bold)
        if not alike or not self.blocks.distinct(line) or _NUMBERED.match(line.text):
            return None
        known = self.name_of(f"{line.text} {below[0].text}")
        return Section(line.index, known[0].name, known[1], known[0].id, lines=2) if known else None

    def _run_in(self, line: Line, marks: Collection[int] = ()) -> Section | None:
        match = _RUN_IN.match(line.text)
        if match is None:
            return None
        begins = self.blocks.begins(line)
        inside = self._is_below_stop(line) or len(match[1].split()) > 1
        opens = self._opens_item(line, marks)
        for rule in self.rules if begins or inside or opens else ():
            if rule.run_in and rule.search(clean(match[1])):
                proposed = opens and rule.name.startswith("proposal")
                stands = begins or (inside and rule.name in _INSIDE_BLOCKS) or proposed
                if _CLAUSE.search(match[1]) or not stands:
                    return None
                return Section(
                    line.index, rule.name, clean(match[1]), rule.id, run_in=True, text_start=match.end()
                )
        return None

    def _opens_item(self, line: Line, marks: Collection[int]) -> bool:
        """True for the label of a proposal over a sentence right below a § or the one line of its title.

        § 12  Taxa för vatten
        Förslag: Nämnden antar taxan.
        """
        block = self.blocks.of_line.get(line.index)
        above = [known.index for known in block.lines if known.index < line.index] if block else []
        if block is None or not 0 < len(above) <= 2 or above[0] not in marks:
            return False
        return any(ends_sentence(known.text) for known in block.lines if known.index >= line.index)

    def _sent(self, line: Line, marks: Collection[int]) -> Section | None:
        """Return the section that a sentence on recipients is by itself, below the first § only."""
        rule = self.words.rules.get("sent_to")
        match = self.sentence.search(line.text) if rule and len(line.text) <= _LONGEST else None
        if rule is None or match is None or not any(mark < line.index for mark in marks):
            return None
        start = match.start("recipients")
        return Section(
            line.index, rule.name, clean(line.text[:start]), rule.id, run_in=True, text_start=start
        )

    def _is_below_stop(self, line: Line) -> bool:
        """True below a line that ends a sentence, or that is a heading."""
        block = self.blocks.of_line.get(line.index)
        above = [known for known in block.lines if known.index < line.index] if block else []
        return bool(above) and (ends_sentence(above[-1].text) or self.name_of(above[-1].text) is not None)

    def _is_under_name(self, line: Line) -> bool:
        """True for a word that is the office of the person named above it ("Per Lind", "Justerare")."""
        block = self.blocks.of_line[line.index]
        above = [known for known in block.lines if known.index < line.index]
        shapes = self.blocks.shapes
        return bool(above) and shapes.is_name(above[-1].text) and shapes.is_post(line.text)

    def _stands_free(self, line: Line, headings: Collection[int]) -> bool:
        """True after a blank line or right below another heading."""
        if self.blocks.begins(line):
            return True
        block = self.blocks.of_line[line.index]
        above = next(known for known in reversed(block.lines) if known.index < line.index)
        return above.index in headings or self.name_of(above.text) is not None or self.blocks.distinct(line)


def _capital(text: str) -> bool:
    first = next((sign for sign in text if sign.isalpha()), "")
    return first.isupper() or text[1:2] == "-"


def _without_columns(found: Sequence[Section], headings: Collection[int]) -> list[Section]:
    """Leave out words that return again and again in a short space: cells of a table read line by line.

    Where other known headings or a § stand between, short items follow each other closely; the words of
    attendance lists do not return even so (a ballot of 81 votes names "Ersättare" every few lines). Notices
    follow each other closely: one for each item that was adjusted at once.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for section in found:
        if section.name != "notice":
            places[section.text.casefold()].append(section.line)
    marks = sorted(headings)
    columns: set[int] = set()
    for words, lines in places.items():
        present = any(s.name.startswith("attendance") for s in found if s.text.casefold() == words)
        for low, middle, high in zip(lines, lines[1:], lines[2:], strict=False):
            near = high - low <= (_NEAR_PRESENT if present else _NEAR)
            if near and (present or not _others_between(found, marks, low, high)):
                columns.update((low, middle, high))
    return [section for section in found if section.line not in columns]


def _others_between(found: Sequence[Section], marks: Sequence[int], low: int, high: int) -> bool:
    """True when a heading of another name, or a §, stands between two lines."""
    at = bisect_left(marks, low)
    if at < len(marks) and marks[at] < high:
        return True
    first = bisect_left(found, low, key=lambda section: section.line)
    last = bisect_left(found, high + 1, key=lambda section: section.line)
    return len({section.text.casefold() for section in found[first:last]}) > 1
