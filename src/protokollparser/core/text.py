"""Text made comparable: cleaned for people, folded for matching."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKUP = re.compile(
    r"<\s*/?\s*(?:hr|br|p|b|i|u|em|strong|sup|sub|span|div)\b[^<>]{0,80}>|\*\*", re.IGNORECASE
)
# A figure with a note ("31,6**") and not the end of bold type.
_NOTED = re.compile(r"(?<=\d)\*{2,3}\s*$")
_DASHES = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-"}
)


# Short texts come again and again: the cells, labels and names of a document.
_SHORT, _KEPT = 80, 1 << 14


def clean(printed: str) -> str:
    """Return the text as people read it: NFC, markup remnants removed, single spaces, trimmed."""
    return _clean_short(printed) if len(printed) <= _SHORT else _clean(printed)


def _clean(printed: str) -> str:
    if printed.isascii() and "<" not in printed and "**" not in printed:
        return " ".join(printed.split())
    noted = printed.count("**") % 2 == 1 and _NOTED.search(printed)
    marked = printed[: noted.start()] if noted else printed
    without_markup = _MARKUP.sub(" ", marked) if "<" in marked or "**" in marked else marked
    if noted:
        without_markup += noted[0]
    return " ".join(unicodedata.normalize("NFC", without_markup).split())


def fold(text: str) -> str:
    """Return `text` for comparing: cleaned, case-folded, dashes alike; å, ä and ö stay themselves."""
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    return _clean(text).casefold().translate(_DASHES)


_clean_short = lru_cache(_KEPT)(_clean)
_fold_short = lru_cache(_KEPT)(_fold)
