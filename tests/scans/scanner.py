"""Prints put through a made-up scanner: turned a little, blurred, noisy, unevenly lit, saved as JPEG.

The seed is fixed, and was before the recognition that is measured: the same print gives the same scan.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

# The seed by which scans are measured; another one is used for trying things out.
SEED = 57
DPI = 300
_EPOCH = time.gmtime(0)


@dataclass(frozen=True)
class Scanner:
    """How bad a scanner is. `skew` is degrees at most, `blur` pixels, `noise` and `shade` grey levels."""

    skew: float = 1.5
    blur: tuple[float, float] = (0.6, 1.1)
    noise: tuple[float, float] = (8.0, 18.0)
    shade: float = 25.0
    jpeg: int = 60


def scan(image: Image.Image, scanner: Scanner, chance: np.random.Generator) -> Image.Image:
    """Return a page in grey as it comes out of a scanner."""
    turned = image.convert("L").rotate(
        chance.uniform(-scanner.skew, scanner.skew), Image.Resampling.BICUBIC, fillcolor=255
    )
    blurred = turned.filter(ImageFilter.GaussianBlur(chance.uniform(*scanner.blur)))
    levels = np.asarray(blurred, dtype=np.float32)
    # Ink is never quite black, paper never quite white, and the light falls off towards one side.
    levels = 30 + levels * (215 / 255)
    down, across = np.mgrid[0 : levels.shape[0], 0 : levels.shape[1]].astype(np.float32)
    angle = chance.uniform(0, 2 * np.pi)
    light = np.cos(angle) * across / levels.shape[1] + np.sin(angle) * down / levels.shape[0]
    levels += scanner.shade * (light - light.max())
    levels += chance.normal(0, chance.uniform(*scanner.noise), levels.shape).astype(np.float32)
    return Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8), "L")


def scanned_pages(path: Path, seed: int = SEED, scanner: Scanner | None = None) -> Iterator[Image.Image]:
    """Yield the pages of a PDF file as scanned, 300 dots an inch; the folder's name gives each its chance."""
    with closing(pypdfium2.PdfDocument(path)) as file:
        for number in range(len(file)):
            name = f"{path.parent.name}-{number}"
            chance = np.random.default_rng((seed, zlib.crc32(name.encode())))
            page = file[number].render(scale=DPI / 72, grayscale=True).to_pil()
            yield scan(page, scanner or Scanner(), chance)


def scan_pdf(source: Path, target: Path, seed: int = SEED, scanner: Scanner | None = None) -> Path:
    """Write a PDF file of pictures of another one's pages, and return its path."""
    scanner = scanner or Scanner()
    first, *rest = scanned_pages(source, seed, scanner)
    target.parent.mkdir(parents=True, exist_ok=True)
    first.save(
        target,
        "PDF",
        save_all=True,
        append_images=rest,
        resolution=DPI,
        quality=scanner.jpeg,
        creationDate=_EPOCH,
        modDate=_EPOCH,
    )
    return target
