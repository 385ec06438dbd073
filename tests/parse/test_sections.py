"""Sections of items and reports."""

from __future__ import annotations

from protokollparser.core.reading import Ledger
from protokollparser.core.records.items import AgendaItem, SectionText
from protokollparser.parse.matters import sections
from tests.parse.sources import ledger, rules


def read(marked: str, kind: str = "minutes") -> tuple[Ledger, list[SectionText]]:
    book = ledger(marked, kind, closing="minutes")
    sections.read(book, rules())
    return book, book.of(SectionText)


def test_a_section_holds_its_lines_without_the_heading() -> None:
    book, (section,) = read("""
        [item] § 1 Taxa
        [summary] Sammanfattning
        Taxan höjs.

        Den har gällt länge.
    """)
    assert section.text == "Taxan höjs.\n\nDen har gällt länge."
    assert (section.name, section.span.line_start, section.span.line_end) == ("summary", 3, 5)
    assert section.item_id == book.of(AgendaItem)[0].id


def test_text_before_the_first_section_introduces_the_item() -> None:
    _, found = read("""
        [item] § 1 Taxa
        Beslutsärende

        Taxan har gällt i tio år och behöver räknas upp.
        [decision] Beslut
        Taxan antas.
    """)
    assert [(s.name, s.heading, s.span.line_start) for s in found] == [
        ("summary", None, 4),
        ("decision", "Beslut", 6),
    ]


def test_text_after_a_run_in_heading_begins_behind_it() -> None:
    _, (section,) = read("[sent_to:] Expedieras till: Akten")
    assert section.span.printed == "Akten"


def test_unknown_headings_leave_residue_in_minutes_and_none_in_reports() -> None:
    marked = "[other] Frågor\nSvar lämnas."
    minutes, _ = read(marked)
    report, _ = read(marked, "annual_report")
    assert 1 not in minutes.claims
    assert 1 in report.claims


def test_formalities_outside_items_are_left_to_their_own_readers() -> None:
    book, found = read("""
        [item] § 1 Taxa
        [decision] Beslut
        Taxan antas.
        [part] closing
        [signing] Underskrifter
        Namn: Eva Ek
    """)
    assert [section.name for section in found] == ["decision"]
    assert 5 not in book.claims
