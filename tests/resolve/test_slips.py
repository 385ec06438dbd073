"""When two figures state the same, and how they differ."""

from __future__ import annotations

from decimal import Decimal

import pytest

from protokollparser.core.quantities import precision
from protokollparser.core.records.figures import Amount
from protokollparser.core.rules import load
from protokollparser.core.spans import Span
from protokollparser.core.units import Units
from protokollparser.resolve.slips import significant, slip, states


def amount(value: str, unit: str, qualifier: str | None = None) -> Amount:
    exact = Decimal(value)
    digits = max(0, -int(exact.as_tuple().exponent))
    stands = precision(exact, digits, unit, Units.of(load()), qualifier)
    return Amount(
        span=Span("0" * 64, 1, 0, 1, 1, 1, "x"),
        rule_id="test",
        origin="prose",
        value=exact,
        unit=unit,
        kronor=stands.kronor,
        low=stands.low,
        high=stands.high,
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [(("3.1", "mkr"), ("3100", "tkr")), (("80", "tkr"), ("-80224", "kr")), (("52", "tkr"), ("-52100", "kr"))],
)
def test_figures_are_the_same_within_their_rounding(first: tuple[str, str], second: tuple[str, str]) -> None:
    assert states(amount(*first), amount(*second))


def test_figures_further_apart_are_not_the_same() -> None:
    assert not states(amount("3.2", "mkr"), amount("4.0", "mkr"))


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (("61211", "kr"), ("61121", "kr"), "swap"),
        (("230000", "kr"), ("220000", "kr"), "digit"),
        (("52041", "tkr"), ("52041", "kr"), "factor"),
        (("1395185", "kr"), ("1430185", "kr"), "close"),
        (("468", "tkr"), ("530", "tkr"), None),
        (("61211", "kr"), ("61211", "kr"), None),
    ],
)
def test_slips_are_told_apart(first: tuple[str, str], second: tuple[str, str], kind: str | None) -> None:
    assert slip(amount(*first), amount(*second)) == kind


@pytest.mark.parametrize(
    ("value", "digits"), [("120000", 2), ("13.0", 2), ("0.8", 1), ("930600", 4), ("0", 0)]
)
def test_zeros_at_either_end_say_nothing(value: str, digits: int) -> None:
    assert significant(amount(value, "kr")) == digits


def test_a_digit_more_is_no_slip() -> None:
    assert slip(amount("5860", "tkr"), amount("75860", "tkr")) is None
