"""The type in which letters are set: told once for each text object of a page, not for each word."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import pypdfium2.raw as raw

from protokollparser.ingest.pdf_letters import BOLD, is_slanted
from protokollparser.ingest.pdf_text import Ints, counts
from protokollparser.ingest.pdfium import Floats, Sheet, bind, bind_handle, pointer

# Boxes higher or lower than these shares of the size are of fonts that tell their room wrongly.
_LOWEST, _HIGHEST = 0.85, 1.5
_DESCENT = 0.21
_FORCE_BOLD = 1 << 18

_get_object = bind(raw.FPDFText_GetTextObject, ctypes.c_ssize_t)
_get_font = bind_handle(raw.FPDFTextObj_GetFont, ctypes.c_ssize_t)
_get_font_name = bind(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t)
_get_font_flags = bind(raw.FPDFFont_GetFlags, ctypes.c_int)
_get_size = bind(raw.FPDFText_GetFontSize, ctypes.c_double)
_get_matrix = bind(raw.FPDFText_GetMatrix, ctypes.c_int)
_get_descent = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_float, ctypes.c_void_p)(
    ctypes.cast(raw.FPDFFont_GetDescent, ctypes.c_void_p).value or 0
)
_NAME_LENGTH = 256
_name = ctypes.create_string_buffer(_NAME_LENGTH)
_name_place = ctypes.byref(_name)
_matrix = (ctypes.c_float * 6)()
_matrix_place = ctypes.byref(_matrix)

Matrix = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Type:
    """Size in points, weight, how much the lower edge of boxes is raised, and whether letters run aslant."""

    size: float
    bold: bool
    lift: float = 0.0
    slanted: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """In which type words are set: `types[of[n]]` for word n.

    `mixed` are words that change their type inside, `samples` one letter of each text object.
    """

    types: tuple[Type, ...]
    of: Ints
    mixed: list[int]
    samples: list[int]


class TypeCase:
    """The types of one open page, by font and height of box."""

    def __init__(self, sheet: Sheet) -> None:
        self._text = sheet.text
        self._bold: dict[int, bool] = {}
        self._letters: dict[int, tuple[str, float, Matrix]] = {}

    def setting(self, first: Sequence[int], last: Sequence[int], heights: Floats) -> Setting:
        """Return the type of words that begin and end at these letters, in boxes of these heights.

        A text object is one stretch of letters in one type: words that begin in one object are all of it,
        but for the end of the last of them.
        """
        objects = np.fromiter(map(_get_object, repeat(self._text), first), np.int64, len(first))
        starts = np.concatenate(([0], np.flatnonzero(objects[1:] != objects[:-1]) + 1))
        own = objects[starts].tolist()
        keys = list(zip(map(_get_font, own), np.round(heights[starts], 2).tolist(), strict=True))
        numbers: dict[tuple[int, float], int] = {}
        types: list[Type] = []
        for at, key in enumerate(keys):
            if key not in numbers:
                numbers[key] = len(types)
                types.append(self._measured(key[0], first[int(starts[at])], key[1]))
        of = np.repeat(list(map(numbers.__getitem__, keys)), counts(starts, len(first)))
        closing = np.append(starts[1:], len(first)) - 1
        ends = map(_get_object, repeat(self._text), map(last.__getitem__, closing.tolist()))
        broken = np.fromiter(ends, np.int64, len(starts)) != objects[starts]
        samples = [first[at] for at in starts.tolist()]
        return Setting(tuple(types), of, closing[broken].tolist(), samples)

    def letter(self, letter: int) -> tuple[str, float, Matrix]:
        """Return font name, size in points and matrix of a letter."""
        thing = _get_object(self._text, letter)
        known = self._letters.get(thing)
        if known is None:
            font = _get_font(thing) if thing else 0
            known = self._letters[thing] = (_font_name(font) if font else "", *self._size(letter))
        return known

    def _size(self, letter: int) -> tuple[float, Matrix]:
        size: float = _get_size(self._text, letter)
        if not _get_matrix(self._text, letter, _matrix_place):
            return size, (1.0, 0.0, 0.0, 1.0)
        a, b, c, d = _matrix[:4]
        return size * max(abs(c), abs(d)), (a, b, c, d)

    def _measured(self, font: int, letter: int, height: float) -> Type:
        size, matrix = self._size(letter)
        if is_slanted(matrix):
            return Type(size, self._is_bold(font), slanted=True)
        plausible = math.isfinite(size) and size > 0 and _LOWEST * size <= height <= _HIGHEST * size
        if plausible:
            return Type(size, self._is_bold(font))
        if not (math.isfinite(size) and size > 1 and 0.2 * size <= height <= 5 * size):
            return Type(height / 1.17, self._is_bold(font))
        descent = ctypes.c_float()
        if not (font and _get_descent(font, size, ctypes.byref(descent))):
            return Type(size, self._is_bold(font))
        return Type(size, self._is_bold(font), -descent.value - _DESCENT * size)

    def _is_bold(self, font: int) -> bool:
        known = self._bold.get(font)
        if known is None:
            known = bool(font) and _font_is_bold(font)
            self._bold[font] = known
        return known


def _font_is_bold(font: int) -> bool:
    return BOLD.search(_font_name(font)) is not None or bool(_get_font_flags(pointer(font)) & _FORCE_BOLD)


def _font_name(font: int) -> str:
    length = _get_font_name(pointer(font), _name_place, _NAME_LENGTH)
    if not 0 < length <= _NAME_LENGTH:
        return ""
    return _name.raw[: length - 1].decode("utf-8", errors="replace")
