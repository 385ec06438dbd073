"""Whether a page's text can be read, or is glyphs without meaning that only recognition can read.

A file whose map from glyphs to characters is broken gives other letters for those that are printed. How
often each letter comes then fits no language: the divergence of Kullback and Leibler from the nearest of
Swedish, English and Finnish is below 0.15 for pages of text, and 0.5 or more where letters are exchanged.
"""

from __future__ import annotations

import re
import sys

import numpy as np
import numpy.typing as npt

# Of the printed characters, more than this share without a meaning makes a page illegible.
_MEANINGLESS = 0.3
# So many letters must be there to judge by, half of what is printed, and this is too far from any language.
_ENOUGH, _FAR = 250, 0.42
# A letter that a language lacks is taken to come this often.
_LEAST = 0.0007
_ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"
_OTHER, _SPACE, _STRANGE = len(_ALPHABET), len(_ALPHABET) + 1, len(_ALPHABET) + 2
_FOLDED = dict(zip("éèêëáàâãíìîïóòôõúùûüæøçñšž", "eeeeaaaaiiiioooouuuuäöcnsz", strict=True))
# How often the letters of the alphabet come, in ten-thousandths.
_SWEDISH = (
    *(938, 154, 149, 470, 1015, 203, 286, 209, 582, 61, 314, 528, 347, 854, 448),
    *(184, 2, 843, 659, 769, 192, 242, 14, 16, 71, 7, 134, 180, 131),
)
_ENGLISH = (
    *(817, 149, 278, 425, 1270, 223, 202, 609, 697, 15, 77, 403, 241, 675, 751),
    *(193, 10, 599, 633, 906, 276, 98, 236, 15, 197, 7, 0, 0, 0),
)
_FINNISH = (
    *(1222, 28, 28, 104, 797, 19, 39, 185, 1082, 204, 497, 576, 320, 883, 561),
    *(184, 1, 287, 786, 875, 501, 225, 9, 3, 174, 5, 1, 358, 44),
)
_WORD = re.compile(r"[^\W\d_]{2,}")
# Signs, figures and capitals inside words: a recognised text that has them in this share of its words is
# poor, and so is one of so many letters without å, ä and ö, read by someone who knew no Swedish.
_INSIDE = re.compile(r"(?<=[a-zåäö])[0-9|^*%#°~!;<>=}{\[\]\\A-ZÅÄÖ](?=[A-Za-zåäöÅÄÖ])")
_POOR, _FEWEST_WORDS, _PLAIN = 0.1, 20, 400
_SWEDISH_LETTERS = re.compile(r"[åäöÅÄÖ]")


def _table() -> npt.NDArray[np.uint8]:
    kinds = np.full(sys.maxunicode + 1, _OTHER, dtype=np.uint8)
    kinds[:0x21] = _SPACE
    kinds[0xE000:0xF900] = kinds[0x80:0xA0] = kinds[0xFFFD] = _STRANGE
    for number, letter in enumerate(_ALPHABET):
        kinds[[ord(letter), ord(letter.upper())]] = number
    for letter, plain in _FOLDED.items():
        kinds[[ord(letter), ord(letter.upper())]] = _ALPHABET.index(plain)
    return kinds


_KINDS = _table()
_LANGUAGES = np.log(np.maximum(np.array([_SWEDISH, _ENGLISH, _FINNISH]) / 10_000, _LEAST))


def is_legible(text: str) -> bool:
    """True unless most of a text is glyphs to which the file gives no character, or a false one."""
    counts = _counts(text)
    printed = int(counts.sum() - counts[_SPACE])
    if counts[_STRANGE] > _MEANINGLESS * printed:
        return False
    letters = counts[:_OTHER]
    if letters.sum() < _ENOUGH or 2 * letters.sum() < printed or _distance(letters) <= _FAR:
        return True
    # Words that come again and again, as in a form or an index, are counted once.
    distinct = _counts(" ".join(sorted(set(_WORD.findall(text.lower())))))[:_OTHER]
    return bool(distinct.sum() < _ENOUGH or _distance(distinct) <= _FAR)


def is_poor(text: str, words: int) -> bool:
    """True for what looks like text that was badly recognised; `words` is how many it has."""
    if words < _FEWEST_WORDS:
        return False
    if len(text) >= _PLAIN and not _SWEDISH_LETTERS.search(text):
        return sum(map(str.isalpha, text)) >= _PLAIN
    return len(_INSIDE.findall(text)) >= _POOR * words


def _counts(text: str) -> npt.NDArray[np.int64]:
    """Return how often each letter comes, then what else is printed, white, or without meaning."""
    codes = np.frombuffer(text.encode("utf-32-le", errors="replace"), dtype=np.uint32)
    return np.bincount(_KINDS[codes], minlength=_STRANGE + 1)


def _distance(letters: npt.NDArray[np.int64]) -> float:
    """Return how far the letters are from those of the nearest language."""
    shares = letters[letters > 0] / letters.sum()
    return float((np.log(shares) @ shares) - (_LANGUAGES[:, letters > 0] @ shares).max())
