"""Ink that Tesseract passed over: figures that stand alone in a table, gathered and read again."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np
from PIL import Image

from protokollparser.ingest.ocr import Levels, Seen
from protokollparser.ingest.scans_level import INK, Bits, paper_of

# Ink is looked at in squares of so many pixels; one with fewer inked pixels is dust.
_SQUARE, _DUST = 4, 4
# Squares of one figure are no further apart than this, counted in squares.
_GAP = 6
# What may be a figure, in pixels: from a hyphen's width to that of a large sum.
_LOWEST, _HIGHEST, _NARROWEST, _WIDEST = 16, 64, 6, 420
# Rows of the picture that is made of what was passed over, and the paper around each piece.
_ROW, _PAPER, _MOST = 90, 12, 150
_RIM = 3
# Figures of usual type are so high; lower ones are enlarged, so many times at most.
_USUAL, _LARGEST = 30, 3

Box = tuple[int, int, int, int]


def find_missed(levels: Levels, words: Sequence[Seen]) -> list[Box]:
    """Return the places (x0, top, x1, bottom) of ink as high as type on which no word was seen."""
    ink = np.asarray(levels < INK * paper_of(Image.fromarray(levels)))
    for word in words:
        ink[max(word.top - _RIM, 0) : word.bottom + _RIM, max(word.x0 - _RIM, 0) : word.x1 + _RIM] = False
    high, wide = (size // _SQUARE * _SQUARE for size in ink.shape)
    squares = ink[:high, :wide].reshape(high // _SQUARE, _SQUARE, wide // _SQUARE, _SQUARE).sum(axis=(1, 3))
    boxes = [tuple(_SQUARE * value for value in box) for box in _islands(squares >= _DUST)]
    return [
        (x0, top, x1, bottom)
        for x0, top, x1, bottom in boxes
        if _LOWEST <= bottom - top <= _HIGHEST and _NARROWEST <= x1 - x0 <= _WIDEST
    ][:_MOST]


def _islands(squares: Bits) -> list[Box]:
    """Return the boxes around squares that touch, or stand in a row with small gaps."""
    open_boxes: list[list[int]] = []
    done: list[list[int]] = []
    for row in np.flatnonzero(squares.any(axis=1)).tolist():
        at = np.flatnonzero(squares[row])
        parts = np.split(at, np.flatnonzero(np.diff(at) > _GAP) + 1)
        runs = [[int(part[0]), row, int(part[-1]) + 1, row + 1] for part in parts]
        done += [box for box in open_boxes if box[3] < row]
        open_boxes = [box for box in open_boxes if box[3] >= row]
        for run in runs:
            touched = [box for box in open_boxes if box[0] < run[2] + _GAP and run[0] - _GAP < box[2]]
            for box in touched:
                open_boxes.remove(box)
                run = [min(run[0], box[0]), min(run[1], box[1]), max(run[2], box[2]), max(run[3], box[3])]
            open_boxes.append(run)
    boxes = [(x0, top, x1, bottom) for x0, top, x1, bottom in [*done, *open_boxes]]
    return sorted(boxes, key=lambda box: (box[1], box[0]))


def enlargement(boxes: Sequence[Box]) -> int:
    """Return how many times pieces are enlarged: small type is read better at the size of usual type."""
    high = median(bottom - top for _, top, _, bottom in boxes)
    return max(min(round(_USUAL / high), _LARGEST), 1)


def gather(levels: Levels, boxes: Sequence[Box]) -> Levels:
    """Return a picture of the pieces of a page, enlarged, one below the other, on even paper."""
    times = enlargement(boxes)
    wide = times * max(x1 - x0 for x0, _, x1, _ in boxes) + 4 * _PAPER * times
    picture = np.full((_row(times) * len(boxes) + 2 * _PAPER, max(wide, 300)), 235, dtype=np.uint8)
    for number, (x0, top, x1, bottom) in enumerate(boxes):
        left, up = max(x0 - _PAPER, 0), max(top - _PAPER, 0)
        piece = levels[up : bottom + _PAPER, left : x1 + _PAPER].astype(np.float32)
        even = np.clip(piece * (235 / max(float(np.percentile(piece, 80)), 1.0)), 0, 255).astype(np.uint8)
        if times > 1:
            size = even.shape[1] * times, even.shape[0] * times
            even = np.asarray(Image.fromarray(even).resize(size, Image.Resampling.BICUBIC))
        row = _PAPER + number * _row(times)
        picture[row : row + even.shape[0], 2 * _PAPER : 2 * _PAPER + even.shape[1]] = even
    return picture


def _row(times: int) -> int:
    """Return how many pixels apart the pieces stand."""
    return _ROW * times


def put_back(seen: Sequence[Seen], boxes: Sequence[Box]) -> list[Seen]:
    """Return what was seen on the picture of pieces, each word where it stands on the page."""
    times = enlargement(boxes)
    placed = []
    for word in seen:
        number = (word.top + word.bottom - 2 * _PAPER) // (2 * _row(times))
        if 0 <= number < len(boxes):
            x0, top, _, _ = boxes[number]
            left, up = max(x0 - _PAPER, 0), max(top - _PAPER, 0)
            across, down = 2 * _PAPER, _PAPER + number * _row(times)
            box = (
                left + (word.x0 - across) // times,
                up + (word.top - down) // times,
                left - (across - word.x1) // times,
                up - (down - word.bottom) // times,
            )
            placed.append(Seen(word.text, *box, word.confidence, f"piece-{number}"))
    return placed
