"""Strips of paper: what is printed, cut into pieces that a page break may stand between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from tests.printing.stories import Text
from tests.printing.styles import Style
from tests.printing.type_setting import broken, draw, font, printable, width

Draw = Callable[[Canvas, float, float], None]


@dataclass(frozen=True)
class Strip:
    """A piece of a given height; `draw(canvas, x, y)` prints it under `y`, which counts upwards.

    A strip to `keep` stays with the next one. `again` are printed above it where a page begins with it.
    """

    height: float
    draw: Draw
    keep: bool = False
    again: tuple[Strip, ...] = ()


def space(height: float) -> Strip:
    """Return an empty strip."""
    return Strip(height, lambda canvas, x, y: None)


def baseline(y: float, size: float, step: float) -> float:
    """Return where type stands in a line whose upper edge is `y`."""
    return y - (step - size) / 2 - 0.78 * size


def text_strips(text: Text, style: Style, room: float) -> list[Strip]:
    """Return the lines of a paragraph, and the space behind it."""
    heading = text.kind == "heading"
    name = font(style.family, bold=heading)
    size = style.size + (2.0 if heading and not style.monospaced else 0.0)
    step = style.leading * size
    hang = 1.4 * size if text.kind == "item" else 0.0
    mark, _, rest = printable(text.text).partition(" ") if hang else ("", "", printable(text.text))
    lines = broken(rest, name, size, room - hang)
    strips = [] if not heading else [Strip(0.4 * size, lambda canvas, x, y: None, keep=True)]
    for number, line in enumerate(lines):
        spaces = line.count(" ")
        last = number == len(lines) - 1
        stretch = (
            (room - hang - width(line, name, size)) / spaces if spaces and style.justify and not last else 0.0
        )
        extra = stretch if not heading and 0 < stretch < 0.8 * size else 0.0
        strips.append(
            Strip(step, _line(line, name, size, step, hang, mark if not number else "", extra), keep=heading)
        )
    strips.append(
        Strip(style.gap * size * (0.5 if heading else 1.0), lambda canvas, x, y: None, keep=heading)
    )
    return strips


def _line(line: str, name: str, size: float, step: float, hang: float, mark: str, extra: float) -> Draw:
    def print_line(canvas: Canvas, x: float, y: float) -> None:
        at = baseline(y, size, step)
        if mark:
            draw(canvas, x, at, mark, name, size)
        draw(canvas, x + hang, at, line, name, size, extra)

    return print_line
