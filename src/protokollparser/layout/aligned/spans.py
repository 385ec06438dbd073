"""Header pieces that stand over several columns of an unruled table, told by rules and by what is below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from protokollparser.core.document import Page
from protokollparser.layout.aligned.columns import Column, Piece
from protokollparser.layout.aligned.rows import Printed
from protokollparser.layout.aligned.segments import SegmentedLine
from protokollparser.layout.aligned.sheet import Sheet
from protokollparser.layout.ruled.rulings import Rule

# What is set to the middle of columns is no further off, in type sizes.
_EXACT = 0.35


def with_spans(
    sheet: Sheet, header: Sequence[Printed], body: Sequence[Printed], columns: Sequence[Column], pitch: float
) -> list[Printed]:
    """Return the header lines, pieces over several columns told by what stands under them.

    `pitch` is the step from row to row in the body, 0 where it is not known.
    """
    lines = list(header)
    for number in range(len(lines) - 1):
        below = lines[number + 1 :]
        heads = {piece.column for line in below for piece in line.pieces if piece.column > 0}
        upper = [piece for piece in lines[number].pieces if piece.column > 0]
        if len(heads) < 2 or not upper:
            continue
        boxes = _boxes([*below, *body], len(columns))
        spans = _by_rules(lines[number].line, below[0].line, upper, boxes, sheet.rules)
        if spans:
            first = [piece for piece in lines[number].pieces if piece.column == 0]
            lines[number] = replace(lines[number], pieces=(*first, *spans))
            continue
        spans = _by_repeats(sheet.page, below[0], upper, boxes)
        if spans:
            first = [piece for piece in lines[number].pieces if piece.column == 0]
            lines[number] = replace(lines[number], pieces=(*first, *spans))
            continue
        if _set_down(lines[number], lines[number + 1]):
            continue
        spans = _spans(
            upper, {column: boxes[column] for column in boxes if column > 0}, lines[number].line.size
        )
        if spans and (
            _underlined(lines[number].line, below[0].line, spans, boxes, sheet.rules)
            or not (
                _close(upper, lines[number], below[0], pitch) or _broken_words(sheet.page, upper, below[0])
            )
        ):
            first = [piece for piece in lines[number].pieces if piece.column == 0]
            lines[number] = replace(lines[number], pieces=(*first, *spans))
    for number in range(1, len(lines) - 1):
        lines[number] = _under_spans(lines[number - 1], lines[number])
    return lines


def _by_rules(
    line: SegmentedLine,
    below: SegmentedLine,
    upper: Sequence[Piece],
    boxes: dict[int, tuple[float, float]],
    rules: Sequence[Rule],
) -> list[Piece] | None:
    """Return the pieces over the columns that the rules right under them cover; None unless some has two.

    A rule over all columns is under none of them.
    """
    width = max(high for _, high in boxes.values()) - min(low for low, _ in boxes.values())
    near = [
        rule for rule in rules if line.top < rule.at < below.bottom and rule.high - rule.low < 0.9 * width
    ]
    found, told = [], False
    for piece in upper:
        under = [
            rule for rule in near if rule.low <= piece.x0 + line.size and rule.high >= piece.x1 - line.size
        ]
        held = [
            column
            for column, (low, high) in boxes.items()
            if column
            and under
            and under[0].low - line.slack <= (low + high) / 2 <= under[0].high + line.slack
        ]
        found.append(replace(piece, column=held[0], columns=len(held)) if held else piece)
        told |= len(held) > 1
    taken = [column for piece in found for column in range(piece.column, piece.column + piece.columns)]
    return found if told and len(set(taken)) == len(taken) else None


def _by_repeats(
    page: Page, below: Printed, upper: Sequence[Piece], boxes: dict[int, tuple[float, float]]
) -> list[Piece] | None:
    """Return the pieces over the columns whose heads come again under each; None where none do.

    "Kommunen | Koncernen" over "2023 2022 2023 2022": a piece stands over the cells of its columns, over no
    others. Heads that go on in small letters are lines of one header.
    """
    count = len(upper)
    heads = [piece for piece in below.pieces if piece.column > 0]
    if count < 2 or any(piece.columns > 1 for piece in heads):
        return None
    texts = [page.text[piece.tokens[0].start : piece.tokens[-1].end] for piece in heads]
    if not all(text[0].isupper() or text[0].isdigit() for text in texts):
        return None
    for width in range(len(heads) // count, 1, -1):
        skipped = len(heads) - count * width
        told = texts[skipped : skipped + width]
        if texts[skipped:] != told * count or len(set(told)) < width:
            continue
        found = []
        for at, piece in enumerate(upper):
            held = [head.column for head in heads[skipped + at * width : skipped + (at + 1) * width]]
            before = [boxes[column][1] for column in boxes if column < held[0]]
            low = max(before) if before else boxes[held[0]][0]
            if not low < (piece.x0 + piece.x1) / 2 < boxes[held[-1]][1]:
                return None
            found.append(replace(piece, column=held[0], columns=held[-1] - held[0] + 1))
        return found
    return None


def _under_spans(above: Printed, line: Printed) -> Printed:
    """Return a line as going on with pieces over several columns above, where all stand in their middle."""
    spans = [piece for piece in above.pieces if piece.columns > 1]
    led = []
    for piece in line.pieces:
        middle = (piece.x0 + piece.x1) / 2
        over = [span for span in spans if abs((span.x0 + span.x1) / 2 - middle) <= 0.6 * line.line.size]
        if not over:
            return line
        led.append(replace(piece, column=over[0].column, columns=over[0].columns))
    return replace(line, pieces=tuple(led))


def _underlined(
    line: SegmentedLine,
    below: SegmentedLine,
    spans: Sequence[Piece],
    boxes: dict[int, tuple[float, float]],
    rules: Sequence[Rule],
) -> bool:
    """True when a rule is drawn under each piece, over all of its columns."""
    return all(
        any(
            line.top < rule.at < below.bottom
            and rule.low <= boxes[piece.column][0] + line.size
            and rule.high >= boxes[piece.column + piece.columns - 1][1] - line.size
            for rule in rules
        )
        for piece in spans
    )


def _close(upper: Sequence[Piece], line: Printed, below: Printed, pitch: float) -> bool:
    """True when pieces over one column each stand nearer to the line below than rows do."""
    return all(piece.columns == 1 for piece in upper) and below.line.bottom - line.line.bottom < 0.94 * pitch


def _boxes(lines: Sequence[Printed], width: int) -> dict[int, tuple[float, float]]:
    """Return from where to where each column has print in lines, pieces over several columns left out."""
    boxes: dict[int, tuple[float, float]] = {}
    for line in lines:
        for piece in line.pieces:
            if piece.columns == 1:
                low, high = boxes.get(piece.column, (piece.x0, piece.x1))
                boxes[piece.column] = min(low, piece.x0), max(high, piece.x1)
    return {column: boxes[column] for column in range(width) if column in boxes}


def _spans(upper: Sequence[Piece], boxes: dict[int, tuple[float, float]], size: float) -> list[Piece] | None:
    """Return the pieces, each over its share of the columns; None where they do not stand over them.

    They do when every column goes to the nearest piece, each piece has two or more, and is in their middle
    or begins where they do.
    """
    if len(boxes) < 2 * len(upper):
        return None
    shares: list[list[int]] = [[] for _ in upper]
    for column, (low, high) in boxes.items():
        middle = (low + high) / 2
        nearest = min(range(len(upper)), key=lambda n: max(upper[n].x0 - middle, middle - upper[n].x1, 0.0))
        shares[nearest].append(column)
    found = []
    for piece, share in zip(upper, shares, strict=True):
        held = _held(piece, share, boxes, size)
        if held is None:
            return None
        found.append(replace(piece, column=held[0], columns=held[-1] - held[0] + 1))
    return found


def _held(
    piece: Piece, share: Sequence[int], boxes: dict[int, tuple[float, float]], size: float
) -> Sequence[int] | None:
    """Return the columns nearest to a piece that it stands over, None where it stands over no two of them.

    Fewer than all of them where it is in the very middle of these and not of all: a column of its own beside
    them ("Not") has nothing over it.
    """
    if len(share) < 2:
        return None
    middle = (piece.x0 + piece.x1) / 2
    low, high = boxes[share[0]][0], boxes[share[-1]][1]
    slack = min(0.1 * (high - low), 1.5 * size) + 0.6 * size
    off = abs(middle - (low + high) / 2)
    if off > slack and abs(piece.x0 - low) > size and abs(piece.x1 - high) > size:
        slack = -1.0
    if min(off, abs(piece.x0 - low), abs(piece.x1 - high)) > _EXACT * size:
        for part in (share[1:], share[:-1]):
            edges = boxes[part[0]][0], boxes[part[-1]][1]
            if len(part) > 1 and abs(middle - sum(edges) / 2) <= _EXACT * size:
                return part
    return share if slack > 0 else None


def _broken_words(page: Page, upper: Sequence[Piece], below: Printed) -> bool:
    """True when a piece stands over one column's print alone, and goes on there in no capital letter."""
    for piece in upper:
        under = below.piece(piece.column)
        if piece.columns == 1 and under is not None and not page.text[under.tokens[0].start].isupper():
            return True
    return False


def _set_down(above: Printed, below: Printed) -> bool:
    """True when few cells have a line above the others, and each begins or ends where its next line does."""
    if not rests_on(above, below):
        return False
    for piece in above.pieces:
        under = below.piece(piece.column)
        if piece.columns > 1 or under is None:
            return False
        if min(abs(piece.x0 - under.x0), abs(piece.x1 - under.x1)) > above.line.slack:
            return False
    return True


def rests_on(above: Printed, below: Printed) -> bool:
    """True when few cells of a header have a line above the others: they are set to the bottom of its row."""
    upper, lower = above.columns - {0}, below.columns
    return bool(upper) and upper == above.columns and upper <= lower and 2 * len(upper) <= len(lower)
