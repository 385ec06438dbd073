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
# A word parted at the end of a line: "kommun-" and "styrelsen". The second half of "in-" and "och
# utbetalningar" begins with a word that joins two.
_PARTED = re.compile(
    r"(?<=[^\W\d_])([-\u00ad\u2010])[ \t]*\r?\n[ \t]*(?=[^\W\d_])"
    r"(?!(?:och|eller|samt|respektive|till|men|som|i)\b)"
)
_BROKEN = re.compile(
    r"(?<=[a-zåäö])-/?[ \t\n]+(?=[a-zåäö])(?!(?:och|eller|samt|respektive|till|men|som|i)\b)"
)
_DASHES = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-"}
)


# Short texts come again and again: the cells, labels and names of a document.
_SHORT, _KEPT = 80, 1 << 14


def clean(printed: str) -> str:
    """Return the text as people read it: NFC, markup remnants removed, single spaces, trimmed, and words
    whole that a line end parts."""
    return _clean_short(printed) if len(printed) <= _SHORT else _clean(printed)


def _clean(printed: str) -> str:
    if "\n" in printed and ("-" in printed or "\u2010" in printed or "\u00ad" in printed):
        printed = _PARTED.sub(_joined, printed)
    if printed.isascii() and "<" not in printed and "**" not in printed:
        return " ".join(printed.split())
    noted = printed.count("**") % 2 == 1 and _NOTED.search(printed)
    marked = printed[: noted.start()] if noted else printed
    without_markup = _MARKUP.sub(" ", marked) if "<" in marked or "**" in marked else marked
    if noted:
        without_markup += noted[0]
    return " ".join(unicodedata.normalize("NFC", without_markup).split())


def _joined(hyphen: re.Match[str]) -> str:
    """Return what stands for a hyphen at a line end: itself beside a capital or after one letter ("IT-chef",
    "e-nämnd"), else nothing."""
    before, after = hyphen.string[max(0, hyphen.start() - 2) : hyphen.start()], hyphen.string[hyphen.end()]
    single = len(before) < 2 or not before[-2].isalpha()
    return "-" if hyphen[1] == "-" and (before[-1].isupper() or after.isupper() or single) else ""


def fold(text: str) -> str:
    """Return `text` for comparing: cleaned, case-folded, dashes alike; å, ä and ö stay themselves."""
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    return _clean(text).casefold().translate(_DASHES)


_clean_short = lru_cache(_KEPT)(_clean)
_fold_short = lru_cache(_KEPT)(_fold)


def closed_up(text: str) -> str:
    """Return a label with its words whole that a narrow column broke: "Tjänst- görande", "Beslut- ande"."""
    return _BROKEN.sub("", text)
