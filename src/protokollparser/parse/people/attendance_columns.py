"""Columns of a list of those present that no table holds: their names on one line, and pieces below them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from protokollparser.core.text import fold
from protokollparser.parse.excerpts import Excerpt, pieces

_STRIP = " .:-"
# The role of a column that tells nothing of who was there.
OTHER = "other"
# A line goes on with a cell that begins this near the edge of its column, in widths of the one before.
_BESIDE = 0.25


def role_of(columns: Mapping[str, str], text: str) -> str | None:
    """Return what the words over a column say that it holds."""
    return columns.get(fold(text).strip(_STRIP))


def names_in(columns: Mapping[str, str], piece: Excerpt) -> list[Excerpt]:
    """Return the names of columns in a piece, where one blank parts them: "Närv Tjänstgörande ersättare".

    The piece itself where its words are no such names.
    """
    text = piece.text
    if role_of(columns, text) is not None:
        return [piece]
    for gap in reversed(list(re.finditer(r" ", text))):
        if role_of(columns, text[: gap.start()]) is None:
            continue
        rest = names_in(columns, piece.part(gap.end()))
        if all(role_of(columns, name.text) is not None for name in rest):
            return [piece.part(0, gap.start()), *rest]
    return [piece]


def cells_below(head: Sequence[tuple[float, str]], excerpt: Excerpt) -> dict[str, Excerpt]:
    """Return the pieces of a line by the roles of the columns above, which are left edge and role.

    As many pieces as columns stand in their order; of fewer each stands below the nearest.
    """
    printed = pieces(excerpt)
    cells: dict[str, Excerpt] = {}
    for at, piece in enumerate(printed):
        if len(printed) == len(head):
            role = head[at][1]
        else:
            role = min(head, key=lambda column: (abs(column[0] - piece.column), column[0]))[1]
        if role != OTHER:
            cells["words" if role in cells else role] = piece
    return cells


def wrapped_cells(
    head: Sequence[tuple[float, str]], excerpts: Sequence[Excerpt]
) -> tuple[dict[str, Excerpt], int]:
    """Return the cells of the first line with what the next lines go on with, and the last line of the row.

    Bo Alm        S     X      Tjänstgör för
                               Eva Ek
    """
    first = excerpts[0]
    cells, last = cells_below(head, first), first.index
    for below in excerpts[1:]:
        role = _role_that_goes_on(head, below)
        cell = cells.get(role) if role is not None else None
        if role is None or below.index != last + 1 or below.page != first.page:
            break
        if role == "substitute" and (cell is None or below.text[:1].isupper()):
            break
        if (
            cell is not None
            and "\t" in first.layout.document.pages[cell.page - 1].text[cell.end : below.start]
        ):
            break
        cells[role] = (
            below if cell is None else Excerpt(cell.layout, cell.index, cell.page, cell.start, below.end)
        )
        last = below.index
    return cells, last


def _role_that_goes_on(head: Sequence[tuple[float, str]], below: Excerpt) -> str | None:
    """Return the role of the column below which all of a line stands, None for the first column."""
    printed = pieces(below)
    at = min(range(len(head)), key=lambda number: abs(head[number][0] - below.column))
    if len(printed) != 1 or at == 0:
        return None
    width = head[at][0] - head[at - 1][0]
    return head[at][1] if abs(head[at][0] - below.column) <= _BESIDE * width else None
