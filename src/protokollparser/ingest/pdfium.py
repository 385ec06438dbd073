"""The calls of pdfium by which pages are read, bound so that one costs as little as Python allows.

A page asks for the boxes of a thousand letters. Arguments without declared types are passed as they are,
so handles and targets are made pointers once (`byref`) and are not converted at each call; `PYFUNCTYPE`
keeps the interpreter lock, which costs more to give back than such a call takes.
"""

from __future__ import annotations

import ctypes
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as raw

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint32]

NO_CHARACTER = 0xFFFD
LINE_HYPHEN = 0xFFFE
# Control characters that are no line ends, halves of characters, and what is no character at all.
_UNCERTAIN = np.zeros(1 << 16, dtype=np.bool_)
_UNCERTAIN[[*range(10), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFF]] = True


def bind(function: Any, answer: Any = None) -> Any:
    """Return a function of pdfium that takes arguments as they are: whole numbers and pointers."""
    return ctypes.PYFUNCTYPE(answer)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def bind_handle(function: Any, answer: Any) -> Any:
    """Return a function of pdfium that takes one handle, given as an address."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(answer, ctypes.c_void_p)(address)


_load_page = bind(raw.FPDF_LoadPage, ctypes.c_void_p)
_close_page = bind(raw.FPDF_ClosePage)
_load_text = bind(raw.FPDFText_LoadPage, ctypes.c_void_p)
_close_text = bind(raw.FPDFText_ClosePage)
_count_letters = bind(raw.FPDFText_CountChars, ctypes.c_int)
_get_text = bind(raw.FPDFText_GetText, ctypes.c_int)
_get_code = bind(raw.FPDFText_GetUnicode, ctypes.c_uint)
_is_hyphen = bind(raw.FPDFText_IsHyphen, ctypes.c_int)
_lacks_character = bind(raw.FPDFText_HasUnicodeMapError, ctypes.c_int)
_get_box = bind(raw.FPDFText_GetLooseCharBox)
_get_bounds = bind(raw.FPDF_GetPageBoundingBox, ctypes.c_int)
_get_rotation = bind(raw.FPDFPage_GetRotation, ctypes.c_int)
_count_notes = bind(raw.FPDFPage_GetAnnotCount, ctypes.c_int)
_get_note = bind(raw.FPDFPage_GetAnnot, ctypes.c_void_p)
_close_note = bind(raw.FPDFPage_CloseAnnot)
_get_subtype = bind(raw.FPDFAnnot_GetSubtype, ctypes.c_int)
_flatten = bind(raw.FPDFPage_Flatten, ctypes.c_int)
_draw_fields = bind(raw.FORM_OnAfterLoadPage)
_leave_fields = bind(raw.FORM_OnBeforeClosePage)

# What is written on a page afterwards: notes, stamps, and the fields of forms, signatures among them.
_WRITTEN = frozenset({raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WIDGET})
# A page with more of them is a bomb.
_MOST_NOTES = 5_000

# Boxes are asked for in batches of this many letters, into one place of memory.
_BATCH = 8192
_boxes = (ctypes.c_float * (4 * _BATCH))()
_box_places = [ctypes.byref(_boxes, 16 * number) for number in range(_BATCH)]
_box_values = np.frombuffer(memoryview(_boxes), dtype=np.float32).reshape(-1, 4)


def pointer(address: int) -> Any:
    """Return an address as an argument that is passed without being converted."""
    return ctypes.byref(ctypes.c_char.from_address(address))


class PageFault(Exception):  # noqa: N818
    """A page that pdfium cannot load."""


class Sheet:
    """One open page: its handles, its size as shown, and the letters of its text."""

    __slots__ = ("_left", "_low", "_right", "_turn", "_up", "count", "page", "text")

    def __init__(self, page: int, text: int) -> None:
        self.page = pointer(page)
        self.text = pointer(text)
        self.count: int = _count_letters(self.text)
        bounds = (ctypes.c_float * 4)()
        _get_bounds(self.page, ctypes.byref(bounds))
        self._left, self._up, self._right, self._low = bounds
        self._turn: int = _get_rotation(self.page)

    @property
    def size(self) -> tuple[float, float]:
        """The width and height of the page as it is shown, in points."""
        across, along = self._right - self._left, self._up - self._low
        return (along, across) if self._turn % 2 else (across, along)

    def shown(self, places: Floats) -> Floats:
        """Return rectangles (left, top, right, bottom; y upwards) as they are on the page as it is shown.

        They become `x0, top, x1, bottom` from the upper left corner of the page.
        """
        left, up, right, low = places.T
        turned = {
            0: (left - self._left, self._up - up, right - self._left, self._up - low),
            1: (low - self._low, left - self._left, up - self._low, right - self._left),
            2: (self._right - right, low - self._low, self._right - left, up - self._low),
            3: (self._up - up, self._right - right, self._up - low, self._right - left),
        }[self._turn]
        return np.stack(turned, axis=1)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point (y upwards) as it is on the page as it is shown (y downwards)."""
        if self._turn == 0:
            return x - self._left, self._up - y
        if self._turn == 1:
            return y - self._low, x - self._left
        if self._turn == 2:
            return self._right - x, y - self._low
        return self._up - y, self._right - x

    def turned(self, matrix: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Return the matrix of a letter as it is drawn on the page as it is shown."""
        a, b, c, d = matrix
        for _ in range(self._turn):
            a, b, c, d = b, -a, d, -c
        return a, b, c, d

    def codes(self) -> Codes:
        """Return the characters of the letters.

        A letter without a character is `NO_CHARACTER`, a hyphen with the line end behind it `LINE_HYPHEN`.
        """
        units = np.zeros(self.count + 1, dtype=np.uint16)
        got: int = _get_text(self.text, 0, self.count, pointer(units.ctypes.data)) if self.count > 0 else 0
        units = units[: max(got - 1, 0)]
        if len(units) == self.count and not _UNCERTAIN[units].any():
            return units.astype(np.uint32)
        return self.checked_codes()

    def checked_codes(self) -> Codes:
        """Return the characters of the letters, each asked whether the file names it."""
        every = range(self.count)
        codes = np.fromiter(map(_get_code, repeat(self.text), every), np.uint32, len(every))
        codes[codes > sys.maxunicode] = NO_CHARACTER
        for at in np.flatnonzero((codes < 32) & (codes != 10) & (codes != 13)).tolist():
            if _is_hyphen(self.text, at):
                codes[at] = LINE_HYPHEN
        codes[self.unmapped(every)] = NO_CHARACTER
        return codes

    def unmapped(self, letters: Sequence[int]) -> list[int]:
        """Return those of the letters for whose glyphs the file names no character."""
        answers = map(_lacks_character, repeat(self.text), letters)
        return [letter for letter, answer in zip(letters, answers, strict=True) if answer]

    def boxes(self, letters: Sequence[int]) -> Floats:
        """Return the boxes of letters, with the room of their font above and below, y upwards."""
        pieces = []
        for first in range(0, len(letters), _BATCH):
            batch = letters[first : first + _BATCH]
            deque(map(_get_box, repeat(self.text), batch, _box_places), maxlen=0)
            pieces.append(_box_values[: len(batch)].astype(np.float64))
        return np.concatenate(pieces) if pieces else np.zeros((0, 4))


def _is_written_on(page: int) -> bool:
    """True when a page carries filled fields, stamps or notes, which are no part of its content."""
    count: int = _count_notes(pointer(page))
    return any(_subtype(page, number) in _WRITTEN for number in range(min(count, _MOST_NOTES)))


def _subtype(page: int, number: int) -> int:
    """Return what kind of note one of a page is, 0 for one that cannot be told."""
    note = _get_note(pointer(page), number)
    if not note:
        return 0
    subtype: int = _get_subtype(pointer(note))
    _close_note(pointer(note))
    return subtype


class PdfFile:
    """An open file. Raises pypdfium2.PdfiumError where it cannot be opened."""

    def __init__(self, content: bytes) -> None:
        # pdfium leaves the error of an earlier file standing where it has none to tell, and a file without
        # pages would seem to be encrypted: this makes "no PDF" the last error.
        raw.FPDF_LoadMemDocument(b"-", 1, None)
        self._file = pypdfium2.PdfDocument(content)
        self._handle = pointer(ctypes.addressof(self._file.raw.contents))

    def __len__(self) -> int:
        return len(self._file)

    def close(self) -> None:
        """Give back what pdfium holds of the file."""
        self._file.close()

    def _flatten(self, page: int) -> bool:
        """Make what was written on a page part of its content, also values that nobody has drawn yet."""
        if self._file.get_formtype() != raw.FORMTYPE_ACRO_FORM:
            return bool(_flatten(pointer(page), raw.FLAT_NORMALDISPLAY))
        if self._file.formenv is None:
            self._file.init_forms()
        form = pointer(ctypes.addressof(self._file.formenv.raw.contents))
        _draw_fields(pointer(page), form)
        done = bool(_flatten(pointer(page), raw.FLAT_NORMALDISPLAY))
        _leave_fields(pointer(page), form)
        return done

    @contextmanager
    def sheet(self, index: int) -> Iterator[Sheet]:
        """Open a page, counted from 0, with what was written on it afterwards. Raises PageFault."""
        page = _load_page(self._handle, index)
        if page and _is_written_on(page) and self._flatten(page):
            _close_page(pointer(page))
            page = _load_page(self._handle, index)
        if not page:
            raise PageFault
        text = _load_text(pointer(page))
        try:
            if not text:
                raise PageFault
            yield Sheet(page, text)
        finally:
            if text:
                _close_text(pointer(text))
            _close_page(pointer(page))
