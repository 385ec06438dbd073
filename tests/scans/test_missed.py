"""Ink on which no word was seen is found, gathered, and put back where it stands."""

from __future__ import annotations

import numpy as np

from protokollparser.ingest.ocr import Seen
from protokollparser.ingest.scans_missed import find_missed, gather, put_back

KNOWN = Seen("Summa", 100, 100, 260, 132, 0.9, "1-1-1-1")


def levels() -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """Return a page with a word that was seen and a figure that was not."""
    page = np.full((800, 1200), 240, dtype=np.uint8)
    page[100:132, 100:260] = 40
    page[100:132, 900:960] = 40
    return page


def test_ink_without_a_word_is_found() -> None:
    ((x0, top, x1, bottom),) = find_missed(levels(), [KNOWN])
    assert (x0, top) == (900, 100)
    assert (x1, bottom) == (960, 132)


def test_dust_is_not() -> None:
    page = levels()
    page[400:404, 600:604] = 0
    assert len(find_missed(page, [KNOWN])) == 1


def test_words_on_pieces_are_put_back_on_the_page() -> None:
    page = levels()
    boxes = [(100, 100, 260, 132), (900, 100, 960, 132)]
    pieces = gather(page, boxes)
    down, across = np.nonzero(pieces[100:] < 120)
    box = int(across.min()), int(down.min()) + 100, int(across.max()) + 1, int(down.max()) + 101
    (word,) = put_back([Seen("347", *box, 0.9, "1")], boxes)
    assert (word.x0, word.top, word.x1, word.bottom) == (900, 100, 960, 132)
