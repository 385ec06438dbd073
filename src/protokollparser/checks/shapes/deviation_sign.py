"""Whether the sign of a deviation tells better from worse, in income and in cost alike."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, canonical, proof, readable
from protokollparser.core.line_items import line_kinds
from protokollparser.core.records.tables import Aggregation
from protokollparser.core.sheets import Sheet


class Params(ShapeParams):
    """`misleading`: the sign profiles under which more income is shown as worse."""

    misleading: tuple[str, ...]


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every table that shows deviations."""
    for table_id, sheet in dossier.sheets.items():
        profile, document_id = sheet.table.sign_profile, sheet.table.document_id
        if not any(r.axis == "row" and r.kind == "difference" for r in dossier.relations[table_id]):
            continue
        if profile in (None, "unknown"):
            yield Verdict("undecidable", document_id, reason="too few rows tell the sign")
        elif profile not in params.misleading:
            yield Verdict("exact", document_id)
        else:
            shown = _shown(dossier, sheet, dossier.relations[table_id])
            yield _verdict(sheet, shown) if shown else Verdict("exact", document_id)


def _shown(dossier: Dossier, sheet: Sheet, relations: list[Aggregation]) -> Aggregation | None:
    """Return the first deviation of an income row that is not zero."""
    kinds = line_kinds(sheet, dossier.words)
    for relation in relations:
        deviates = relation.axis == "row" and relation.kind == "difference" and relation.stated
        if deviates and kinds.get(relation.target_row) == "income":
            return relation
    return None


def _verdict(sheet: Sheet, relation: Aggregation) -> Verdict:
    cell = sheet.cells[relation.target_row, relation.target_column]
    stated = relation.stated or Decimal(0)
    return Verdict(
        "violated",
        sheet.table.document_id,
        span=cell.span,
        stated=canonical(stated),
        computed=canonical(-stated),
        unit=sheet.table.unit,
        hypothesis=f"sign: {canonical(-stated)}",
        words={
            "label": sheet.row(relation.target_row).label or "",
            "column": sheet.columns[relation.target_column].header,
            "shown": readable(relation.stated),
        },
        proofs=(proof("stated", cell),),
    )
