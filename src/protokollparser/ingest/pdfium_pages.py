"""One PDF page as pdfium reads it: words with places and type, rulings, and whether it is a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from protokollparser.core.document import Page
from protokollparser.ingest.legibility import is_legible
from protokollparser.ingest.pdf_frames import Frame, compose_frames
from protokollparser.ingest.pdf_letters import words_by_direction
from protokollparser.ingest.pdf_pages import COVERED, PICTURE
from protokollparser.ingest.pdf_text import Printed
from protokollparser.ingest.pdfium import PdfFile, Sheet
from protokollparser.ingest.pdfium_drawn import Drawn
from protokollparser.ingest.pdfium_letters import odd_words, read_letters
from protokollparser.ingest.pdfium_words import find_words, set_in_type


@dataclass(frozen=True, slots=True)
class Sight:
    """A page as it was read. What is there and could not be read makes another reader's reading welcome."""

    page: Page
    text_lost: bool
    rulings_lost: bool


def read_page(file: PdfFile, index: int) -> Sight:
    """Return page number `index + 1` with words in text order; a picture without words is an image.

    Words behind a picture of the page, or that nobody sees on it, were recognised by those who scanned it.
    Text that runs in another direction than most of the page comes after the rest. Raises PageFault.
    """
    with file.sheet(index) as sheet:
        width, height = sheet.size
        text, words = compose_frames(_frames(sheet, width, height))
        drawn = Drawn(sheet)
        share = drawn.picture_share()
        picture = not words and share > PICTURE
        recognised = bool(words) and share >= COVERED and drawn.text_is_hidden()
        page = Page(
            number=index + 1,
            text=text,
            width=round(width, 2),
            height=round(height, 2),
            text_origin="image" if picture else "ocr" if recognised else "pdf",
            words=words,
            rulings=drawn.rulings(),
        )
        lost = not is_legible(text) if words else drawn.has_text
        return Sight(page, text_lost=lost, rulings_lost=not drawn.complete)


def _frames(sheet: Sheet, width: float, height: float) -> list[tuple[Frame, Printed]]:
    """Return the words by direction, that of most letters first."""
    codes = sheet.codes()
    found = find_words(sheet, codes)
    if not found.texts:
        return []
    printed, setting = set_in_type(sheet, found)
    if sheet.unmapped(setting.samples):
        codes = sheet.checked_codes()
        found = find_words(sheet, codes)
        printed, setting = set_in_type(sheet, found)
    odd = odd_words(found, printed, setting)
    if not odd.any():
        return [(Frame(0, width, height), printed)]
    letters = read_letters(sheet, codes, found, np.flatnonzero(odd))
    frames = words_by_direction(letters, width, height)
    plain = printed.chosen(np.flatnonzero(~odd))
    if not plain.texts:
        return frames
    level = [part for frame, part in frames if frame.turn == 0]
    turned = [(frame, part) for frame, part in frames if frame.turn]
    return [(Frame(0, width, height), Printed.joined([plain, *level])), *turned]
