"""Whether the unit printed over a table is a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.tables import DataTable
from protokollparser.core.spans import Span
from protokollparser.core.units import Units

# How far above a table its title, and with it its unit, may stand.
_TITLE_REACH = 400


class Params(ShapeParams):
    """`reach`: how many slips of the pen may lie between what is printed and the unit meant."""

    reach: int = 2


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every table that prints a unit."""
    units = Units.of(dossier.rules)
    for table in dossier.of(DataTable):
        printed = table.unit_printed
        if not printed:
            continue
        if units.unit_of(printed) is not None:
            yield Verdict("exact", table.document_id)
            continue
        likely = table.unit or _nearest(printed, units, params.reach)
        span = _place(dossier, table, printed) or dossier.first_line(table.span)
        yield Verdict(
            "violated",
            table.document_id,
            span=span,
            stated=printed,
            computed=likely,
            hypothesis=f"unit: {likely}" if likely else None,
            confidence=dossier.sheets[table.id].sureness,
            words={
                "printed": printed,
                "table": table.title or "",
                "repair": f" Troligen avses {likely}." if likely else "",
                "repair_en": f" {likely} is probably meant." if likely else "",
            },
            proofs=(proof("stated", table),),
        )


def _nearest(printed: str, units: Units, reach: int) -> str | None:
    """Return the one money unit whose spelling is nearest, None when several are as near or none is."""
    spellings = [(text, unit) for text, unit in units.folded.items() if units.is_money(unit)]
    ranked = sorted((OSA.distance(printed.casefold(), text), unit) for text, unit in spellings)
    if not ranked or ranked[0][0] > reach:
        return None
    nearest = {unit for distance, unit in ranked if distance == ranked[0][0]}
    return nearest.pop() if len(nearest) == 1 else None


def _place(dossier: Dossier, table: DataTable, printed: str) -> Span | None:
    """Return where the unit stands: in the table, else in the lines above it."""
    page = dossier.pages[table.span.page - 1]
    word = re.compile(rf"(?<!\w){re.escape(printed)}(?!\w)")
    inside = word.search(page.text, table.span.start, table.span.end)
    if inside is None:
        above = list(word.finditer(page.text, max(0, table.span.start - _TITLE_REACH), table.span.start))
        inside = above[-1] if above else None
    return dossier.place(page.page, inside.start(), inside.end()) if inside else None
