"""Made-up tables for tests: cells between bars, the first line the header, row roles by their labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from textwrap import dedent

from protokollparser.core.document import Document, Page, Word
from protokollparser.core.layout import Layout
from protokollparser.core.outline import Outline
from protokollparser.core.reading import Ledger
from protokollparser.core.records.tables import Aggregation, DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.rules import Rules, load
from protokollparser.core.sheets import Sheet, sheets
from protokollparser.core.spans import Span
from protokollparser.parse.arithmetic import aggregations

_TOTALS = ("Summa", "Totalt", "Netto", "Resultat", "Delsumma")


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the project's rules."""
    return load()


def table(drawn: str, roles: str, unit: str = "kr") -> tuple[DataTable, list[Aggregation]]:
    """Return a drawn table and the relations found in it. `roles` are those of its columns."""
    ledger = _ledger(drawn, roles.split(), unit)
    aggregations.read(ledger, rules())
    return ledger.of(DataTable)[0], ledger.of(Aggregation)


def relations(drawn: str, roles: str, unit: str = "kr") -> list[Aggregation]:
    """Return the relations found in a drawn table."""
    return table(drawn, roles, unit)[1]


def sheet_of(drawn: str, roles: str, unit: str = "kr") -> tuple[Sheet, list[Aggregation]]:
    """Return a drawn table laid out, and the relations found in it."""
    ledger = _ledger(drawn, roles.split(), unit)
    aggregations.read(ledger, rules())
    kinds = (DataTable, TableColumn, TableRow, TableCell)
    return sheets(*(ledger.of(kind) for kind in kinds))[0], ledger.of(Aggregation)  # type: ignore[type-var,arg-type]


def printed(drawn: str, roles: str) -> Ledger:
    """Return a drawn table as it stands in a text, its relations found."""
    ledger = _ledger(drawn, roles.split(), "kr")
    aggregations.read(ledger, rules())
    return ledger


def scanned(
    drawn: str, roles: str, unsure: Mapping[str, float] | None = None, others: Mapping[str, str] | None = None
) -> Ledger:
    """Return a drawn table as if it had been recognised, its relations found.

    `unsure` are words that are less sure than the rest, `others` words with how else they could be read.
    """
    text = dedent(drawn).strip()
    found = [(number, match) for number, match in enumerate(re.finditer(r"[^\s|]+", text))]
    page = Page(
        1,
        text,
        text_origin="ocr",
        ocr_confidence=0.95,
        words=tuple(Word(match.start(), match.end(), 0, 0, 1, 1, 10, False) for _, match in found),
        word_confidences=bytes(round(100 * (unsure or {}).get(match[0], 0.95)) for _, match in found),
        other_readings=tuple((n, others[match[0]]) for n, match in found if match[0] in (others or {}))
        if others
        else (),
    )
    ledger = _ledger(drawn, roles.split(), "kr", page)
    aggregations.read(ledger, rules())
    return ledger


def _ledger(drawn: str, roles: list[str], unit: str, page: Page | None = None) -> Ledger:
    lines = dedent(drawn).strip().split("\n")
    text = "\n".join(lines)
    document = Document("0" * 64, "made-up.txt", "text/plain", len(text), (page or Page(1, text),))
    ledger = Ledger(Outline(Layout(document, ()), ()))
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    held = ledger.add(
        DataTable(
            span=document.span(1, 0, len(text)),
            rule_id="test",
            kind="other",
            unit=unit,
            row_count=len(lines),
            column_count=len(roles),
        )
    )
    for row, line in enumerate(lines):
        cells = [part.strip() for part in line.split("|")]
        role = "header" if row == 0 else _role(cells)
        place = document.span(1, starts[row], starts[row] + len(line))
        ledger.add(
            TableRow(span=place, rule_id="test", table_id=held.id, row_index=row, role=role, label=cells[0])
        )
        at = starts[row]
        for column, cell in enumerate(cells):
            at = text.index(cell, at)
            ledger.add(_cell(document.span(1, at, at + len(cell)), held.id, row, column, cell, role))
            at += len(cell)
    header = [part.strip() for part in lines[0].split("|")]
    for column, name in enumerate(roles):
        ledger.derive(
            TableColumn(
                source_id=held.source_id,
                table_id=held.id,
                column_index=column,
                header=header[column],
                role=name,
            )
        )
    return ledger


def _role(cells: list[str]) -> str:
    if cells[0].startswith(_TOTALS):
        return "total"
    return "data" if any(cells[1:]) or not cells[0].isupper() else "section"


def _cell(span: Span, table_id: str, row: int, column: int, text: str, role: str) -> TableCell:
    digits = text.replace(" ", "").replace(",", ".")
    figure = column > 0 and role != "header" and digits.lstrip("-").replace(".", "").isdigit()
    return TableCell(
        span=span,
        rule_id="test",
        table_id=table_id,
        row_index=row,
        column_index=column,
        text=text,
        value=Decimal(digits) if figure else None,
        missing=None if figure or text not in ("", "?", "-") else text,
        ordinal=column,
    )
