"""The printed lines of a document, in NFC, with their way back into the page text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter

from protokollparser.core.document import LINE_END, Document, Page, Word
from protokollparser.core.layout import Line

Bounds = tuple[int, int]

# Marks of a heading that a converter to Markdown sets around the words: "## § 4 Budget", "**Beslut**".
_MARKED = re.compile(
    r"(?P<open>#{1,6}[ \t]+|)(?P<bold>\*\*|__|)(?P<words>[^*_#\s](?:[^*#]*[^*#\s])?)(?P=bold)[ \t]*#{0,6}"
)
_LONGEST_MARKED = 300


def build_lines(document: Document) -> tuple[tuple[Line, ...], tuple[Bounds, ...]]:
    """Return all lines, blank ones included, and for each the untrimmed `start, end` in its page's text."""
    lines: list[Line] = []
    bounds: list[Bounds] = []
    for page in document.pages:
        for number, (low, high) in enumerate(_pieces(page.text), page.first_line):
            lines.append(_line(page, len(lines), number, low, high))
            bounds.append((low, high))
    return tuple(lines), tuple(bounds)


def _pieces(text: str) -> list[Bounds]:
    """Split a page at its line ends; a line end at the very end opens no further line."""
    pieces = []
    start = 0
    for match in LINE_END.finditer(text):
        pieces.append((start, match.start()))
        start = match.end()
    if start < len(text):
        pieces.append((start, len(text)))
    return pieces


def _line(page: Page, index: int, number: int, low: int, high: int) -> Line:
    raw = page.text[low:high]
    body = raw.strip()
    start = low + len(raw) - len(raw.lstrip()) if body else low
    if (
        len(body) <= _LONGEST_MARKED
        and body[:1] in tuple("#*_")
        and (marked := _MARKED.fullmatch(body)) is not None
    ):
        start, body = start + marked.start("words"), marked["words"]
    text, offsets = compose(body)
    line = Line(
        index=index,
        page=page.number,
        start=start,
        end=start + len(body),
        number=number,
        text=text,
        offsets=offsets,
        indent=float(start - low),
    )
    return _with_type(line, page) if page.words and body else line


def _with_type(line: Line, page: Page) -> Line:
    """Add what the words of the line tell: size, boldness, left edge and top."""
    first = bisect_left(page.word_starts, line.start)
    last = bisect_left(page.word_starts, line.end)
    words: tuple[Word, ...] = page.words[first:last]
    if not words:
        return line
    sizes: Counter[float] = Counter()
    bold = 0
    letters = 0
    for word in words:
        length = word.end - word.start
        sizes[word.size] += length
        letters += length
        bold += length if word.bold else 0
    return Line(
        index=line.index,
        page=line.page,
        start=line.start,
        end=line.end,
        number=line.number,
        text=line.text,
        offsets=line.offsets,
        size=max(sizes, key=lambda size: (sizes[size], size)),
        bold=2 * bold > letters,
        indent=min(word.x0 for word in words),
        top=min(word.top for word in words),
    )


def compose(raw: str) -> tuple[str, tuple[int, ...] | None]:
    """Return `raw` in NFC and the offset in `raw` of each of its characters, with one closing entry.

    The offsets are None when they would count 0, 1, 2, ...
    """
    if raw.isascii() or unicodedata.is_normalized("NFC", raw):
        return raw, None
    pieces: list[str] = []
    offsets: list[int] = []
    start = 0
    for end in _cuts(raw):
        piece = unicodedata.normalize("NFC", raw[start:end])
        pieces.append(piece)
        offsets.extend([start] * len(piece))
        start = end
    offsets.append(len(raw))
    text = "".join(pieces)
    return text, (None if offsets == list(range(len(raw) + 1)) else tuple(offsets))


def _cuts(raw: str) -> list[int]:
    """Return where `raw` may be cut so that its pieces compose on their own, the end included."""
    cuts = []
    for at in range(1, len(raw)):
        if not unicodedata.combining(raw[at]) and unicodedata.is_normalized("NFC", raw[at]):
            joined = raw[at - 1] + raw[at]
            if unicodedata.normalize("NFC", joined) == unicodedata.normalize("NFC", raw[at - 1]) + raw[at]:
                cuts.append(at)
    cuts.append(len(raw))
    return cuts
