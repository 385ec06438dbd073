"""Declared conflicts of interest."""

from __future__ import annotations

import pytest

from protokollparser.core.records.items import AgendaItem, Disqualification
from protokollparser.parse.people import disqualifications
from tests.parse.sources import ledger, rules


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Eva Ek (S) deltar inte i handläggningen av ärendet på grund av jäv.", ["Eva Ek"]),
        ("Eva Ek (S), Bo Alm (S) och Ann Ås (D) anmäler jäv.", ["Eva Ek", "Bo Alm", "Ann Ås"]),
        ("På grund av jäv deltar inte Eva Ek (S) i beslutet.", ["Eva Ek"]),
        ("Herr Alm anmäler jäv och lämnar lokalen.", ["Alm"]),
        ("Herrar Alm och Ek är jäviga.", ["Alm", "Ek"]),
        ("Ingen av ledamöterna anmäler jäv.", []),
        ("Ingen ansåg sig förhindrad att delta på grund av jäv.", []),
        ("Eva Ek (S) deltar inte i beslutet.", []),
    ],
)
def test_who_is_disqualified(text: str, names: list[str]) -> None:
    book = ledger(f"[item] § 1 Plan\n[disqualification] Jäv\n{text}")
    disqualifications.read(book, rules())
    assert [row.name for row in book.of(Disqualification)] == names


def test_a_declaration_for_another_paragraph_belongs_to_that_one() -> None:
    book = ledger("""
        [item] § 1 Anmälan av jäv
        [decision] Beslut
        Eva Ek (S) anmäler jäv under paragraf 2: Bidrag.
        [item] § 2 Bidrag
        [decision] Beslut
        Bidraget beviljas.
    """)
    disqualifications.read(book, rules())
    (row,) = book.of(Disqualification)
    assert row.item_id == next(item.id for item in book.of(AgendaItem) if item.paragraph == 2)


def test_the_one_who_steps_in_is_told() -> None:
    book = ledger("[item] § 1 Plan\n[disqualification] Jäv\nEva Ek (S) är jävig och ersätts av Bo Alm (S).")
    disqualifications.read(book, rules())
    assert [(row.name, row.replaced_by) for row in book.of(Disqualification)] == [("Eva Ek", "Bo Alm")]


def test_a_declaration_and_the_item_itself_are_one_row_in_two_places() -> None:
    book = ledger("""
        [item] § 1 Anmälan av jäv
        [decision] Beslut
        Eva Ek (S) anmäler jäv under paragraf 2: Bidrag.
        [item] § 2 Bidrag
        [note] Protokollsanteckning
        Eva Ek (S) deltar inte i handläggningen av ärendet på grund av jäv.
    """)
    disqualifications.read(book, rules())
    (row,) = book.of(Disqualification)
    assert [row.span.line_start, row.more[0].line_start] == [3, 6]
