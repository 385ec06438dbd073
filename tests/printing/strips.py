"""Strips of paper: what is printed, cut into pieces that a page break may stand between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from tests.printing.stories import Spaced, Text
from tests.printing.styles import Style
from tests.printing.type_setting import broken, draw, font, printable, width

# How wide a letter is that places are counted in, as a share of the type size; further in than so many
# letters a line stands where its end fits.
_LETTER = 0.5
_FAR_IN = 20
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
    """Return the lines of a paragraph, and the space behind it unless the next one is close."""
    heading = text.kind == "heading"
    name = font(style.family, bold=heading)
    size = style.size + (2.0 if heading and not style.monospaced else 0.0)
    step = style.leading * size
    side = min(_LETTER * size * text.indent, 0.6 * room)
    if text.indent > _FAR_IN:
        side = max(0.0, min(side, room - width(printable(text.text), name, size)))
    inner = 1.4 * size if text.kind == "item" else 0.0
    hang = side + inner
    mark, _, rest = printable(text.text).partition(" ") if inner else ("", "", printable(text.text))
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
            Strip(
                step,
                _line(line, name, size, step, hang, mark if not number else "", inner, extra),
                keep=heading,
            )
        )
    if not text.close:
        strips.append(
            Strip(style.gap * size * (0.5 if heading else 1.0), lambda canvas, x, y: None, keep=heading)
        )
    return strips


def spaced_strips(block: Spaced, style: Style, room: float) -> list[Strip]:
    """Return lines in columns, each column where its place in letters says or further right where it must."""
    name, size = font(style.family, bold=block.bold), style.size
    stops = spaced_stops(block, name, size, room)
    while spaced_width(block, stops, name, size) > room and size > 5:
        size *= 0.95
        stops = spaced_stops(block, name, size, room)
    step = style.leading * style.size
    strips = []
    for row in block.rows:
        pieces = [(stops[place], printable(text)) for place, text in row]

        def print_row(canvas: Canvas, x: float, y: float, pieces: list[tuple[float, str]] = pieces) -> None:
            for left, text in pieces:
                draw(canvas, x + left, baseline(y, size, step), text, name, size)

        strips.append(Strip(step, print_row, keep=block.bold))
    if not block.close:
        strips.append(Strip(style.gap * size, lambda canvas, x, y: None, keep=block.bold))
    return strips


def spaced_stops(block: Spaced, name: str, size: float, room: float) -> dict[int, float]:
    """Return where the columns stand, by their place in letters: as far apart where the room allows it."""
    pitch = width("0", name, size) if "Courier" in name else _LETTER * size
    stops = _stops(block, name, size, pitch)
    over = spaced_width(block, stops, name, size) > room
    return _stops(block, name, size, 0.0) if over else stops


def _stops(block: Spaced, name: str, size: float, pitch: float) -> dict[int, float]:
    places = sorted({place for row in block.rows for place, _ in row})
    stops: dict[int, float] = {}
    for place in places:
        before = [
            stops[left] + width(printable(text), name, size) + 1.6 * size
            for row in block.rows
            for (left, text), (right, _) in pairwise(row)
            if right == place
        ]
        near = max(stops.values(), default=0.0)
        stops[place] = max([pitch * place, *before, near])
    return stops


def spaced_width(block: Spaced, stops: dict[int, float], name: str, size: float) -> float:
    """Return how far lines in columns reach."""
    return max(stops[place] + width(printable(text), name, size) for row in block.rows for place, text in row)


def _line(
    line: str, name: str, size: float, step: float, hang: float, mark: str, inner: float, extra: float
) -> Draw:
    def print_line(canvas: Canvas, x: float, y: float) -> None:
        at = baseline(y, size, step)
        if mark:
            draw(canvas, x + hang - inner, at, mark, name, size)
        draw(canvas, x + hang, at, line, name, size, extra)

    return print_line
