"""What Tesseract saw into the words of a page: on level lines, in the size of their type, in PDF points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from protokollparser.ingest.ocr import Seen
from protokollparser.ingest.pdf_text import Token

# How far letters reach over and under the line on which they stand, in shares of the size of the type.
_LOW, _HIGH, _UNDER, _COMMA = 0.52, 0.71, 0.21, 0.12
_REACH_DOWN = frozenset("gjpqyçQ()[]{}|/§@$µ_")
_REACH_UP = frozenset("bdfhkltijåäöéèüáßÅÄÖÉ0123456789?!%&§@$#/()[]{}|\"'”’")
_FLAT = frozenset("-–—−=~+*.,:;·•_\"'”’°")
# Type is taken as the box from this share above the line to this share below it.
_ASCENT, _DESCENT = 0.75, 0.25
# White from this share of the size of type on may part columns, whose lines stand higher by this one.
_WIDE, _STEP = 1.2, 0.15
# A box this much higher or lower than its letters is that of something else too.
_ODD = 1.4


def tokens_of(seen: Sequence[Seen], points: float) -> list[Token]:
    """Return the words, in their order, with boxes as in a printed file: as high as their type, level.

    The ink of a word tells how high its type is and where it stands, by which of its letters reach up
    and down; the words of a line have one size and one base. `points` is how many points a pixel is.
    """
    lines: dict[str, list[Seen]] = defaultdict(list)
    for word in seen:
        lines[word.line].append(word)
    sizes = {name: _size(line) for name, line in lines.items()}
    bases = {word: base for name, line in lines.items() for word, base in _bases(line, sizes[name])}
    return [_token(word, sizes[word.line], bases[word], points) for word in seen]


def _token(word: Seen, size: float, base: float, points: float) -> Token:
    """Return a word in a type of this size, in pixels, whose letters stand on `base`."""
    box = word.x0, base - _ASCENT * size, word.x1, base + _DESCENT * size
    x0, top, x1, bottom = (round(value * points, 2) for value in box)
    return Token(word.text, x0, top, x1, bottom, round(size * points, 1), False)


def _bases(line: Sequence[Seen], size: float) -> Iterator[tuple[Seen, float]]:
    """Yield the words of a line with where their letters stand, in pixels.

    Lines of two columns may have been taken for one: pieces that stand clearly higher than others, beyond
    wide white, have a base of their own.
    """
    pieces = list(_pieces(line, size))
    telling = [piece for piece in pieces if any(_tells(word, size) for word in piece)] or pieces
    levels: list[list[list[Seen]]] = []
    last = 0.0
    for piece in sorted(telling, key=lambda piece: _base(piece, size)):
        base = _base(piece, size)
        if levels and base - last <= _STEP * size:
            levels[-1].append(piece)
        else:
            levels.append([piece])
        last = base
    found = {
        id(piece): _base([word for each in level for word in each], size)
        for level in levels
        for piece in level
    }
    for piece in pieces:
        beside = min(telling, key=lambda other: max(other[0].x0 - piece[-1].x1, piece[0].x0 - other[-1].x1))
        base = found.get(id(piece), found[id(beside)])
        yield from ((word, base) for word in piece)


def _pieces(line: Sequence[Seen], size: float) -> Iterator[list[Seen]]:
    """Yield the words of a line, parted where white is wide."""
    piece: list[Seen] = []
    for word in sorted(line, key=lambda word: word.x0):
        if piece and word.x0 - piece[-1].x1 > _WIDE * size:
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _base(words: Sequence[Seen], size: float) -> float:
    """Return where the letters of words stand, in pixels."""
    telling = [word for word in words if _tells(word, size)] or words
    return median(word.bottom - _under(word.text) * size for word in telling)


def _tells(word: Seen, size: float) -> bool:
    """True when a word is as high as its letters are in this size, and has letters."""
    high = (word.bottom - word.top) / size
    return not _FLAT.issuperset(word.text) and 1 / _ODD <= high / _share(word.text) <= _ODD


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
    if any(letter in _REACH_DOWN for letter in text):
        return _UNDER
    return _COMMA if "," in text or ";" in text else 0.0
