"""Dots that lead from a label to its figures or words: white, as far as columns are concerned.

Driftkostnader . . . . . . . . .  4   -68 455   -63 120
Avskrivningar................... 5   -27 640   -26 118
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf

from protokollparser.layout.tokens import Token

_DOTS = re.compile(r"[.·…]+")
_SEVERAL = re.compile(r"[.·…]\s?[.·…]")
_GLUED = re.compile(r"[.·]{4,}|…{2,}\.*|[.·]{3}$")
_PAGE = re.compile(r"(?P<page>\d{1,4})(?:[-–]\d{1,4})?")
# The words of a line from left to right, and the white between each two.
Words = tuple[Sequence[Token], Sequence[float]]
# Two lines of dots go on with each other when no more than so many lines stand between.
_NEAR = 2
# So many words of dots in a row, and so many lines of them near each other, lead somewhere.
_FEWEST = 2


@dataclass(frozen=True)
class Led:
    """A line with dots: its words without them, the words before which dots stood, and the figure they lead
    to where a page number is all that follows, -1 where other print follows, None where none does."""

    tokens: tuple[Token, ...]
    cuts: frozenset[int]
    page: int | None


def has_leaders(text: str) -> bool:
    """True when several dots follow each other in a text."""
    return _SEVERAL.search(text) is not None


def without_leaders(text: str, lines: Sequence[Words]) -> list[Words]:
    """Return the words of each line, and the white between each two, without the dots that lead on.

    White where such dots stood is boundless. The dots of a contents list stay: these lead to page numbers
    alone, which never fall.
    """
    told = list(lines)
    if not has_leaders(text):
        return told
    led = [(number, found) for number, (tokens, _) in enumerate(lines) if (found := _led(text, tokens))]
    for run in _runs(led):
        pages = [line.page for _, line in run if line.page is not None]
        ordered = -1 not in pages and all(above <= below for above, below in pairwise(pages))
        if len(run) < _FEWEST or ordered:
            continue
        for number, line in run:
            gaps = [
                inf if at in line.cuts else right.x0 - left.x1
                for at, (left, right) in enumerate(pairwise(line.tokens), 1)
            ]
            told[number] = (line.tokens, gaps)
    return told


def _runs(led: Sequence[tuple[int, Led]]) -> Iterator[list[tuple[int, Led]]]:
    """Yield lines with dots that stand near each other."""
    run: list[tuple[int, Led]] = []
    for number, line in led:
        if run and number - run[-1][0] > _NEAR + 1:
            yield run
            run = []
        run.append((number, line))
    if run:
        yield run


def _led(text: str, tokens: Sequence[Token]) -> Led | None:
    """Return a line without the dots that lead on from its label; None where there are none."""
    if not tokens or not _SEVERAL.search(text, tokens[0].start, tokens[-1].end):
        return None
    kept: list[Token] = []
    cuts: set[int] = set()
    for dotted, group in groupby(_parted(text, tokens), lambda token: _is_dots(text, token)):
        pieces = list(group)
        if dotted and (len(pieces) >= _FEWEST or _GLUED.fullmatch(text, pieces[0].start, pieces[0].end)):
            cuts.add(len(kept))
        else:
            kept += pieces
    if not cuts or not kept or kept[0].start > tokens[0].start:
        return None
    behind = [text[token.start : token.end] for token in kept[min(cuts) :]]
    alone = _PAGE.fullmatch(behind[0]) if len(behind) == 1 else None
    page = int(alone["page"]) if alone else -1 if behind else None
    return Led(tuple(kept), frozenset(cut for cut in cuts if cut < len(kept)), page)


def _is_dots(text: str, token: Token) -> bool:
    return _DOTS.fullmatch(text, token.start, token.end) is not None


def _parted(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield words, those that dots are glued to in parts, each as wide as its share of the letters."""
    for token in tokens:
        if _is_dots(text, token) or not (match := _GLUED.search(text, token.start, token.end)):
            yield token
            continue
        width = (token.x1 - token.x0) / (token.end - token.start)
        edges = [token.start, match.start(), match.end(), token.end]
        for start, end in pairwise(edges):
            if end > start:
                left = token.x0 + width * (start - token.start)
                yield Token(start, end, left, left + width * (end - start))
