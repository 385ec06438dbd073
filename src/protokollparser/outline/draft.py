"""What is known of a layout before it is divided: blocks, contents lists, and the sure headings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from protokollparser.core.layout import Layout, Line
from protokollparser.core.rules import Rules
from protokollparser.core.rules.families import KindRule
from protokollparser.core.text import clean
from protokollparser.outline import contents, paragraphs
from protokollparser.outline.blocks import Block, Blocks, masked
from protokollparser.outline.listings import Listing
from protokollparser.outline.numbered import Numbered, find_numbered
from protokollparser.outline.plain_items import find_plain_marks
from protokollparser.outline.sections import Section, SectionFinder
from protokollparser.outline.shapes import Shapes, ends_sentence, is_date, is_listed, key, stems, unspaced

# Sections whose lines are points of a list: short lines and numbers there are no headings.
POINTS = frozenset(
    {"decision", "proposal", "proposal_administration", "proposal_presidium", "proposal_chair"}
    | {"proposal_body"}
)
_COLUMN_GAP = re.compile(r"\t|\s{3,}")
_COLUMNS = 6
_PROSE = 130
_FORM_LINES = 6
_ENTRIES = 40
_HEAD = 12


@dataclass(frozen=True)
class Draft:
    """The sure facts about a layout, each in order."""

    layout: Layout
    rules: Rules
    blocks: Blocks
    shapes: Shapes
    finder: SectionFinder
    listings: tuple[Listing, ...]
    marks: tuple[paragraphs.Mark, ...]
    sections: tuple[Section, ...]
    numbered: tuple[Numbered, ...]

    @cached_property
    def listing_at(self) -> dict[int, Listing]:
        """The contents list that covers a line."""
        return {i: listing for listing in self.listings for i in range(listing.first, listing.last + 1)}

    @cached_property
    def mark_at(self) -> dict[int, paragraphs.Mark]:
        """The § heading, title included, that covers a line."""
        return {i: mark for mark in self.marks for i in range(mark.first, mark.last + 1)}

    @cached_property
    def section_at(self) -> dict[int, Section]:
        """The known heading on a line."""
        return {section.line: section for section in self.sections}

    @cached_property
    def numbered_at(self) -> dict[int, Numbered]:
        """The numbered heading that covers a line."""
        return {i: found for found in self.numbered for i in range(found.first, found.last + 1)}

    @cached_property
    def _section_lines(self) -> list[int]:
        return [section.line for section in self.sections]

    @cached_property
    def _mark_lines(self) -> list[int]:
        return [mark.first for mark in self.marks]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for line in self.layout.lines:
            if line.text and len(line.text) < _PROSE and line.index not in self.layout.furniture_at:
                places[masked(line.text)].append(line.index)
        return places

    def stood_before(self, line: Line, start: int, stop: int) -> bool:
        """True when the same line, numbers apart, stands between two lines."""
        places = self._places.get(masked(line.text), [])
        at = bisect_left(places, start)
        return at < len(places) and places[at] < stop

    def open_section(self, line: int) -> Section | None:
        """Return the known heading that stands last before a line, with no § between."""
        at = bisect_right(self._section_lines, line - 1) - 1
        if at < 0:
            return None
        section = self.sections[at]
        mark = bisect_right(self._mark_lines, line - 1) - 1
        return None if mark >= 0 and self._mark_lines[mark] > section.line else section

    def last_mark(self, line: int) -> paragraphs.Mark | None:
        """Return the last § heading that begins before a line."""
        at = bisect_right(self._mark_lines, line - 1) - 1
        return self.marks[at] if at >= 0 else None

    @cached_property
    def announced(self) -> tuple[tuple[int, frozenset[str]], ...]:
        """The entries below headings of annexes and basis documents: line, and the stems of its words."""
        found = []
        for section in self.sections:
            if section.name in ("attachments", "basis_documents"):
                for line in self.layout.body(section.line + 1, section.line + _ENTRIES):
                    if line.index in self.section_at or line.index in self.mark_at:
                        break
                    if len(line.text) <= 300:
                        found.append((line.index, stems(line.text)))
        return tuple(found)

    @cached_property
    def _roles(self) -> dict[tuple[int, int], str]:
        return {}

    def role(self, block: Block) -> str:
        """Return contents, mark, section, numbered, grid, titled, short or text."""
        place = (block.first, block.last)
        if place not in self._roles:
            self._roles[place] = self._tell_role(block)
        return self._roles[place]

    def _tell_role(self, block: Block) -> str:
        line = block.first
        if line in self.listing_at:
            return "contents"
        if line in self.mark_at:
            return "mark"
        if line in self.section_at:
            return "section"
        if line in self.numbered_at:
            return "numbered"
        if block.grid is not None:
            return "grid"
        if self.is_title_block(block):
            return "titled"
        short = all(len(known.text) <= 90 and not is_listed(known.text) for known in block.lines)
        return (
            "short" if short and len(block.lines) <= 8 and not ends_sentence(block.lines[-1].text) else "text"
        )

    def is_title_block(self, block: Block) -> bool:
        """True for one to three lines that may be a title."""
        if not 1 <= len(block.lines) <= 3 or block.grid is not None:
            return False
        text = block.text
        return self.shapes.is_titled(text) and len(text) <= _PROSE + 30 and not is_date(text)

    def kind_rule(self, text: str) -> KindRule | None:
        """Return the weightiest kind whose title a line is, the longest match among equals."""
        plain = clean(unspaced(text))
        found = [
            (rule.weight, match.end(), rule)
            for rule in self._kind_rules
            if len(plain) <= 200 and (match := rule.search(plain)) is not None
        ]
        if not found and (columns := _COLUMN_GAP.split(text))[1:]:
            # "Norrby kommun      SAMMANTRÄDESPROTOKOLL      Sida 1 (7)": form words in a column of the head.
            found = [
                (rule.weight, match.end(), rule)
                for rule in self._kind_rules
                for column in columns[:_COLUMNS]
                if rule.weight == 3 and (match := rule.search(clean(unspaced(column)))) is not None
            ]
        return max(found, key=lambda hit: hit[:2])[2] if found else None

    @cached_property
    def _kind_rules(self) -> list[KindRule]:
        return [rule for rule in self.rules.kinds if rule.title and rule.name != "slide"]

    def is_heading_block(self, block: Block) -> bool:
        """True for a block that opens with a sure heading."""
        return self.role(block) in ("contents", "mark", "section", "numbered")

    def is_sign_off(self, block: Block) -> bool:
        """True for a name with a post or body under it, as below a report or letter."""
        if block.grid is not None or not 1 <= len(block.lines) <= 5:
            return False
        lines = [line.text for line in block.lines]
        if any(len(text) > 80 or self.shapes.is_contact(text) for text in lines):
            return False
        names = sum(1 for text in lines if self.shapes.is_name(text))
        posts = sum(1 for text in lines if self.shapes.is_post(text) or self.shapes.is_body(text))
        glued = sum(1 for text in lines if re.search(r"[a-zåäö][A-ZÅÄÖ][a-zåäö]+ [A-ZÅÄÖ]", text))
        return names >= 1 and names + posts + glued == len(lines) and posts + glued >= 1


def draw(layout: Layout, rules: Rules) -> Draft:
    """Return the sure facts about a layout."""
    shapes = Shapes(rules)
    blocks = Blocks(layout, shapes)
    finder = SectionFinder(blocks, rules)
    listings = contents.find_listings(layout, blocks, rules)
    listed = {i for listing in listings for i in range(listing.first, listing.last + 1)}
    marks = paragraphs.find_marks(blocks, listed, finder.section_name)
    bare = Draft(layout, rules, blocks, shapes, finder, listings, (), (), ())
    if not marks and _tells_of_sitting(bare):
        marks = find_plain_marks(blocks, listed, finder.section_name)
    barred = listed | {i for mark in marks for i in range(mark.first, mark.last + 1)}
    draft = Draft(layout, rules, blocks, shapes, finder, listings, tuple(marks), (), ())
    sections = [section for section in finder.find(barred) if not _is_form(draft, section)]
    draft = replace(draft, sections=tuple(sections))
    barred |= {at for section in sections for at in range(section.line, section.last + 1)} | _points(draft)
    numbers = {entry.number for listing in listings for entry in listing.entries if entry.number}
    found = find_numbered(blocks, barred, numbers)
    return replace(draft, numbered=tuple(found))


def _tells_of_sitting(draft: Draft) -> bool:
    """True for a source that begins with the title of minutes, not with that of a summons."""
    head = [line for line in draft.layout.lines if line.text][:_HEAD]
    rules = [rule.name for line in head if len(line.text) < _PROSE and (rule := draft.kind_rule(line.text))]
    return bool(rules) and rules[0] in ("minutes", "minutes_extract") and "summons" not in rules


def _is_form(draft: Draft, section: Section) -> bool:
    """True for the form word over an extract or a page of minutes, which heads no section of an item."""
    rule = draft.kind_rule(section.text)
    if section.run_in or rule is None or rule.weight < 3 or rule.name not in ("minutes", "minutes_extract"):
        return False
    after = [line.index for line in draft.layout.body(section.line + 1, section.line + 16)][:_FORM_LINES]
    mark = next((mark for mark in draft.marks if mark.first in after), None)
    if mark is None:
        return not after
    # "Protokollsutdrag" over the recipients of § 12, with § 13 below: the head of an extract has a day.
    before = draft.last_mark(section.line)
    between = draft.layout.body(section.line + 1, mark.first - 1)
    dated = any(sign.isdigit() for line in between for sign in line.text)
    return before is None or mark.number != before.number + 1 or dated


def _points(draft: Draft) -> set[int]:
    """Return the lines on which "1." begins a point of a decision or proposal, not a chapter."""
    points = set()
    titles = frozenset[str]().union(*(listing.keys for listing in draft.listings))
    for block in draft.blocks.all:
        section = draft.open_section(block.first)
        if (
            section is None
            or section.name not in POINTS
            or not re.match(r"\d{1,2}\.?\s", block.lines[0].text)
        ):
            continue
        if block.ordinal - draft.blocks.of_line[section.line].ordinal <= 15 and key(block.text) not in titles:
            points.add(block.first)
    return points
