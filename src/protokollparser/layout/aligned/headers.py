"""The header of an unruled table: the lines above its figures, and what stands over several columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from math import inf

from protokollparser.layout.aligned.columns import Column, Piece, place
from protokollparser.layout.aligned.rows import Printed, Steps
from protokollparser.layout.aligned.segments import SegmentedLine
from protokollparser.layout.aligned.sheet import Sheet
from protokollparser.layout.aligned.spans import rests_on
from protokollparser.layout.ruled.flat_rules import rules_between

_MOST_LINES = 6
_MOST_RULED = 10
# White above a header line, in type sizes, beyond which something else begins.
_NEAR = 1.3
_RULE_ROOM = 0.7
# So many lines this tight, in type sizes, are the lines of broken headers.
_STACK = 3
_TIGHT = 1.35
_PROSE_WORDS = 9
_LARGER = 1.12
# White over a header that much wider than under it parts it from words in other type.
_OVER_USUAL = 1.8
# Steps that are no smaller than this share of another are as wide; wider than so many type sizes, lines of
# one cell do not stand apart; spaces are wider than so many in fixed pitch.
_SAME_STEP = 0.94
_WIDE = 1.4
_FIXED = 0.5


def header_top(sheet: Sheet, least: int, body: int, columns: Sequence[Column]) -> int:
    """Return the number of the first header line above the line `body`, or `body` where there is none.

    It is no lower than `least`.
    """
    lines = sheet.lines
    bound = _top_rule(sheet, least, body, columns)
    top = body
    most = _MOST_LINES if bound is None else _MOST_RULED
    for number in range(body - 1, max(least - 1, body - 1 - most), -1):
        line, below = lines[number], lines[number + 1]
        if sheet.barred[number + 1] or not _may_head(line, columns):
            break
        if bound is not None:
            if number < bound:
                break
        elif below.top - line.bottom > _reach(sheet, line, below, columns):
            break
        if bound is None and not below.size / _LARGER <= line.size <= _LARGER * below.size:
            break
        if bound is None and (_is_title(line, below, columns) or _stands_off(lines, number)):
            break
        top = number
    while (
        top < body
        and bound is None
        and len(lines[top].segments) < len(columns)
        and place(lines[top], columns)[-1].column <= (columns[0].numbers and len(lines[top].segments) == 1)
        and not _heads_first(lines, top, body)
    ):
        top += 1
    return top


def _reach(sheet: Sheet, line: SegmentedLine, below: SegmentedLine, columns: Sequence[Column]) -> float:
    """Return how much white may stand between a header line and the next: more where a rule parts them."""
    ruled = sheet.parted(line, below, columns[0].left, columns[-1].right)
    return (_NEAR + _RULE_ROOM * ruled) * max(line.size, below.size)


def _heads_first(lines: Sequence[SegmentedLine], top: int, body: int) -> bool:
    """True when a line over the first column alone goes on in the line below, which is a header line too."""
    line, below = lines[top], lines[top + 1]
    tight = below.bottom - line.bottom <= 1.35 * line.size
    same = line.line.bold == below.line.bold and abs(line.size - below.size) < 0.3
    return top + 1 < body and tight and same and len(below.segments) > 1 and line.placed


def _top_rule(sheet: Sheet, least: int, body: int, columns: Sequence[Column]) -> int | None:
    """Return the line under the uppermost rule of a table: two rules stand around its header."""
    lines = sheet.lines
    left, right = columns[0].left, columns[-1].right
    found: list[int] = []
    for number in range(body, max(least - 1, body - 1 - _MOST_RULED), -1):
        upper = lines[number].top - 3 * lines[number].size
        if number and not sheet.barred[number]:
            upper = max(upper, (lines[number - 1].top + lines[number - 1].bottom) / 2)
        if rules_between(sheet.rules, upper, (lines[number].top + lines[number].bottom) / 2, left, right):
            if found and not any(
                len(line.segments) > 1 or line.segments[0].x0 > columns[1].left
                for line in lines[number : found[-1]]
            ):
                break
            found.append(number)
        if number == least or sheet.barred[number] or not _may_head(lines[number - 1], columns):
            break
    return found[-1] if len(found) > 1 else None


def _may_head(line: SegmentedLine, columns: Sequence[Column]) -> bool:
    """True unless a line is prose, has figures, or stands beside the table."""
    if (
        line.segments[-1].x0 > columns[-1].right + 2 * line.size
        or line.segments[0].x1 < columns[0].left - line.size
    ):
        return False
    if any(segment.figure and not segment.period for segment in line.segments[1:]):
        return False
    return max(len(segment.tokens) for segment in line.segments) < _PROSE_WORDS


def _stands_off(lines: Sequence[SegmentedLine], number: int) -> bool:
    """True for words in type of another size, further from the header than the header is from the rows."""
    line, below = lines[number], lines[number + 1]
    if len(line.segments) > 1 or abs(line.size - below.size) < 0.3 or number + 2 >= len(lines):
        return False
    usual = max(lines[number + 2].top - below.bottom, 0.1 * below.size)
    return below.top - line.bottom > _OVER_USUAL * usual


def _is_title(line: SegmentedLine, below: SegmentedLine, columns: Sequence[Column]) -> bool:
    """True for one piece that begins where the table does and is longer than the labels."""
    first = line.segments[0]
    labels = columns[0].numbers and len(columns) > 2
    return (
        len(line.segments) == 1
        and first.x0 <= columns[0].left + line.slack
        and first.x1 > columns[labels].right + line.slack
        and (first.x1 > columns[labels + 1].left or line.words > 4)
    )


def place_header(lines: Sequence[SegmentedLine], columns: Sequence[Column]) -> list[Printed]:
    """Return header lines by cell; what stands over no figures goes where other header lines lead.

    Where as many stacks of words stand over the columns as there are columns, they go by their order.
    """
    boxes = list(columns)
    stacks = _stacks(lines)
    skipped = len(columns) - len(stacks)
    if skipped == 0 or (skipped == 1 and stacks and stacks[0][0] >= columns[0].right):
        stood = list(zip(range(skipped, len(columns)), stacks, strict=True))
    else:
        stood = [
            (hit[0], (segment.x0, segment.x1))
            for line in lines
            for segment in line.segments
            if len(hit := _over(segment.x0, segment.x1, columns)) == 1
        ]
    for at, (left, right) in stood:
        low = max([left, *(column.right for column in boxes[:at])])
        high = min([right, *(column.left for column in boxes[at + 1 :])])
        boxes[at] = Column(min(boxes[at].left, low), max(boxes[at].right, high))
    return [Printed(line, tuple(_beside(place(line, boxes)))) for line in lines]


def _beside(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a line, those over several columns without what stands alone in one of these."""
    alone = {piece.column for piece in pieces if piece.columns == 1}
    found = []
    for piece in pieces:
        low, high = piece.column, piece.column + piece.columns
        while piece.columns > 1 and low < high - 1 and low in alone:
            low += 1
        while piece.columns > 1 and low < high - 1 and high - 1 in alone:
            high -= 1
        found.append(replace(piece, column=low, columns=high - low))
    return found


