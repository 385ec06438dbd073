"""Whether prose that says surplus or deficit, better or worse, agrees with the sign in the table."""

from __future__ import annotations

from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.figures import Amount
from protokollparser.core.sheets import Sheet


class Params(ShapeParams):
    """The sign profiles under which a plus means better: in deviation columns, and in result rows."""

    deviations: tuple[str, ...]
    results: tuple[str, ...]


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every amount whose direction is told and whose cell has a sign."""
    for amount in dossier.of(Amount):
        sheet = dossier.sheets.get(amount.fact_table_id or "")
        if sheet is None or not amount.direction or amount.fact_row is None or amount.fact_column is None:
            continue
        figure = sheet.figure(amount.fact_row, amount.fact_column)
        if figure is None or figure.value == 0:
            continue
        if not _tells(dossier, params, sheet, amount.fact_row, amount.fact_column):
            yield Verdict("undecidable", amount.document_id, reason="the sign of the table is not settled")
        elif (figure.value > 0) == (amount.direction > 0):
            yield Verdict("exact", amount.document_id)
        else:
            yield _verdict(sheet, amount, amount.fact_row, amount.fact_column)


def _tells(dossier: Dossier, params: Params, sheet: Sheet, row: int, column: int) -> bool:
    """True when a plus in the cell is known to mean better."""
    profile = sheet.table.sign_profile or "unknown"
    if sheet.columns[column].role == "deviation":
        return profile in params.deviations
    return dossier.words.kind(sheet.row(row).label) == "result" and profile in params.results


def _verdict(sheet: Sheet, amount: Amount, row: int, column: int) -> Verdict:
    cell = sheet.cells[row, column]
    better = (amount.direction or 0) > 0
    return Verdict(
        "violated",
        amount.document_id,
        span=amount.span,
        stated="+" if better else "-",
        computed="-" if better else "+",
        confidence=min(amount.confidence, cell.confidence),
        words={
            "amount": amount.span.printed,
            "cell": cell.span.printed,
            "label": sheet.row(row).label or "",
            "told": "bättre" if better else "sämre",
            "told_en": "better" if better else "worse",
        },
        proofs=(proof("stated", amount), proof("contradicts", cell)),
    )
