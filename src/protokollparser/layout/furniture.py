"""Lines that belong to the page and not to the text: heads, feet, page numbers, marks."""

from __future__ import annotations

from collections.abc import Sequence

from protokollparser.core.document import Document
from protokollparser.core.layout import Furniture, Grid, Line
from protokollparser.core.rules import Rules


def find_furniture(
    document: Document, lines: Sequence[Line], grids: Sequence[Grid], rules: Rules
) -> list[Furniture]:
    """Return the furniture of a document, in order."""
    return []
