"""Decisions in the cell beside their heading, where an item is a form."""

from __future__ import annotations

from protokollparser.core.document import Document, Page
from protokollparser.core.outline import Heading, Outline, Part
from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Decision
from protokollparser.layout import arrange
from protokollparser.parse.matters import decisions, items
from tests.parse.sources import rules


def decided(*rows: tuple[str, ...]) -> list[tuple[str, str | None, str]]:
    lines = ["§ 3 Taxa för hamnen", "", *("| " + " | ".join(row) + " |" for row in rows)]
    text = "\n".join(lines)
    document = Document("0" * 64, "made-up.txt", "text/plain", len(text), (Page(1, text),))
    layout = arrange(document, rules())
    item = Heading(0, 0, 1, "Taxa för hamnen", 0, number="§ 3", paragraph=True)
    part = Part(0, None, "minutes", 0, len(layout.lines) - 1)
    book = Ledger(Outline(layout, (part,), (item,)))
    items.read(book, rules())
    decisions.read(book, rules())
    return [(row.text, row.kind, text[row.span.start : row.span.end]) for row in book.of(Decision)]


def test_the_cell_beside_beslut_is_the_decision() -> None:
    words = "Nämnden antar taxan."
    assert decided(("Bakgrund", "Taxan är från 2009."), ("Beslut", words)) == [(words, "adopt", words)]


def test_each_body_has_its_own_cell() -> None:
    rows = ("Arbetsutskottets beslut", "Taxan antas."), ("Nämndens beslut", "Taxan avslås.")
    assert [kind for _, kind, _ in decided(*rows)] == ["adopt", "reject"]


def test_a_row_of_three_cells_is_a_table_of_something_else() -> None:
    assert decided(("Beslut", "Ansvarig", "Dag"), ("Taxa", "Hamnchefen", "3 maj")) == []


def test_a_label_that_is_no_heading_of_a_decision_tells_none() -> None:
    assert decided(("Beslutsgång", "Ordföranden frågar."), ("Beslutsunderlag", "Skrivelse.")) == []
