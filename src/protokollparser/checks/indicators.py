"""The indicators of a source, those of one table together, and what they measure in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from protokollparser.checks.dossier import Dossier
from protokollparser.core.records.figures import Indicator
from protokollparser.core.records.tables import DataTable


def by_table(dossier: Dossier, bare: bool = False) -> Iterator[tuple[DataTable, Sequence[Indicator]]]:
    """Yield each table that holds indicators with these, goals that have none left out.

    With `bare`, a table whose goals have no indicators at all is told with its goals.
    """
    named = [one for one in dossier.of(Indicator) if one.indicator or bare]
    if not named:
        return
    for table in dossier.of(DataTable):
        place = table.span
        held = [
            one for one in named if one.span.page == place.page and place.start <= one.span.start < place.end
        ]
        kept = [one for one in held if one.indicator] or held
        if kept:
            yield table, kept
