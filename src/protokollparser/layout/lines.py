"""The printed lines of a document, in NFC, with their way back into the page text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from protokollparser.core.document import LINE_END, Document, Page
from protokollparser.core.layout import Line

Bounds = tuple[int, int]

# Marks of a heading that a converter to Markdown sets around the words: "## § 4 Budget", "**Beslut**".
_MARKED = re.compile(
    r"(?P<open>#{1,6}[ \t]+|)(?P<bold>\*\*|__|)(?P<words>[^*_#\s](?:[^*#]*[^*#\s])?)(?P=bold)[ \t]*#{0,6}"
)
_LONGEST_MARKED = 300
# Texts without line ends, and rulers made of signs, are folded at this length; printed lines are shorter.
_LONGEST = 2000
# One word that stands higher than so many others, all on one level, does not tell where a line stands.
_FEWEST_LEVEL = 2


def build_lines(document: Document) -> tuple[tuple[Line, ...], tuple[Bounds, ...]]:
    """Return all lines, blank ones included, and for each the untrimmed `start, end` in its page's text."""
    lines: list[Line] = []
    bounds: list[Bounds] = []
    for page in document.pages:
        for number, (start, end) in enumerate(_pieces(page.text), page.first_line):
            for low, high in _folded(page.text, start, end):
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


def _folded(text: str, start: int, end: int) -> Iterator[Bounds]:
    """Yield a line in parts that can be read: whole unless it is very long, else broken at blanks."""
    while end - start > _LONGEST:
        blank = max(text.rfind(" ", start, start + _LONGEST), text.rfind("\t", start, start + _LONGEST))
        stop = blank + 1 if blank > start else start + _LONGEST
        yield start, stop
        start = stop
    yield start, end


def _line(page: Page, index: int, number: int, low: int, high: int) -> Line:
    raw = page.text[low:high]
    body = raw.strip()
    start = low + len(raw) - len(raw.lstrip()) if body else low
    if len(body) <= _LONGEST_MARKED and body[:1] in tuple("#*_") and (marked := _MARKED.fullmatch(body)):
        start, body = start + marked.start("words"), marked["words"]
    text, offsets = compose(body)
    size, bold, indent, top = _type_of(page, start, start + len(body), float(start - low))
    return Line(index, page.number, start, start + len(body), number, text, offsets, size, bold, indent, top)


def _type_of(
    page: Page, start: int, end: int, indent: float
) -> tuple[float | None, bool, float, float | None]:
    """Return what the words of a line tell: size, boldness, left edge and top; `indent` where none do."""
    words = page.printed_words
    first = bisect_left(words.starts, start)
    last = bisect_left(words.starts, end, first)
    if first == last:
        return None, False, indent, None
    left, tops = min(words.places[4 * first : 4 * last : 4]), words.places[4 * first + 1 : 4 * last : 4]
    top = min(tops)
    # A sign from another type, or a raised mark, stands higher than the words do.
    if len(tops) > _FEWEST_LEVEL and tops.count(top) == 1 and tops.count(max(tops)) == len(tops) - 1:
        top = max(tops)
    sizes, bold = words.sizes[first:last], words.bold[first:last]
    if sizes.count(sizes[0]) == len(sizes) and bold.count(bold[0]) == len(bold):
        return sizes[0] / 10, bold[0] > 0, left / 100, top / 100
    letters: Counter[int] = Counter()
    strong = 0
    for size, is_bold, begin, stop in zip(
        sizes, bold, words.starts[first:last], words.ends[first:last], strict=True
    ):
        letters[size] += stop - begin
        strong += (stop - begin) * is_bold
    commonest = max(letters, key=lambda size: (letters[size], size))
    return commonest / 10, 2 * strong > letters.total(), left / 100, top / 100


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
    start = 0
    for at in range(1, len(raw)):
        if not unicodedata.combining(raw[at]) and unicodedata.is_normalized("NFC", raw[at]):
            before = raw[start:at]
            alone = unicodedata.normalize("NFC", before) + raw[at]
            if unicodedata.normalize("NFC", before + raw[at]) == alone:
                cuts.append(at)
                start = at
    cuts.append(len(raw))
    return cuts
