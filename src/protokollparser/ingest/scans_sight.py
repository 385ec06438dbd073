"""What is seen on one scanned page: turned level, freed of its lines, and shown to Tesseract."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PIL import Image

from protokollparser.core.document import Page, Ruling
from protokollparser.ingest.ocr import OTHER, Seen, languages, orientation, see
from protokollparser.ingest.ocr_readings import add, reconcile
from protokollparser.ingest.ocr_words import tokens_of
from protokollparser.ingest.pdf_frames import Frame, compose_frames
from protokollparser.ingest.pdf_text import Printed
from protokollparser.ingest.scans_level import INK, find_skew, paper_of, turn_level
from protokollparser.ingest.scans_missed import find_missed, gather, put_back
from protokollparser.ingest.scans_rulings import Stroke, find_strokes, without_strokes

Levels = npt.NDArray[np.uint8]

# Text that reads worse than this may stand sideways; a page on which it stays so is not gone by.
LEAST_CONFIDENCE = 0.6
# What is left of lines that were drawn by hand, or did not run straight.
_LINE_SIGNS = frozenset("|¦_")
# Ink on less than this share of a page is dust.
_DUST = 0.0004
# A word that is less sure than this is read again, away from what stands around it.
_DOUBTFUL = 0.5
# How Tesseract divides a picture of pieces: as lines of one block.
_LINES = 6


@dataclass(frozen=True, slots=True)
class Sight:
    """Words and drawn lines in pixels. `turn` is the direction of the words (`pdf_frames.Frame`).

    Places of words are those on the page turned so that they run level.
    """

    words: tuple[Seen, ...]
    strokes: tuple[Stroke, ...]
    turn: int = 0

    @property
    def confidence(self) -> float:
        """How sure the recognition was, 0 to 1, each letter counting the same."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page ready to be seen: level, without its lines, which are `strokes`; `blank` if nothing is on it."""

    levels: Levels
    strokes: tuple[Stroke, ...]
    blank: bool


def level(image: Image.Image) -> Sheet:
    """Return a picture of a page, in shades of grey, ready to be seen."""
    turned = turn_level(image, find_skew(image))
    levels = np.asarray(turned)
    paper = paper_of(turned)
    ink = levels < INK * paper
    if ink.mean() < _DUST:
        return Sheet(levels, (), True)
    strokes = tuple(find_strokes(ink))
    return Sheet(without_strokes(levels, strokes, paper), strokes, False)


def look(sheet: Sheet) -> Sight:
    """Return what is seen on a page; where that makes no sense, it is turned to see whether that does.

    Raises OcrFault.
    """
    sight = Sight(_words(see(sheet.levels)), sheet.strokes)
    levels = sheet.levels
    turn = orientation(levels) if sight.confidence < LEAST_CONFIDENCE else 0
    if turn:
        turned = np.ascontiguousarray(np.rot90(levels, -turn // 90))
        other = Sight(_words(see(turned)), sheet.strokes, turn)
        if other.confidence > sight.confidence:
            sight, levels = other, turned
    if OTHER not in languages() or 0 < sight.confidence < LEAST_CONFIDENCE:
        return sight
    both = reconcile(sight.words, see(levels, OTHER))
    sure = [word for word in both if word.confidence >= _DOUBTFUL]
    known = add(sure, _passed_over(levels, sure))
    return replace(sight, words=_words(add(known, both, 0.0)))


def _passed_over(levels: Levels, words: list[Seen]) -> list[Seen]:
    """Return the words on ink on which none was seen for sure. Raises OcrFault."""
    places = find_missed(levels, words)
    if not places:
        return []
    pieces = gather(levels, places)
    return put_back(reconcile(see(pieces, division=_LINES), see(pieces, OTHER, _LINES)), places)


def _words(seen: list[Seen]) -> tuple[Seen, ...]:
    return tuple(word for word in seen if not _LINE_SIGNS.issuperset(word.text))


def page_of(sight: Sight, number: int, width: float, height: float, scale: float) -> Page:
    """Return the page that was seen; `scale` is pixels a point. Places are those on the page turned level."""
    frame = Frame(sight.turn, width, height)
    tokens = tokens_of(sight.words, 1 / scale)
    text, words = compose_frames([(frame, Printed.of(tokens))]) if tokens else ("", ())
    sure: dict[tuple[int, ...], float] = {}
    for token, seen in zip(tokens, sight.words, strict=True):
        sure[_place(frame.back(*token[1:5]))] = seen.confidence
    mean = round(sight.confidence, 4)
    confidences = bytes(
        round(100 * sure.get(_place((word.x0, word.top, word.x1, word.bottom)), mean)) for word in words
    )
    return Page(
        number=number,
        text=text,
        width=round(width, 2),
        height=round(height, 2),
        text_origin="ocr",
        ocr_confidence=mean,
        words=words,
        rulings=tuple(_ruling(stroke, scale) for stroke in sight.strokes),
        word_confidences=confidences,
    )


def _place(box: tuple[float, float, float, float]) -> tuple[int, ...]:
    """Return a box in tenths of a point, by which words are found again."""
    return tuple(round(10 * value) for value in box)


def _ruling(stroke: Stroke, scale: float) -> Ruling:
    """Return a line in points, as thin as lines of documents are."""
    x0, top, x1, bottom = (value / scale for value in stroke)
    if stroke.level:
        middle = round((top + bottom) / 2, 1)
        return Ruling(round(x0, 1), middle, round(x1, 1), middle)
    middle = round((x0 + x1) / 2, 1)
    return Ruling(middle, round(top, 1), middle, round(bottom, 1))
