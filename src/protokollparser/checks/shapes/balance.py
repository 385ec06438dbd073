"""Balance sheets: what is owned against what it is paid with."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, canonical, proof, readable
from protokollparser.core.records.tables import DataTable, TableCell
from protokollparser.core.rounding import Figure, compare
from protokollparser.core.rules import compile_pattern
from protokollparser.core.sheets import Sheet
from protokollparser.core.text import clean


class Params(ShapeParams):
    """`kind`: the kind of table; `assets` and `funding`: the labels of the two totals."""

    kind: str
    assets: str
    funding: str


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every column of a balance sheet; the two sides may be tables of their own."""
    held = [sheet for sheet in dossier.sheets.values() if sheet.table.kind == params.kind]
    for sheet in held:
        owned = _row(sheet, params.assets)
        if owned is None:
            continue
        other = next(
            (one for one in (sheet, *_following(sheet, held)) if _row(one, params.funding) is not None), None
        )
        paid = _row(other, params.funding) if other is not None else None
        if other is None or paid is None:
            yield Verdict(
                "undecidable", sheet.table.document_id, reason="the other side of the balance is not here"
            )
            continue
        for column in sheet.amount_columns:
            first, second = sheet.figure(owned, column), other.figure(paid, column)
            same = other is sheet or sheet.columns[column].header == getattr(
                other.columns.get(column), "header", None
            )
            if first is None or second is None or not same:
                yield Verdict(
                    "undecidable", sheet.table.document_id, reason="the other side of the balance is not here"
                )
                continue
            cells = sheet.cells[owned, column], other.cells[paid, column]
            yield _verdict(sheet.table, sheet.columns[column].header, cells, first, second)


def _row(sheet: Sheet, label: str) -> int | None:
    """Return the last row with a label."""
    wanted = compile_pattern(label)
    found = [row.row_index for row in sheet.body if row.label and wanted.search(clean(row.label))]
    return found[-1] if found else None


def _following(sheet: Sheet, held: list[Sheet]) -> list[Sheet]:
    """Return the next balance sheet of the same document: the side that was printed beside or below."""
    at = held.index(sheet) + 1
    return [one for one in held[at : at + 1] if one.table.document_id == sheet.table.document_id]


def _verdict(
    table: DataTable, header: str, cells: tuple[TableCell, TableCell], owned: Figure, paid: Figure
) -> Verdict:
    # In some balances debts carry a minus: only the size is compared.
    first, second = Figure(abs(owned.value), owned.step), Figure(abs(paid.value), paid.step)
    found = compare(second, [(first, 1)])
    if found.level not in ("violated", "suspicious"):
        return Verdict(found.level, table.document_id, reason="a figure has more digits than its precision")
    difference: Decimal = second.value - first.value
    return Verdict(
        found.level,
        table.document_id,
        span=cells[1].span,
        stated=canonical(paid.value),
        computed=canonical(owned.value),
        difference=difference,
        unit=table.unit,
        confidence=min(table.confidence, cells[0].confidence, cells[1].confidence),
        words={
            "column": header,
            "assets": cells[0].text.strip(),
            "funding": cells[1].text.strip(),
            "difference": readable(difference, owned.step),
        },
        proofs=(proof("stated", cells[1]), proof("contradicts", cells[0])),
    )
