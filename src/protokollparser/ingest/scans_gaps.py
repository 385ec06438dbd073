"""What the ink tells of letters: spaces in words run together (1210 for 1 210, §12 for § 12), and capitals.

Narrow letters with wide margins (1, §, brackets) make a space look like part of the word. Figures have one
width, so that the middles of two neighbours lie as far apart everywhere in a number but at a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np

from protokollparser.ingest.ocr import Levels, Seen

# Ink on a page made even (`scans_level.even_out`).
_INK = 150
# Figures are so high, as a share of the size of their type; brackets and § reach so much lower.
_HIGH, _LOW = 0.71, 0.21
_DEEP = re.compile(r"[§()]")
# Figures before a space lie further apart than others by this share of the size of type.
_SPACE = 0.16
# A gap between other letters is a space from this share of the size of type on.
_WIDE = {"sign": 0.25, "bracket": 0.32, "capital": 0.22, "figure": 0.3}
# Capitals that look like their small letters but for their height: this share of that of `l` at least.
_ALIKE, _TALL = re.compile(r"[cosvwxz](?=[a-zåäö]*[bdfhkl])[a-zåäö]+[.,:;]?"), 0.87
# So much of a word, as a share of its height, is of its first letter alone.
_FIRST = 0.3
_GROUPED = re.compile(r"\d{4,}")
_SIGN, _CAPITAL = re.compile(r"§(?=\d)"), re.compile(r"[a-zåäö](?=[A-ZÅÄÖ])")
_BRACKET = re.compile(r"[^\W_](?=\()|\)(?=[^\W_])")
_FIGURE = re.compile(r"(?<=[a-zåäö]{2})[a-zåäö](?=\d{1,4}$)")
_OTHERS = (("sign", _SIGN), ("bracket", _BRACKET), ("capital", _CAPITAL), ("figure", _FIGURE))


def part(words: Sequence[Seen], levels: Levels) -> list[Seen]:
    """Return words, those that hold a space in pieces. `levels` is the even page on which they were seen."""
    return [_capital(piece, levels) for word in words for piece in _pieces(word, levels)]


def _capital(word: Seen, levels: Levels) -> Seen:
    """Return a word with the capital that it begins with, where that was taken for the small letter."""
    if not _ALIKE.fullmatch(word.text):
        return word
    wide = max(round(_FIRST * (word.bottom - word.top)), 1)
    inked = np.flatnonzero((levels[word.top : word.bottom, word.x0 : word.x0 + wide] < _INK).any(axis=1))
    if not len(inked) or inked[-1] - inked[0] < _TALL * inked[-1]:
        return word
    return word._replace(text=word.text[0].upper() + word.text[1:])


def _pieces(word: Seen, levels: Levels) -> Iterator[Seen]:
    """Yield a word, or its pieces where its letters can be told apart and some are parted by a space."""
    cuts = _doubtful(word.text)
    runs = _runs(word, levels) if cuts else []
    if not cuts or len(runs) != len(word.text):
        yield word
        return
    size = (word.bottom - word.top) / (_HIGH + (_LOW if _DEEP.search(word.text) else 0))
    first = 0
    for cut in [at for at, kind in cuts if _parted(word.text, runs, at, kind, size)]:
        yield word._replace(text=word.text[first:cut], x0=runs[first][0], x1=runs[cut - 1][1])
        first = cut
    yield word._replace(text=word.text[first:], x0=runs[first][0], x1=runs[-1][1])


def _doubtful(text: str) -> list[tuple[int, str]]:
    """Return the places in a word at which a space may stand, with what stands there."""
    groups = [
        (at, "group")
        for number in _GROUPED.finditer(text)
        for at in range(number.end() - 3, number.start(), -3)
    ]
    others = [(found.end(), kind) for kind, sought in _OTHERS for found in sought.finditer(text)]
    return sorted([*groups, *others])


def _runs(word: Seen, levels: Levels) -> list[tuple[int, int]]:
    """Return where the letters of a word begin and end across the page, as far as paper parts them."""
    inked = (levels[word.top : word.bottom, word.x0 : word.x1] < _INK).any(axis=0)
    edges = np.flatnonzero(np.diff(inked.astype(np.int8), prepend=0, append=0)) + word.x0
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _parted(text: str, runs: Sequence[tuple[int, int]], at: int, kind: str, size: float) -> bool:
    """True when a space stands before the letter `at`."""
    if kind != "group":
        return runs[at][0] - runs[at - 1][1] >= _WIDE[kind] * size
    middles = [(x0 + x1) / 2 for x0, x1 in runs]
    groups = {cut for cut, name in _doubtful(text) if name == "group"}
    usual = [
        middles[n] - middles[n - 1]
        for n in range(1, len(text))
        if n not in groups and text[n].isdigit() and text[n - 1].isdigit()
    ]
    return middles[at] - middles[at - 1] - median(usual) >= _SPACE * size
