"""Whether a balance requirement that was not met is followed by how it will be made good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, canonical, proof, readable
from protokollparser.core.records.tables import TableCell, TableRow
from protokollparser.core.rules.base import compile_pattern
from protokollparser.core.sheets import Sheet


class Params(ShapeParams):
    """`label` of the row, `plan` the words that tell how, or why not; `since` is the law's first year."""

    label: str
    plan: str
    kinds: tuple[str, ...]
    since: int = 2000
    years: int = 3


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for the last year of every reckoning of the balance requirement."""
    label, plan = compile_pattern(params.label), compile_pattern(params.plan)
    for sheet in dossier.sheets.values():
        if dossier.kind_of(sheet.table.document_id) not in params.kinds:
            continue
        for row in sheet.body:
            if label.search(row.label or ""):
                yield from _row(dossier, sheet, row, plan, params)


def _row(
    dossier: Dossier, sheet: Sheet, row: TableRow, plan: re.Pattern[str], params: Params
) -> Iterator[Verdict]:
    document_id = sheet.table.document_id
    years = _years(sheet, row)
    if not years:
        yield Verdict("undecidable", document_id, reason="the columns do not name their years")
        return
    last = max(years)
    cell = years[last]
    if last.year < params.since or (cell.value or 0) >= 0:
        yield Verdict("exact", document_id)
        return
    told = [span for span in _spans(dossier, document_id) if plan.search(span)]
    if told:
        yield Verdict("exact", document_id)
        return
    yield Verdict(
        "violated",
        document_id,
        span=cell.span,
        stated=canonical(cell.value),
        unit=sheet.table.unit,
        confidence=min(cell.confidence, sheet.sureness),
        day=date(last.year, 12, 31),
        words={
            "label": row.label or "",
            "year": str(last.year),
            "value": readable(cell.value),
            "until": str(last.year + params.years),
        },
        proofs=(proof("stated", cell), proof("context", row)),
    )


def _years(sheet: Sheet, row: TableRow) -> dict[date, TableCell]:
    """Return the figures of a row by the end of their years; budgets and forecasts are none."""
    found = {}
    for index, column in sheet.columns.items():
        cell = sheet.cells.get((row.row_index, index))
        if column.scenario not in (None, "outturn", "prior_outturn"):
            continue
        if column.period_end is not None and cell is not None and cell.value is not None:
            found[column.period_end] = cell
    return found


def _spans(dossier: Dossier, document_id: str | None) -> Iterator[str]:
    document = dossier.documents.get(document_id or "")
    for span in (document.span, *document.more) if document is not None else ():
        yield dossier.pages[span.page - 1].text[span.start : span.end]