def _over(left: float, right: float, columns: Sequence[Column]) -> list[int]:
    return [number for number, column in enumerate(columns) if right > column.left and left < column.right]


def _stacks(lines: Sequence[SegmentedLine]) -> list[tuple[float, float]]:
    """Return from where to where words of header lines stand over each other, left to right.

    Lines count from the lowest one up, to the first that reaches over two stacks.
    """
    stacks: list[tuple[float, float]] = []
    for line in reversed(lines):
        grown = list(stacks)
        for segment in line.segments:
            under = [stack for stack in grown if segment.x1 > stack[0] and segment.x0 < stack[1]]
            if len(under) > 1:
                return stacks
            grown = [stack for stack in grown if stack not in under]
            grown.append(
                (
                    min(segment.x0, *(low for low, _ in under), segment.x0),
                    max(segment.x1, *(high for _, high in under), segment.x1),
                )
            )
            grown.sort()
        stacks = grown
    return stacks


def join_header(
    sheet: Sheet, header: Sequence[Printed], columns: Sequence[Column], steps: Steps
) -> list[list[int]]:
    """Return the numbers of the lines of each header row: what is broken over lines is one row."""
    rows: list[list[int]] = []
    levels = _levels(sheet, header, columns, steps)
    stacked = _stacked(sheet, header, columns, levels)
    for number, printed in enumerate(header):
        above = header[number - 1] if number else None
        spanning = bool(rows) and any(piece.columns > 1 for at in rows[-1] for piece in header[at].pieces)
        if number in levels or (
            spanning and above is not None and above.line.placed and _opens_label(header, number)
        ):
            rows.append([number])
        elif number in stacked or (above is not None and _goes_on(sheet, above, printed, columns, steps)):
            rows[-1].append(number)
        else:
            rows.append([number])
    return rows


