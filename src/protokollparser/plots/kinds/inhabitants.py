"""Allocation per municipality and inhabitant: what each pays of a cost for each who lives there, by year."""

from __future__ import annotations

from protokollparser.plots import shares
from protokollparser.plots.asking import Asked, Words
from protokollparser.plots.drawing import Panels
from protokollparser.plots.shares import FILTERS, Figures, Share
from protokollparser.store import Store
from protokollparser.store.origins import ORIGINS

__all__ = ["FILTERS", "WORDS", "panels"]

WORDS: Words = shares.WORDS | {
    "title": ("Fördelning per invånare, kommun och år", "Allocation per inhabitant, municipality and year"),
    "figure": ("Kronor per invånare", "Kronor per inhabitant"),
    "count": (
        "Kronor per invånare. Andelar: {entries}, handlingar: {documents}.",
        "Kronor per inhabitant. Shares: {entries}, documents: {documents}.",
    ),
    "year_of": (
        "Invånarna är de som fanns 31 december året före, den dag som årets kostnader brukar delas efter.",
        "Inhabitants are those of 31 December of the year before, by which the costs of a year are divided.",
    ),
    "without": (
        "Inte med: andelar där antalet invånare inte är känt ({count}); lägg till dem med population.",
        "Left out: shares where the number of inhabitants is not known ({count}); add them with population.",
    ),
}
_ROWS = (
    ORIGINS
    + """
    SELECT o.body, o.host, p.purpose, p.municipality, p.kronor_per_inhabitant, p.year, p.year,
        p.document_id, (p.path, p.page, p.line_start)
    FROM v_per_inhabitant AS p
    LEFT JOIN origin AS o ON o.document_id = p.document_id
    WHERE ($body IS NULL OR list_contains($body, o.body))
        AND ($municipality IS NULL OR list_contains($municipality, lower(p.municipality)))
    ORDER BY o.day NULLS FIRST, p.path, p.page, p.line_start, p.municipality, p.kronor
"""
)


def panels(store: Store, asked: Asked) -> Panels:
    """Return a panel for each purpose, that with the most cells first."""
    rows = store.query(_ROWS, asked.parameters(store, "body", "municipality")).rows
    return shares.panels(asked, WORDS, [Share(*row) for row in rows], Figures(1, ",.2f", ",.2f"))
