"""Words put together from the letters of a PDF page: by direction, each letter once, parted at gaps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from protokollparser.ingest.pdf_frames import Frame
from protokollparser.ingest.pdf_text import Printed, Token

# A letter as pdfplumber has it: text, x0, x1, top, bottom, size, fontname, matrix.
Letter = dict[str, Any]

BOLD = re.compile(r"bold|black|heavy|semibd|[-,_]bd?\b|[-,]demi", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
# A glyph for which the file names no character.
_GLYPH = re.compile(r"\(cid:\d{1,7}\)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# A space is drawn as a gap of this share of the type size, narrower than any font's own space.
_GAP = 0.17
# Words that run aslant rise by so much of what they go along, or go along by so much of what they rise.
_RISE = 0.15
# The frame of words that run aslant, whose places stay as they are on the page.
_ASLANT = 45
# Bold is imitated by drawing a letter again, moved by less than this share of its size.
_AGAIN = 0.12


def words_by_direction(letters: Iterable[Letter], width: float, height: float) -> list[tuple[Frame, Printed]]:
    """Return the words by direction, places turned level, the direction of most letters first.

    Words that run aslant come last, each in the box around it.
    """
    groups: dict[int, list[Letter]] = defaultdict(list)
    aslant: list[Letter] = []
    for letter in _drawn_once(letters):
        if is_slanted(letter.get("matrix") or (1, 0, 0, 1)):
            aslant.append(letter)
        else:
            groups[_turn(letter)].append(letter)
    found = []
    for turn in sorted(groups, key=lambda turn: (-len(groups[turn]), turn)):
        frame = Frame(turn, width, height)
        level = [_levelled(letter, frame) for letter in groups[turn]] if turn else groups[turn]
        found.append((frame, Printed.of(_tokens(level))))
    if aslant:
        found.append((Frame(_ASLANT, width, height), Printed.of(_slanted_tokens(aslant))))
    return found


def _slanted_tokens(letters: Sequence[Letter]) -> list[Token]:
    """Return the words of letters that run aslant, in the order in which they are drawn."""
    words: list[list[Letter]] = [[]]
    for letter in letters:
        if not letter["text"].strip():
            words.append([])
        elif words[-1] and letter["size"] != words[-1][-1]["size"]:
            words.append([letter])
        else:
            words[-1].append(letter)
    return [
        Token(
            _CONTROL.sub("", "".join(letter["text"] for letter in word)),
            min(letter["x0"] for letter in word),
            min(letter["top"] for letter in word),
            max(letter["x1"] for letter in word),
            max(letter["bottom"] for letter in word),
            float(word[0]["size"]),
            BOLD.search(str(word[0]["fontname"])) is not None,
        )
        for word in words
        if word
    ]


def is_slanted(matrix: Sequence[float]) -> bool:
    """True for letters that run neither level nor straight up or down: a stamp, or words over the page."""
    across, upwards = abs(matrix[0]), abs(matrix[1])
    return min(across, upwards) > _RISE * max(across, upwards)


def _tokens(letters: list[Letter]) -> list[Token]:
    """Return the words that letters make up, without control characters and halves of characters."""
    # Few pages have odd letters: pdfplumber takes 14 MB of every process that loads it (decision 0008).
    from pdfplumber.utils.text import extract_words

    tokens = []
    for word in extract_words(letters, x_tolerance_ratio=_GAP, extra_attrs=["fontname", "size"]):
        text = _GLYPH.sub("\ufffd", _SURROGATE.sub("\ufffd", _CONTROL.sub("", word["text"]))).strip()
        if text:
            place = word["x0"], word["top"], word["x1"], word["bottom"]
            bold = BOLD.search(str(word["fontname"])) is not None
            tokens.append(Token(text, *place, float(word["size"]), bold))
    return tokens


def _turn(letter: Letter) -> int:
    """Return the direction of a letter, told by the matrix it is drawn with."""
    a, b, _, d = (letter.get("matrix") or (1, 0, 0, 1))[:4]
    if abs(a) >= abs(b):
        return 180 if a < 0 and d < 0 else 0
    return 90 if b > 0 else 270


def _levelled(letter: Letter, frame: Frame) -> Letter:
    x0, top, x1, bottom = frame.level(letter["x0"], letter["top"], letter["x1"], letter["bottom"])
    place = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top, "upright": True}
    return {**letter, **place, "size": bottom - top}


def _drawn_once(letters: Iterable[Letter]) -> list[Letter]:
    """Return the letters without those that are drawn again over themselves."""
    seen: dict[tuple[str, int, int], list[tuple[float, float]]] = defaultdict(list)
    kept = []
    for letter in letters:
        text, x, y = letter["text"], letter["x0"], letter["top"]
        near = _AGAIN * letter["size"]
        column, row = int(x // 4), int(y // 4)
        again = text.strip() and any(
            abs(x - other_x) < near and abs(y - other_y) < near
            for at in ((column, row), (int((x - near) // 4), row), (int((x + near) // 4), row))
            for other_x, other_y in seen.get((text, *at), ())
        )
        if not again:
            seen[text, column, row].append((x, y))
            kept.append(letter)
    return kept