def _levels(sheet: Sheet, header: Sequence[Printed], columns: Sequence[Column], steps: Steps) -> set[int]:
    """Return the lines that are set as far from the line above as rows are, where lines of one cell are not.

    In a print of fixed pitch they are as well where nothing is so wide that it had to be broken.
    """
    found = {0}
    placed = [number for number in range(1, len(header)) if header[number - 1].line.placed]
    between = {number: header[number].line.bottom - header[number - 1].line.bottom for number in placed}
    leading = min([steps.leading, *(step for step in between.values() if step > 0.9 * header[0].line.size)])
    for number, step in between.items():
        if not 0 < steps.pitch < inf or step < _SAME_STEP * steps.pitch:
            continue
        padded = leading < _SAME_STEP * steps.pitch or step > _WIDE * header[number].line.size
        if padded or _had_room(sheet, header[number - 1], header[number], columns):
            found.add(number)
    return found


def _had_room(sheet: Sheet, above: Printed, below: Printed, columns: Sequence[Column]) -> bool:
    """True when two lines head the same columns and in fixed pitch no cell had to be broken to fit the page.

    Of broken cells some have more lines than others.
    """
    space = above.line.space
    if space < _FIXED * above.line.size or above.columns - {0} != below.columns - {0}:
        return False
    needed = 0.0
    for piece in below.pieces:
        upper = above.piece(piece.column)
        if upper is None:
            continue
        box = columns[piece.column]
        whole = upper.x1 - upper.x0 + space + piece.tokens[0].x1 - piece.x0
        needed = max(needed, whole - max(box.right - box.left, upper.x1 - upper.x0, piece.x1 - piece.x0))
    return columns[-1].right + needed <= max(line.segments[-1].x1 for line in sheet.lines)


def _opens_label(header: Sequence[Printed], number: int) -> bool:
    """True for words over the first column alone that go on in the next line, beside heads of columns."""
    if number + 1 >= len(header) or header[number].columns != {0}:
        return False
    following = header[number + 1]
    return {0} < following.columns and all(piece.columns == 1 for piece in following.pieces)


def _stacked(
    sheet: Sheet, header: Sequence[Printed], columns: Sequence[Column], levels: Collection[int]
) -> set[int]:
    """Return the lines that go on with cells of the line above: of so many lines as no levels of headers are.

    They stand tight between two rules, or between a rule and the figures.
    """
    runs: list[list[int]] = []
    for number, printed in enumerate(header):
        above = header[number - 1] if number else None
        if (
            above is not None
            and number not in levels
            and above.line.placed
            and printed.line.bottom - above.line.bottom <= _TIGHT * above.line.size
            and all(piece.columns == 1 for piece in (*above.pieces, *printed.pieces))
            and not sheet.parted(above.line, printed.line, columns[0].left, columns[-1].right)
        ):
            runs[-1].append(number)
        else:
            runs.append([number])
    return {number for run in runs if len(run) >= _STACK for number in run[1:]}


def _goes_on(sheet: Sheet, above: Printed, below: Printed, columns: Sequence[Column], steps: Steps) -> bool:
    if not above.line.placed or sheet.parted(above.line, below.line, columns[0].left, columns[-1].right):
        return False
    spanning = [piece for piece in above.pieces if piece.columns > 1]
    if spanning and any(piece.column > 0 and piece.columns == 1 for piece in below.pieces):
        return False
    step = below.line.bottom - above.line.bottom
    if step > 1.6 * above.line.size:
        return False
    if step < _SAME_STEP * steps.pitch or (not spanning and rests_on(above, below)):
        return True
    firsts = [
        sheet.page.text[piece.tokens[0].start] for piece in below.pieces if piece.column in above.columns
    ]
    return 2 * sum(not first.isupper() for first in firsts) >= len(firsts)
