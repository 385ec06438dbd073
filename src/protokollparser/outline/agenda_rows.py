"""The items of a sitting as a summons lists them: numbered titles, with what stands beside and below them.

    3.  Bokslut 2016 för miljö- och byggnadsnämnden     Ekonom Tuva Ek     13.20
        MBN 2017-114
    B3  Överenskommelse om läkarmedverkan i kommunernas
        hemsjukvård                                                   HSN/97/2022

Speakers, hours and notes are no part of a title. A title goes on below where its words cannot end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from protokollparser.core.layout import Layout, Line
from protokollparser.core.outline import ContentsEntry
from protokollparser.core.text import clean
from protokollparser.outline.item_titles import CASE, run_on, unstopped
from protokollparser.outline.shapes import Shapes, is_listed

_PIECE = re.compile(r"\S+(?: {1,2}\S+)*")
_NUMBER = re.compile(
    r"(?P<number>§{1,2}\s?\d{1,4}(?:\s?[a-z]\b)?|[A-ZÅÄÖ]\s?\d{1,2}|\d{1,2}\.\d{1,2}|\d{1,3}(?:\s?[a-z]\b)?)"
    r"[.):]?(?:\s+(?=\S)|$)"
)
# "a) Till ordföranden": a point of the numbered item above.
_POINT = re.compile(r"(?P<number>[a-zåäö])\)\s+(?=\S)")
_POINTED = re.compile(r"\s[a-zåäö]$")
_PLAIN = re.compile(r"(?:§{1,2}\s?)?(?P<head>\d{1,4}|[A-ZÅÄÖ])(?:\.?\s?(?P<rest>\d{1,2}|[a-zåäö]))?")
_HOUR = re.compile(r"(?:(?:kl|klockan|ca)\.?\s?)*\d{1,2}[.:]\d{2}(?:\s?[-–]\s?\d{1,2}[.:]\d{2})?")
_PAGES = re.compile(r"\d{1,4}(?:\s?[-–]\s?\d{1,4})?")
# Words behind which a title cannot end.
_OPEN_END = re.compile(
    r"[a-zåäöé]-$|,$|\b(?:och|samt|eller|av|om|för|i|till|på|med|från|vid|angående|gällande|avseende|rörande|"
    r"inom|mellan|under|enligt|per|över)$",
    re.IGNORECASE,
)
_LABELED = re.compile(r"[A-ZÅÄÖ][\w -]{2,24}:(?:\s|$)")
_LEADER = " \t.…_"
_SLACK, _SLACK_POINTS = 3, 8
# So many printed lines may stand between two items of a list.
_BETWEEN = 6
_FEWEST = 3


class Piece(NamedTuple):
    """What stands in one column of a line: its offset, its left edge (characters or points), its text."""

    start: int
    left: float
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One numbered row: its lines, the left edges of its number and of what stands behind it, what it says.

    A title goes on below itself, or below the case number before it.
    """

    first: int
    last: int
    left: float
    edges: tuple[float, float]
    number: str
    title: str
    case: str | None
    pages: str | None


def pieces_of(layout: Layout, line: Line) -> list[Piece]:
    """Return what stands in the columns of a line, left to right: tabs or three blanks part them."""
    return [_piece(layout, line, match.start(), match.group()) for match in _PIECE.finditer(line.text)]


def _piece(layout: Layout, line: Line, start: int, text: str) -> Piece:
    box = layout.span(line, start, start + 1).box if line.top is not None else None
    return Piece(start, line.indent + start if box is None else box.x0, text)


def is_case(text: str) -> bool:
    """True for what fills a column with a case number and nothing else; an hour looks like one."""
    return CASE.fullmatch(text) is not None and _HOUR.fullmatch(text) is None


def read_rows(layout: Layout, shapes: Shapes, lines: Sequence[Line]) -> list[ContentsEntry]:
    """Return the items that the lines list from the first on: 1, 2, 2 a, 3; A1, A2, B1; § 7, § 8."""
    rows: list[Row] = []
    between = 0
    for line in lines:
        pieces = pieces_of(layout, line)
        row = _row(layout, line, pieces, rows[-1] if rows else None)
        if row is not None and (not rows or _follows(rows, row)):
            rows.append(row)
            between = 0
            continue
        if not rows:
            return []
        between += 1
        if between > _BETWEEN or (row is not None and row.left <= rows[-1].left and _restarts(rows[-1], row)):
            break
        if between == line.index - rows[-1].last or line.index - rows[-1].last == 1:
            rows[-1] = _told_below(shapes, rows[-1], line, pieces)
    if len(rows) < _FEWEST or (_key(rows[0].number)[-1] != 1 and "§" not in rows[0].number):
        return []
    return [ContentsEntry(r.first, r.last, _tidy(r.title), r.number, r.pages, r.case) for r in rows]


