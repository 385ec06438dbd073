"""Amounts behind names that end in a number."""

from __future__ import annotations

import pytest

from protokollparser.core.records.figures import Amount
from protokollparser.parse.prose import amounts
from tests.parse.sources import ledger, rules


def found(marked: str) -> list[Amount]:
    book = ledger(marked, kind="report")
    amounts.read(book, rules())
    return book.of(Amount)


@pytest.mark.parametrize(
    ("text", "value", "other"),
    [
        ("Microsoft 365 250 tkr", "250", "365250"),
        ("Licenser för Office 365 120 000 kr", "120000", "365120000"),
        ("Renovering av hallen, etapp 2 500 tkr", "500", "2500"),
        ("Ökade kostnader för Covid-19 450 tkr", "450", "19450"),
    ],
)
def test_a_known_name_keeps_its_number_and_the_long_reading_is_a_candidate(
    text: str, value: str, other: str
) -> None:
    (amount,) = found(text)
    assert str(amount.value) == value
    assert amount.candidates == ({"value": other},)
    assert amount.confidence < 1


def test_a_name_that_the_text_shows_with_its_number_keeps_it() -> None:
    assert [str(a.value) for a in found("Vi inför Vivanor 12 under våren.\n\nVivanor 12 300 tkr")] == ["300"]


def test_a_proper_name_inside_a_sentence_leaves_both_readings_open() -> None:
    (amount,) = found("Kostnaden för Vivanor 12 300 kr ingår.")
    assert str(amount.value) == "12300"
    assert amount.candidates == ({"value": "300"},)
    assert amount.confidence < 1


@pytest.mark.parametrize(
    "text",
    [
        "Personalkostnader 14 900 tkr",
        "Kommunen betalar 2 500 tkr per kvartal",
        "Avgiften är per kvartal 2 500 kr",
        "Utfall 2022 1 310 tkr",
        "Boden 40 000 kr",
        "Andelen för Boden 40 000 kr",
        "Kostnaden är 365 000 kr",
    ],
)
def test_plain_amounts_are_sure(text: str) -> None:
    (amount,) = found(text)
    assert amount.confidence == 1
    assert not amount.candidates


def test_the_number_that_a_rate_is_told_by_is_no_count() -> None:
    assert not found("Antalet fall var 35 per 100 000 invånare.")
