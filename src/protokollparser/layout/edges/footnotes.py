"""Notes at the foot of a page: lines in smaller type under the text, the first of each with its mark."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from protokollparser.core.layout import Furniture, Line

_MARK = re.compile(r"(?P<mark>\d{1,2}|[*†]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹]{1,2})[.)]?(?:\s+\S|[A-ZÅÄÖ])")
# Notes are set in type of at most this share of the size that most of the page is set in.
_SMALLER = 0.92
_MOST = 20
# So many letters outside of tables are prose.
_PROSE = 200


def find_notes(lines: Sequence[Line], set_aside: Collection[int], barred: Collection[int]) -> list[Furniture]:
    """Return the notes at the foot of pages whose words have places, one entry a line.

    `set_aside` are furniture and may stand below them; `barred` lines belong to tables.
    """
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.text and line.size is not None and line.index not in set_aside:
            pages[line.page].append(line)
    return [mark for printed in pages.values() for mark in _at_foot(printed, barred)]


def _at_foot(printed: Sequence[Line], barred: Collection[int]) -> list[Furniture]:
    usual = _usual_size(printed, barred)
    small: list[Line] = []
    for line in reversed(printed):
        if line.index in barred or (line.size or 0.0) > _SMALLER * usual or len(small) == _MOST:
            break
        small.insert(0, line)
    first = next((at for at, line in enumerate(small) if _MARK.match(line.text)), len(small))
    notes = small[first:]
    if not notes or len(notes) == len(printed) or not _level(notes):
        return []
    return [Furniture(line.index, line.index, "footnote", "furniture:footnote") for line in notes]


def _usual_size(printed: Sequence[Line], barred: Collection[int]) -> float:
    """Return the type size of most of a page, or that of its prose where tables are in smaller type."""
    letters: Counter[float] = Counter()
    prose: Counter[float] = Counter()
    for line in printed:
        letters[line.size or 0.0] += len(line.text)
        if line.index not in barred:
            prose[line.size or 0.0] += len(line.text)
    sizes = [max(letters, key=lambda size: (letters[size], size))]
    sizes += [size for size, count in prose.items() if count >= _PROSE and count == max(prose.values())]
    return max(sizes)


def _level(notes: Sequence[Line]) -> bool:
    """True when the notes are of one size and go down the page."""
    return all(
        abs((above.size or 0) - (below.size or 0)) < 0.6 and (above.top or 0) < (below.top or 0)
        for above, below in pairwise(notes)
    )
