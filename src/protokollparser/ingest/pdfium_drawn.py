"""What is drawn on a page beside its text: straight lines, and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import repeat
from typing import Any

import pypdfium2.raw as raw

from protokollparser.core.document import Ruling
from protokollparser.ingest.painted import PAPER, Colour
from protokollparser.ingest.pdfium import Sheet, bind, bind_handle, pointer
from protokollparser.ingest.rulings import Point, Rulings

# Forms in forms deeper than this, and more points or objects than these, are drawings or traps.
_DEEPEST = 12
_MOST_POINTS = 40_000
_MOST_OBJECTS = 100_000

_count_objects = bind(raw.FPDFPage_CountObjects, ctypes.c_int)
_get_object = bind(raw.FPDFPage_GetObject, ctypes.c_ssize_t)
_count_in_form = bind(raw.FPDFFormObj_CountObjects, ctypes.c_int)
_get_in_form = bind(raw.FPDFFormObj_GetObject, ctypes.c_ssize_t)
_get_kind = bind_handle(raw.FPDFPageObj_GetType, ctypes.c_int)
_get_mode = bind_handle(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
_get_matrix = bind(raw.FPDFPageObj_GetMatrix, ctypes.c_int)
_get_bounds = bind(raw.FPDFPageObj_GetBounds, ctypes.c_int)
_get_fill = bind(raw.FPDFPageObj_GetFillColor, ctypes.c_int)
_get_draw_mode = bind(raw.FPDFPath_GetDrawMode, ctypes.c_int)
_count_points = bind(raw.FPDFPath_CountSegments, ctypes.c_int)
_get_segment = bind(raw.FPDFPath_GetPathSegment, ctypes.c_ssize_t)
_get_step = bind_handle(raw.FPDFPathSegment_GetType, ctypes.c_int)
_get_close = bind_handle(raw.FPDFPathSegment_GetClose, ctypes.c_int)
_get_point = bind(raw.FPDFPathSegment_GetPoint, ctypes.c_int)

_numbers = (ctypes.c_float * 6)()
_places = [ctypes.byref(_numbers, 4 * at) for at in range(6)]
_modes = (ctypes.c_int * 2)()
_colour = (ctypes.c_uint * 4)()
_inks = [ctypes.byref(_colour, 4 * at) for at in range(4)]
_fill, _stroke = ctypes.byref(_modes, 0), ctypes.byref(_modes, 4)

Matrix = tuple[float, float, float, float, float, float]
_AS_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawn:
    """The objects of an open page beside its text.

    `complete` is False where there are too many; `has_text` tells of text, printed or blank.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.complete = True
        self.has_text = False
        self._sheet = sheet
        self._paths: list[tuple[int, Matrix]] = []
        self._pictures: list[tuple[int, Matrix]] = []
        self._count = 0
        count = _count_objects(sheet.page)
        self._gather(_get_object, sheet.page, count, _AS_IS, 0)

    def rulings(self) -> tuple[Ruling, ...]:
        """Return the straight lines, strokes and thin boxes, of the page."""
        if not self._paths:
            return ()
        rulings = Rulings(*self._sheet.size)
        points = 0
        for path, matrix in self._paths:
            if not _get_draw_mode(pointer(path), _fill, _stroke) or not any(_modes):
                continue
            paint = _paint(path) if not _modes[1] else None
            count = _count_points(pointer(path))
            points += count
            if points > _MOST_POINTS:
                self.complete = False
                break
            self._trace(path, count, _product(_matrix_of(path), matrix), rulings, paint)
        return rulings.lines()

    def picture_share(self) -> float:
        """Return which part of the page its largest picture covers."""
        width, height = self._sheet.size
        largest = 0.0
        for picture, (a, b, c, d, _, _) in self._pictures:
            if _get_bounds(pointer(picture), *_places[:4]):
                left, low, right, high = _numbers[:4]
                largest = max(largest, abs((right - left) * (high - low) * (a * d - b * c)))
        return largest / (width * height) if width * height else 0.0

    def text_is_hidden(self) -> bool:
        """True when all text is invisible or lies behind the largest picture: a scan recognised elsewhere."""
        if not self._pictures:
            return False
        largest, hidden = 0.0, True
        page = self._sheet.page
        for thing in map(_get_object, repeat(page), range(_count_objects(page))):
            kind = _get_kind(thing)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                hidden = hidden and _get_mode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
            elif kind == raw.FPDF_PAGEOBJ_IMAGE and _get_bounds(pointer(thing), *_places[:4]):
                left, low, right, high = _numbers[:4]
                area = (right - left) * (high - low)
                if area > largest:
                    largest, hidden = area, True
        return hidden

    def _gather(self, get: Any, holder: Any, count: int, matrix: Matrix, depth: int) -> None:
        """Note the paths and pictures of a page or form, and of the forms in it."""
        self._count += count
        if depth > _DEEPEST or self._count > _MOST_OBJECTS:
            self.complete = False
            return
        objects = list(map(get, repeat(holder), range(count)))
        kinds = list(map(_get_kind, objects))
        self.has_text |= raw.FPDF_PAGEOBJ_TEXT in kinds
        if max(kinds, default=0) <= raw.FPDF_PAGEOBJ_TEXT:
            return
        for thing, kind in zip(objects, kinds, strict=True):
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._paths.append((thing, matrix))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._pictures.append((thing, matrix))
            elif kind == raw.FPDF_PAGEOBJ_FORM:
                form = pointer(thing)
                inner = _product(_matrix_of(thing), matrix)
                self._gather(_get_in_form, form, _count_in_form(form), inner, depth + 1)

    def _trace(self, path: int, count: int, matrix: Matrix, rulings: Rulings, paint: Colour | None) -> None:
        """Add the strokes of a path, each of its outlines by itself; `paint` fills it without strokes."""
        outline: list[Point] = []
        bends: list[int] = []
        for step, point, closes in _steps(path, count, matrix, self._sheet):
            if step == raw.FPDF_SEGMENT_MOVETO:
                if len(outline) > 1:
                    rulings.add(outline, bends, paint)
                outline, bends = [], []
            elif step == raw.FPDF_SEGMENT_BEZIERTO:
                bends.append(len(outline))
            outline.append(point)
            if closes:
                outline.append(outline[0])
        if len(outline) > 1:
            rulings.add(outline, bends, paint)


def _paint(path: int) -> Colour | None:
    """Return the colour that fills a path, None where it has no plain one; what is clear is as the paper."""
    if not _get_fill(pointer(path), *_inks):
        return None
    red, green, blue, opaque = _colour
    return (red, green, blue) if opaque else PAPER


def _steps(path: int, count: int, matrix: Matrix, sheet: Sheet) -> Iterator[tuple[int, Point, int]]:
    """Yield what leads to each point of a path, the point on the page shown, and whether it closes."""
    holder = pointer(path)
    a, b, c, d, e, f = matrix
    for segment in map(_get_segment, repeat(holder), range(count)):
        _get_point(pointer(segment), _places[0], _places[1])
        x, y = _numbers[:2]
        yield _get_step(segment), sheet.point(a * x + c * y + e, b * x + d * y + f), _get_close(segment)


def _matrix_of(thing: int) -> Matrix:
    if not _get_matrix(pointer(thing), _places[0]):
        return _AS_IS
    a, b, c, d, e, f = _numbers
    return a, b, c, d, e, f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that does what `inner` does and then what `outer` does."""
    if outer is _AS_IS:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
