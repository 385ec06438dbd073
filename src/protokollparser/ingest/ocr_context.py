"""Letters that are figures, and a figure that is a letter, told by what stands around them.

Both readings may see `I` for 1, `ss` for 55 or `(5)` for the party `(S)`. The word is changed only where its
surroundings leave no doubt, is then no surer than `CHANGED`, and keeps what was read in `other`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from protokollparser.ingest.ocr import Seen
from protokollparser.ingest.ocr_sections import CHANGED, pieces_of, settle_sections

_FIGURE_OF = str.maketrans("IlioOsSzZB|]![", "11100552281111")
# Of words with both figures and letters, these letters are figures.
_MIXED = re.compile(r"[-–−+(]{0,2}(?=[\d,.IlOo)%]*\d)(?=[\d,.)%]*[IlOo])[\dIlOo,.]{2,15}[)%]?")
_ALONE = re.compile(r"[IlioOsSzZB|\]!\[]{1,3}")
# A letter alone that is seen as a capital and a small one.
_TWICE = re.compile(r"Cc|Kk|Oo|Pp|Ss|Uu|Vv|Ww|Xx|Zz")
_BULLET = re.compile(r"[»«]{1,2}")
_PERCENT = re.compile(r"Y[o0]")
# What may stand before a group of thousands; "i 200 år" and "s 200" are words.
_HEAD = re.compile(r"[l|\]!\[Z]|[sSlI|]{2,3}")
_NUMBER = re.compile(r"[-–—−+(]{0,2}\d[\d.,]{0,15}[)%]{0,2}")
_GROUP = re.compile(r"\d{3}(?:,\d+)?")
_PAGE = re.compile(r"(?i:sida|sid\.?|sidan|blad|§|§§|nr|bilaga|bil\.?)")
_PARTY = re.compile(r"\([5$8]\)([.,;:]?)")
_NAME = re.compile(r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)*")
# Words belong together when no further apart than this share of their height; figures of one column end
# within so many pixels of each other, and its rows are no further away than so many.
_CLOSE, _ALIGNED, _NEAR, _ENOUGH = 0.8, 8, 500, 3


def settle(words: Sequence[Seen]) -> list[Seen]:
    """Return words with letters made figures, and figures made the letter of a party, where they must be."""
    ends = sorted((word.x1, word.top) for word in words if _NUMBER.fullmatch(word.text))
    settled = settle_sections(words)
    for piece in pieces_of(words):
        for place, at in enumerate(piece):
            before = [settled[one] for one in piece[max(place - 2, 0) : place]]
            after = words[piece[place + 1]] if place + 1 < len(piece) else None
            told = _told(settled[at], before, after, ends)
            if told != settled[at].text:
                sure = min(words[at].confidence, CHANGED)
                settled[at] = words[at]._replace(text=told, confidence=sure, other=words[at].text)
    return settled


def _told(word: Seen, before: Sequence[Seen], after: Seen | None, ends: Sequence[tuple[int, int]]) -> str:
    """Return what a word says, given those before and after it on its line and where figures end."""
    party = _PARTY.fullmatch(word.text)
    if party:
        named = len(before) == 2 and all(_NAME.fullmatch(one.text) for one in before)
        return f"(S){party[1]}" if named else word.text
    if _PERCENT.fullmatch(word.text):
        return "%"
    if _TWICE.fullmatch(word.text):
        return word.text[0]
    if _BULLET.fullmatch(word.text) and not before:
        return "•"
    if _ALONE.fullmatch(word.text):
        headed = _HEAD.fullmatch(word.text) is not None
        grouped = headed and after is not None and _GROUP.fullmatch(after.text) and _is_close(word, after)
        numbered = before and _PAGE.fullmatch(before[-1].text) and word.text in "Il|]!["
        if grouped or numbered or _in_column(word, ends):
            return word.text.translate(_FIGURE_OF)
    elif _MIXED.fullmatch(word.text) and _in_column(word, ends):
        return word.text.translate(_FIGURE_OF)
    return word.text


def _is_close(word: Seen, after: Seen) -> bool:
    return after.x0 - word.x1 <= _CLOSE * max(after.bottom - after.top, 1)


def _in_column(word: Seen, ends: Sequence[tuple[int, int]]) -> bool:
    """True when figures over and under a word end where it ends."""
    first = bisect_left(ends, (word.x1 - _ALIGNED, -1))
    last = bisect_right(ends, (word.x1 + _ALIGNED, 1 << 30))
    rows = [top for _, top in ends[first:last] if 0 < abs(top - word.top) <= _NEAR]
    return len(rows) >= _ENOUGH
