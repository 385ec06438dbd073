"""Picture files (TIFF with one page or many, PNG, JPEG) into documents, as scans."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from PIL import Image, ImageOps, UnidentifiedImageError

from protokollparser.core.document import Document, Page
from protokollparser.core.errors import InputError
from protokollparser.core.limits import Attempt
from protokollparser.ingest import ocr
from protokollparser.ingest.scans import Picture, Recognised, listed, recognise, shortfall

# What Pillow raises on files that are broken or that expand without measure.
_BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    OverflowError,
    struct.error,
)
_MOST_PIXELS = 200_000_000
# Dots an inch that a scanner may have; others are not believed, and the page is taken to be as long as A4.
_FEWEST, _MOST, _A4_INCHES = 90.0, 1250.0, 11.69
_POINTS = 72.0
# A picture within this share of the wanted size is taken as it is.
_ALIKE = 0.02


@dataclass(slots=True)
class _Leaves:
    """The pages of a picture file as they are taken from it: their sizes in points, and the broken ones."""

    image: Image.Image
    file_name: str
    count: int
    sizes: dict[int, tuple[float, float]] = field(default_factory=dict)
    broken: list[int] = field(default_factory=list)

    def pictures(self) -> Iterator[Picture]:
        """Yield the pages that can be opened. Raises InputError `size_limit`."""
        for number in range(1, self.count + 1):
            try:
                self.image.seek(number - 1)
                if self.image.width * self.image.height > _MOST_PIXELS:
                    told = f"{self.file_name}: has a page of too many dots; scan it at 300 an inch"
                    raise InputError("size_limit", told)
                dots = _dots(self.image)
                page = _grey(self.image)
            except _BROKEN:
                self.broken.append(number)
                continue
            width, height = page.width * _POINTS / dots, page.height * _POINTS / dots
            self.sizes[number] = round(width, 2), round(height, 2)
            yield Picture(number, width, height, partial(_drawn, page, dots))

    def blank(self, number: int) -> Page:
        """Return a page on which nothing was recognised."""
        width, height = self.sizes.get(number, (None, None))
        return Page(number, "", width=width, height=height, text_origin="image")


def read_picture(
    content: bytes, file_name: str, source_id: str, media_type: str, attempt: Attempt
) -> Document:
    """Return the document of a picture file.

    Raises InputError `ocr_missing`, `no_text`, `damaged`, `illegible`, `page_limit` or `size_limit`.
    """
    try:
        image = Image.open(io.BytesIO(content), formats=("TIFF", "PNG", "JPEG"))
        count = int(getattr(image, "n_frames", 1))
    except _BROKEN as error:
        raise InputError("damaged", f"{file_name}: the picture is damaged; fetch it anew") from error
    with image:
        if count > attempt.limits.pages:
            raise InputError("page_limit", f"{file_name}: has {count} pages; split the file")
        leaves = _Leaves(image, file_name, count)
        result = recognise(leaves.pictures(), attempt)
    code, message = _fault(result, leaves.broken, count)
    if not any(page.words for page in result.pages.values()):
        raise InputError(code or "no_text", f"{file_name}: {message or 'is a picture without text'}")
    return Document(
        source_id=source_id,
        file_name=file_name,
        media_type=media_type,
        byte_count=len(content),
        pages=tuple(result.pages.get(number) or leaves.blank(number) for number in range(1, count + 1)),
        text_origin="ocr",
        status="partial" if code else "parsed",
        error_code=code,
        message=message,
    )


def _fault(result: Recognised, broken: Sequence[int], count: int) -> tuple[str | None, str | None]:
    """Return code and sentence for what could not be read of a picture file, or None twice."""
    fault = shortfall(result, range(1, count + 1))
    if broken and not result.untried:
        fault = InputError("damaged", f"pages that could not be read: {listed(broken)}; fetch the file anew")
    return (fault.code, str(fault)) if fault else (None, None)


def _drawn(page: Image.Image, dots: float, scale: float) -> Image.Image:
    """Return a page in so many pixels a point."""
    share = scale * _POINTS / dots
    if abs(share - 1) < _ALIKE:
        return page
    size = max(round(page.width * share), 1), max(round(page.height * share), 1)
    return page.resize(size, Image.Resampling.LANCZOS)


def _grey(image: Image.Image) -> Image.Image:
    """Return a page upright in shades of grey, on white where it lets see through."""
    upright = ImageOps.exif_transpose(image)
    if "A" in upright.getbands() or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("L")
    return upright.convert("L")


def _dots(image: Image.Image) -> float:
    """Return the dots an inch of a picture."""
    told = image.info.get("dpi") or (0, 0)
    dots = float(told[0]) if isinstance(told, tuple) and told else 0.0
    if _FEWEST <= dots <= _MOST:
        return dots
    return max(max(image.size) / _A4_INCHES, ocr.DPI / 8)
