"""The sign § that was read as another one, told by the paragraphs before and after.

Neither language of Tesseract is sure of it: in type of a typewriter both read `& 112`, in others `8 112`,
`$112` or `S 112`. Paragraphs have one number after the other and begin at one margin, which nothing else does
that stands before a number at the head of a line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from protokollparser.ingest.ocr import Seen

# How sure a word is at most that was changed for what stands around it.
CHANGED = 0.5
_SIGN = "§"
# Signs that stand before no number at the head of a line, and letters and figures that may.
_NEVER, _PERHAPS = frozenset("&$"), frozenset("58SsB63")
_NUMBER = re.compile(r"(\d{1,4})([.:a-zA-Z]?)")
_GLUED = re.compile(r"([§&$58SsB63])(\d{1,4})([.:a-zA-Z]?)")
_BODY = re.compile(r"[A-Za-zÅÄÖåäö]{1,8}")
_BOTH = re.compile(r"(?!55|§§)[$&§S5]{2}")
_RANGE = re.compile(r"\d{1,4}[-–—]\d{1,4}[.,]?")
_LETTERS = re.compile(r"[^\W\d_]{2}")
# Words further apart than this share of their height are of two columns; paragraphs begin this close to each
# other, in heights of a word, and their numbers are no further apart than this.
_APART, _ALIGNED, _NEXT = 3.0, 1.5, 1


class _Head(NamedTuple):
    """The head of a line: body, what stands where the sign would, and the number after it.

    `at` are the places of the words of sign and number, one place where they are glued.
    """

    body: str
    sign: str
    number: int
    at: tuple[int, ...]
    x0: int
    high: int
    titled: bool


def settle_sections(words: Sequence[Seen]) -> list[Seen]:
    """Return words with § where it was read as something else before the number of a paragraph."""
    pieces = list(pieces_of(words))
    heads = [head for piece in pieces if (head := _head(words, piece)) is not None]
    settled = list(words)
    for head in heads:
        if head.sign != _SIGN and _is_sign(head, heads):
            first = words[head.at[0]]
            text = _SIGN + first.text[1:] if len(head.at) == 1 else _SIGN
            settled[head.at[0]] = _changed(first, text)
    for piece in pieces:
        for at, after in pairwise(piece):
            if _BOTH.fullmatch(words[at].text) and _RANGE.fullmatch(words[after].text):
                settled[at] = _changed(words[at], "§§")
    return settled


def _changed(word: Seen, text: str) -> Seen:
    return word._replace(text=text, confidence=min(word.confidence, CHANGED), other=word.text)


def pieces_of(words: Sequence[Seen]) -> Iterator[list[int]]:
    """Yield the places of the words of each line, left to right, parted where white is wide."""
    lines: dict[str, list[int]] = defaultdict(list)
    for at in sorted(range(len(words)), key=lambda at: words[at].x0):
        lines[words[at].line].append(at)
    for line in lines.values():
        piece = [line[0]]
        for before, at in pairwise(line):
            one, other = words[before], words[at]
            if other.x0 - one.x1 > _APART * max(one.bottom - one.top, other.bottom - other.top):
                yield piece
                piece = []
            piece.append(at)
        yield piece


def _head(words: Sequence[Seen], piece: Sequence[int]) -> _Head | None:
    """Return the head of a line where it may be that of a paragraph."""
    first = words[piece[0]]
    high = first.bottom - first.top
    for skip in (0, 1):
        body = "" if not skip else first.text
        rest = piece[skip:]
        if not rest or (body and not _BODY.fullmatch(body)):
            return None
        sign = words[rest[0]]
        titled = [words[at].text for at in rest]
        glued = _GLUED.fullmatch(sign.text)
        if glued:
            tells = len(rest) == 1 or _LETTERS.search(titled[1]) is not None
            return _Head(body, glued[1], int(glued[2]), (rest[0],), first.x0, high, tells)
        number = _NUMBER.fullmatch(titled[1]) if len(rest) > 1 else None
        if number and len(sign.text) == 1 and sign.text in _NEVER | _PERHAPS | {_SIGN}:
            tells = len(rest) == 2 or _LETTERS.search(titled[2]) is not None
            return _Head(body, sign.text, int(number[1]), (rest[0], rest[1]), first.x0, high, tells)
    return None


def _is_sign(head: _Head, heads: Sequence[_Head]) -> bool:
    """True when the head of a line is that of a paragraph whose sign was misread."""
    if head.sign in _NEVER and not head.body:
        return True
    if head.sign in _PERHAPS and not head.titled:
        return False
    return any(
        other.sign in _NEVER | {_SIGN}
        and other.body == head.body
        and 0 < abs(other.number - head.number) <= _NEXT
        and abs(other.x0 - head.x0) <= _ALIGNED * head.high
        for other in heads
    )
