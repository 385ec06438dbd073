"""Lines cut into segments where the white space is wide: the pieces of which unruled tables consist."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from protokollparser.core.document import Page
from protokollparser.core.layout import Line
from protokollparser.layout.figures import fills_figure_column, is_drawn, is_period
from protokollparser.layout.leaders import has_leaders, without_leaders
from protokollparser.layout.placed_words import PlacedWords, Run
from protokollparser.layout.tokens import Token

# A gap of this share of the type size parts two columns, and so does one this much wider than the usual
# space of the page (a fixed pitch has spaces of .6); no wider gap is asked for than the last.
_COLUMN_GAP = 0.55
_OVER_SPACE = 1.6
_SURE_GAP = 1.0
# Wider white, in type sizes, is no space between words.
_WIDEST_SPACE = 1.2
_LONGEST_FIGURE = 48
# Lines of this many words whose gaps are all alike are prose set in justified lines.
_PROSE_WORDS = 7
# Text sources are laid out as if printed with this pitch, type size and leading.
_PITCH, _SIZE, _STEP = 6.0, 10.0, 12.0
_WORD = re.compile(r"\S+")
_DOTS = re.compile(r"(?:\.{3,}|…\.*|_{4,}|·{3,})$")
_FIGURE = re.compile(r"[-+–−$€£]?\d{1,3}(?:[.,]\d{3})*(?:[.,]\d{1,2})?%?")
_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?%?")
_MARK = re.compile(r"[^\w\s]|[o\ue000-\uf8ff\ufffd]|\(?(?:\d{1,2}|[a-zA-ZåäöÅÄÖ])[.)]")


# Not frozen, here and below: a page has hundreds, and a frozen one takes five times as long to make.
@dataclass(slots=True)
class Segment:
    """Words without wide gaps between them: offsets in the page text, left and right edge in points."""

    start: int
    end: int
    x0: float
    x1: float
    figure: bool
    period: bool
    tokens: Sequence[Token]

    @property
    def middle(self) -> float:
        """The place half-way between its edges."""
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class SegmentedLine:
    """A printed line and its segments left to right, with top, bottom and type size in points.

    `space` is the usual white between words on its page. `placed` is False where the places are made up
    from a text's columns. `drawn` is True for a line of dashes: a rule of a print-out.
    """

    line: Line
    segments: tuple[Segment, ...]
    top: float
    bottom: float
    size: float
    space: float
    placed: bool
    drawn: bool

    @property
    def slack(self) -> float:
        """How far apart edges may be that are called aligned."""
        if not self.placed:
            return _PITCH
        share = 0.35 * self.size
        return share if share > 2.5 else 2.5

    @property
    def words(self) -> int:
        """The number of words."""
        return sum([len(segment.tokens) for segment in self.segments])


def cut_lines(page: Page, lines: Sequence[Line], lows: Sequence[int]) -> list[SegmentedLine]:
    """Return printed lines of a page cut at wide gaps. `lows` are where the untrimmed lines start."""
    if not lines:
        return []
    if not page.printed_words:
        typed = [_typed_tokens(page, line, low) for line, low in zip(lines, lows, strict=True)]
        return [
            _cut(page, line, words, gaps, 0.0, 0.6)
            for line, (words, gaps) in zip(lines, without_leaders(page.text, typed), strict=True)
        ]
    words = PlacedWords.of_page(page, lines)
    if has_leaders(page.text):
        each = [(words.tokens(*bounds), words.gaps(*bounds)) for bounds in words.bounds]
        words = PlacedWords.of_lines(page.text, without_leaders(page.text, each))
    sizes = [max(line.size or _SIZE, 6.0) for line in lines]
    usual = words.usual_space(sizes, _WIDEST_SPACE)
    least = min(max(_COLUMN_GAP, _OVER_SPACE * usual), _SURE_GAP)
    space = usual or 0.28
    outlines = words.outlines()
    cut = []
    for number, (widest, size) in enumerate(zip(words.widest(), sizes, strict=True)):
        line, bounds = lines[number], words.bounds[number]
        if widest <= least * size:
            segment = segment_of(page.text, *outlines[number], Run(words, *bounds))
            cut.append(_segmented(line, (segment,), space))
        else:
            cut.append(_cut(page, line, words.tokens(*bounds), words.gaps(*bounds), least, space))
    return cut


def _typed_tokens(page: Page, line: Line, low: int) -> tuple[list[Token], list[float]]:
    """Return the words of a line from left to right, and the white between each two."""
    tokens = [
        Token(match.start(), match.end(), _PITCH * (match.start() - low), _PITCH * (match.end() - low))
        for match in _WORD.finditer(page.text, line.start, line.end)
    ]
    return tokens, [right.x0 - left.x1 for left, right in pairwise(tokens)]


def _cut(
    page: Page, line: Line, tokens: Sequence[Token], gaps: Sequence[float], least: float, space: float
) -> SegmentedLine:
    """Return a line cut at gaps of `least` type sizes and more; of two characters where words have no place.

    `space` is the usual white between words, in type sizes.
    """
    placed = line.top is not None
    size = (line.size or _SIZE) if placed else _SIZE
    wide = least * max(size, 6.0) if placed else 1.5 * _PITCH
    text = page.text
    figures = sum([text[token.end - 1].isdigit() for token in tokens])
    if placed and 2 * figures <= len(tokens):
        cuts = [at for at, gap in enumerate(gaps, 1) if gap > wide]
        if gaps and gaps[-1] <= wide and _is_leader(text, tokens[-2], tokens[-1]):
            cuts.append(len(gaps))
        if cuts and 3 * figures < len(tokens) and _is_justified(gaps, size):
            cuts = []
    else:
        cuts = [
            at
            for at, (left, gap, right) in enumerate(zip(tokens, gaps, tokens[1:], strict=False), 1)
            if gap > wide
            or (not placed and "\t" in text[left.end : right.start])
            or (placed and at == len(gaps) and _is_leader(text, left, right))
            or (placed and _are_two(text, left, right))
        ]
    pieces = [tokens[low:high] for low, high in pairwise([0, *cuts, len(tokens)])] if tokens else []
    if len(pieces) == 2 and _MARK.fullmatch(page.text[pieces[0][0].start : pieces[0][-1].end]):
        pieces = [tokens]
    segments = [
        segment_of(text, piece[0].start, piece[-1].end, piece[0].x0, piece[-1].x1, piece) for piece in pieces
    ]
    return _segmented(line, tuple(segments), space)


def _segmented(line: Line, segments: tuple[Segment, ...], space: float) -> SegmentedLine:
    """Return a line with its segments; `space` is the usual white between words, in type sizes."""
    placed = line.top is not None
    size = (line.size or _SIZE) if placed else _SIZE
    top = line.top if line.top is not None else _STEP * line.index
    return SegmentedLine(line, segments, top, top + size, size, space * size, placed, is_drawn(line.text))


def segment_of(text: str, start: int, end: int, x0: float, x1: float, tokens: Sequence[Token]) -> Segment:
    """Return words as a segment; words longer than any figure are none."""
    printed = text[start:end] if end - start <= _LONGEST_FIGURE else ""
    return Segment(start, end, x0, x1, fills_figure_column(printed), is_period(printed), tokens)


def _is_leader(text: str, dots: Token, number: Token) -> bool:
    """True for dots that lead to a page number."""
    return text[number.end - 1].isdigit() and (
        _DOTS.search(text, dots.start, dots.end) is not None and text[number.start : number.end].isdigit()
    )


def _are_two(text: str, left: Token, right: Token) -> bool:
    """True for figures that no thousands space makes one: "960 1,040", "12,5 13,0"."""
    one, other = text[left.start : left.end], text[right.start : right.end]
    if one.isdigit() and other.isdigit():
        return False
    return bool(_FIGURE.fullmatch(one) and _FIGURE.fullmatch(other)) and not _GROUP.fullmatch(other)


def _is_justified(gaps: Sequence[float], size: float) -> bool:
    """True when a line of many words has wide gaps that are all alike."""
    if len(gaps) + 1 < _PROSE_WORDS or max(gaps) >= 1.2 * size:
        return False
    return max(gaps) < 1.5 * median(gaps)
