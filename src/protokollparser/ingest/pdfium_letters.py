"""Letters of a page one by one, from pdfium, where its words cannot be taken as they are."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
import pypdfium2.raw as raw

from protokollparser.ingest.pdf_letters import Letter
from protokollparser.ingest.pdf_text import Bits, Ints, Printed
from protokollparser.ingest.pdfium import LINE_HYPHEN, Codes, Sheet, bind
from protokollparser.ingest.pdfium_type import Matrix, Setting, TypeCase
from protokollparser.ingest.pdfium_words import Found

_is_made_up = bind(raw.FPDFText_IsGenerated, ctypes.c_int)
_SPACE = 32
# First and last letter of a level word stand on one line, by this share of their height.
_SLOPE = 0.25
# The narrowest and the widest that letters of a word are on average, in shares of their size.
_NARROW, _WIDE = 0.12, 1.3
# With more odd words than this share of the letters, the page is read by letters as a whole.
_MOST_ODD = 0.25
# Pieces of spaced out words, in letters, and how many of them are looked for beside single letters.
_PIECE, _PIECES = 4, 12


def odd_words(found: Found, printed: Printed, setting: Setting) -> Bits:
    """Return the words that do not run level from left to right, in one type and at a believable width."""
    first, last = found.boxes[0::2].T, found.boxes[1::2].T
    counts = np.diff(found.letters)[0::2] + 1
    sizes = printed.sizes / 10
    slope = np.abs(first[3] - last[3])
    width = last[2] - first[0]
    odd: Bits = slope > _SLOPE * (first[3] - first[1])
    odd |= last[0] < first[0] - 0.5
    odd |= width > _WIDE * sizes * (counts + 1)
    odd |= (counts >= 4) & (width < _NARROW * sizes * counts)
    odd |= ~np.isfinite(width)
    odd[setting.mixed] = True
    odd |= np.array([kind.slanted for kind in setting.types])[setting.of]
    odd |= _spaced_out(found, counts)
    if odd.any():
        beside = np.zeros_like(odd)
        beside[1:] |= odd[:-1]
        beside[:-1] |= odd[1:]
        odd |= beside & (counts == 1)
        if counts[odd].sum() > _MOST_ODD * counts.sum():
            odd[:] = True
    return odd


def _spaced_out(found: Found, counts: Ints) -> Bits:
    """Return the pieces of words that are printed with wide spaces: `P ERF O R M A N C E`."""
    single: Bits = counts == 1
    spaced = np.zeros_like(single)
    spaced[1:-1] = single[:-2] & single[1:-1] & single[2:]
    for at in np.flatnonzero(spaced).tolist():
        if not "".join(found.texts[at - 1 : at + 2]).isalpha():
            spaced[at] = False
    if spaced.any():
        short = (counts <= _PIECE) & (np.diff(found.numbers, prepend=-1) == 1)
        for _ in range(_PIECES):
            spaced[1:] |= spaced[:-1] & short[1:]
            spaced[:-1] |= spaced[1:] & (counts[:-1] <= _PIECE) & short[1:]
    return spaced


def read_letters(sheet: Sheet, codes: Codes, found: Found, numbers: Ints) -> list[Letter]:
    """Return the letters of these words as pdfplumber has letters, each as high as its type."""
    case = TypeCase(sheet)
    chosen = _letters_of(found, numbers.tolist())
    boxes = sheet.shown(sheet.boxes(chosen)).tolist()
    letters = []
    for at, box in zip(chosen, boxes, strict=True):
        code = int(codes[at])
        if code < _SPACE or _is_made_up(sheet.text, at):
            continue
        text = "-" if code == LINE_HYPHEN else chr(code)
        font, size, matrix = case.letter(at)
        x0, top, x1, bottom = _as_high_as(size, box, sheet.turned(matrix))
        letters.append(
            {
                "text": text,
                "x0": x0,
                "top": top,
                "x1": x1,
                "bottom": bottom,
                "doctop": top,
                "upright": True,
                "size": round(size, 1),
                "fontname": font,
                "matrix": (*sheet.turned(matrix), 0.0, 0.0),
            }
        )
    return letters


def _letters_of(found: Found, numbers: list[int]) -> list[int]:
    """Return the numbers of the letters of words, and of the spaces between words that follow each other."""
    chosen: list[int] = []
    for at, number in enumerate(numbers):
        followed = at + 1 < len(numbers) and numbers[at + 1] == number + 1
        stop = found.letters[2 * number + 2] if followed else found.letters[2 * number + 1] + 1
        chosen += range(found.letters[2 * number], stop)
    return chosen


def _as_high_as(size: float, box: Sequence[float], matrix: Matrix) -> tuple[float, float, float, float]:
    """Return the box of a letter cut to its size above its lower edge, whichever way it runs."""
    x0, top, x1, bottom = box
    a, b, _, d = matrix
    if abs(a) < abs(b):
        return (x1 - size, top, x1, bottom) if b > 0 else (x0, top, x0 + size, bottom)
    return (x0, top, x1, top + size) if a < 0 and d < 0 else (x0, bottom - size, x1, bottom)
