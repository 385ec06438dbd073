"""One PDF page: its words with their places, its drawn rulings, and the page text put together from them."""

from __future__ import annotations

import re
from typing import Any

from pdfplumber.page import Page as Sheet
from pdfplumber.utils.text import extract_words

from protokollparser.core.document import Page, Ruling, Word
from protokollparser.ingest.pdf_letters import Letter, split_by_direction
from protokollparser.ingest.pdf_text import Token, compose_page

_BOLD = re.compile(r"bold|black|heavy|semibd|[-,_]bd?\b|[-,]demi", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# A space is drawn as a gap of this share of the type size, narrower than any font's own space.
_GAP = 0.17
# Rectangles thinner than this are drawn lines; shorter strokes than this are marks, not rulings.
_THIN = 2.5
_SHORT = 6.0
# A picture over this share of the page, and no word, makes a page that was scanned.
_PICTURE = 0.25


def read_page(sheet: Sheet, number: int) -> Page:
    """Return a page with words in text order; a picture without words has `text_origin` image.

    Text that runs in another direction than most of the page comes after the rest.
    """
    width, height = round(float(sheet.width), 2), round(float(sheet.height), 2)
    left, upper = float(sheet.bbox[0]), float(sheet.bbox[1])
    text = ""
    words: list[Word] = []
    for frame, letters in split_by_direction(sheet.chars, width, height):
        piece, placed = compose_page(_tokens(letters))
        separator = "\n" if text and piece else ""
        at = len(text) + len(separator)
        text += separator + piece
        for word in placed:
            x0, top, x1, bottom = frame.back(word.x0, word.top, word.x1, word.bottom)
            place = _rounded(x0 - left, top - upper, x1 - left, bottom - upper)
            words.append(Word(word.start + at, word.end + at, *place, word.size, word.bold))
    return Page(
        number=number,
        text=text,
        width=width,
        height=height,
        text_origin="image" if not words and _is_picture(sheet) else "pdf",
        words=tuple(words),
        rulings=_rulings(sheet, left, upper),
    )


def _rounded(x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)


def _tokens(letters: list[Letter]) -> list[Token]:
    """Return the words that letters make up, without control characters and halves of characters."""
    tokens = []
    for word in extract_words(letters, x_tolerance_ratio=_GAP, extra_attrs=["fontname", "size"]):
        text = _SURROGATE.sub("\ufffd", _CONTROL.sub("", word["text"])).strip()
        if text:
            place = _rounded(word["x0"], word["top"], word["x1"], word["bottom"])
            bold = _BOLD.search(str(word["fontname"])) is not None
            tokens.append(Token(text, *place, round(float(word["size"]), 1), bold))
    return tokens


def _is_picture(sheet: Sheet) -> bool:
    area = float(sheet.width) * float(sheet.height)
    return any(float(image["width"]) * float(image["height"]) > _PICTURE * area for image in sheet.images)


def _rulings(sheet: Sheet, left: float, upper: float) -> tuple[Ruling, ...]:
    """Return the straight lines of a page: strokes, outlines of rectangles, and thin filled rectangles.

    `left` and `upper` are the page's own corner.
    """
    found = []
    for line in sheet.lines:
        found += _straight(line)
    for rect in sheet.rects:
        width, height = float(rect["width"]), float(rect["height"])
        if width <= _THIN or height <= _THIN:
            found += _straight(rect)
        elif rect.get("stroke"):
            found += _outline(rect)
    if left or upper:
        found = [Ruling(r.x0 - left, r.top - upper, r.x1 - left, r.bottom - upper) for r in found]
    return tuple(sorted(set(found), key=lambda ruling: (ruling.top, ruling.x0, ruling.bottom, ruling.x1)))


def _straight(shape: dict[str, Any]) -> list[Ruling]:
    x0, x1, top, bottom = (round(float(shape[key]), 1) for key in ("x0", "x1", "top", "bottom"))
    if x1 - x0 >= _SHORT and bottom - top <= _THIN:
        middle = round((top + bottom) / 2, 1)
        return [Ruling(x0, middle, x1, middle)]
    if bottom - top >= _SHORT and x1 - x0 <= _THIN:
        middle = round((x0 + x1) / 2, 1)
        return [Ruling(middle, top, middle, bottom)]
    return []


def _outline(rect: dict[str, Any]) -> list[Ruling]:
    x0, x1, top, bottom = (round(float(rect[key]), 1) for key in ("x0", "x1", "top", "bottom"))
    return [
        Ruling(x0, top, x1, top),
        Ruling(x0, bottom, x1, bottom),
        Ruling(x0, top, x0, bottom),
        Ruling(x1, top, x1, bottom),
    ]
