"""Rates of all, which lie between those of the groups."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, canonical, proof, readable
from protokollparser.core.records.tables import TableRow
from protokollparser.core.rules import compile_pattern
from protokollparser.core.sheets import Sheet

_GROUPS = 2


class Params(ShapeParams):
    """`rates`: what a table's title or first head says when its percentages are rates.

    `total`: the label of the row of all; `groups`: those of rows that divide all once more.
    """

    rates: str
    total: str
    groups: str


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every rate of all that has groups above or below it."""
    for sheet in dossier.sheets.values():
        first = sheet.columns.get(0)
        if not compile_pattern(params.rates).search(
            f"{sheet.table.title or ''} {first.header if first else ''}"
        ):
            continue
        for total, groups in _divided(dossier, sheet, params):
            for index, column in sheet.columns.items():
                if column.role == "percent":
                    yield from _verdict(sheet, index, total, groups)


def _divided(dossier: Dossier, sheet: Sheet, params: Params) -> Iterator[tuple[TableRow, list[TableRow]]]:
    """Yield each row of all with the rows that divide it: women and men below it, else all other rows."""
    total, groups = compile_pattern(params.total), compile_pattern(params.groups)
    rows = [row for row in sheet.body if row.label and not dossier.words.part_of.search(row.label)]
    places = [at for at, row in enumerate(rows) if total.search(row.label or "")]
    for at, end in pairwise([*places, len(rows)]):
        halves = [row for row in rows[at + 1 : end] if groups.search(row.label or "")][:_GROUPS]
        if len(halves) == _GROUPS:
            yield rows[at], halves
        elif len(places) == 1 and len(rows) > _GROUPS:
            yield rows[at], [row for row in rows if row is not rows[at]]


def _verdict(sheet: Sheet, index: int, total: TableRow, rows: list[TableRow]) -> Iterator[Verdict]:
    document_id = sheet.table.document_id
    stated = sheet.figure(total.row_index, index)
    held = [sheet.figure(row.row_index, index) for row in rows]
    known = [figure for figure in held if figure is not None]
    if stated is None:
        return
    if len(known) != len(held):
        yield Verdict("undecidable", document_id, reason="a part is blank")
        return
    low = min(figure.interval().low for figure in known)
    high = max(figure.interval().high for figure in known)
    span = stated.interval()
    if span.high >= low and span.low <= high:
        yield Verdict("exact", document_id)
        return
    cell = sheet.cells[total.row_index, index]
    least, most = min(known, key=lambda one: one.value), max(known, key=lambda one: one.value)
    shown = readable(least.value, least.step), readable(most.value, most.step)
    yield Verdict(
        "violated",
        document_id,
        span=cell.span,
        stated=canonical(stated.value),
        computed=f"{canonical(least.value)}..{canonical(most.value)}",
        unit="percent",
        confidence=min(sheet.sureness, cell.confidence),
        words={"label": total.label or "", "printed": cell.text.strip(), "low": shown[0], "high": shown[1]},
        proofs=(
            proof("stated", cell),
            *(proof("computed_from", sheet.cells[row.row_index, index]) for row in rows),
        ),
    )
