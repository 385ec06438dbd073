"""One misreading parts two figures, or more."""

from __future__ import annotations

from decimal import Decimal

import pytest

from protokollparser.core.misreadings import are_alike, misread


@pytest.mark.parametrize(
    ("printed", "value", "meant", "told"),
    [
        ("2 191", "2191", "2291", "2 291"),
        ("-12,5", "-12.5", "-72.5", "-72,5"),
        ("12,50", "12.5", "12.8", "12,80"),
        ("125", "125", "12.5", "12,5"),
        ("402", "402", "-402", "-402"),
        ("1 23", "123", "1123", "1 123"),
        ("11 405", "11405", "1405", "1 405"),
    ],
)
def test_one_misreading(printed: str, value: str, meant: str, told: str) -> None:
    assert misread(printed, Decimal(value), Decimal(meant)) == told


@pytest.mark.parametrize(
    ("printed", "value", "meant"),
    [
        ("2 191", "2191", "2282"),
        ("7", "7", "1"),
        ("402", "402", "-403"),
        ("402", "402", "402"),
        ("12", "12", "0"),
    ],
)
def test_more_than_one(printed: str, value: str, meant: str) -> None:
    assert misread(printed, Decimal(value), Decimal(meant)) is None


def test_digits_that_look_alike() -> None:
    assert are_alike("1 340", "1 840")
    assert not are_alike("1 240", "1 840")
