"""Reservations, statements, notes."""

from __future__ import annotations

import pytest

from protokollparser.core.records.decisions import Dissent
from protokollparser.parse.matters import dissent
from tests.parse.sources import ledger, rules


def found(text: str) -> list[tuple[str, str | None, str | None]]:
    book = ledger(f"[item] § 1 Plan\n[reservations] Reservation\n{text}")
    dissent.read(book, rules())
    return [(row.kind, row.name, row.party) for row in book.of(Dissent)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Eva Ek (C) reserverar sig mot beslutet.", [("reservation", "Eva Ek", "C")]),
        (
            "Eva Ek (C) och Bo Alm (M) reserverar sig mot beslutet till förmån för det egna yrkandet.",
            [("reservation", "Eva Ek", "C"), ("reservation", "Bo Alm", "M")],
        ),
        (
            "Ledamöterna från M, D och KD reserverar sig mot beslutet.",
            [("reservation", None, "M"), ("reservation", None, "D"), ("reservation", None, "KD")],
        ),
        (
            "Representanterna från SD antecknar som yttrande en skrivelse från den 6 februari 2024.",
            [("statement", None, "SD")],
        ),
        ("Bo Alm (M) deltar inte i beslutet.", [("note", "Bo Alm", "M")]),
        ("Mot beslutet reserverade sig Eva Ek.", [("reservation", "Eva Ek", None)]),
        ("(S)-gruppen reserverar sig mot beslutet.", [("reservation", None, "S")]),
        ("Mot beslutet reserverade sig herr Bladh.", [("reservation", "Bladh", None)]),
        ("Eva Ek (C) anmäler jäv och deltar inte i beslutet.", []),
        ("Moderata gruppen reserverar sig mot beslutet.", [("reservation", None, "M")]),
        (
            "M- och KD-grupperna reserverar sig mot beslutet.",
            [("reservation", None, "M"), ("reservation", None, "KD")],
        ),
        (
            "Ledamöterna (S) och (V) reserverar sig mot beslutet.",
            [("reservation", None, "S"), ("reservation", None, "V")],
        ),
        ("Hela Vänsterpartiet reserverar sig mot beslutet.", [("reservation", None, "V")]),
        ("Häremot anmälde Eva Ek reservation.", [("reservation", "Eva Ek", None)]),
        ("Reservation av Eva Ek (C).", [("reservation", "Eva Ek", "C")]),
        ("Eva Ek (C) avstår från att delta i omröstningen.", [("note", "Eva Ek", "C")]),
        ("I beslutet deltog ej Eva Ek (C).", [("note", "Eva Ek", "C")]),
        ("Eva Ek (C) avger en röstförklaring.", [("statement", "Eva Ek", "C")]),
        ("Ingen reserverar sig mot beslutet.", []),
        ("Reservationen bifogas protokollet.", []),
        ("Bo Alm (M) deltar inte i handläggningen av ärendet på grund av jäv.", []),
    ],
)
def test_who_dissents(text: str, rows: list[tuple[str, str | None, str | None]]) -> None:
    assert found(text) == rows


def test_parties_are_told_by_their_names() -> None:
    assert found("Socialdemokraterna och Vänsterpartiet reserverar sig mot beslutet.") == [
        ("reservation", None, "S"),
        ("reservation", None, "V"),
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "[note] Deltar inte i beslutet\nEva Ek (C) och Bo Alm (M).",
        "[note:] Deltar inte i beslutet: Eva Ek (C), Bo Alm (M)",
        "[reservations] Reservation\nEva Ek (C)\nBo Alm (M)",
        "[reservations] Reservation\nEva Ek (C) och Bo Alm (M) till förmån för eget yrkande.",
    ],
)
def test_those_only_named_below_the_heading(marked: str) -> None:
    book = ledger(f"[item] § 1 Plan\n{marked}")
    dissent.read(book, rules())
    assert [(row.name, row.party) for row in book.of(Dissent)] == [("Eva Ek", "C"), ("Bo Alm", "M")]
