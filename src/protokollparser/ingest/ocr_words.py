"""What Tesseract saw into the words of a page: on level lines, in the size of their type, in PDF points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from protokollparser.ingest.ocr import Seen
from protokollparser.ingest.pdf_text import Token

# How far letters reach over and under the line on which they stand, in shares of the size of the type.
_LOW, _HIGH, _UNDER = 0.52, 0.71, 0.21
_REACH_DOWN = frozenset("gjpqyçQ,;()[]{}|/§@$µ_")
_REACH_UP = frozenset("bdfhkltijåäöéèüáßÅÄÖÉ0123456789?!%&§@$#/()[]{}|\"'”’")
_FLAT = frozenset("-–—−=~+*.,:;·•_\"'”’°")
# Type is taken as the box from this share above the line to this share below it.
_ASCENT, _DESCENT = 0.75, 0.25


def tokens_of(seen: Sequence[Seen], points: float) -> list[Token]:
    """Return the words, in their order, with boxes as in a printed file: as high as their type, level.

    The ink of a word tells how high its type is and where it stands, by which of its letters reach up
    and down; the words of a line have one size and one base. `points` is how many points a pixel is.
    """
    lines: dict[str, list[Seen]] = defaultdict(list)
    for word in seen:
        lines[word.line].append(word)
    types = {name: (_size(line), _base(line)) for name, line in lines.items()}
    return [_token(word, *types[word.line], points) for word in seen]


def _token(word: Seen, size: float, base: float, points: float) -> Token:
    """Return a word in a type of this size, in pixels, whose letters stand on `base`."""
    box = word.x0, base - _ASCENT * size, word.x1, base + _DESCENT * size
    x0, top, x1, bottom = (round(value * points, 2) for value in box)
    return Token(word.text, x0, top, x1, bottom, round(size * points, 1), False)


def _base(line: Sequence[Seen]) -> float:
    """Return where the letters of a line stand, in pixels."""
    size = _size(line)
    return median(word.bottom - _under(word.text) * size for word in _telling(line))


def _telling(line: Sequence[Seen]) -> Sequence[Seen]:
    """Return the words that tell where a line stands; dashes and points do not."""
    return [word for word in line if not _FLAT.issuperset(word.text)] or line


def _size(line: Sequence[Seen]) -> float:
    """Return the size of the type of a line, in pixels."""
    return max(median((word.bottom - word.top) / _share(word.text) for word in _telling(line)), 1.0)


def _share(text: str) -> float:
    """Return how high the ink of a word is, as a share of the size of its type."""
    if _FLAT.issuperset(text):
        return 1.0
    high = any(letter in _REACH_UP or letter.isupper() for letter in text)
    return (_HIGH if high else _LOW) + _under(text)


def _under(text: str) -> float:
    """Return how far a word reaches under its line, as a share of the size of its type."""
    return _UNDER if any(letter in _REACH_DOWN for letter in text) else 0.0
