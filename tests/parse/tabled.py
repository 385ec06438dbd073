"""Made-up text with tables for tests: laid out for real, one part, headings marked with `# `.

A `>` between blanks is a tab, so that columns can be seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from textwrap import dedent

from protokollparser.core.document import Document, Page
from protokollparser.core.outline import Heading, Outline, Part
from protokollparser.core.reading import Ledger
from protokollparser.core.records.tables import DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.rules import Rules, load
from protokollparser.layout import arrange
from protokollparser.parse.tables import tables

_COLUMN = re.compile(r"(?<!\S)>(?!\S)")


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the project's rules."""
    return load()


def tabled(drawn: str, *readers: Callable[[Ledger, Rules], None]) -> Ledger:
    """Return a ledger over drawn text with its tables entered, then what `readers` enter."""
    raw = dedent(drawn).strip("\n").split("\n")
    headed = [line.startswith("# ") for line in raw]
    texts = ["\t".join(map(str.strip, _COLUMN.split(line.removeprefix("# ")))) for line in raw]
    text = "\n".join(texts)
    document = Document("0" * 64, "made-up.txt", "text/plain", len(text), (Page(1, text),))
    layout = arrange(document, rules())
    headings = tuple(Heading(i, i, 1, texts[i], 0) for i, heads in enumerate(headed) if heads)
    part = Part(0, None, "report", 0, len(layout.lines) - 1)
    ledger = Ledger(Outline(layout, (part,), headings))
    for read in (tables.read, *readers):
        read(ledger, rules())
    return ledger


def table(drawn: str) -> DataTable:
    """Return the one table of drawn text."""
    (one,) = tabled(drawn).of(DataTable)
    return one


def roles(drawn: str) -> list[str]:
    """Return the roles of the rows."""
    return [row.role for row in tabled(drawn).of(TableRow)]


def columns(drawn: str) -> list[str]:
    """Return the roles of the columns."""
    return [column.role for column in tabled(drawn).of(TableColumn)]


def values(drawn: str) -> list[list[Decimal | None]]:
    """Return the figures, row by row."""
    ledger = tabled(drawn)
    cells = ledger.of(TableCell)
    return [[cell.value for cell in cells if cell.row_index == row.row_index] for row in ledger.of(TableRow)]
