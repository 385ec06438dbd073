"""Breaks in a sitting."""

from __future__ import annotations

import pytest

from protokollparser.core.records.meetings import Adjournment
from protokollparser.parse.matters import items
from protokollparser.parse.signing import adjournments
from tests.parse.sittings import rules, sitting


def breaks(marked: str) -> list[tuple[str | None, str | None, int | None]]:
    ledger = sitting(f"Sammanträdesdatum: 2022-03-01\n{marked}")
    for reader in (items, adjournments):
        reader.read(ledger, rules())
    return [
        (
            found.time_from and f"{found.time_from:%H:%M}",
            found.time_to and f"{found.time_to:%H:%M}",
            found.minutes,
        )
        for found in ledger.of(Adjournment)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Tid: kl. 08.30-15.00 (ajournering kl. 09.50-10.10 och 12.00-13.00)",
            [("09:50", "10:10", None), ("12:00", "13:00", None)],
        ),
        ("Ajournering: 10:05-10:15", [("10:05", "10:15", None)]),
        (
            "[item] § 2 Budget\nMötet ajourneras kl. 14.20 och återupptas kl. 14.35.",
            [("14:20", "14:35", None)],
        ),
        ("[item] § 2 Budget\nSammanträdet ajourneras i tio minuter.", [(None, None, 10)]),
        ("[item] § 2 Budget\nSammanträdet ajourneras 15 min.", [(None, None, 15)]),
        ("[item] § 2 Budget\nSammanträdet ajourneras.", [(None, None, None)]),
        ("Sammanträdet kan komma att ta paus.", []),
        ("[item] § 2 Budget\nEn paus i bygget föreslås till 15 mars.", []),
    ],
)
def test_hours_and_lengths(line: str, expected: list[tuple[str | None, str | None, int | None]]) -> None:
    assert breaks(line) == expected
