"""Allocation per municipality over time: a panel a purpose, one row a municipality, one column a year."""

from __future__ import annotations

from protokollparser.plots import shares
from protokollparser.plots.asking import Asked, Words
from protokollparser.plots.drawing import Panels
from protokollparser.plots.shares import FILTERS, Figures, Share
from protokollparser.store import Store
from protokollparser.store.origins import ORIGINS

__all__ = ["FILTERS", "WORDS", "panels"]

WORDS: Words = shares.WORDS | {
    "title": ("Fördelning per kommun och år", "Allocation per municipality and year"),
    "figure": ("Kronor", "Kronor"),
    "count": (
        "Tusen kronor. Andelar: {entries}, handlingar: {documents}.",
        "Thousand kronor. Shares: {entries}, documents: {documents}.",
    ),
    "year_of": (
        "Året är det som står vid andelen eller i ändamålet, annars det som handlingen gäller.",
        "The year is that printed with the share or in the purpose, else that of the document.",
    ),
    "without": ("Inte med: andelar utan belopp ({count}).", "Left out: shares without an amount ({count})."),
}
_ROWS = (
    ORIGINS
    + """
    SELECT o.body, o.host, a.purpose, a.municipality, a.kronor, year(a.period_end), year(o.day),
        a.document_id, (a.path, a.page, a.line_start)
    FROM v_allocations AS a
    LEFT JOIN origin AS o ON o.document_id = a.document_id
    WHERE ($body IS NULL OR list_contains($body, o.body))
        AND ($municipality IS NULL OR list_contains($municipality, lower(a.municipality)))
    ORDER BY o.day NULLS FIRST, a.path, a.page, a.line_start, a.municipality, a.kronor
"""
)


def panels(store: Store, asked: Asked) -> Panels:
    """Return a panel for each purpose, that with the most cells first."""
    rows = store.query(_ROWS, asked.parameters(store, "body", "municipality")).rows
    return shares.panels(asked, WORDS, [Share(*row) for row in rows], Figures(1000, ",.1f", ",d"))
