"""Lines of an unruled table put together to rows: cells that run over several lines are one."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from statistics import median
from typing import NamedTuple

from protokollparser.core.document import Page
from protokollparser.layout.aligned.columns import Column, Piece
from protokollparser.layout.aligned.segments import SegmentedLine
from protokollparser.layout.aligned.sheet import Sheet

# Steps from line to line, as shares: below the first of the type size lines overlap; rows that stand this
# much further apart than lines tell them apart; steps this much alike are one.
_OVERLAP = 0.9
_LOOSE = 1.08
_EVEN = 1.05
# Lines of a cell may stand a little further apart than rows do.
_UNEVEN = 1.12
# Lines of one cell stand no further apart than this, in type sizes.
_LEADING = 1.5
# In double spacing, where no lines stand nearer, they do.
_DOUBLE = 2.4
# So many stretches between rules may be rows.
_FEWEST_BANDS = 3
# An abbreviation has so many letters, with its brackets.
_LONGEST_SHORT = 6
# A label that ends in another way is not over: with a hyphen, a comma or a short word ("och", "AV"), nor is
# one that ends with whose the next word is ("Verksamhetens", "ÅRETS").
_ENDS = re.compile(r"\w{4}\W{0,2}$|[.)%:\d]$")
_WHOSE = re.compile(r"(?:het|ning|ion|mun|nämnd)ens$|[a-zåäö]{2}ets$|(?:ar|er|or)nas$", re.IGNORECASE)


@dataclass(frozen=True)
class Printed:
    """A line of a table, its pieces by cell."""

    line: SegmentedLine
    pieces: tuple[Piece, ...]

    @cached_property
    def columns(self) -> frozenset[int]:
        """The columns in which something is printed."""
        return frozenset(piece.column for piece in self.pieces)

    @cached_property
    def figures(self) -> frozenset[int]:
        """The columns, but the first, in which figures stand."""
        return frozenset(piece.column for piece in self.pieces if piece.figure and piece.column)

    def piece(self, column: int) -> Piece | None:
        """Return what stands in a column."""
        return next((piece for piece in self.pieces if piece.column == column), None)


class Steps(NamedTuple):
    """How far below each other, in points, rows of one line stand, and the lines of one row.

    `pitch` is 0 where it is not known, infinite where rules part rows; `leading` infinite where not known.
    """

    pitch: float
    leading: float


def join_rows(sheet: Sheet, body: Sequence[Printed], columns: Sequence[Column]) -> list[list[int]]:
    """Return the numbers of the lines of each row."""
    if not body[0].line.placed:
        return [[number] for number in range(len(body))]
    joins = _by_rules(sheet, body, columns)
    if joins is None:
        joins = _by_spacing(sheet.page, body, _label_column(body, len(columns)))
    return _joined(joins)


def steps_of(body: Sequence[Printed], rows: Sequence[Sequence[int]]) -> Steps:
    """Return the step between rows of one line, 0 where there are none, and that between lines of a row."""
    pitches = [
        body[low[0]].line.bottom - body[high[0]].line.bottom
        for high, low in itertools.pairwise(rows)
        if len(high) == 1
    ]
    within = [
        body[low].line.bottom - body[high].line.bottom
        for row in rows
        for high, low in itertools.pairwise(row)
    ]
    size = body[0].line.size
    return Steps(min(pitches, default=0.0), min((step for step in within if step > 0.9 * size), default=inf))


def join_in_bands(
    sheet: Sheet, body: Sequence[Printed], columns: Sequence[Column], bands: Sequence[int]
) -> list[list[int]]:
    """Return the numbers of the lines of each row. `bands` are how many lines stand between each two rules.

    Where three stretches and more hold no two figures over each other, each is a row.
    """
    joins = _by_spacing(sheet.page, body, _label_column(body, len(columns)))
    held: list[Sequence[Printed]] = []
    at = 0
    for count in bands:
        held.append(body[at : at + count])
        at += count
    alone = [not _clash(lines) for lines in held]
    by_rules = len(held) >= _FEWEST_BANDS and 2 * sum(alone) > len(held)
    at = 0
    for count, lone in zip(bands, alone, strict=True):
        if at:
            joins[at - 1] = False
        if by_rules and lone:
            joins[at : at + count - 1] = [True] * (count - 1)
        at += count
    return _joined(joins)


def _joined(joins: Sequence[bool]) -> list[list[int]]:
    """Return the numbers of lines row by row. `joins` are for each line but the first whether it goes on."""
    rows = [[0]]
    for number, joined in enumerate(joins, 1):
        if joined:
            rows[-1].append(number)
        else:
            rows.append([number])
    return rows


def _label_column(body: Sequence[Printed], width: int) -> int:
    """Return the first column in which words stand on most lines that have figures, else the first."""
    figured = [row for row in body if row.figures] or body
    for column in range(width):
        worded = [row for row in figured if (piece := row.piece(column)) is not None and not piece.figure]
        if 2 * len(worded) > len(figured):
            return column
    return 0


def _step(above: Printed, below: Printed) -> float:
    return below.line.bottom - above.line.bottom


def _clash(rows: Sequence[Printed]) -> bool:
    """True when two lines have figures in one column, or numbers before words: they are two rows."""
    seen: set[int] = set()
    for row in rows:
        figures = row.figures | {0} if _is_counted(row) else row.figures
        if seen & figures:
            return True
        seen |= figures
    return False


def _by_rules(sheet: Sheet, body: Sequence[Printed], columns: Sequence[Column]) -> list[bool] | None:
    """Return which lines go on with the row above, where rules part nearly all rows; else None."""
    left, right = columns[0].left, columns[-1].right
    parted = [sheet.parted(above.line, below.line, left, right) for above, below in itertools.pairwise(body)]
    wanted = [at for at, (above, below) in enumerate(itertools.pairwise(body)) if _clash([above, below])]
    if not any(parted) or len(wanted) > 1.3 * sum(1 for at in wanted if parted[at]):
        return None
    if not wanted and 3 * sum(parted) < len(parted):
        return None
    joins = []
    band = [body[0]]
    for below, cut in zip(body[1:], parted, strict=True):
        if cut or _clash([*band, below]):
            band = [below]
            joins.append(False)
        else:
            band.append(below)
            joins.append(True)
    return joins


def _by_spacing(page: Page, body: Sequence[Printed], label: int) -> list[bool]:
    """Return which lines go on with the row above, told by white between rows, else by full lines."""
    steps = [_step(above, below) for above, below in itertools.pairwise(body)]
    size = median(row.line.size for row in body)
    apart = sorted(
        step for step, above, below in zip(steps, body, body[1:], strict=False) if _clash([above, below])
    )
    tight = min((step for step in steps if step >= _OVERLAP * size), default=0.0)
    pitch = apart[len(apart) // 4] if apart else _pitch_of_words(body, steps, tight)
    wrapped = body[-1].columns == {label} and _broken(body[-2], body[-1], body, label)
    wrapped |= _is_keyed(body, label)
    leading = _leading_around(body, steps, _OVERLAP * size)
    most = max(_LEADING * size, min(_EVEN * tight, _DOUBLE * size))
    joins: list[bool] = []
    row = [body[0]]
    for number, below in enumerate(body[1:]):
        above, step = body[number], steps[number]
        joined = False
        whole = all(label in printed.columns and printed.figures - {label} for printed in (above, below))
        if not _clash([*row, below]) and not whole and not (_is_counted(above) and _is_counted(below)):
            if step < _OVERLAP * size:
                joined = True
            elif leading:
                joined = step <= _EVEN * leading
            elif pitch > _LOOSE * tight:
                joined = step <= _EVEN * tight
            elif step <= min(
                _UNEVEN * max(pitch, tight), most if below.columns in ({label}, {0}) else _LEADING * size
            ):
                joined = _goes_on(page, body, number, label, wrapped=wrapped)
        joins.append(joined)
        row = [*row, below] if joined else [below]
    return joins


def _is_counted(row: Printed) -> bool:
    """True for a figure in the first column and words or figures beside it: a row of its own."""
    piece = row.piece(0)
    return piece is not None and piece.figure and len(row.columns) > 1


def _is_keyed(body: Sequence[Printed], label: int) -> bool:
    """True when a number stands before the names of all lines with figures: names without one go on."""
    figured = [row for row in body if row.figures - {label} and label in row.columns]
    numbered = [row for row in figured if (piece := row.piece(0)) is not None and piece.figure]
    return label == 1 and len(figured) > 2 and len(numbered) == len(figured)


def _leading_around(body: Sequence[Printed], steps: Sequence[float], overlap: float) -> float | None:
    """Return the step from line to line of labels where figures stand at half their height, else None.

    Of a label of two lines both overlap the line of its figures.
    """
    around = [
        steps[number - 1] + steps[number]
        for number in range(1, len(body) - 1)
        if max(steps[number - 1], steps[number]) < overlap
        and body[number].figures
        and not body[number - 1].figures
        and not body[number + 1].figures
    ]
    return median(around) if len(around) > 1 else None


def _pitch_of_words(body: Sequence[Printed], steps: Sequence[float], tight: float) -> float:
    """Return the step from row to row where no figures tell: the wider ones, if close lines are parts."""
    loose = sorted(step for step in steps if step > _LOOSE * tight)
    close = [
        not below.columns >= {0, *above.columns}
        for step, above, below in zip(steps, body, body[1:], strict=False)
        if step <= _EVEN * tight
    ]
    return loose[0] if loose and 2 * sum(close) >= len(close) else tight


def _opens(page: Page, row: Printed, column: int) -> str:
    """Return the first letter of a cell, '' where it is blank."""
    piece = row.piece(column)
    return page.text[piece.tokens[0].start] if piece else ""


def _goes_on(page: Page, body: Sequence[Printed], number: int, label: int, *, wrapped: bool) -> bool:
    """True when a line goes on with the line above it, where no white tells.

    A label that goes on does so in a small letter or figure, or after a word that ends no label; in any
    letter where labels are known to be broken over lines (`wrapped`): no table ends with a heading.
    """
    above, below = body[number], body[number + 1]
    figures = below.figures - {label}
    if label not in below.columns:
        return not figures and all(
            (piece := above.piece(column)) is not None
            and not piece.figure
            and (column > label or not _opens(page, below, column).isupper())
            for column in below.columns
        )
    if not _broken(above, below, body, label) or _in_bold(page, above, label) != _in_bold(page, below, label):
        return False
    if _in_capitals(page, below, label) and not _in_capitals(page, above, label):
        return False
    beside = below.columns - figures - {label}
    if not all(_opens(page, below, column).islower() for column in beside) or (
        figures and above.columns != {label}
    ):
        return False
    if not _opens(page, below, label).isupper():
        return True
    last = next(piece.tokens[-1] for piece in above.pieces if piece.column == label)
    if figures:
        return False
    word = page.text[last.start : last.end]
    open_end = not _ENDS.search(word) or _WHOSE.search(word) is not None
    return (wrapped and below.columns == {label}) or open_end


def _in_capitals(page: Page, row: Printed, column: int) -> bool:
    """True for words without small letters, longer than an abbreviation."""
    piece = row.piece(column)
    text = page.text[piece.tokens[0].start : piece.tokens[-1].end] if piece is not None else ""
    return len(text) > _LONGEST_SHORT and text.isupper()


def _in_bold(page: Page, row: Printed, column: int) -> bool:
    """True when the first word of a cell is bold."""
    piece, words = row.piece(column), page.printed_words
    return piece is not None and bool(words.bold[bisect_left(words.starts, piece.tokens[0].start)])


def _broken(above: Printed, below: Printed, body: Sequence[Printed], column: int) -> bool:
    """True when the first word of a cell would not have fitted on the line above."""
    upper, lower = above.piece(column), below.piece(column)
    if upper is None or lower is None or upper.columns > 1:
        return False
    widest = max(
        piece.x1 for row in body for piece in row.pieces if piece.column == column and piece.columns == 1
    )
    word = lower.tokens[0]
    return upper.x1 + 0.22 * above.line.size + word.x1 - word.x0 > widest
