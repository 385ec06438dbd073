"""Which rows of a table are headers, and the header path of every column."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protokollparser.parse.tables.draft import Draft
from protokollparser.parse.tables.words import TableWords, is_year

_DEEPEST = 6
_LONGEST_HEADER = 120
_LONGEST_END = 30
_BROKEN = re.compile(r"\w[-\u00ad\u2010]$")
_GOES_ON = re.compile(r"(?!(?:och|eller|samt)\b)[a-zåäö]")


@dataclass(frozen=True)
class Headers:
    """The header rows of a table, the row among them that holds only the title, and a path per column.

    `drawn` is True when a line under the header told where it ends.
    """

    rows: frozenset[int]
    title_row: int | None
    paths: tuple[str, ...]
    drawn: bool = False


def find_headers(draft: Draft, words: TableWords) -> Headers:
    """Return the header rows of a table: those above a drawn line, or those that read like headers."""
    below_header = draft.drawn is not None and not _over_total(draft)
    top = _above_line(draft, words) if below_header else _top_rows(draft, words)
    title_row = _title_row(draft, top)
    rows = set(top)
    texts = [draft.texts(row) for row in top if row != title_row and len(draft.filled(row)) >= 2]
    rows |= {row for row in range(draft.height) if draft.texts(row) in texts}
    paths = _paths(draft, [row for row in top if row != title_row])
    return Headers(frozenset(rows), title_row, paths, below_header and bool(top))


def _over_total(draft: Draft) -> bool:
    """True when the first drawn line of a table set with blanks stands below figures, over a total."""
    above = range(draft.drawn or 0)
    return draft.grid.form == "aligned" and any(has_figures(draft, row) for row in above)


def has_figures(draft: Draft, row: int) -> bool:
    """True when a row holds a figure in a column of figures that is no year."""
    return any(
        draft.figure(row, column) is not None and not is_year(draft.text(row, column))
        for column in draft.figure_columns
    )


def _above_line(draft: Draft, words: TableWords) -> list[int]:
    """Return the header rows of a table with a drawn line: above it, and sub-headers right below."""
    line = draft.drawn or 0
    top = [
        row
        for row in range(line)
        if draft.filled(row)
        and not has_figures(draft, row)
        and max(map(len, draft.texts(row))) <= _LONGEST_HEADER
    ]
    if not top and draft.figure_columns:
        return []
    titled = _title_row(draft, top) is not None
    for row in range(line + 1, min(line + 1 + _DEEPEST, draft.height)):
        if draft.grid.rows[row].rule_line:
            continue
        below = titled or not draft.text(row, 0)
        if not (top and below and _reads_as_header(draft, row, words)):
            break
        titled = False
        top.append(row)
    return top


def _top_rows(draft: Draft, words: TableWords) -> list[int]:
    """Return the header rows of a table without a drawn line.

    They stand on top: a title alone in the first column, rows that read like headers, or one row of other
    words over columns of figures. A lone label above the first figures is a section when a title or a
    header stands over it, else the title.
    """
    top: list[int] = []
    known = False
    for row in range(min(draft.height, _DEEPEST)):
        filled = draft.filled(row)
        if has_figures(draft, row):
            break
        if not filled:
            if top:
                break
            continue
        lone = filled == [0] or (len(filled) == 1 and draft.width > 2 and not draft.figure_columns)
        if not lone and _reads_as_header(draft, row, words):
            top.append(row)
            known = True
        elif known and not lone and row - 1 in top and _ends_headers(draft, row, words):
            top.append(row)
        elif known or (lone and top):
            break
        elif (lone and _titles(draft, row, words)) or (not lone and _stands_over_figures(draft, row)):
            top.append(row)
            known = not lone
        else:
            break
    return top


def _reads_as_header(draft: Draft, row: int, words: TableWords) -> bool:
    """True when more than half of a row's printed cells, two at least or all, head a column."""
    filled = draft.filled(row)
    if not filled or any(len(draft.text(row, column)) > 90 for column in filled):
        return False
    heads = sum(1 for column in filled if words.heads_column(draft.text(row, column)))
    return heads > len(filled) / 2 and (heads >= 2 or filled != [0])


def _ends_headers(draft: Draft, row: int, words: TableWords) -> bool:
    """True for the second line of headers: words alone in columns of figures ("Ram / 2011", "jan-aug")."""
    label, columns = draft.text(row, 0), draft.filled(row)
    heads = [column for column in columns if column in draft.figure_columns]
    words_alone = all(
        (row, column) not in draft.figures or is_year(draft.text(row, column)) for column in heads
    )
    short = all(len(draft.text(row, column)) <= _LONGEST_END for column in columns)
    return len(heads) >= 2 and words_alone and short and (not label or words.heads_column(label))


def _titles(draft: Draft, row: int, words: TableWords) -> bool:
    """True when a lone cell on top is a title: it names a unit, or a header or another lone cell follows."""
    text = draft.text(row, 0) or next(cell for cell in draft.texts(row) if cell)
    if words.units.printed_in(text):
        return True
    following = next((r for r in range(row + 1, draft.height) if draft.filled(r)), None)
    if following is None:
        return False
    if has_figures(draft, following):
        return bool(draft.figure_columns) and not words.section.fullmatch(text)
    return _reads_as_header(draft, following, words) or draft.filled(following) == [0]


def _stands_over_figures(draft: Draft, row: int) -> bool:
    """True when a row of words stands right over the first figures and names a column of them."""
    if not draft.figure_columns or len(draft.filled(row)) < 2:
        return False
    below = next((r for r in range(row + 1, draft.height) if draft.filled(r)), None)
    if below is None or not any(draft.text(row, column) for column in draft.figure_columns):
        return False
    return has_figures(draft, below) or any(
        has_figures(draft, r) for r in range(below, min(below + 3, draft.height))
    )


def _title_row(draft: Draft, top: list[int]) -> int | None:
    """Return the header row that holds only a title, over other header rows or alone."""
    if not top or len(draft.filled(top[0])) != 1 or draft.width < 2:
        return None
    column = draft.filled(top[0])[0]
    spans = draft.grid.rows[top[0]].cells[column].column_span >= draft.width
    return top[0] if column == 0 or spans else None


def _paths(draft: Draft, top: list[int]) -> tuple[str, ...]:
    """Return the joined header path of every column; a header over several columns is carried right.

    What stands over the labels heads no column beside them ("Belopp i mkr" over "Not").
    """
    levels = []
    for depth, row in enumerate(top):
        level = draft.texts(row)
        lower = top[depth + 1 :]
        carried = ""
        for column in range(draft.width):
            if level[column]:
                carried = level[column] if column else ""
            elif carried and column and any(draft.text(below, column) for below in lower):
                level[column] = carried
        levels.append(level)
    return tuple(_path([level[column] for level in levels]) for column in range(draft.width))


def _path(texts: list[str]) -> str:
    """Return the headers over one column joined; a word broken at the end of its line is made whole."""
    told: list[str] = []
    for text in dict.fromkeys(text for text in texts if text):
        if told and _BROKEN.search(told[-1]) and _GOES_ON.match(text):
            told[-1] = told[-1][:-1] + text
        else:
            told.append(text)
    return " / ".join(told)
