"""A small made-up source for the tests: a page of text, and records that stand in it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from protokollparser.core.document import Document, Page
from protokollparser.core.layout import Layout
from protokollparser.core.outline import Outline
from protokollparser.core.reading import Reading
from protokollparser.core.records import Record
from protokollparser.core.records.decisions import Decision
from protokollparser.core.records.documents import Claim, LogicalDocument, Residue, Source, SourceFile
from protokollparser.core.records.people import Person
from protokollparser.core.records.tables import DataTable, TableCell

TEXT = "Ekbacka kommun\nProtokoll\nNämnden beslutar\natt godkänna\nKostnader\t1 250\nKlart\n"


def document(text: str = TEXT, name: str = "ekbacka.txt", source_id: str = "ab" * 32) -> Document:
    """Return a document of one page."""
    return Document(source_id, name, "text/plain", len(text.encode()), (Page(1, text),), encoding="utf-8")


def records(made: Document) -> list[Record]:
    """Return a document, a decision in two pieces, a table with a cell, a claim, a residue, a person."""
    text = made.pages[0].text

    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    top = LogicalDocument(
        span=made.span(1, 0, len(text)),
        rule_id="KI01",
        kind="minutes",
        page_first=1,
        page_last=1,
        body="Nämnden",
    )
    inner = {"document_id": top.id, "rule_id": "SE01"}
    first, second = made.span(1, *place("Nämnden beslutar")), made.span(1, *place("att godkänna"))
    table = DataTable(
        span=made.span(1, *place("Kostnader\t1 250")),
        kind="outturn",
        row_count=1,
        column_count=2,
        unit="tkr",
        **inner,
    )
    return [
        top,
        Decision(span=first, more=(second,), stage="taken", kind="approve", text="att godkänna", **inner),
        table,
        TableCell(
            span=made.span(1, *place("1 250")),
            table_id=table.id,
            row_index=0,
            column_index=1,
            text="1 250",
            value=Decimal("1250"),
            **inner,
        ),
        Claim(span=first, more=(second,), line_count=2, **inner),
        Residue(span=made.span(1, *place("Klart")), reason="unknown", text="Klart", **inner),
        Person(name="Asta Lind", aliases=("A. Lind",), party="X"),
    ]


def reading(made: Document, found: list[Record] | None = None) -> Reading:
    """Return the reading of a document."""
    return Reading(Outline(Layout(made, ()), ()), tuple(records(made) if found is None else found))


def source(made: Document, **changes: object) -> Source:
    """Return the source of a document."""
    values: dict[str, object] = {
        "source_id": made.source_id,
        "file_name": made.file_name,
        "media_type": made.media_type,
        "byte_count": made.byte_count,
        "page_count": 1,
        "text_origin": "text",
        "encoding": "utf-8",
        "status": "parsed",
        "parser_version": "0",
        "imported_at": datetime(2024, 2, 1, 12, 0),
    }
    return Source.model_validate(values | changes)


def file(made: Document, path: str = "in/ekbacka.txt") -> SourceFile:
    """Return the path of a document."""
    return SourceFile(source_id=made.source_id, path=path, seen_at=datetime(2024, 2, 1, 12, 0))
