"""One PDF page as pdfplumber reads it, where pdfium's reading cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokollparser.core.document import Page, Ruling
from protokollparser.ingest.pdf_frames import compose_frames
from protokollparser.ingest.pdf_letters import Letter, words_by_direction
from protokollparser.ingest.rulings import Rulings

if TYPE_CHECKING:
    from pdfplumber.page import Page as Sheet

# A picture over this share of the page, and no word, makes a page that was scanned.
PICTURE = 0.25
# A picture over this share of the page shows the page itself.
COVERED = 0.6


def read_page(sheet: Sheet, number: int) -> Page:
    """Return a page with words in text order; a picture without words has `text_origin` image.

    Text that runs in another direction than most of the page comes after the rest.
    """
    left, upper, right, lower = _shown(sheet)
    width, height = right - left, lower - upper
    text, words = compose_frames(
        words_by_direction((_moved(letter, left, upper) for letter in sheet.chars), width, height)
    )
    return Page(
        number=number,
        text=text,
        width=round(width, 2),
        height=round(height, 2),
        text_origin="image" if not words and _is_picture(sheet, width * height) else "pdf",
        words=words,
        rulings=read_rulings(sheet),
    )


def _shown(sheet: Sheet) -> tuple[float, float, float, float]:
    """Return the part of the sheet that is shown: what its two boxes share, or its media box."""
    whole, part = sheet.mediabox, sheet.cropbox
    left, upper = max(whole[0], part[0]), max(whole[1], part[1])
    right, lower = min(whole[2], part[2]), min(whole[3], part[3])
    box = (left, upper, right, lower) if left < right and upper < lower else whole
    return float(box[0]), float(box[1]), float(box[2]), float(box[3])


def _moved(letter: Letter, left: float, upper: float) -> Letter:
    """Return a letter with its place counted from the upper left corner of what is shown."""
    if not (left or upper):
        return letter
    x0, x1 = letter["x0"] - left, letter["x1"] - left
    top, bottom = letter["top"] - upper, letter["bottom"] - upper
    return {**letter, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top}


def _is_picture(sheet: Sheet, area: float) -> bool:
    return any(float(image["width"]) * float(image["height"]) > PICTURE * area for image in sheet.images)


def read_rulings(sheet: Sheet) -> tuple[Ruling, ...]:
    """Return the straight lines of a page, counted from the corner of what is shown."""
    left, upper, right, lower = _shown(sheet)
    rulings = Rulings(right - left, lower - upper)
    for shape in (*sheet.lines, *sheet.rects, *sheet.curves):
        if shape.get("stroke") or shape.get("fill"):
            points = [(float(x) - left, float(y) - upper) for x, y in shape["pts"]]
            rulings.add([*points, points[0]] if shape["object_type"] == "rect" else points)
    return rulings.lines()
