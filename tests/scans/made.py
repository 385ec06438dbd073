"""Pages of made-up minutes drawn as pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.rl_config import TTFSearchPath

from protokollparser.ingest import ocr

needs_tesseract = pytest.mark.skipif(
    ocr.version() is None, reason="Tesseract with Swedish is not installed (make system)"
)
LINES = (
    "Granliden kommun",
    "Sammanträdesprotokoll",
    "§ 12 Årsredovisning för bygdegården",
    "Kommunstyrelsen beslutar att godkänna redovisningen.",
    "Avvikelsen är 4,5 % eller 1 275 tkr mot budget.",
)
# A5 at 300 dots an inch.
SIZE = (1748, 1240)


def font(size: int) -> ImageFont.FreeTypeFont:
    """Return the type that reportlab brings along."""
    found = next(path for folder in TTFSearchPath for path in Path(folder).glob("Vera.ttf"))
    return ImageFont.truetype(found, size)


def page(lines: tuple[str, ...] = LINES, turn: float = 0.0) -> Image.Image:
    """Return a page with lines of text, turned anticlockwise by so many degrees."""
    image = Image.new("L", SIZE, 245)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((150, 150 + 90 * number), line, 20, font(46))
    return image.rotate(turn, Image.Resampling.BICUBIC, fillcolor=245)
