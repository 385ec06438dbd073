"""The words of a page as pdfium finds them: two boxes a word, the type of a run of words told once."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np

from protokollparser.ingest.pdf_text import Ints, Printed, whole
from protokollparser.ingest.pdfium import LINE_HYPHEN, Codes, Floats, Sheet
from protokollparser.ingest.pdfium_type import Setting, TypeCase

_SPACES = (0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_HYPHEN = 45
# Characters that are neither printed nor spaces; Python's own split does not part words at them.
_NOTHING = (*range(9), *range(14, 28), 0x7F, 0xFFFF)
_BLANK = np.zeros(sys.maxunicode + 1, dtype=np.bool_)
_BLANK[[*range(33), *_SPACES, *_NOTHING]] = True
_UNUSUAL = np.zeros(sys.maxunicode + 1, dtype=np.bool_)
_UNUSUAL[[*_NOTHING, LINE_HYPHEN]] = True


@dataclass(frozen=True, slots=True)
class Found:
    """Words in pdfium's order: texts, the numbers of first and last letters, and the boxes of those.

    `letters` and `boxes` hold two entries a word; boxes are as on the page shown.
    Numbers follow each other where a space is printed between words.
    """

    texts: list[str]
    letters: list[int]
    boxes: Floats
    numbers: Ints


def find_words(sheet: Sheet, codes: Codes) -> Found:
    """Return the words of a page whose letters are `codes`."""
    blank = np.ones(len(codes) + 2, dtype=np.bool_)
    blank[1:-1] = _BLANK[codes]
    edges: Ints = np.flatnonzero(blank[1:] != blank[:-1])
    if _UNUSUAL[codes].any():
        edges = _parted(codes, edges)
        text = _decoded(np.where(codes == LINE_HYPHEN, _HYPHEN, codes))
        texts = [text[start:stop] for start, stop in edges.reshape(-1, 2).tolist()]
    else:
        texts = _decoded(codes).split()
    if not texts:
        return Found([], [], np.zeros((0, 4)), edges)
    steps = np.ones(len(texts), dtype=np.int64)
    hyphens = np.flatnonzero(codes == LINE_HYPHEN)
    steps[np.minimum(np.searchsorted(edges[0::2], hyphens), len(texts) - 1)] = 2
    edges[1::2] -= 1
    letters = edges.tolist()
    return Found(texts, letters, sheet.shown(sheet.boxes(letters)), np.cumsum(steps))


def _decoded(codes: Codes) -> str:
    return codes.astype(np.uint32).tobytes().decode("utf-32-le", errors="replace")


def _parted(codes: Codes, edges: Ints) -> Ints:
    """Return the edges of words, parted behind the hyphens at line ends too."""
    behind = np.flatnonzero(codes == LINE_HYPHEN) + 1
    inner = behind[np.searchsorted(edges, behind, side="right") % 2 == 1]
    inner = inner[~np.isin(inner, edges)]
    return np.sort(np.concatenate([edges, inner, inner]))


def set_in_type(sheet: Sheet, found: Found) -> tuple[Printed, Setting]:
    """Return the words with places and type, and how they are set.

    Words are as high as their type and stand on the lower edge of their letters.
    """
    first, last = found.boxes[0::2].T, found.boxes[1::2].T
    setting = TypeCase(sheet).setting(found.letters[0::2], found.letters[1::2], first[3] - first[1])
    types = np.array([(kind.size, kind.lift, kind.bold) for kind in setting.types])
    sizes, lifts, bold = types.T[:, setting.of]
    places = np.empty((4, len(found.texts)))
    places[0], places[2] = first[0], last[2]
    np.maximum(first[3], last[3], out=places[3])
    places[3] -= lifts
    np.subtract(places[3], sizes, out=places[1])
    return Printed(found.texts, whole(100 * places), whole(10 * sizes), bold > 0, found.numbers), setting
