"""Letters and numbers of a page as printed and as seen, compared alike for every reader."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from rapidfuzz.distance import Levenshtein

from protokollparser.core.document import Page

_DASHES = re.compile(r"[−–—]")
# Drawn by letters: lines to sign on, leaders of contents lists, rows of dashes and of equals signs.
_DRAWN = re.compile(r"_{2,}|(?:\.[ ]?){4,}|…+|-{3,}|={3,}|\*{3,}")
_NUMBER = re.compile(r"-?\d+(?:[,.:]\d+)*")
_HEAD, _GROUP = re.compile(r"-?\d{1,3}(?: \d{3})*"), re.compile(r"\d{3}(?:,\d+)?")
# Groups of one number stand no further apart than this share of their type.
_SPACE = 0.95

Place = tuple[int, int]


def compared(printed: Page, seen: Page, accepted: Mapping[Place, str] | None = None) -> Counter[str]:
    """Return errors, letters, numbers and exact numbers of one page; `accepted` are texts put in the place
    of those seen, by their offsets, before numbers are compared."""
    a, b = _even(printed.text), _even(seen.text)
    wanted, got = list(numbers(printed)), list(numbers(seen))
    mended = list(numbers(seen, accepted)) if accepted else got
    return Counter(
        errors=Levenshtein.distance(a, b),
        letters=len(a),
        numbers=len(wanted),
        exact=_alike(wanted, got),
        mended=_alike(wanted, mended),
    )


def _even(text: str) -> str:
    """Return a text with single spaces, one kind of dash, and without what is drawn by letters."""
    return " ".join(_DRAWN.sub(" ", _DASHES.sub("-", text)).split())


def _alike(wanted: list[str], got: list[str]) -> int:
    """Return how many numbers are the same, in order."""
    blocks = difflib.SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def numbers(page: Page, accepted: Mapping[Place, str] | None = None) -> Iterator[str]:
    """Yield the numbers of a page in order, groups of thousands joined where they stand close together."""
    held, right = "", 0.0
    for text, gap_from, x1, size, start in _words(page, accepted or {}):
        close = gap_from is not None and start is not None and gap_from - right <= _SPACE * size
        if held and start == "":
            held, right = held + text, x1
            continue
        if held and close and _HEAD.fullmatch(held) and _GROUP.match(text):
            held, right = f"{held} {text}", x1
            continue
        yield from _found(held)
        held, right = text, x1
    yield from _found(held)


def _found(text: str) -> list[str]:
    """Return the numbers of a word, or of groups that stand together."""
    joined = re.sub(r"(?<=\d) (?=\d{3})", "", text)
    return _NUMBER.findall(joined)


def _words(
    page: Page, accepted: Mapping[Place, str]
) -> Iterator[tuple[str, float | None, float, float, str | None]]:
    """Yield words: text, where they begin and end, their size, and what stands between them and the word
    before on their line, None for the first."""
    told: set[Place] = set()
    last = 0
    for word in page.words:
        place = next((one for one in accepted if one[0] <= word.start < one[1]), None)
        between = page.text[last : word.start]
        going = None if "\n" in between or not last else between
        last = word.end
        if place is None:
            text = _DASHES.sub("-", page.text[word.start : word.end])
            yield text, word.x0, word.x1, word.size, going
        elif place not in told:
            told.add(place)
            yield re.sub(r"\s", " ", _DASHES.sub("-", accepted[place])), None, word.x1, word.size, None


def unlike(printed: Page, seen: Page) -> Iterator[tuple[str, str, str]]:
    """Yield what differs: `text` or `number`, what is printed, and what was seen."""
    a, b = _even(printed.text).split(" "), _even(seen.text).split(" ")
    for name, one, other in (
        ("text", a, b),
        ("number", list(numbers(printed)), list(numbers(seen))),
    ):
        for tag, i, j, k, m in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if tag != "equal":
                yield name, " ".join(one[i:j]), " ".join(other[k:m])
