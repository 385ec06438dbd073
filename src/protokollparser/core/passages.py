"""Prose as it reads: passages of consecutive lines, their sentences, and the way back to printed places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from protokollparser.core.dates import FoundDate, find_dates, is_bare_figure
from protokollparser.core.layout import GridCell, Layout, Line
from protokollparser.core.outline import Outline
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span

# A list mark in front of a line: a dash, dot or plus standing alone, "1." or "a)".
_MARK = re.compile(r"(?:[-–—•●▪■◦*·+]|\d{1,2}[.)]|[a-zåäö]\))(?=\s)\s*", re.IGNORECASE)
_NUMBERING = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){0,4}")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}\.?\s+[A-ZÅÄÖ]")
# A note's mark may stand behind the stop: "utse ordförande för nämnden.1 Nämnden har ...".
_STOP = re.compile(r"[.!?:;]+[”\"')]*(?=\s|$)|(?<=[a-zåäö]{4})\.\d{1,2}(?=\s+[A-ZÅÄÖ])")
_ENDS = re.compile(r"[.!?:;][”\"')]*$")
# A line this long, and nearly as long as its longest neighbour, was broken to fit the page.
_WRAPPED_FROM = 55
_WRAPPED_SHARE = 0.72
# Where so many lines in ten are shorter than that, columns are narrow: a line there was broken when the
# next word would have made it longer than this share of them.
_NARROW_FROM, _NARROW_TO = 40, 65
_NO_ROOM = 0.9
# A passage of this many characters ends with the next sentence; of the second number, with its line.
_LONG, _LONGEST = 4000, 6000
# No abbreviation is longer.
_WORD_REACH = 40


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words with a full stop of their own: `inside` never end a sentence, `either` may."""

    inside: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a stretch of a passage stands: from offset `start` on, at `base` on `page`, line `index`.

    `offsets` leads from characters to page offsets where NFC changed the length of the line.
    """

    start: int
    page: int
    base: int
    index: int
    offsets: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Passage:
    """Some lines of prose, or one cell of words, as one text; line ends are kept as newlines.

    `kind` is text, item (a line with a list mark), heading or cell. `mark` is the length of the list
    mark. `part` is the position of the innermost part. `wrapped` are the offsets of the newlines that
    only fit the text to the page.
    """

    layout: Layout
    text: str
    pieces: tuple[Piece, ...]
    kind: str
    part: int
    mark: int = 0
    wrapped: frozenset[int] = frozenset()
    words: Abbreviations = Abbreviations()

    @property
    def first(self) -> int:
        """The index of the line on which the passage begins."""
        return self.pieces[0].index

    @property
    def last(self) -> int:
        """The index of the line on which the passage ends."""
        return self.pieces[-1].index

    def piece(self, offset: int) -> Piece:
        """Return the piece that holds the character at `offset`."""
        return self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1]

    def at(self, offset: int) -> int:
        """Return the page offset of the character at `offset`."""
        piece = self.piece(offset)
        inside = offset - piece.start
        return piece.base + (piece.offsets[inside] if piece.offsets else inside)

    def places(self, start: int, end: int) -> tuple[Span, ...]:
        """Return where `start:end` stands: one span for each page, the first being a record's own."""
        spans = []
        at = start
        while at < end:
            page = self.piece(at).page
            later = [p.start for p in self.pieces if p.start > at and p.page != page]
            stop = min([end, *later[:1]])
            stop -= self.text[at:stop] != self.text[at:stop].rstrip() and stop < end
            spans.append(self.layout.document.span(page, self.at(at), self.at(stop - 1) + 1))
            at = min([end, *later[:1]])
        return tuple(spans)

    def dates(self, year: int | None) -> list[FoundDate]:
        """Return the dates of the passage; days without a year are read in `year`."""
        if year not in self._dates:
            self._dates[year] = find_dates(self.text, year)
        return self._dates[year]

    @cached_property
    def _dates(self) -> dict[int | None, list[FoundDate]]:
        return {}

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The (start, end) of every sentence, list mark left out, in order."""
        edges = [self.mark]
        for match in _STOP.finditer(self.text, self.mark):
            if _closes(self.text, match, self.words):
                edges.append(match.end())
        feeds = (match.start() for match in _FEED.finditer(self.text))
        edges += [at + 1 for at in feeds if at not in self.wrapped]
        edges = sorted({*edges, len(self.text)})
        found = []
        for low, high in pairwise(edges):
            body = self.text[low:high]
            if body.strip():
                found.append((low + len(body) - len(body.lstrip()), low + len(body.rstrip())))
        return tuple(found)

    @property
    def printed_words(self) -> frozenset[str]:
        """The words of the passage as printed: runs of letters."""
        return frozenset(words_of(self.text))

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return the sentence that holds `offset`."""
        for start, end in self.sentences:
            if offset < end:
                return start, end
        return self.sentences[-1] if self.sentences else (0, len(self.text))


