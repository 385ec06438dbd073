"""Where ballots stand in running minutes: lines of cells, with a vote on every so many of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mode

from protokollparser.core.layout import Line
from protokollparser.parse.ballots.words import BallotWords

_FEWEST = 3
_LONGEST, _WIDEST = 8, 90
_HEAD_LINES = 12
_CELL = re.compile(
    r"(?:[^\W\d_a-z][\w'’´.-]*(?: (?:[^\W\d_][\w'’´.-]*|\([^()]{1,12}\))){0,5}|\d{1,3}(?: .{2,20})?)"
)


def regions(lines: Sequence[Line], words: BallotWords) -> Iterator[list[Line]]:
    """Yield the lines of each region that may hold a ballot, the head over it included."""
    closing = [at for at, line in enumerate(lines) if _closes(line.text, words)]
    run: list[int] = []
    for at in [*closing, len(lines) + _LONGEST + 1]:
        if run and at - run[-1] > _LONGEST:
            if len(run) >= _FEWEST:
                yield _region(lines, run, words)
            run = []
        run.append(at)


def _closes(text: str, words: BallotWords) -> bool:
    return len(text) <= _WIDEST and words.closing(text) is not None


def _region(lines: Sequence[Line], run: list[int], words: BallotWords) -> list[Line]:
    """Return the lines from the head over the first row to what is counted below the last."""
    step = mode(later - earlier for earlier, later in pairwise(run))
    first, last = run[0], run[-1]
    bare = words.choice(lines[first].text) is not None
    # Votes right below each other are a column: the other columns stand over it.
    most = first if bare and step == 1 else step - 1
    while first > 0 and most > 0 and _is_cell(lines[first - 1].text, words):
        first, most = first - 1, most - 1
    for _ in range(_HEAD_LINES):
        if first > 0 and words.is_head(lines[first - 1].text):
            first -= 1
    while last + 1 < len(lines) and words.counts(lines[last + 1].text):
        last += 1
    return list(lines[first : last + 1])


def _is_cell(text: str, words: BallotWords) -> bool:
    return len(text) <= _WIDEST and not words.is_head(text) and _CELL.fullmatch(text.strip()) is not None