def _row(layout: Layout, line: Line, pieces: Sequence[Piece], above: Row | None) -> Row | None:
    if not pieces:
        return None
    match = _NUMBER.match(pieces[0].text) or (_POINT.match(pieces[0].text) if above else None)
    if match is None:
        return None
    rest = pieces[0].text[match.end() :]
    columns = list(pieces[1:])
    if rest:
        columns.insert(0, _piece(layout, line, pieces[0].start + match.end(), rest))
    if not columns:
        return None
    case, begun = None, columns[0].left
    if len(columns) > 1 and is_case(columns[0].text):
        case = columns.pop(0).text
    title = columns[0].text
    if (leading := CASE.match(title)) and title[leading.end() : leading.end() + 1] == " ":
        case, title = leading.group(), title[leading.end() :].strip()
    if not re.search(r"[^\W\d_]{2}", title) or title[:1].islower():
        return None
    case = case or next((piece.text for piece in columns[1:] if is_case(piece.text)), None)
    pages = columns[-1].text if len(columns) > 1 and _PAGES.fullmatch(columns[-1].text) else None
    number = re.sub(r"^§+\s*", "§ ", clean(match["number"]))
    if match.re is _POINT and not (case or pages):
        # What is told under "Information" is no matter of its own.
        return None
    if match.re is _POINT and above is not None:
        number = f"{_POINTED.sub('', above.number)} {number}"
    return Row(
        line.index, line.index, pieces[0].left, (begun, columns[0].left), number, clean(title), case, pages
    )


def _tidy(title: str) -> str:
    led = title.rstrip(_LEADER)
    return unstopped(title if title[len(led) :] == "." else led)


def _key(number: str) -> tuple[int, ...]:
    """Return a number for counting: (3,), (3, 1) for "3 a" and "3.1", (1, 2) for "A2"."""
    match = _PLAIN.fullmatch(number)
    if match is None:
        return (0,)
    head, rest = match["head"], match["rest"]
    first = int(head) if head.isdigit() else ord(head) - 64
    return (first,) if rest is None else (first, int(rest) if rest.isdigit() else ord(rest) - 96)


def _follows(rows: Sequence[Row], row: Row) -> bool:
    """True for the next number of the list, at its edge or, below an item of several points, beside it."""
    low, high = _key(rows[-1].number), _key(row.number)
    if rows[-1].number[:1] == "§" and row.number[:1] != "§":
        return False
    if len(low) == len(high) == 2:
        return high in ((low[0], low[1] + 1), (low[0] + 1, 1))
    return high in ((low[0] + 1,), (*low, 1))


def _restarts(last: Row, row: Row) -> bool:
    """True for a number that cannot stand in the list: the list is over, what follows counts anew."""
    return _key(row.number) <= _key(last.number)


def _told_below(shapes: Shapes, row: Row, line: Line, pieces: Sequence[Piece]) -> Row:
    """Return the row with what a line below tells: more of its title, or its case number."""
    if not pieces:
        return row
    slack = _SLACK if line.top is None else _SLACK_POINTS
    first = pieces[0]
    case = next((piece.text for piece in pieces if is_case(piece.text)), None)
    if all(abs(first.left - edge) > slack for edge in row.edges) or is_case(first.text):
        return replace(row, last=line.index, case=row.case or case) if case and not row.case else row
    goes_on = _goes_on(shapes, row, first.text, filled=case is not None and row.case is None)
    if not goes_on:
        return row
    pages = pieces[-1].text if len(pieces) > 1 and _PAGES.fullmatch(pieces[-1].text) else None
    return replace(
        row,
        last=line.index,
        title=run_on([row.title, clean(first.text)]),
        case=row.case or case,
        pages=row.pages or pages,
    )


def _goes_on(shapes: Shapes, row: Row, text: str, *, filled: bool) -> bool:
    """True for words that go on the title of a row; `filled`: its case number stands beside them."""
    if is_listed(text) or _LABELED.match(text) or _HOUR.fullmatch(text) or text[:1] in '(”"':
        return False
    word = text.split()[0].casefold().rstrip(":.")
    if word in shapes.groups("contents_roles")["beside"] or row.title.endswith((".", "!")):
        return False
    if text[:1].islower() or _OPEN_END.search(row.title):
        return True
    return filled and not shapes.is_name(text)
