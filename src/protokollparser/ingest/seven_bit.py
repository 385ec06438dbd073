"""Seven-bit Swedish text (SEN 850200 annex B, ISO 646-SE): brackets, braces, bar and backslash as letters."""

from __future__ import annotations

import re
from collections import Counter

from protokollparser.ingest import letters

_LETTERS = str.maketrans({"]": "Å", "[": "Ä", "\\": "Ö", "}": "å", "{": "ä", "|": "ö"})
_RUN = re.compile(r"[A-Za-z]*[\[\\\]{|}][A-Za-z\[\\\]{|}]*")
# A word unknown here, with its signs between letters or as the capital it begins with.
_INSIDE = re.compile(r"(?:[A-Za-z]+[{}])+[A-Za-z]+|[\[\]][a-z]{3,}")
# The text is Swedish when this share of the runs of letters with such signs are common words.
_KNOWN_SHARE = 0.3


def translate(text: str) -> str:
    """Return `text` with the six signs read as the letters they stand for."""
    return text.translate(_LETTERS)


def is_swedish(text: str) -> bool:
    """True when the signs stand inside Swedish words and not between cells, in code or in formulas."""
    runs = Counter(match.group() for match in _RUN.finditer(text))
    known = against = 0
    for run, count in runs.items():
        word = run.translate(_LETTERS)
        if len(word) < 2 or not _cased(word):
            against += count
        elif letters.familiarity(word):
            known += count
    if known:
        return known > against and known >= _KNOWN_SHARE * sum(runs.values())
    return bool(runs) and not against and _unpaired(text) and all(_INSIDE.fullmatch(run) for run in runs)


def _unpaired(text: str) -> bool:
    """True for a text with braces or brackets of one side only, which no code and no formula has."""
    braces, brackets = ("{" in text, "}" in text), ("[" in text, "]" in text)
    return braces.count(True) + brackets.count(True) == 1 and "|" not in text and "\\" not in text


def _cased(word: str) -> bool:
    """True for a word in lower case, in capitals, or with one capital at its start."""
    return word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())
