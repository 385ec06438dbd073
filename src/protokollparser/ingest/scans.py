"""Pages that are pictures of text, recognised by Tesseract, two at a time, each once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path

import numpy as np
from PIL import Image

from protokollparser.core.document import Page
from protokollparser.core.errors import InputError
from protokollparser.core.limits import Attempt
from protokollparser.ingest import ocr
from protokollparser.ingest.ocr_cache import Cache
from protokollparser.ingest.scans_sight import LEAST_CONFIDENCE, Sheet, Sight, level, look, page_of

_AT_ONCE = 2
# A page in poster size is seen at fewer dots an inch, so that its picture stays below so many pixels.
_MOST_PIXELS = 18_000_000
_DOTS_A_POINT = ocr.DPI / 72


@dataclass(frozen=True, slots=True)
class Picture:
    """A page to be recognised: number, size in points, and what draws it at so many pixels a point."""

    number: int
    width: float
    height: float
    draw: Callable[[float], Image.Image]

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return min(_DOTS_A_POINT, sqrt(_MOST_PIXELS / max(self.width * self.height, 1.0)))


@dataclass(frozen=True, slots=True)
class Recognised:
    """Pages by number, those that could not be recognised well enough (they are empty), and, if nothing was
    tried, why not: `never` or `missing`."""

    pages: dict[int, Page]
    illegible: tuple[int, ...] = ()
    untried: str | None = None


def recognise(pictures: Iterable[Picture], attempt: Attempt) -> Recognised:
    """Return the pages in pictures of text. Blank ones, and such without any word, are not among them."""
    if attempt.recognition.mode == "never":
        return Recognised({}, untried="never")
    version = ocr.version()
    if version is None or "ocr" in attempt.without:
        return Recognised({}, untried="missing")
    attempt.step("ocr")
    cache = Cache(attempt.recognition.folder, version, attempt.recognition.source_id)
    pages: dict[int, Page] = {}
    illegible: list[int] = []
    for picture, sight in _seen(pictures, cache):
        if sight is not None and not sight.words:
            continue
        page = page_of(sight or Sight((), ()), picture.number, picture.width, picture.height, picture.scale)
        if sight is None or sight.confidence < LEAST_CONFIDENCE:
            illegible.append(picture.number)
            page = replace(page, text="", words=(), word_confidences=b"", other_readings=(), rulings=())
        pages[picture.number] = page
    return Recognised(pages, tuple(illegible))


def shortfall(result: Recognised, left: Sequence[int]) -> InputError | None:
    """Return what is to be told of pages that were not recognised; `left` are the pictures among them."""
    if result.untried == "missing" and left:
        told = f"pages that are pictures: {listed(left)}; install tesseract-ocr and tesseract-ocr-swe"
        return InputError("ocr_missing", told)
    if result.untried == "never" and left:
        told = f"pages that are pictures: {listed(left)}; have them recognised (--ocr auto)"
        return InputError("no_text", told)
    if result.illegible:
        told = f"pages too poor to be recognised: {listed(result.illegible)}; scan them anew"
        return InputError("illegible", told)
    return None


def listed(numbers: Sequence[int]) -> str:
    """Return page numbers as they are told, the first twelve of them."""
    shown = ", ".join(map(str, numbers[:12]))
    return shown if len(numbers) <= 12 else f"{shown} and {len(numbers) - 12} more"


def _seen(pictures: Iterable[Picture], cache: Cache) -> Iterator[tuple[Picture, Sight | None]]:
    """Yield each picture with what is seen on it, None where Tesseract failed, in order."""
    waiting: deque[tuple[Picture, Path | None, Sight | Future[Sight]]] = deque()
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for picture in pictures:
            image = picture.draw(picture.scale)
            path = cache.path(np.asarray(image))
            waiting.append((picture, path, cache.find(path) or _sight(level(image), threads)))
            if len(waiting) > _AT_ONCE:
                yield _done(*waiting.popleft(), cache)
        while waiting:
            yield _done(*waiting.popleft(), cache)


def _sight(sheet: Sheet, threads: ThreadPoolExecutor) -> Sight | Future[Sight]:
    """Return what is seen on a page, or will be."""
    return Sight((), ()) if sheet.blank else threads.submit(look, sheet)


def _done(
    picture: Picture, path: Path | None, sight: Sight | Future[Sight], cache: Cache
) -> tuple[Picture, Sight | None]:
    """Return a picture with what was seen on it, once it has been."""
    if isinstance(sight, Sight):
        return picture, sight
    try:
        found = sight.result()
    except ocr.OcrFault:
        return picture, None
    cache.keep(path, found)
    return picture, found
