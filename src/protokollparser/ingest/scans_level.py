"""A scanned page made ready for recognition: its skew, its ink, its drawn lines."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Bits = npt.NDArray[np.bool_]
Levels = npt.NDArray[np.uint8]

# Pages are turned by at most this many degrees; the search goes by tenths, then by hundredths.
_MOST_SKEW, _COARSE, _FINE = 3.0, 0.1, 0.02
# Turning by less than this only blurs: it is a point over the width of a page.
_LEAST_SKEW = 0.1
# Paper is judged in squares of so many pixels; ink is darker than this share of the paper around it.
_SQUARE, INK = 32, 0.72
# The grey of paper on an even page, before lighter than `_WHITE` is made white and the darkest fifth of
# the ink black.
_EVEN, _WHITE, _DARKEST = 235, 225, 20
# Skew is measured on a picture reduced so many times.
_REDUCED = 3


def ink_of(image: Image.Image) -> Bits:
    """Return which pixels are ink: clearly darker than the paper around them."""
    levels = np.asarray(image)
    return np.asarray(levels < INK * paper_of(image))


def paper_of(image: Image.Image) -> npt.NDArray[np.float32]:
    """Return the grey level of the paper at each pixel."""
    small = image.reduce(_SQUARE)
    levels = np.asarray(small, dtype=np.float32)
    # The lightest of the squares around is paper, unless the print fills all of them.
    padded = np.pad(levels, 2, mode="edge")
    high, wide = levels.shape
    lightest = np.max([padded[y : y + high, x : x + wide] for y in range(5) for x in range(5)], axis=0)
    size = image.size
    return np.asarray(Image.fromarray(lightest).resize(size, Image.Resampling.BILINEAR), dtype=np.float32)


def even_out(levels: Levels, paper: npt.NDArray[np.float32], smooth: ImageFilter.Filter) -> Levels:
    """Return a page without the noise of its scan, its paper white and its ink black."""
    still = np.asarray(Image.fromarray(levels).filter(smooth), dtype=np.float32) * _EVEN / paper
    ink = still[still < INK * _EVEN]
    dark = float(np.percentile(ink, _DARKEST)) if ink.size else 0.0
    even: Levels = np.clip((still - dark) * (255 / max(_WHITE - dark, 1.0)), 0, 255).astype(np.uint8)
    return even


def find_skew(image: Image.Image) -> float:
    """Return by how many degrees a page must be turned (anticlockwise) for its lines to run level."""
    ink = ink_of(image.reduce(_REDUCED))
    down, across = np.nonzero(ink)
    if len(down) < 200:
        return 0.0
    across = across - ink.shape[1] / 2
    coarse = _sharpest(down, across, np.arange(-_MOST_SKEW, _MOST_SKEW + 1e-9, _COARSE))
    fine = _sharpest(down, across, np.arange(coarse - _COARSE, coarse + _COARSE + 1e-9, _FINE))
    # Ink that gathers when it is sheared one way was turned the other way.
    return round(-fine, 2) if abs(fine) >= _LEAST_SKEW else 0.0


def _sharpest(
    down: npt.NDArray[np.int64], across: npt.NDArray[np.float64], angles: npt.NDArray[np.float64]
) -> float:
    """Return the angle at which the ink gathers in the fewest rows (Postl 1986)."""
    best, most = 0.0, -1.0
    high = int(down.max() - down.min() + np.ptp(across)) + 1
    for angle in angles.tolist():
        # Ink between two rows counts in both, or small angles would all look alike.
        rows = down + across * np.tan(np.radians(angle))
        rows -= rows.min()
        whole = np.floor(rows).astype(np.int64)
        lower = rows - whole
        counts = np.bincount(whole, 1 - lower, high + 2)[: high + 2]
        counts[1:] += np.bincount(whole, lower, high + 2)[: high + 1]
        sharpness = float(np.square(counts).sum())
        if sharpness > most:
            best, most = angle, sharpness
    return best


def turn_level(image: Image.Image, skew: float) -> Image.Image:
    """Return a page turned by its skew around its middle, as large as before."""
    if not skew:
        return image
    paper = int(np.percentile(np.asarray(image.reduce(_SQUARE)), 90))
    return image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=paper)