_FEED = re.compile("\n")
_LETTERS = re.compile(r"[^\W\d_]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text as printed: runs of letters."""
    return _LETTERS.findall(text)


def _closes(text: str, match: re.Match[str], words: Abbreviations) -> bool:
    """True when the stop ends a sentence: no abbreviation or number, and no small letter follows."""
    after = text[match.end() :].lstrip()
    if match.group()[0] in "!?":
        return not after[:1].islower()
    if match.group()[0] == ":":
        return not after or after[0].isupper() or text[match.end() : match.end() + 1] == "\n"
    if match.group()[0] == ";":
        return True
    word = re.split(r"[\s(]", text[max(0, match.start() - _WORD_REACH) : match.start()])[-1].casefold()
    if _NUMBERING.fullmatch(text[text.rfind("\n", 0, match.start()) + 1 : match.start()]):
        return False
    if word in words.inside:
        return False
    return after[:1].isupper() if word in words.either else not after[:1].islower()


def _narrow_width(outline: Outline) -> int:
    """Return the characters of a full line of a source in narrow columns, 0 in any other."""
    layout = outline.layout
    aside = layout.grid_at.keys() | layout.furniture_at | outline.contents_at.keys()
    lengths = sorted([len(line.text) for line in layout.lines if line.text and line.index not in aside])
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    return width if _NARROW_FROM <= width < _NARROW_TO else 0


def _has_room(before: Line, after: Line, width: int) -> bool:
    """True when the first word of a line would have fitted on the one before it, in lines so wide."""
    return len(before.text) + 1 + len(after.text.split(None, 1)[0]) <= _NO_ROOM * width


def _joins(before: Line, after: Line, width: int) -> bool:
    """True when a sentence runs from one line to the next across a blank: 001 lines 84 and 86."""
    full = len(before.text) >= _WRAPPED_FROM or (width > 0 and not _has_room(before, after, width))
    unfinished = not _ENDS.search(before.text) and full
    goes_on = after.text[0].islower() or after.text[0].isdigit()
    return unfinished and goes_on and not _NUMBERED.match(after.text)


def _is_full(length: int, run: Sequence[Line]) -> bool:
    """True for a passage that is longer than any paragraph: a text without blank lines, or without lines."""
    return length > _LONG and (length > _LONGEST or _ENDS.search(run[-1].text) is not None)


def _runs(outline: Outline, width: int) -> Iterator[list[Line]]:
    """Yield the lines of each passage of running text, in order; `width` is that of narrow columns."""
    layout, run, gap, length = outline.layout, list[Line](), False, 0
    headed = {index for index, heading in outline.heading_at.items() if not heading.run_in}
    run_in = {heading.first for heading in outline.headings if heading.run_in}
    outside = headed | layout.grid_at.keys() | outline.contents_at.keys()
    for line in layout.lines:
        if line.index in layout.furniture_at:
            continue
        if line.blank:
            gap = True
            continue
        if line.index in outside:
            if run:
                yield run
            run, gap, length = [], False, 0
            continue
        same = bool(run) and outline.part_at[run[-1].index] == outline.part_at[line.index]
        turned = bool(run) and run[-1].page != line.page
        opens = line.index in run_in or _MARK.match(line.text) or _is_full(length, run)
        if run and (not same or opens or ((gap or turned) and not _joins(run[-1], line, width))):
            yield run
            run, length = [], 0
        run.append(line)
        length += len(line.text)
        gap = False
    if run:
        yield run


def _mark_length(run: Sequence[Line]) -> int:
    """Return the length of the list mark of a passage; a dash glued to a number is a sign, not a mark."""
    match = _MARK.match(run[0].text)
    return match.end() if match else 0


def _passage(
    outline: Outline, run: Sequence[Line], kind: str, words: Abbreviations, width: int = 0
) -> Passage:
    """Return the lines of `run` as one passage; `width` is that of narrow columns."""
    text, pieces, wrapped = "", list[Piece](), set[int]()
    longest = max(len(line.text) for line in run)
    for position, line in enumerate(run):
        pieces.append(Piece(len(text), line.page, line.start, line.index, line.offsets))
        text += line.text
        if position + 1 < len(run):
            below = run[position + 1]
            full = len(line.text) >= max(_WRAPPED_FROM, longest * _WRAPPED_SHARE)
            full = full or (width > 0 and not _has_room(line, below, width))
            if (full and not _ENDS.search(line.text)) or below.text[0].islower():
                wrapped.add(len(text))
            text += "\n"
    mark = _mark_length(run) if kind == "text" else 0
    return Passage(
        layout=outline.layout,
        text=text,
        pieces=tuple(pieces),
        kind="item" if mark else kind,
        part=outline.part_at[run[0].index],
        mark=mark,
        wrapped=frozenset(wrapped),
        words=words,
    )


def _cell_passage(outline: Outline, cell: GridCell, index: int, words: Abbreviations) -> Passage:
    """Return the words of a cell that stands on line `index` as a passage."""
    text = outline.layout.document.pages[cell.page - 1].text[cell.start : cell.end]
    piece = Piece(0, cell.page, cell.start, index)
    return Passage(outline.layout, text, (piece,), "cell", outline.part_at[index], words=words)


def abbreviations(rules: Rules) -> Abbreviations:
    """Return the abbreviations of `rules/vocabulary/abbreviations.yml`."""
    listed = rules.vocabulary["abbreviations"]
    return Abbreviations(frozenset(listed["inside"]), frozenset(listed["either"]))


def passages(outline: Outline, rules: Rules) -> list[Passage]:
    """Return the headings and the running text of a source, in reading order; tables are left out."""
    known: list[Passage] | None = outline.kept.get(f"passages {rules.hash}")
    if known is None:
        known = outline.kept[f"passages {rules.hash}"] = _all_passages(outline, rules)
    return list(known)


def _all_passages(outline: Outline, rules: Rules) -> list[Passage]:
    words = abbreviations(rules)
    width = _narrow_width(outline)
    found = [_passage(outline, run, "text", words, width) for run in _runs(outline, width)]
    for heading in outline.headings:
        lines = [] if heading.run_in else list(outline.layout.body(heading.first, heading.last))
        if lines:
            found.append(_passage(outline, lines, "heading", words))
    return sorted(found, key=lambda passage: passage.first)


def cell_passages(outline: Outline, rules: Rules, numbers: bool = False) -> list[Passage]:
    """Return the cells that hold letters, row by row, as passages; with `numbers` all but bare figures."""
    words = abbreviations(rules)
    return [
        _cell_passage(outline, cell, row.first, words)
        for grid in outline.layout.grids
        for row in grid.rows
        if not row.rule_line
        for cell in row.cells
        if cell.text and (not is_bare_figure(cell.text) if numbers else any(map(str.isalpha, cell.text)))
    ]
