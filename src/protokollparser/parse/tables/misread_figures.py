"""Figures of recognised tables with how else they may be meant: as another reading or the sums have it.

Nothing that was read is changed. A cell gets candidates: `origin` `reading` is what another look at the
picture saw, `arithmetic` the figure with which the sums hold that are broken, where only one can be meant.
Tables that were printed as text have none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from protokollparser.core.mending import Cell, changes, mends
from protokollparser.core.misreadings import are_alike, misread
from protokollparser.core.quantities import read_cell
from protokollparser.core.reading import Ledger
from protokollparser.core.records.tables import Aggregation, DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.rules import Rules
from protokollparser.core.sheets import Sheet, sheets
from protokollparser.core.units import Units

# With one broken sum alone, the misread figure is less sure than the others by this.
_LESS_SURE = 0.1


@dataclass(frozen=True)
class _Proposal:
    """One figure that would mend broken relations; `seen` if another reading of the picture has it."""

    cell: Cell
    value: Decimal
    text: str
    mended: int
    seen: bool
    alike: bool
    confidence: float

    @property
    def weight(self) -> tuple[int, bool, bool]:
        """What speaks for it: the relations that it mends, another reading, digits that look alike."""
        return self.mended, self.seen, self.alike


def read(ledger: Ledger, rules: Rules) -> None:
    """Give the figures of recognised tables their candidates."""
    document = ledger.layout.document
    recognised = {page.number for page in document.pages if page.ocr_confidence is not None}
    if not recognised:
        return
    units = Units.of(rules)
    relations: dict[str, list[Aggregation]] = defaultdict(list)
    for relation in ledger.of(Aggregation):
        relations[relation.table_id].append(relation)
    laid_out = sheets(ledger.of(DataTable), ledger.of(TableColumn), ledger.of(TableRow), ledger.of(TableCell))
    for sheet in laid_out:
        if sheet.table.span.page not in recognised:
            continue
        others = dict(_other_readings(ledger, sheet, units))
        found: dict[Cell, list[dict[str, Any]]] = {
            cell: [{"origin": "reading", "text": text, "value": str(value)}]
            for cell, (text, value) in others.items()
        }
        for one in _meant(sheet, relations[sheet.table.id], {at: value for at, (_, value) in others.items()}):
            told = {"origin": "arithmetic", "text": one.text, "value": str(one.value), "mends": one.mended}
            found.setdefault(one.cell, []).insert(0, told)
        for cell, candidates in found.items():
            held = sheet.cells[cell]
            ledger.replace(held, candidates=(*held.candidates, *candidates))


def _other_readings(ledger: Ledger, sheet: Sheet, units: Units) -> Iterator[tuple[Cell, tuple[str, Decimal]]]:
    """Yield the cells whose figure another look at the picture has otherwise, with that."""
    pages = ledger.layout.document.pages
    for place, cell in sheet.cells.items():
        other = pages[cell.span.page - 1].otherwise(cell.span.start, cell.span.end)
        quantity = read_cell(other, units) if other else None
        if other and quantity is not None and quantity.value is not None and quantity.value != cell.value:
            yield place, (other, quantity.value)


def _meant(
    sheet: Sheet, relations: Sequence[Aggregation], others: dict[Cell, Decimal]
) -> Iterator[_Proposal]:
    """Yield one proposal at most for each broken relation, the surest first; none mends what another did."""
    left = [relation for relation in relations if relation.outcome == "violated"]
    proposals = {
        (one.cell, one.value): one
        for broken in left
        for one in _proposals(sheet, list(relations), broken, others)
    }
    ranked = sorted(proposals.values(), key=lambda one: (one.mended, one.seen, one.alike), reverse=True)
    for one in ranked:
        mine = [relation for relation in left if one.cell in _cells(relation)]
        rivals = [other for other in ranked if other is not one and _shares(other, mine)]
        if mine and _stands_out(one, rivals):
            yield one
            left = [relation for relation in left if relation not in mine]


def _proposals(
    sheet: Sheet, relations: list[Aggregation], broken: Aggregation, others: dict[Cell, Decimal]
) -> Iterator[_Proposal]:
    """Yield the figures that one misreading parts from a cell of a broken relation, and that mend it."""
    if broken.stated is None or broken.computed is None:
        return
    target = (broken.target_row, broken.target_column)
    for cell, value in changes(sheet, broken, target, broken.stated - broken.computed):
        held, figure = sheet.cells[cell], sheet.figure(*cell)
        text = misread(held.text, figure.value, value) if figure is not None else None
        seen = others.get(cell) == value
        mended = mends(sheet, relations, {cell: value}) if text or seen else 0
        if mended:
            alike = text is not None and are_alike(held.text, text)
            told = text or str(value).replace(".", ",")
            yield _Proposal(cell, value, told, mended, seen, alike, held.confidence)


def _cells(relation: Aggregation) -> set[Cell]:
    target = (relation.target_row, relation.target_column)
    return {target, *((row, column) for row, column, _ in relation.terms)}


def _shares(proposal: _Proposal, relations: Sequence[Aggregation]) -> bool:
    return any(proposal.cell in _cells(relation) for relation in relations)


def _stands_out(one: _Proposal, rivals: Sequence[_Proposal]) -> bool:
    """True for a figure that mends more than its rivals, that was seen, or that is the unsure one."""
    if one.mended > 1 or one.seen:
        return all(one.weight > other.weight for other in rivals)
    return one.alike and all(one.confidence <= other.confidence - _LESS_SURE for other in rivals)
