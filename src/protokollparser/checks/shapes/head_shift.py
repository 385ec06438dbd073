"""Heads and figures that do not stand over one another: a head lost, a row or a column moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, canonical, proof, readable
from protokollparser.core.records.base import Printed
from protokollparser.core.records.tables import TableRow
from protokollparser.core.rules import compile_pattern
from protokollparser.core.sheets import Sheet

_HEADS = 2
_ROWS = 2
_MOVED = 2


class Params(ShapeParams):
    """`holds`: for heads that tell what stands below them, the pattern of the head and that of its cells."""

    holds: tuple[tuple[str, str], ...] = ()


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every table that has heads over figures, or over what they promise."""
    for sheet in dossier.sheets.values():
        found = [*_headless(sheet), *_stacked(sheet), *_moved(sheet, params.holds)]
        yield from found
        if not found and sum(bool(column.header.strip()) for column in sheet.columns.values()) > _HEADS:
            yield Verdict("exact", sheet.table.document_id)


def _headless(sheet: Sheet) -> Iterator[Verdict]:
    """Yield what is wrong with figures in a column without a head, beside columns that have one."""
    if not any(row.role == "header" for row in sheet.rows):
        return
    bare = [index for index in sheet.amount_columns if not sheet.columns[index].header.strip()]
    headed = [index for index in sheet.amount_columns if sheet.columns[index].header.strip()]
    if len(bare) != 1 or len(headed) < _HEADS:
        return
    column = bare[0]
    rows = [row for row in sheet.body if sheet.figure(row.row_index, column) is not None]
    if 2 * len(rows) >= len([row for row in sheet.body if _is_filled(sheet, row, headed)]):
        if sheet.columns[column].role != "amount":
            yield Verdict(
                "undecidable", sheet.table.document_id, reason="its figures tell what the column holds"
            )
            return
        head = next(row for row in sheet.rows if row.role == "header")
        first = sheet.cells[rows[0].row_index, column]
        yield _told(
            sheet, head, first,
            f"Kolumn {column + 1} har tal ({first.text} …) men ingen rubrik",
            f"Column {column + 1} has figures ({first.text} …) but no head",
        )  # fmt: skip
        return
    for row in rows:
        cell = sheet.cells[row.row_index, column]
        count = sum(sheet.figure(row.row_index, index) is not None for index in (*headed, column))
        moved = sheet.blank(row.row_index, headed[0]) and column > headed[-1]
        if count < _HEADS:
            yield Verdict("undecidable", sheet.table.document_id, reason="a note may stand beside the table")
            continue
        yield _told(
            sheet, row, cell,
            f"Raden ”{row.label or ''}” har ett tal ({cell.text}) utanför rubrikerna"
            + (": talen står en kolumn för långt till höger" if moved else ""),
            f"Row “{row.label or ''}” has a figure ({cell.text}) outside the heads"
            + (": its figures stand one column too far to the right" if moved else ""),
        )  # fmt: skip


def _is_filled(sheet: Sheet, row: TableRow, columns: list[int]) -> bool:
    return any(sheet.figure(row.row_index, index) is not None for index in columns)


def _stacked(sheet: Sheet) -> Iterator[Verdict]:
    """Yield rows whose one figure stands below that of the row above and is computed from it (001 line 157).

    7,8 and below it -5,2 under one head: -5,2 is 7,8 less the 13,0 of the same row, so a head is lost.
    """
    for above, below in pairwise(sheet.rows):
        held = [index for index in sheet.columns if sheet.figure(below.row_index, index) is not None]
        if below.role != "continuation" or len(held) != 1:
            continue
        upper, lower = sheet.figure(above.row_index, held[0]), sheet.figure(below.row_index, held[0])
        if upper is None or lower is None or not lower.value:
            continue
        others = [sheet.figure(above.row_index, index) for index in sheet.amount_columns if index != held[0]]
        whole = [
            one for one in others if one is not None and _differs_by(upper.value, one.value, lower.value)
        ]
        if not whole:
            yield Verdict(
                "undecidable", sheet.table.document_id, reason="nothing tells how the figures belong"
            )
            continue
        first, second = readable(upper.value, upper.step), readable(lower.value, lower.step)
        base, header = readable(whole[0].value, whole[0].step), sheet.columns[held[0]].header
        cell = sheet.cells[above.row_index, held[0]]
        yield _told(
            sheet, below, cell,
            f"Under rubriken ”{header}” står både {first} och {second}. Skillnaden mellan {first} och {base} "
            f"är {second}: två kolumner delar rubrik",
            f"Both {first} and {second} stand below the head “{header}”. {second} is the difference between "
            f"{first} and {base}: two columns share a head",
            stated=upper.value, computed=lower.value,
        )  # fmt: skip


def _differs_by(one: Decimal, other: Decimal, difference: Decimal) -> bool:
    return bool(other) and abs(one - other) == abs(difference)


def _moved(sheet: Sheet, holds: tuple[tuple[str, str], ...]) -> Iterator[Verdict]:
    """Yield a table in which several columns hold what the head to the left promises (002 line 544)."""
    head = next((row for row in sheet.rows if row.role == "header"), None)
    promised: Mapping[int, str] = {
        index: cells
        for index, column in sheet.columns.items()
        for words, cells in holds
        if compile_pattern(words).search(column.header.replace(" ", ""))
    }
    moved = [index for index in promised if index - 1 in promised and _fits_left(sheet, index, promised)]
    if head is None or len(moved) < _MOVED:
        return
    first = moved[0]
    cell = next(
        held for row in sheet.body if (held := sheet.cells.get((row.row_index, first))) and held.text.strip()
    )
    names = ", ".join(f"”{sheet.columns[index].header}”" for index in moved)
    yield _told(
        sheet, head, cell,
        f"Kolumnerna {names} innehåller det som hör till rubriken till vänster: rubrikerna är förskjutna",
        f"The columns {names} hold what belongs below the head to the left: the heads have moved",
    )  # fmt: skip


def _fits_left(sheet: Sheet, index: int, promised: Mapping[int, str]) -> bool:
    """True when no cell of a column is what its own head promises, and each what the one to the left does."""
    cells = [sheet.cells.get((row.row_index, index)) for row in sheet.body]
    texts = [cell.text.strip() for cell in cells if cell is not None and cell.text.strip()]
    own, left = compile_pattern(promised[index]), compile_pattern(promised[index - 1])
    return len(texts) >= _ROWS and all(left.search(text) and not own.search(text) for text in texts)


def _told(
    sheet: Sheet,
    row: Printed,
    cell: Printed,
    fault: str,
    fault_en: str,
    stated: Decimal | None = None,
    computed: Decimal | None = None,
) -> Verdict:
    return Verdict(
        "violated",
        sheet.table.document_id,
        span=cell.span,
        stated=canonical(stated),
        computed=canonical(computed),
        unit=sheet.table.unit,
        confidence=min(sheet.sureness, cell.confidence),
        words={"fault": fault, "fault_en": fault_en},
        proofs=(proof("stated", cell), proof("context", row)),
    )
