"""What is seen on one scanned page: turned level, freed of its lines, and shown to Tesseract."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from protokollparser.core.document import Page, Ruling
from protokollparser.ingest.ocr import OTHER, Seen, languages, orientation, see
from protokollparser.ingest.ocr_context import settle
from protokollparser.ingest.ocr_readings import add, is_doubtful, reconcile, without_echoes
from protokollparser.ingest.ocr_words import tokens_of
from protokollparser.ingest.pdf_frames import Frame, compose_frames
from protokollparser.ingest.pdf_text import Printed
from protokollparser.ingest.scans_gaps import part
from protokollparser.ingest.scans_leaders import Leader, dots_of, find_leaders, without_leaders
from protokollparser.ingest.scans_level import INK, even_out, find_skew, paper_of, turn_level
from protokollparser.ingest.scans_missed import find_missed, gather, put_back
from protokollparser.ingest.scans_rulings import Stroke, find_strokes, without_strokes

Levels = npt.NDArray[np.uint8]

# Text that reads worse than this may stand sideways; a page on which it stays so is not gone by.
LEAST_CONFIDENCE = 0.6
# What is left of lines that were drawn by hand, or did not run straight.
_LINE_SIGNS = frozenset("|¦_")
# How noise is taken away: the middle one of nine dots, or a mean that weighs near ones more.
_MIDDLE, _SOFT = ImageFilter.MedianFilter(3), ImageFilter.GaussianBlur(0.7)
# Words of so many letters are wider than high.
_LONGER = 4
# Ink on less than this share of a page is dust.
_DUST = 0.0004
# How Tesseract divides a picture of pieces, as lines of one block, and a page of tables, as one column: by
# itself it takes columns of figures for pictures or for the ends of other lines.
_LINES, _COLUMN = 6, 4
# A page of tables has at least this share of words with figures.
_FIGURES = 0.25


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
        return self.worth / letters if letters else 0.0

    @property
    def worth(self) -> float:
        """How many letters were seen, each counting for how sure it is."""
        return sum(word.confidence * len(word.text) for word in self.words)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page ready to be seen: level, without its drawn lines (`strokes`) and rows of dots (`leaders`).

    `levels` and `soft` are two ways in which its noise was taken away; figures that one of them blurs are
    clear in the other. It is `blank` if nothing is on it.
    """

    levels: Levels
    soft: Levels
    strokes: tuple[Stroke, ...]
    leaders: tuple[Leader, ...]
    blank: bool


def level(image: Image.Image) -> Sheet:
    """Return a picture of a page, in shades of grey, ready to be seen."""
    turned = turn_level(image, find_skew(image))
    levels = np.asarray(turned)
    paper = paper_of(turned)
    ink = levels < INK * paper
    if ink.mean() < _DUST:
        return Sheet(levels, levels, (), (), True)
    strokes = tuple(find_strokes(ink))
    cleaned = without_strokes(levels, strokes, paper)
    still, soft = (even_out(cleaned, paper, smooth) for smooth in (_MIDDLE, _SOFT))
    leaders = tuple(find_leaders(still))
    still, soft = without_leaders(still, leaders), without_leaders(soft, leaders)
    return Sheet(still, soft, strokes, leaders, False)


def look(sheet: Sheet) -> Sight:
    """Return what is seen on a page; where that makes no sense, it is turned to see whether that does.

    Raises OcrFault.
    """
    sight = _best(sheet.levels, Sight(_words(see(sheet.levels)), sheet.strokes))
    levels, soft = sheet.levels, sheet.soft
    for turn in _turns(sight, levels):
        turned = np.ascontiguousarray(np.rot90(sheet.levels, -turn // 90))
        other = Sight(_words(see(turned)), sheet.strokes, turn)
        if (other.confidence > sight.confidence or _is_upright(sight)) and not _is_upright(other):
            sight, levels = other, turned
            soft = np.ascontiguousarray(np.rot90(sheet.soft, -turn // 90))
    dots = [] if sight.turn else dots_of(sheet.leaders)
    if OTHER not in languages() or 0 < sight.confidence < LEAST_CONFIDENCE:
        return replace(sight, words=(*sight.words, *dots)) if sight.words else sight
    both = reconcile(sight.words, see(soft, OTHER))
    sure = [word for word in both if not is_doubtful(word)]
    known = add(sure, _passed_over(levels, sure))
    words = settle(part(without_echoes(add(known, both, 0.0)), levels))
    return replace(sight, words=_words(add(words, dots, 0.0)))


def _turns(sight: Sight, levels: Levels) -> tuple[int, ...]:
    """Return by how many degrees a page may have to be turned clockwise, given what is seen on it as it is.

    Tesseract may see words of which each stands on its side, in an order that is none. Raises OcrFault.
    """
    upright = _is_upright(sight)
    turn = orientation(levels) if upright or sight.confidence < LEAST_CONFIDENCE else 0
    return (90, 270) if upright and turn in (0, 180) else (turn,) if turn else ()


def _is_upright(sight: Sight) -> bool:
    """True when most longer words are higher than wide."""
    longer = [word for word in sight.words if len(word.text) >= _LONGER]
    high = sum(word.bottom - word.top > word.x1 - word.x0 for word in longer)
    return 2 * high > len(longer)


def _best(levels: Levels, sight: Sight) -> Sight:
    """Return what is seen on a page of tables if it is read as one column, where that tells more."""
    figures = sum(any(letter.isdigit() for letter in word.text) for word in sight.words)
    if not sight.words or figures < _FIGURES * len(sight.words):
        return sight
    other = replace(sight, words=_words(see(levels, division=_COLUMN)))
    return other if other.worth > sight.worth else sight


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
    told = {_place(frame.back(*token[1:5])): seen for token, seen in zip(tokens, sight.words, strict=True)}
    found = [told.get(_place((word.x0, word.top, word.x1, word.bottom))) for word in words]
    mean = round(sight.confidence, 4)
    return Page(
        number=number,
        text=text,
        width=round(width, 2),
        height=round(height, 2),
        text_origin="ocr",
        ocr_confidence=mean,
        words=words,
        rulings=tuple(_ruling(stroke, scale) for stroke in sight.strokes),
        word_confidences=bytes(round(100 * (seen.confidence if seen else mean)) for seen in found),
        other_readings=tuple((at, seen.other) for at, seen in enumerate(found) if seen and seen.other),
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
