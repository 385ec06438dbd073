"""Headings in the margin beside the text they head: put on lines of their own, above it.

Beslut         Dagordningen fastställs med följande
               ändring: ärende 7 utgår.
Dagens         Controller Jens Hultman föredrar
sammanträde    ärendet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from protokollparser.core.document import Document, Page, Word
from protokollparser.layout.order.page_rows import Row
from protokollparser.layout.order.page_text import rows_of, written

# The text stands so many points further in than the margin, and begins within so many of its edge.
_INSET = 24.0
_EDGE = 3.0
_GAP = 5.0
# A heading as wide as its margin stands this close to text that begins at the edge.
_CLOSE = 1.0
# The text is so many times as wide as the margin.
_WIDER = 1.1
# Headings in the margin have few words; fewer of them in a document are none.
_WORDS = 6
_FEWEST = 2
# Lines closer than this many steps go on with a heading in the margin.
_NEAR = 1.5
# Of the places at which lines begin, the edge of the text may be one with so large a share of the most.
_LIKELY = 0.8
# The heading that a line has in the margin and the text beside it, if any.
Part = tuple[Row, Row | None] | None
_SPACED = re.compile(r"(?:[^\W\d_]\s){2,}[^\W\d_]")
_WORDED = re.compile(r"(?=.*[^\W\d_]{3})[^§]*")


def above_their_text(document: Document) -> Document:
    """Return the document with headings in the margin on lines of their own, above the text beside them.

    They are told from the labels of a form by bold type beside text that is not.
    """
    if not any(map(_may_have, document.pages)):
        return document
    worded = [page for page in document.pages if page.printed_words]
    # The rows of a page are made anew rather than kept for all pages: they are ten times its text.
    edges = sorted({edge for page in worded if (edge := _edge(rows_of(page))) is not None})
    if not edges:
        return document
    beside = {page.number: _beside(_best(rows_of(page), edges)) for page in worded}
    if sum(beside.values()) < _FEWEST:
        return document
    pages = []
    for page in document.pages:
        if beside.get(page.number):
            rows = rows_of(page)
            page = written(page, *_ordered(rows, _best(rows, edges)))
        pages.append(page)
    return replace(document, pages=tuple(pages))


def _may_have(page: Page) -> bool:
    """True when a bold word stands before white and one that is not bold behind it, on one line."""
    words = page.printed_words
    bold, places, ends = words.bold, words.places, words.ends
    return any(
        places[4 * number + 4] - places[4 * number + 2] >= 100 * _GAP
        and "\n" not in page.text[ends[number] : words.starts[number + 1]]
        for number, (left, right) in enumerate(pairwise(bold))
        if left > 0 and not right > 0
    )


def _best(rows: Sequence[Row], edges: Sequence[float]) -> list[Part]:
    """Return the lines of a page parted at the edge beside which most headings stand."""
    parted = [[_parted(row, edge) for row in rows] for edge in edges]
    return max(parted, key=_beside, default=[])


def _beside(parts: Sequence[Part]) -> int:
    """Return how many lines have a heading beside their text."""
    return sum(1 for part in parts if part and part[1])


def _edge(rows: Sequence[Row]) -> float | None:
    """Return the left edge at which most lines of a page begin, or a piece of them after wide white."""
    starts: Counter[int] = Counter()
    for row in rows:
        starts[round(row.x0)] += 1
        for left, right in pairwise(row.words):
            if right.x0 - left.x1 >= _GAP:
                starts[round(right.x0)] += 1
    counts = {x: sum(starts[x + step] for step in (-1, 0, 1)) for x in sorted(starts)}
    most = max(counts.values())
    # Beside most of their text, headings and numbers in the margin begin as many lines as it does.
    likely = sorted((x for x in counts if counts[x] >= _LIKELY * most), key=lambda x: (-counts[x], x))
    end = max(row.x1 for row in rows)
    for edge in likely:
        aside = [row.x0 for row in rows if row.x0 < edge - _INSET]
        # One line there may be a strip that runs up the page. Of two columns of one width the left one is no
        # margin.
        if len(aside) >= _FEWEST and end - edge > _WIDER * (edge - min(aside)):
            return float(edge)
    return None


def _parted(row: Row, edge: float) -> Part:
    """Return the heading that a line has in the margin, and the text beside it, if any; None: no heading."""
    left = tuple(word for word in row.words if word.x0 < edge - _EDGE)
    right = row.words[len(left) :]
    if not left or left[0].x0 > edge - _INSET or left[-1].x1 > edge - _EDGE:
        return None
    if right and (not -_EDGE <= right[0].x0 - edge <= _INSET or right[0].x0 - left[-1].x1 < _CLOSE):
        return None
    text = row.page.text[left[0].start : left[-1].end]
    worded = len(left) <= _WORDS and _WORDED.fullmatch(text) is not None
    if not (worded or _SPACED.fullmatch(text)) or not _bold(left) or (right and _bold(right)):
        return None
    return Row(row.page, left), (Row(row.page, right) if right else None)


def _bold(words: Sequence[Word]) -> bool:
    return all(word.bold for word in words)


def _ordered(rows: Sequence[Row], parts: Sequence[Part]) -> tuple[list[Row], list[int]]:
    """Return the lines with each heading above the text beside it, and where such texts begin."""
    steps = [below.bottom - above.bottom for above, below in pairwise(rows)]
    near = _NEAR * median([step for step in steps if step > 0] or [0.0])
    ordered: list[Row] = []
    texts: list[int] = []
    at = 0
    while at < len(rows):
        part = parts[at]
        if part is None or part[1] is None:
            ordered.append(rows[at])
            at += 1
            continue
        heading, text = [part[0]], [part[1]]
        at += 1
        while at < len(rows) and rows[at].bottom - rows[at - 1].bottom <= near:
            further = parts[at]
            if further is not None and not _goes_on(heading[-1], further[0]):
                break
            if further is None and len(heading) == 1 and parts[at - 1] is None:
                break
            if further is None:
                text.append(rows[at])
            else:
                heading.append(further[0])
                text += [further[1]] if further[1] else []
            at += 1
        heading = _whole(heading)
        texts.append(len(ordered) + len(heading))
        ordered += heading + text
    return ordered, texts


def _whole(heading: list[Row]) -> list[Row]:
    """Return the lines of a heading as one, unless a word is parted between them."""
    if any(row.page.text[row.words[-1].end - 1] == "-" for row in heading[:-1]):
        return heading
    return [Row(heading[0].page, tuple(word for row in heading for word in row.words))]


def _goes_on(above: Row, below: Row) -> bool:
    """True when a heading goes on in the next line: with a small letter, or after a hyphen or short word."""
    first, last = below.page.text[below.words[0].start], above.page.text[above.words[-1].end - 1]
    return first.islower() or last in "-,/&"
