"""The pages of a PDF file that have no usable text, drawn and recognised."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image

from protokollparser.core.document import Page
from protokollparser.core.limits import Attempt
from protokollparser.ingest.legibility import is_poor
from protokollparser.ingest.scans import Picture, recognise, shortfall

# A page of a picture of at least this share and at most so many words was scanned, and stamped afterwards.
_COVERED, _FEW_WORDS = 0.6, 25


class Filled(NamedTuple):
    """All pages, those that were pictures recognised; `code` and `message` tell what could not be."""

    pages: list[Page]
    code: str | None = None
    message: str | None = None


def fill(content: bytes, pages: Sequence[Page], attempt: Attempt) -> Filled:
    """Return pages with those recognised that have no usable text.

    Of pictures with text behind them, as archives make them, that is a text that was badly recognised.
    """
    always = attempt.recognition.mode == "always"
    poor = {page.number for page in pages if is_poor(page.text, len(page.words))}
    likely = [page for page in pages if always or page.number in poor or len(page.words) <= _FEW_WORDS]
    if not likely:
        return Filled(list(pages))
    try:
        file = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return Filled(list(pages))
    with closing(file):
        wanted = likely if always else [page for page in likely if _is_scan(file, page, page.number in poor)]
        result = recognise(_pictures(file, wanted), attempt) if wanted else None
    if result is None:
        return Filled(list(pages))
    filled = [result.pages.get(page.number, page) for page in pages]
    left = [p.number for p in wanted if always or p.number in poor or p.text_origin == "image"]
    fault = shortfall(result, left)
    return Filled(filled, fault.code, str(fault)) if fault else Filled(filled)


def _is_scan(file: pypdfium2.PdfDocument, page: Page, poor: bool) -> bool:
    """True for a page without words, and for a picture over most of a page; the words of one that are `poor`
    have to be behind it, for what is printed on a picture is what it says."""
    if not page.words:
        return True
    try:
        covered, behind = _covered(file[page.number - 1])
    except pypdfium2.PdfiumError:
        return False
    return covered >= _COVERED and (behind or not poor)


def _covered(sheet: pypdfium2.PdfPage) -> tuple[float, bool]:
    """Return the share of a page that its largest picture covers, and whether all text is invisible or lies
    behind it."""
    width, height = sheet.get_size()
    largest, behind = 0.0, True
    for at in range(raw.FPDFPage_CountObjects(sheet)):
        thing = raw.FPDFPage_GetObject(sheet, at)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            invisible = raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
            behind = behind and invisible
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            left, low, right, up = (ctypes.c_float() for _ in range(4))
            if raw.FPDFPageObj_GetBounds(thing, left, low, right, up):
                area = (right.value - left.value) * (up.value - low.value)
                if area > largest:
                    largest, behind = area, True
    return largest / max(float(width * height), 1.0), behind


def _pictures(file: pypdfium2.PdfDocument, pages: Sequence[Page]) -> Iterator[Picture]:
    """Yield the pages of a file as pictures to be drawn."""
    for page in pages:
        try:
            sheet = file[page.number - 1]
        except pypdfium2.PdfiumError:
            continue
        with closing(sheet):
            width, height = sheet.get_size()

            def draw(scale: float, sheet: pypdfium2.PdfPage = sheet) -> Image.Image:
                image: Image.Image = sheet.render(scale=scale, grayscale=True).to_pil()
                return image

            yield Picture(page.number, width, height, draw)
