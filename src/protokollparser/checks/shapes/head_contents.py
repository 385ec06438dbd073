"""Heads of columns that name one thing over cells that hold another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.tables import TableCell
from protokollparser.core.rules import compile_pattern
from protokollparser.core.sheets import Sheet

# The role that the layout gives to columns of page numbers, which no single cell tells from other numbers.
_PAGE = "page"


class Params(ShapeParams):
    """`heads`: by the kind of content it names, the pattern of a head; `contents`: by kind, that of a cell.

    `least`: so many cells must be filled, each of them with one other kind. `names`: what to call a kind.
    """

    heads: Mapping[str, str]
    contents: Mapping[str, str]
    names: Mapping[str, tuple[str, str]]
    least: int = 3


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every column whose head tells what stands below it."""
    for sheet in dossier.sheets.values():
        for index, column in sheet.columns.items():
            named = next(
                (k for k, words in params.heads.items() if compile_pattern(words).search(column.header)), None
            )
            if named is not None:
                yield _verdict(sheet, index, named, params)


def _verdict(sheet: Sheet, index: int, named: str, params: Params) -> Verdict:
    document_id = sheet.table.document_id
    held = [sheet.cells.get((row.row_index, index)) for row in sheet.body]
    cells = [cell for cell in held if cell is not None and any(sign.isalnum() for sign in cell.text)]
    kinds = [_kinds(cell, sheet.columns[index].role, params) for cell in cells]
    if any(named in kind for kind in kinds):
        return Verdict("exact", document_id)
    shared = sorted(set.intersection(*kinds)) if kinds else []
    if len(cells) < params.least or not shared:
        return Verdict("undecidable", document_id, reason="too few cells tell what the column holds")
    head = next((c for (_, at), c in sorted(sheet.cells.items()) if at == index and c.text.strip()), cells[0])
    wanted, found = params.names[named], params.names[shared[0]]
    return Verdict(
        "violated",
        document_id,
        span=head.span,
        stated=head.text,
        computed=shared[0],
        confidence=min(sheet.sureness, head.confidence),
        words={
            "head": head.text,
            "wanted": wanted[0],
            "wanted_en": wanted[1],
            "found": found[0],
            "found_en": found[1],
            "example": cells[-1].text,
        },
        proofs=(proof("stated", head), *(proof("contradicts", cell) for cell in cells[: params.least])),
    )


def _kinds(cell: TableCell, role: str, params: Params) -> set[str]:
    """Return the kinds of content that a cell may be."""
    text = cell.text.strip()
    found = {kind for kind, words in params.contents.items() if compile_pattern(words).search(text)}
    return found if role == _PAGE else found - {_PAGE}
