"""Columns whose figures two others make: the rows that do not follow what the rest do."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.formulas import Formula, Worked, worked
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Cause, Verdict, canonical, proof, readable
from protokollparser.core.rules import compile_pattern
from protokollparser.core.sheets import Sheet

_WORDS: dict[Formula, tuple[str, str]] = {
    "ratio": ("{one} av {two} är {value} procent", "{one} of {two} is {value} per cent"),
    "share": ("{one} av totalt {two} är {value} procent", "{one} of {two} in all is {value} per cent"),
    "change": ("skillnaden mellan {one} och {two} är {value}", "{one} and {two} differ by {value}"),
    "percent_change": (
        "från {two} till {one} är förändringen {value} procent",
        "from {two} to {one} the change is {value} per cent",
    ),
    "product": ("{one} gånger {two} är {value}", "{one} times {two} is {value}"),
}


class Params(ShapeParams):
    """`formulas`: what the column may be; `roles` and `head`: which columns are tried.

    `least`: so many rows must follow one formula, and four times as many as do not; one less is enough below
    heads that say what the column is (`sure`).
    """

    formulas: tuple[Formula, ...]
    roles: tuple[str, ...]
    head: str = ""
    least: int = 3
    sure: str | None = None


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every row of the columns that a formula explains."""
    for table_id, sheet in dossier.sheets.items():
        told = {r.target_column for r in dossier.relations.get(table_id, ()) if r.axis == "row"}
        for index, column in sheet.columns.items():
            if index in told or not (
                column.role in params.roles and compile_pattern(params.head).search(column.header)
            ):
                continue
            yield from _examined(sheet, index, params)


def _examined(sheet: Sheet, index: int, params: Params) -> Iterator[Verdict]:
    document_id = sheet.table.document_id
    best: tuple[int, Formula, list[Worked]] | None = None
    for formula in params.formulas:
        for rows in worked(sheet, index, formula):
            right = sum(one.agrees and one.telling for one in rows)
            if best is None or right > best[0]:
                best = right, formula, rows
    sure = params.sure is not None and compile_pattern(params.sure).search(sheet.columns[index].header)
    least = params.least - 1 if sure else params.least
    wrong = [one for one in best[2] if not one.agrees] if best is not None else []
    if best is None or best[0] < least or (best[0] < 4 * len(wrong) and len(wrong) > 1):
        yield Verdict("undecidable", document_id, reason="no two columns make this one")
        return
    for one in best[2]:
        yield Verdict("exact", document_id) if one.agrees else _verdict(sheet, index, best[1], one)


def _verdict(sheet: Sheet, index: int, formula: Formula, one: Worked) -> Verdict:
    cell = sheet.cells[one.row, index]
    terms = [sheet.cells[place] for place in one.terms]
    step = one.stated.step or Decimal(1)
    computed = one.computed.quantize(step)
    value = computed.copy_sign(one.stated.value) if one.stated.value else computed
    words = {"one": terms[0].text.strip(), "two": terms[1].text.strip(), "value": readable(computed, step)}
    sv, en = (text.format(**words) for text in _WORDS[formula])
    return Verdict(
        "violated",
        sheet.table.document_id,
        span=cell.span,
        stated=canonical(one.stated.value),
        computed=canonical(value),
        difference=one.stated.value - value,
        unit="percent" if formula in ("ratio", "share", "percent_change") else sheet.table.unit,
        hypothesis=f"value: {canonical(value)}",
        confidence=min(sheet.sureness, cell.confidence, *(term.confidence for term in terms)),
        words={
            "label": sheet.row(one.row).label or "",
            "column": sheet.columns[index].header,
            "printed": cell.text.strip(),
            "why": sv,
            "why_en": en,
        },
        proofs=(proof("stated", cell), *(proof("computed_from", term) for term in terms)),
        causes=(Cause(cell.id, value, step),),
    )
