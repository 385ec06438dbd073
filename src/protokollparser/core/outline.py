"""What `outline` gives: the logical documents of a source and the tree of its headings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from protokollparser.core.layout import Layout


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: line indexes `first..last` (a title may wrap), level from 1, inside part `part`.

    `text` is cleaned and without `number` (`2.3.1`, `§ 35`). `name` is the section's word from
    `rules/sections` (`decision`, `summary`, ...) or `other`; `paragraph` marks the heading of an
    agenda item (`§ 35`, or a titled item of a summons). `run_in` headings share their line with the
    text that follows ("Driftkostnader. Under perioden ..."), which begins at offset `text_start`.
    """

    first: int
    last: int
    level: int
    text: str
    part: int
    name: str = "other"
    number: str | None = None
    paragraph: bool = False
    run_in: bool = False
    text_start: int = 0
    rule_id: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One row of a contents list: line indexes, title, number (`§ 35`, `1.2`), printed pages.

    `case` is the case number in a column of its own; where no such column was told apart it may be `pages`.
    """

    first: int
    last: int
    title: str
    number: str | None
    pages: str | None
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A contents list, heading included: line indexes `first..last`, its part, its entries."""

    first: int
    last: int
    part: int
    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One logical document: its lines `first..last` inclusive (children lie inside or follow).

    `kind` is a word of `document.kind` in `docs/schema.md`. `title` is the line range of the printed
    title, or None. `parent` is the position of the containing part in `Outline.parts`. A `bundle` part covers
    a file in which no document contains the others.
    """

    ordinal: int
    parent: int | None
    kind: str
    first: int
    last: int
    title: tuple[int, int] | None = None
    rule_id: str = ""
    confidence: float = 1.0


@dataclass(frozen=True)
class Outline:
    """The outline of one source: parts in reading order, headings in reading order, contents lists."""

    layout: Layout
    parts: tuple[Part, ...]
    headings: tuple[Heading, ...] = ()
    contents: tuple[Contents, ...] = ()

    @cached_property
    def part_at(self) -> tuple[int, ...]:
        """For every line index the position of its innermost part (-1: outside every part)."""
        owner = [-1] * len(self.layout.lines)
        for part in sorted(self.parts, key=lambda p: (self.depth(p), p.first)):
            owner[part.first : part.last + 1] = [part.ordinal] * (part.last - part.first + 1)
        return tuple(owner)

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What one reader made of the outline and others ask for as well, by what it is."""
        return {}

    @cached_property
    def heading_at(self) -> dict[int, Heading]:
        """The heading that begins on, or covers, a line index."""
        return {i: heading for heading in self.headings for i in range(heading.first, heading.last + 1)}

    @cached_property
    def contents_at(self) -> dict[int, Contents]:
        """The contents list that covers a line index."""
        return {i: listing for listing in self.contents for i in range(listing.first, listing.last + 1)}

    @cached_property
    def trail_at(self) -> tuple[tuple[Heading, ...], ...]:
        """For every line index the headings it stands under in its part, outermost first, with its own."""
        trails: list[tuple[Heading, ...]] = []
        open_headings: dict[int, tuple[Heading, ...]] = {}
        opening = {heading.first: heading for heading in self.headings}
        for index, part in enumerate(self.part_at):
            heading = opening.get(index)
            if heading is not None:
                above = open_headings.get(heading.part, ())
                open_headings[heading.part] = (*(h for h in above if h.level < heading.level), heading)
            trails.append(open_headings.get(part, ()))
        return tuple(trails)

    @cached_property
    def _position(self) -> dict[Heading, int]:
        return {heading: position for position, heading in enumerate(self.headings)}

    def depth(self, part: Part) -> int:
        """Return how many parts contain `part`."""
        count = 0
        while part.parent is not None:
            part, count = self.parts[part.parent], count + 1
        return count

    def own_lines(self, ordinal: int) -> list[int]:
        """Return the line indexes whose innermost part is `ordinal`, in order."""
        part = self.parts[ordinal]
        return [i for i in range(part.first, part.last + 1) if self.part_at[i] == ordinal]

    def extent(self, heading: Heading) -> tuple[int, int]:
        """Return the line indexes (first, last) of a heading's content: up to the next heading of its part
        at the same or a higher level, or to where its part's own lines end. first > last: empty."""
        position = self._position[heading]
        last = self.parts[heading.part].last
        for later in self.headings[position + 1 :]:
            if later.part != heading.part or later.level <= heading.level:
                last = min(last, later.first - 1)
                break
        first = heading.last if heading.run_in else heading.last + 1
        end = heading.last
        for index in range(first, last + 1):
            if self.part_at[index] != heading.part:
                break
            end = index
        return first, end

    def part_of(self, heading: Heading) -> Part:
        """Return the part that holds `heading`."""
        return self.parts[heading.part]
