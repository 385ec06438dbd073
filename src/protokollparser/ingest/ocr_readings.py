"""Two readings of one page made one: the Swedish one, with the signs and figures of the other.

Tesseract's Swedish has no §, % and * among its letters (it reads `$35`, `837`, `6720`), and misreads some
figures that stand alone; the reading in another language has the signs, and not å, ä and ö.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean

from protokollparser.ingest.ocr import Seen

# What the Swedish reading cannot hold, and what words of figures and signs are made of.
_LACKING = frozenset("§%*@#°½")
_FIGURES = re.compile(r"[-–—−+(]{0,3}[\d§%][\d§%.,:/()+–—−-]{0,30}")
# Where both readings see a number, the surer one counts; brackets are seen around figures that stand alone.
_NUMBER = re.compile(r"[^\w\s]{0,3}\d[\d.,:)\]–—−-]{0,30}")
# Letters that are figures to the eye; a word of nothing else is one where the other reading sees figures.
_LOOKALIKES = frozenset("IlioOsSzZB|]![")
_STARS = re.compile(r"\*{1,3}\)?")
_BODY_SIGN = re.compile(r"[A-Za-zÅÄÖåäö]{1,8}§?\$")
_DASHES = frozenset("-–—−=")
_EVEN_DASHES = re.compile(r"[–—−]")
_ECHO = re.compile(r"^[-–—−]{2}(?=\d)")
# A word less sure than this is read again; so is a dash higher than this in pixels, and a word of which each
# letter would be so many times as wide as it is high.
_DOUBTFUL, _FLAT, _FILLED = 0.5, 14, 2.2
# Words are the same print when they share this much of the narrower and the lower one.
_SHARED = 0.5
# A word that one reading lacks, or has otherwise, is taken from the other from this confidence on.
_SURE = 0.6


def reconcile(own: Sequence[Seen], other: Sequence[Seen]) -> list[Seen]:
    """Return the words of `own` with those of `other` that hold signs which `own` cannot hold, figures that
    `own` lacks, and figures that `other` is surer of."""
    signs = [word for word in other if word.text == "§"]
    own = [word._replace(text="§") if word.text == "$" and _near(word, signs) else word for word in own]
    known = [word for word in own if word.text == "§"]
    rows = _rows(own)
    rivals: dict[tuple[int, ...], list[Seen]] = defaultdict(list)
    added: list[Seen] = []
    for word in other:
        shared = tuple(at for at in rows.get(word.top // _ROW, ()) if _same(own[at], word))
        if shared:
            rivals[shared].append(word)
        elif (word.text == "§" and _near(word, known)) or any(
            own[at].text == word.text and _overlap(own[at], word) for at in rows.get(word.top // _ROW, ())
        ):
            continue
        elif _FIGURES.fullmatch(word.text) and word.confidence >= _SURE:
            added.append(word._replace(line=_line(own, rows, word)))
    gone: set[int] = set()
    for shared, words in rivals.items():
        mine = [own[at] for at in shared]
        if any(word.text == "§" for word in mine) and all(word.text == "§" for word in words):
            continue
        if not gone.intersection(shared) and _better(mine, words):
            gone.update(shared)
            added += _with_others([word._replace(line=mine[0].line) for word in words], mine)
        elif not gone.intersection(shared) and len(mine) == 1 and _hides_sign(mine[0], words):
            gone.update(shared)
            added += _parted(mine[0])
        elif not gone.intersection(shared):
            for at, word in zip(shared, _with_others(mine, words), strict=True):
                own[at] = word
    return [word for at, word in enumerate(own) if at not in gone] + added


def _with_others(chosen: Sequence[Seen], left: Sequence[Seen]) -> list[Seen]:
    """Return the words of the reading that was chosen with how the other one has their figures.

    The other reading is cut where the chosen one has its words.
    """
    theirs = "".join(word.text for word in sorted(left, key=lambda word: word.x0))
    ours = "".join(word.text for word in chosen)
    even = [_EVEN_DASHES.sub("-", text) for text in (ours, theirs)]
    figures = all(any(letter.isdigit() for letter in text) for text in even)
    if even[0] == even[1] or not figures or (len(ours) != len(theirs) and len(chosen) > 1):
        return list(chosen)
    told, at = [], 0
    for word in chosen:
        other = theirs[at : at + len(word.text)] if len(chosen) > 1 else theirs
        at += len(word.text)
        told.append(word if other == word.text else word._replace(other=other))
    return told


# Words are looked up by rows of so many pixels.
_ROW = 40


def _rows(words: Sequence[Seen]) -> dict[int, list[int]]:
    """Return the numbers of the words that stand in or next to each row."""
    rows: dict[int, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        for row in range(word.top // _ROW - 1, word.bottom // _ROW + 2):
            rows[row].append(at)
    return rows


def _same(one: Seen, other: Seen) -> bool:
    """True when two words are the same print."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    return _beside(one, other) and across >= _SHARED * min(one.x1 - one.x0, other.x1 - other.x0)


