"""Columns of a list of those present that no table holds: their names on one line, and pieces below them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from protokollparser.core.text import fold
from protokollparser.parse.excerpts import Excerpt
from protokollparser.parse.form_fields import pieces

_STRIP = " .:"


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
        cells["words" if role in cells else role] = piece
    return cells
