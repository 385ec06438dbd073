"""Type on the page: fonts, widths, and lines broken to a width."""

from __future__ import annotations

from functools import lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

THIN = "\u2009"
# A thin space is a move of this share of the type size: the fonts at hand have no sign for it.
_THIN_WIDTH = 0.16
_FAMILIES = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
    "Courier": ("Courier", "Courier-Bold"),
    "Vera": ("Vera", "VeraBd"),
}
# Signs that the fonts lack, and what is printed instead.
_INSTEAD = str.maketrans(
    {"●": "•", "▪": "•", "■": "•", "≤": "<", "≥": ">", "\u2011": "-", "\t": " ", "→": ">"}
)


def font(family: str, *, bold: bool = False) -> str:
    """Return the name of a font of a family, ready for use."""
    name = _FAMILIES[family][bold]
    if family == "Vera" and name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    return name


@lru_cache(maxsize=200_000)
def width(text: str, name: str, size: float) -> float:
    """Return the printed width of a text."""
    pieces = text.split(THIN)
    return sum(pdfmetrics.stringWidth(piece, name, size) for piece in pieces) + _THIN_WIDTH * size * (
        len(pieces) - 1
    )


def printable(text: str) -> str:
    """Return the text with signs that the fonts lack replaced."""
    return text.translate(_INSTEAD)


def broken(text: str, name: str, size: float, room: float) -> list[str]:
    """Return the text in lines that fit the room; only plain spaces are broken at."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width(f"{lines[-1]} {word}", name, size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def draw(canvas: Canvas, x: float, y: float, text: str, name: str, size: float, extra: float = 0.0) -> None:
    """Print a text from `x` on, with `extra` room at each space."""
    canvas.setFont(name, size)
    for number, piece in enumerate(text.split(THIN)):
        if number:
            x += _THIN_WIDTH * size
        if extra and " " in piece:
            for at, word in enumerate(piece.split(" ")):
                if at:
                    x += extra + width(" ", name, size)
                canvas.drawString(x, y, word)
                x += width(word, name, size)
            continue
        canvas.drawString(x, y, piece)
        x += width(piece, name, size)
