"""Whether a page's text can be read, or is glyphs without meaning that only recognition can read."""

from __future__ import annotations

import sys

import numpy as np

# Of the printed characters, more than this share without a meaning makes a page illegible.
_MEANINGLESS = 0.3
# Latin letters: at least this many must be there to judge by their vowels, of which any language that uses
# them has more than the first share and less than the second.
_ENOUGH, _FEWEST, _MOST = 250, 0.15, 0.7
_OTHER, _SPACE, _STRANGE, _CONSONANT, _VOWEL = range(5)


def _table() -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    kinds = np.full(sys.maxunicode + 1, _OTHER, dtype=np.uint8)
    kinds[:0x21] = _SPACE
    kinds[0xE000:0xF900] = kinds[0x80:0xA0] = kinds[0xFFFD] = _STRANGE
    for code in range(0x250):
        if chr(code).isalpha():
            kinds[code] = _CONSONANT
    for vowel in "aeiouyåäöéèêáàíóúüæø":
        kinds[[ord(vowel), ord(vowel.upper())]] = _VOWEL
    return kinds


_KINDS = _table()


def is_legible(text: str) -> bool:
    """True unless most of a text is glyphs to which the file gives no character, or a false one."""
    codes = np.frombuffer(text.encode("utf-32-le", errors="replace"), dtype=np.uint32)
    counts = np.bincount(_KINDS[codes], minlength=5).tolist()
    printed = len(codes) - counts[_SPACE]
    if counts[_STRANGE] > _MEANINGLESS * printed:
        return False
    letters = counts[_CONSONANT] + counts[_VOWEL]
    if letters < _ENOUGH or 2 * letters < printed:
        return True
    return bool(_FEWEST <= counts[_VOWEL] / letters <= _MOST)
