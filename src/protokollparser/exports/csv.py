"""An answer as CSV (RFC 4180, UTF-8, header, LF): NULL is an empty cell, an empty text is `""`.

For Excel with Swedish settings: a byte order mark, `;`, decimal comma, CRLF, and an apostrophe before texts
that Excel would carry out.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from protokollparser.core.answers import Answer
from protokollparser.exports.batches import columns
from protokollparser.exports.values import is_figure, plain

_QUOTED = frozenset(',"\n\r')
_QUOTED_FOR_EXCEL = frozenset(';"\n\r\t')
# A cell that begins so is a formula, or the second half of one after a tab or a line end.
_LIVE = ("=", "+", "-", "@", "\t", "\r")


def pieces(answer: Answer, *, unmasked: bool, excel: bool = False) -> Iterator[str]:
    """Yield the header and the rows, in pieces of whole lines."""
    cell = _excel_cell if excel else _cell
    between, end = (";", "\r\n") if excel else (",", "\n")
    yield ("\ufeff" if excel else "") + between.join(cell(name) for name in answer.names) + end
    for batch in columns(answer, unmasked=unmasked):
        yield _lines([[*map(cell, column)] for column in batch], between, end)


def _lines(cells: list[list[str]], between: str, end: str) -> str:
    """Return rows, given by column, as lines."""
    return end.join(map(between.join, zip(*cells, strict=True))) + end


def _cell(value: Any) -> str:
    """Return a value as a cell, quoted where it has to be."""
    if value is None:
        return ""
    if type(value) is int:
        # Most cells are figures or texts: they go the short way.
        return str(value)
    text: str = value if type(value) is str else plain(value)
    if not text or not _QUOTED.isdisjoint(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _excel_cell(value: Any) -> str:
    """Return a value as Excel with Swedish settings reads it."""
    if value is None:
        return ""
    text = plain(value)
    if isinstance(value, Decimal | float):
        return text.replace(".", ",")
    if isinstance(value, str) and text.startswith(_LIVE) and not is_figure(text):
        text = "'" + text
    if not text or not _QUOTED_FOR_EXCEL.isdisjoint(text):
        return '"' + text.replace('"', '""') + '"'
    return text
