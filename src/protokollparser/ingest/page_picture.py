"""Pictures of pages of PDF files: whole with all that was made of them, or the lines around one place."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

import pdfplumber

from protokollparser.core.errors import InputError, UsageError
from protokollparser.core.layout import Mark
from protokollparser.core.limits import Limits
from protokollparser.core.spans import Box
from protokollparser.ingest import media_types
from protokollparser.ingest.content import load
from protokollparser.ingest.pdf_second import broken

_RESOLUTION = 144
# So much of a page is shown above and below a place, in points.
_AROUND = 40
_MARKED = ((200, 0, 0, 255), (255, 210, 60, 70))
_BESIDE = ((0, 90, 200, 255), (0, 90, 200, 25))
# Line and filling, red, green, blue and how thick.
_COLOURS: dict[str, tuple[tuple[int, int, int, int], tuple[int, int, int, int]]] = {
    "word": ((120, 120, 120, 255), (0, 0, 0, 0)),
    "line": ((0, 90, 200, 255), (0, 90, 200, 20)),
    "furniture": ((150, 100, 0, 255), (230, 170, 0, 70)),
    "cell": ((0, 130, 60, 255), (0, 180, 80, 50)),
    "table": ((200, 0, 0, 255), (0, 0, 0, 0)),
}


def is_drawable(path: Path) -> bool:
    """True for a PDF file: only its pages can be drawn."""
    return media_types.recognise(load(path, Limits()).start, path.name) == media_types.PDF


def draw(path: Path, number: int, marks: Sequence[Mark], out: Path) -> None:
    """Write page `number` of a PDF file as a PNG picture with the marks over it.

    Raises InputError `damaged` for a page that cannot be drawn, UsageError where `out` cannot be written.
    """
    content = load(path, Limits()).whole(Limits())
    try:
        with pdfplumber.open(io.BytesIO(content)) as file:
            page = file.pages[number - 1]
            picture = page.to_image(resolution=_RESOLUTION)
            left, top = float(page.bbox[0]), float(page.bbox[1])
            for mark in marks:
                stroke, fill = _COLOURS[mark.kind]
                box = mark.box
                place = (left + box.x0, top + box.top, left + box.x1, top + box.bottom)
                picture.draw_rect(place, fill=fill, stroke=stroke, stroke_width=1)
    except broken() as error:
        raise InputError("damaged", f"{path.name}: page {number} cannot be drawn") from error
    try:
        picture.save(out, format="PNG")
    except OSError as error:
        raise UsageError(
            f"{out}: cannot be written; choose another place with --out", "picture_unwritable", path=out
        ) from error


def cut(path: Path, source_id: str, number: int, box: Box, others: Sequence[Box]) -> bytes | None:
    """Return a PNG picture of the lines around a box on a page of a PDF file, the box and others marked.

    None where the file is gone, is no PDF, no longer holds what was imported, or cannot be drawn.
    """
    try:
        content = load(path, Limits()).whole(Limits())
        if hashlib.sha256(content).hexdigest() != source_id:
            return None
        with pdfplumber.open(io.BytesIO(content)) as file:
            page = file.pages[number - 1]
            left, top, right, bottom = map(float, page.bbox)
            high, low = max(top, top + box.top - _AROUND), min(bottom, top + box.bottom + _AROUND)
            picture = page.crop((left, high, right, low)).to_image(resolution=_RESOLUTION)
            for one, (stroke, fill) in [*((other, _BESIDE) for other in others), (box, _MARKED)]:
                if top + one.bottom > high and top + one.top < low:
                    edges = (
                        left + one.x0,
                        max(high, top + one.top),
                        left + one.x1,
                        min(low, top + one.bottom),
                    )
                    picture.draw_rect(edges, fill=fill, stroke=stroke, stroke_width=1)
            held = io.BytesIO()
            picture.save(held, format="PNG")
            return held.getvalue()
    except (InputError, IndexError):
        return None
    except broken():
        return None
