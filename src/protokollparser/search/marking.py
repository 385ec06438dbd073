"""The words of a passage that a question means, marked, and the lines around the best of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from protokollparser.search.tokens import Token, tokens
from protokollparser.search.weighing import Sought

_AROUND, _BEFORE = 200, 60
_NEAR = 160
_SPACES = re.compile(r"\s+")


class Mark(NamedTuple):
    """A stretch of a passage that a clause of the question means."""

    start: int
    end: int
    clause: int
    worth: float


class Snippet(NamedTuple):
    """Some words around a mark, with single spaces, and where the marked words begin and end in it."""

    text: str
    marks: tuple[tuple[int, int], ...]


def marks(text: str, sought: Sequence[Sequence[Sought]]) -> list[Mark]:
    """Return what a question means in a passage, from its beginning to its end, none within another."""
    found = list(tokens(text))
    out: list[Mark] = []
    for clause, many in enumerate(sought):
        for one in many:
            out += [Mark(t.start, t.end, clause, one.worth[t.text]) for t in found if t.text in one.worth]
            for phrase in one.phrases:
                out += _side_by_side(found, phrase, clause)
    kept: list[Mark] = []
    for mark in sorted(out, key=lambda mark: (mark.start, -mark.end, -mark.worth)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def best(found: Sequence[Mark]) -> Mark:
    """Return the mark around which most of the question stands, the first of several."""

    def told(at: int) -> float:
        worth: dict[int, float] = {}
        for mark in found[at:]:
            if mark.start > found[at].start + _NEAR:
                break
            worth[mark.clause] = max(worth.get(mark.clause, 0.0), mark.worth)
        return sum(worth.values())

    return found[max(range(len(found)), key=lambda at: (round(told(at), 6), -at))]


def snippet(text: str, found: Sequence[Mark], at: int) -> Snippet:
    """Return the words of a passage around a place of it."""
    start = max(0, at - _BEFORE)
    if start:
        gap = _SPACES.search(text, start, at)
        start = gap.end() if gap else at
    end = min(len(text), start + _AROUND)
    if end < len(text):
        gap_at = max(
            text.rfind(" ", at + 1, end), text.rfind("\n", at + 1, end), text.rfind("\t", at + 1, end)
        )
        end = gap_at if gap_at > at else end
    shown, places = [], []
    length, last = 0, start
    for mark in found:
        if mark.end <= start or mark.start >= end:
            continue
        before = _SPACES.sub(" ", text[last : mark.start])
        word = _SPACES.sub(" ", text[mark.start : min(mark.end, end)])
        before = before.lstrip() if not length else before
        places.append((length + len(before), length + len(before) + len(word)))
        shown += [before, word]
        length = places[-1][1]
        last = mark.end
    rest = _SPACES.sub(" ", text[last:end]).rstrip() if last < end else ""
    rest = rest if shown else rest.lstrip()
    lead, tail = "… " if start else "", " …" if end < len(text.rstrip()) else ""
    moved = tuple((a + len(lead), b + len(lead)) for a, b in places)
    return Snippet(f"{lead}{''.join(shown)}{rest}{tail}", moved)


def line_of(breaks: Sequence[int], first_line: int, at: int) -> int:
    """Return the line of a place, from where the line ends of a page end."""
    return first_line + bisect_right(breaks, at)


def _side_by_side(found: Sequence[Token], phrase: tuple[str, ...], clause: int) -> list[Mark]:
    length = len(phrase)
    return [
        Mark(found[at].start, found[at + length - 1].end, clause, 1.0)
        for at in range(len(found) - length + 1)
        if all(found[at + i].text == phrase[i] for i in range(length))
    ]
