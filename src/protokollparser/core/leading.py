"""How far the lines of a page stand apart, and which of them a blank line parts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Lines further apart than this many usual steps are parted by a blank line.
_PARTED = 1.4
# Steps of at most so many type heights are those from line to line, or of little more than that.
_CLOSE = 1.8
# The usual step is one that so many are not above: where paragraphs are of one line, most steps are between
# paragraphs. Where a line is full, the text goes on below it: then it is the one that half are not above.
_USUAL = 0.25
# A full line takes this share of the width of the page's text.
_FULL = 0.85


def parted(bottoms: Floats, heights: Floats, rights: Floats, left: float) -> npt.NDArray[np.bool_]:
    """Return which lines a blank line stands before, the first left out.

    `bottoms`, `heights` and `rights` tell the baseline, the height of type and the right edge of each line,
    down the page, in one measure; `left` is where the text of the page begins.
    """
    steps, type_heights = bottoms[1:] - bottoms[:-1], heights[1:]
    close = np.sort(steps[(steps > 0) & (steps <= _CLOSE * type_heights)])
    if not len(close):
        close = np.zeros(1)
    usual = np.where(
        rights[:-1] - left >= _FULL * (rights.max(initial=left) - left),
        np.median(close),
        close[int(_USUAL * (len(close) - 1))],
    )
    apart: npt.NDArray[np.bool_] = steps > _PARTED * np.maximum(usual, type_heights)
    return apart
