"""Made-up sources for tests of linking, run through the text stages."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from textwrap import dedent

from protokollparser.core.document import Document, Page
from protokollparser.core.reading import Reading
from protokollparser.core.records.figures import Amount
from protokollparser.core.records.tables import TableRow
from protokollparser.core.rules import Rules, load
from protokollparser.layout import arrange
from protokollparser.outline import segment
from protokollparser.parse import extract
from protokollparser.resolve import link


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the project's rules."""
    return load()


def linked(text: str) -> Reading:
    """Return a made-up text as read and linked; `>` stands for the tabs between cells."""
    plain = dedent(text).strip("\n").replace(" > ", "\t")
    content = plain.encode()
    document = Document(
        hashlib.sha256(content).hexdigest(), "made-up.txt", "text/plain", len(content), (Page(1, plain),)
    )
    outline = segment(arrange(document, rules()), rules())
    return link(extract(outline, rules()), rules())


def ties(text: str) -> dict[str, tuple[str | None, int | None] | None]:
    """Return for each figure in prose the label of the row and the column to which it is tied."""
    reading = linked(text)
    labels = {(row.table_id, row.row_index): row.label for row in reading.of(TableRow)}
    found: dict[str, tuple[str | None, int | None] | None] = {}
    for amount in reading.of(Amount):
        if amount.origin == "prose":
            fact = amount.fact
            found[amount.span.printed] = (
                (labels.get((fact.table_id, fact.row)), fact.column) if fact else None
            )
    return found
