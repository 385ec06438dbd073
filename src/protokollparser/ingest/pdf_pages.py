"""One PDF page: its words with their places, its drawn rulings, and the page text put together from them."""

from __future__ import annotations

import re
from typing import Any

from pdfplumber.page import Page as Sheet

from protokollparser.core.document import Page, Ruling
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
    """Return a page with words in text order; a picture without words has `text_origin` image."""
    tokens = [
        Token(
            text=_SURROGATE.sub("\ufffd", _CONTROL.sub("", word["text"])).strip(),
            x0=round(float(word["x0"]), 2),
            top=round(float(word["top"]), 2),
            x1=round(float(word["x1"]), 2),
            bottom=round(float(word["bottom"]), 2),
            size=round(float(word["size"]), 1),
            bold=_BOLD.search(str(word["fontname"])) is not None,
        )
        for word in sheet.extract_words(
            x_tolerance_ratio=_GAP, use_text_flow=False, extra_attrs=["fontname", "size"]
        )
    ]
    text, words = compose_page([token for token in tokens if token.text])
    return Page(
        number=number,
        text=text,
        width=round(float(sheet.width), 2),
        height=round(float(sheet.height), 2),
        text_origin="image" if not words and _is_picture(sheet) else "pdf",
        words=words,
        rulings=_rulings(sheet),
    )


def _is_picture(sheet: Sheet) -> bool:
    area = float(sheet.width) * float(sheet.height)
    return any(float(image["width"]) * float(image["height"]) > _PICTURE * area for image in sheet.images)


def _rulings(sheet: Sheet) -> tuple[Ruling, ...]:
    """Return the straight lines of a page: strokes, outlines of rectangles, and thin filled rectangles."""
    found = []
    for line in sheet.lines:
        found += _straight(line)
    for rect in sheet.rects:
        width, height = float(rect["width"]), float(rect["height"])
        if width <= _THIN or height <= _THIN:
            found += _straight(rect)
        elif rect.get("stroke"):
            found += _outline(rect)
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