def _overlap(one: Seen, other: Seen) -> bool:
    """True when two words touch: boxes of single figures are not exact."""
    return _beside(one, other) and min(one.x1, other.x1) > max(one.x0, other.x0)


def _beside(one: Seen, other: Seen) -> bool:
    """True when two words stand on one line."""
    along = min(one.bottom, other.bottom) - max(one.top, other.top)
    return along >= _SHARED * min(one.bottom - one.top, other.bottom - other.top)


def _line(own: Sequence[Seen], rows: dict[int, list[int]], word: Seen) -> str:
    """Return the line on which a word stands that only the other reading has."""
    near = [at for at in rows.get(word.top // _ROW, ()) if _beside(own[at], word)]
    at = min(near, key=lambda at: (abs(own[at].x0 - word.x0), at), default=None)
    return f"other-{word.line}" if at is None else own[at].line


def add(own: Sequence[Seen], found: Sequence[Seen], least: float = _SURE) -> list[Seen]:
    """Return the words with those that were found where none was seen, each on its line.

    Of those found, the ones with letters or figures and at least this confidence count; with 0 all of them.
    """
    rows = _rows(own)
    sure = [word for word in found if word.confidence >= least and (not least or _tells(word))]
    new = [word for word in sure if not any(_same(own[at], word) for at in rows.get(word.top // _ROW, ()))]
    return [*own, *(word._replace(line=_line(own, rows, word)) for word in new)]


def _near(word: Seen, signs: Sequence[Seen]) -> bool:
    """True when the other reading has a § within its width of a word: boxes of signs are not exact."""
    wide = word.x1 - word.x0
    return any(_beside(word, sign) and abs(sign.x0 - word.x0) <= wide for sign in signs)


def _hides_sign(mine: Seen, theirs: Sequence[Seen]) -> bool:
    """True when a § stands where one's own reading has a dollar sign after a body's letters: Kf$ for Kf §."""
    return _BODY_SIGN.fullmatch(mine.text) is not None and any("§" in word.text for word in theirs)


def _parted(word: Seen) -> list[Seen]:
    """Return the letters of a body and the § that was read with them, each with its share of the box."""
    letters = word.text.rstrip("$§")
    middle = word.x0 + (word.x1 - word.x0) * len(letters) // (len(letters) + 1)
    return [word._replace(text=letters, x1=middle), word._replace(text="§", x0=middle)]


def is_lookalike(text: str) -> bool:
    """True for letters that may be figures: I for 1, ss for 55."""
    return _LOOKALIKES.issuperset(text)


def is_doubtful(word: Seen) -> bool:
    """True for a word that is to be read again: unsure, letters that may be figures, or in a box that its
    letters cannot fill."""
    if word.confidence < _DOUBTFUL or is_lookalike(word.text):
        return True
    high = word.bottom - word.top
    if _DASHES.issuperset(word.text):
        return high > _FLAT
    return word.x1 - word.x0 > _FILLED * high * len(word.text)


def without_echoes(words: Sequence[Seen]) -> list[Seen]:
    """Return words without dashes that stand upright, or were seen twice, alone and at the head of a word."""
    heads = [word for word in words if len(word.text) > 1 and word.text[0] in _DASHES]
    return [
        word._replace(text=_ECHO.sub("-", word.text))
        for word in words
        if not _DASHES.issuperset(word.text)
        or not (_is_upright(word) or any(_precedes(word, head) for head in heads))
    ]


def _is_upright(dash: Seen) -> bool:
    return dash.confidence < _DOUBTFUL and dash.bottom - dash.top > 2 * (dash.x1 - dash.x0)


def _precedes(dash: Seen, head: Seen) -> bool:
    """True when a dash stands on or right before the first letter of a word."""
    return _beside(dash, head) and head.x0 - dash.x0 >= -_FLAT and head.x0 - dash.x1 <= _FLAT


def _tells(word: Seen) -> bool:
    return any(letter.isalnum() for letter in word.text)


def _better(mine: Sequence[Seen], theirs: Sequence[Seen]) -> bool:
    """True when figures and signs of the other reading are to be taken in place of one's own words."""
    told = "".join(word.text for word in theirs)
    sure = fmean(word.confidence for word in theirs)
    printed = "".join(word.text for word in mine)
    if _STARS.fullmatch(told) and len(printed) <= len(told):
        return sure >= _SURE
    if not _FIGURES.fullmatch(told) or sure < _SURE:
        return False
    if not _LACKING.isdisjoint(told):
        return len(printed) <= len(told) + 3
    if is_lookalike(printed):
        return True
    if not any(letter.isdigit() for letter in printed) or printed == told:
        return False
    return _NUMBER.fullmatch(printed) is not None and sure > fmean(word.confidence for word in mine)
