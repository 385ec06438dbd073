"""Words and numbers of a text as the index knows them, with their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple


class Token(NamedTuple):
    """One indexed word or number, and the half-open range of the text that it stands for."""

    text: str
    start: int
    end: int


# Figures with their thousands set apart ("640 000", "250.000") are one number; years, dates and case numbers
# are not: nothing that ends with a digit and a sign may stand before them.
_NUMBER = r"(?<![\d/:.,-])[1-9]\d{0,2}(?:[ \u00a0\u202f.]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"
# Letters only: "KS2021-412" is three tokens, as "KS 2021/412" is.
_PLAIN = re.compile(rf"{_NUMBER}|[^\W\d_]+|§")
# Some texts hold letters and their marks apart, or hyphens that are seen at line ends only.
_ODD = re.compile(rf"{_NUMBER}|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad])*|§")
# A word that a line end divides: letters before it, two at least, and small letters after it.
_DIVIDED = re.compile(
    r"(?<=[^\W\d_][a-zåäöéü])[-\u2010][ \t]{0,40}(?:\r\n|\n|\r)[ \t]{0,80}"
    r"(?=[a-zåäö])(?!(?:och|eller|samt|respektive|resp|som|till|el)\b)"
)
_APART = re.compile(r"[ \u00a0\u202f.]")
_SET_APART = re.compile(r"\d[ \u00a0\u202f.]\d")
# Letters whose small form depends on what stands beside them, or is longer.
_CONTEXT = "\u03a3\u0130"


def tokens(text: str) -> Iterator[Token]:
    """Yield the words and numbers of a text in their order; one that a line end divides is one word."""
    breaks = list(_DIVIDED.finditer(text)) if "-" in text or "\u2010" in text else []
    if not breaks:
        for found in _pattern(text).finditer(text):
            yield Token(_token(found[0]), found.start(), found.end())
        return
    joined, cuts, last, removed = [], [], 0, 0
    for one in breaks:
        joined.append(text[last : one.start()])
        cuts.append((one.start() - removed, one.end() - one.start()))
        removed += one.end() - one.start()
        last = one.end()
    whole = "".join([*joined, text[last:]])
    at = shift = 0
    for found in _pattern(whole).finditer(whole):
        while at < len(cuts) and cuts[at][0] <= found.start():
            shift += cuts[at][1]
            at += 1
        start = found.start() + shift
        while at < len(cuts) and cuts[at][0] < found.end():
            shift += cuts[at][1]
            at += 1
        yield Token(_token(found[0]), start, found.end() + shift)


def words(text: str) -> list[str]:
    """Return the words and numbers of a text, as `tokens` yields them."""
    if "-" in text or "\u2010" in text:
        text = _DIVIDED.sub("", text)
    pattern = _pattern(text)
    if pattern is _ODD or _SET_APART.search(text) or any(letter in text for letter in _CONTEXT):
        return [_token(found) for found in pattern.findall(text)]
    return pattern.findall(text.lower())


def _pattern(text: str) -> re.Pattern[str]:
    plain = text.isascii() or ("\u00ad" not in text and unicodedata.is_normalized("NFC", text))
    return _PLAIN if plain else _ODD


def _token(printed: str) -> str:
    """Return what is indexed for a printed word or number."""
    if printed[0].isdigit():
        return _APART.sub("", printed)
    small = printed.lower()
    if small.isascii() or small.isalpha():
        return small
    return unicodedata.normalize("NFC", small.replace("\u00ad", ""))
