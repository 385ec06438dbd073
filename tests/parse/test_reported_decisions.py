"""Decisions told of: earlier ones and those of others."""

from __future__ import annotations

from datetime import date

import pytest

from protokollparser.core.records.decisions import Decision
from protokollparser.parse.matters import decisions, reported_decisions
from tests.parse.sources import ledger, rules


def told(text: str, heading: str = "summary") -> list[Decision]:
    book = ledger(f"[item] § 1 Ärende\n[{heading}] Rubrik\n{text}")
    reported_decisions.read(book, rules())
    return book.of(Decision)


@pytest.mark.parametrize(
    ("text", "body", "kind", "day"),
    [
        (
            "Kommunfullmäktige har vid sammanträde 2021-09-27 utsett Eva Ek till ordförande.",
            "Kommunfullmäktige",
            "elect",
            date(2021, 9, 27),
        ),
        ("Målen fastställdes av fullmäktige 16 nov 2020 § 163", "fullmäktige", "adopt", date(2020, 11, 16)),
        ("Miljönämnden uppdrog åt chefen att redovisa arbetet.", "Miljönämnden", "assign", None),
        (
            "Vid sammanträde 2021-03-18 fattade nämnden ett inriktningsbeslut om lokaler.",
            "nämnden",
            "direct",
            date(2021, 3, 18),
        ),
        ("För 2022 är följande budget beslutad av nämnden: 1 000 kr", "nämnden", "adopt", None),
        ("Det har under året beslutats att arbetet ska utökas.", None, None, None),
        ("Den 3 mars 2023 har kommunstyrelsen antagit planen.", "kommunstyrelsen", "adopt", date(2023, 3, 3)),
    ],
)
def test_sentences_that_tell_of_a_decision(
    text: str, body: str | None, kind: str | None, day: date | None
) -> None:
    (decision,) = told(text)
    assert (decision.stage, decision.body, decision.kind, decision.decision_date) == (
        "reported",
        body,
        kind,
        day,
    )
    assert decision.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Sex av kommunerna i Norrdalens e-nämnd har beslutat att bedriva en förstudie.",
        "Arbetet startar när nämnden har beslutat om budgeten.",
        "Nämnden har inte fattat något beslut i frågan.",
        "Fördelning sker enligt av nämnden beslutad modell.",
        "Arbetet utgår från en beslutad verksamhetsplan.",
        "Kommunstyrelsen beslutar varje år om budgeten.",
        "Nämnden inrättades den 1 januari 2015.",
    ],
)
def test_sentences_that_tell_of_none(text: str) -> None:
    assert not told(text)


def test_each_day_of_an_earlier_treatment_is_a_decision() -> None:
    found = told("Bordlagt den 13 december 2023, § 897 och den 24 januari 2024, § 54.", "previous_handling")
    assert [decision.decision_date for decision in found] == [date(2023, 12, 13), date(2024, 1, 24)]
    assert {decision.kind for decision in found} == {"postpone"}


@pytest.mark.parametrize("heading", ["sitting", "motions", "reservations", "sent_to"])
def test_what_happens_at_the_sitting_is_not_told_of(heading: str) -> None:
    assert not told("Kommunstyrelsen beslutade att anta planen.", heading)


def test_a_decision_taken_in_the_text_is_not_told_of_again() -> None:
    book = ledger("""
        [item] § 4 Stat
        Förslag till stat för nästa år.
        Nämnden beslöt föreslå fullmäktige att fastställa staten.
    """)
    decisions.read(book, rules())
    reported_decisions.read(book, rules())
    assert [decision.stage for decision in book.of(Decision)] == ["taken"]
