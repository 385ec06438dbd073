"""What stands on every page: running head, header table, page number, the strip for the adjusters."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.printing.stories import Head
from tests.printing.styles import Style
from tests.printing.type_setting import draw, font, width

_SIZE = 8.0


def head_height(style: Style) -> float:
    """Return the height of the head under the upper margin."""
    return {"none": 0.0, "line": 0.0, "table": 52.0}[style.head]


def foot_height(style: Style) -> float:
    """Return the height of the foot over the lower margin."""
    return 30.0 if style.foot == "sign" else 0.0


def print_head(
    canvas: Canvas, style: Style, size: tuple[float, float], head: Head, number: int, count: int
) -> None:
    """Print the head of a page."""
    left, right, top, _ = style.margins
    edge = size[0] - right
    name = font(style.family)
    if style.head == "line":
        draw(canvas, left, size[1] - top + 22, head.body, name, _SIZE)
        draw(canvas, edge - width(head.kind, name, _SIZE), size[1] - top + 22, head.kind, name, _SIZE)
    if style.head != "table":
        return
    upper, middle, lower = size[1] - top + 10, size[1] - top - 12, size[1] - top - 34
    first, second = left + 0.45 * (edge - left), left + 0.75 * (edge - left)
    canvas.setLineWidth(0.6)
    for y in (upper, middle, lower):
        canvas.line(left, y, edge, y)
    for x in (left, first, second, edge):
        canvas.line(x, lower, x, upper)
    rows = (
        (upper, (head.body, head.kind.upper(), f"Sida {number} ({count})")),
        (middle, ("", "Sammanträdesdatum" if head.day else "", head.day)),
    )
    for y, texts in rows:
        for x, text in zip((left, first, second), texts, strict=True):
            draw(canvas, x + 4, y - 14, text, name, _SIZE)


def print_foot(canvas: Canvas, style: Style, size: tuple[float, float], number: int, count: int) -> None:
    """Print the foot of a page."""
    left, right, _, bottom = style.margins
    edge = size[0] - right
    name = font(style.family)
    if style.foot == "page":
        text = f"Sida {number} ({count})"
        draw(canvas, (size[0] - width(text, name, _SIZE)) / 2, bottom - 24, text, name, _SIZE)
    if style.foot != "sign":
        return
    y = bottom + 6
    canvas.setLineWidth(0.4)
    canvas.line(left, y, edge, y)
    draw(canvas, left, y - 10, "Justerandes sign", name, _SIZE)
    draw(canvas, left + 0.6 * (edge - left), y - 10, "Utdragsbestyrkande", name, _SIZE)
    if style.head != "table":
        text = f"{number} ({count})"
        draw(canvas, edge - width(text, name, _SIZE), y - 30, text, name, _SIZE)
