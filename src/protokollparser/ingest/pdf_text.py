"""Page text put together from placed words, line by line, with each word's offsets in it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from protokollparser.core.document import Word

# Words share a line when they overlap by half of the lower one's height.
_OVERLAP = 0.5
# Pieces of one word in two fonts stand closer than this share of their size.
_GLUED = 0.08
# Lines further apart than this many normal steps are parted by a blank line.
_PARTED = 1.4


class Token(NamedTuple):
    """A printed word and its place, before it has an offset."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool


def compose_page(tokens: Sequence[Token]) -> tuple[str, tuple[Word, ...]]:
    """Return the page text and its words: single spaces between words, a line feed after each line, and a
    blank line where the lines stand clearly further apart than usual."""
    lines = _lines(tokens)
    step = _step(lines)
    pieces: list[str] = []
    words: list[Word] = []
    at = 0
    for number, line in enumerate(lines):
        if number and _baseline(line) - _baseline(lines[number - 1]) > _PARTED * max(step, _height(line)):
            pieces.append("\n")
            at += 1
        before: Token | None = None
        for token in line:
            if before is not None and token.x0 - before.x1 > _GLUED * max(token.size, before.size):
                pieces.append(" ")
                at += 1
            words.append(Word(at, at + len(token.text), *token[1:]))
            pieces.append(token.text)
            at += len(token.text)
            before = token
        pieces.append("\n")
        at += 1
    return "".join(pieces), tuple(words)


def _lines(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the words by line, top to bottom, each line left to right."""
    lines: list[list[Token]] = []
    edges: list[tuple[float, float]] = []
    for token in sorted(tokens, key=lambda t: (t.top + t.bottom, t.x0)):
        if lines:
            top, bottom = edges[-1]
            shared = min(bottom, token.bottom) - max(top, token.top)
            if shared >= _OVERLAP * min(bottom - top, token.bottom - token.top):
                lines[-1].append(token)
                continue
        lines.append([token])
        edges.append((token.top, token.bottom))
    for line in lines:
        line.sort(key=lambda t: (t.x0, t.x1))
    lines.sort(key=lambda line: (_baseline(line), line[0].x0))
    return lines


def _baseline(line: Sequence[Token]) -> float:
    return median(token.bottom for token in line)


def _height(line: Sequence[Token]) -> float:
    return median(token.bottom - token.top for token in line)


def _step(lines: Sequence[Sequence[Token]]) -> float:
    """Return the usual distance between lines: the median of those that could be of one paragraph."""
    steps = [_baseline(low) - _baseline(high) for high, low in itertools.pairwise(lines)]
    close = [step for step, line in zip(steps, lines[1:], strict=True) if 0 < step <= 1.8 * _height(line)]
    return median(close) if close else 0.0
