"""Recipients of decisions."""

from __future__ import annotations

from protokollparser.core.records.items import Dispatch
from protokollparser.parse.matters import dispatch
from tests.parse.sources import ledger, rules


def sent(marked: str) -> list[tuple[str | None, str | None]]:
    book = ledger(marked)
    dispatch.read(book, rules())
    return [(row.recipient, row.purpose) for row in book.of(Dispatch)]


def test_each_line_is_a_recipient_with_its_purpose() -> None:
    assert sent("""
        [item] § 1 Plan
        [sent_to] Beslutet skickas till
        IT-chef för verkställighet
        Nämnden för funktionsstöd
        Ekonomiavdelningen (för kännedom)
        Akten
    """) == [
        ("IT-chef", "för verkställighet"),
        ("Nämnden för funktionsstöd", None),
        ("Ekonomiavdelningen", "för kännedom"),
        ("Akten", None),
    ]


def test_recipients_on_the_line_of_the_heading_are_parted_by_commas() -> None:
    assert sent("""
        [item] § 1 Plan
        [sent_to:] Expedieras till: Kommunstyrelsen, Socialnämnden
    """) == [("Kommunstyrelsen", None), ("Socialnämnden", None)]


def test_a_title_after_a_comma_is_no_recipient() -> None:
    assert sent("""
        [item] § 1 Plan
        [sent_to] Delges
        Eva Ek, controller
    """) == [("Eva Ek, controller", None)]


def test_an_unfilled_template_names_nobody() -> None:
    assert sent("""
        [sent_to:] Expedieras till: Namn namn, titel, organisatorisk tillhörighet
    """) == [(None, None)]


def test_the_heading_may_give_the_purpose() -> None:
    assert sent("""
        [item] § 1 Plan
        [sent_to] För kännedom till
        Revisorerna
    """) == [("Revisorerna", "för kännedom")]


def test_several_recipients_on_the_line_of_the_heading() -> None:
    assert sent("[item] § 1 Plan\n[sent_to:] Expedieras till: Medlemskommunerna, revisorerna") == [
        ("Medlemskommunerna", None),
        ("revisorerna", None),
    ]


def test_a_list_between_commas_may_fill_several_lines() -> None:
    assert sent("""
        [item] § 1 Plan
        [sent_to] Protokollsutdrag skickas till
        Norrbygdens Energi AB, Norrbygdens Hamn AB, Norrbygdens
        Bostäder AB, tekniska nämnden, akten
    """) == [
        ("Norrbygdens Energi AB", None),
        ("Norrbygdens Hamn AB", None),
        ("Norrbygdens Bostäder AB", None),
        ("tekniska nämnden", None),
        ("akten", None),
    ]


def test_parts_of_one_recipient_behind_a_dash_are_not_parted() -> None:
    assert sent("""
        [item] § 1 Plan
        [sent_to] Protokollsutdrag skickas till
        Socialnämnderna – Norr, Söder, Öster
    """) == [("Socialnämnderna – Norr, Söder, Öster", None)]


def test_prose_behind_a_list_and_its_heading_are_no_recipients() -> None:
    assert sent("""
        [item] § 1 Plan
        [sent_to] Delges
        Bygdens räddningsförbund
        Revisorerna

        Behov av en ny tjänst

        Under projektet har en konsult lett arbetet. Nu övergår arbetet i en ny fas, och styrgruppen
        bedömer att en egen anställd kostar mindre än vad konsulten har gjort under de tre år som har gått.
    """) == [("Bygdens räddningsförbund", None), ("Revisorerna", None)]
