"""Whether the unit printed over a table, or behind a figure, is a unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from rapidfuzz.distance import OSA

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof
from protokollparser.core.records.tables import DataTable
from protokollparser.core.rules import compile_pattern
from protokollparser.core.spans import Span
from protokollparser.core.units import Units

# How far above a table its title, and with it its unit, may stand.
_TITLE_REACH = 400
_FIGURE = re.compile(r"\d\s?\Z")


class Params(ShapeParams):
    """`reach`: how many slips of the pen may lie between what is printed and the unit meant.

    `like`: what looks like a unit wherever one may stand: behind a figure, or in or above a table.
    """

    like: str
    reach: int = 2


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every table that prints a unit, and for what looks like a unit elsewhere."""
    units = Units.of(dossier.rules)
    told: set[tuple[int, int]] = set()
    for table in dossier.of(DataTable):
        printed = table.unit_printed
        if not printed:
            continue
        if units.unit_of(printed) is not None:
            yield Verdict("exact", table.document_id)
            continue
        likely = table.unit or _nearest(printed, units, params.reach)
        span = _place(dossier, table, printed) or dossier.first_line(table.span)
        told.add((span.page, span.start))
        sureness = dossier.sheets[table.id].sureness
        yield _violated(span, printed, likely, table.document_id, sureness, proof("stated", table))
    yield from _elsewhere(dossier, params, units, told)


def _elsewhere(
    dossier: Dossier, params: Params, units: Units, told: set[tuple[int, int]]
) -> Iterator[Verdict]:
    """Yield the violations of words behind figures, and in or above tables, that are nearly units."""
    like = compile_pattern(params.like)
    tables: dict[int, list[Span]] = defaultdict(list)
    for table in dossier.of(DataTable):
        for span in (table.span, *table.more):
            tables[span.page].append(span)
    for page in dossier.pages:
        for match in like.finditer(page.text):
            printed, at = match.group(), match.start()
            likely = _nearest(printed, units, params.reach)
            if likely is None or units.unit_of(printed) is not None or (page.page, at) in told:
                continue
            headed = any(one.start - _TITLE_REACH <= at < one.end for one in tables[page.page])
            figure = _FIGURE.search(page.text[max(0, at - 2) : at])
            if headed or figure:
                span = dossier.place(page.page, at, match.end())
                document_id = dossier.document_at(page.page, at)
                own = Proof("stated", span, None, document_id)
                severity: Literal["warning"] | None = "warning" if figure else None
                yield _violated(span, printed, likely, document_id, 1.0, own, severity=severity)


def _violated(
    span: Span,
    printed: str,
    likely: str | None,
    document_id: str | None,
    sureness: float,
    own: Proof,
    severity: Literal["warning"] | None = None,
) -> Verdict:
    return Verdict(
        "violated",
        document_id,
        span=span,
        stated=printed,
        computed=likely,
        hypothesis=f"unit: {likely}" if likely else None,
        severity=severity,
        confidence=sureness,
        words={
            "printed": printed,
            "repair": f" Troligen avses {likely}." if likely else "",
            "repair_en": f" {likely} is probably meant." if likely else "",
        },
        proofs=(own,),
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
