"""Rounding: intervals, levels, and the bounds between them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokollparser.core.rounding import Figure, Interval, compare, step_of

_TENTH = Decimal("0.1")
values = st.decimals(min_value=-10_000, max_value=10_000, places=3, allow_nan=False, allow_infinity=False)
whole = st.integers(min_value=-1_000_000, max_value=1_000_000)


def parts(count: int) -> list[tuple[Figure, int]]:
    return [(Figure(Decimal(100)), 1)] * count


@pytest.mark.parametrize(
    ("printed", "value", "step"),
    [
        ("4,0", "4.0", "0.1"),
        ("2 350", "2350", "1"),
        ("-12,25 mkr", "-12.25", "0.01"),
        ("1.761.262", "1761262", "1"),
        ("12.000", "12000", "1"),
        ("12.5", "12.5", "0.1"),
        ("0", "0", "1"),
    ],
)
def test_the_step_is_that_of_the_last_printed_digit(printed: str, value: str, step: str) -> None:
    assert step_of(printed, Decimal(value)) == Decimal(step)


def test_padded_decimals_of_the_store_do_not_make_a_figure_finer() -> None:
    assert step_of("", Decimal("4.500000")) == _TENTH


@given(st.lists(values, min_size=1, max_size=14))
def test_a_sum_of_rounded_parts_is_never_violated(exact: list[Decimal]) -> None:
    held = [(Figure(value.quantize(_TENTH), _TENTH), 1) for value in exact]
    total = Figure(sum(exact, Decimal(0)).quantize(_TENTH), _TENTH)
    assert compare(total, held).holds


@given(st.lists(st.tuples(values, st.sampled_from([1, -1])), min_size=1, max_size=8))
def test_a_difference_of_rounded_parts_is_never_violated(exact: list[tuple[Decimal, int]]) -> None:
    held = [(Figure(value.quantize(_TENTH), _TENTH), weight) for value, weight in exact]
    total = sum((value * weight for value, weight in exact), Decimal(0))
    assert compare(Figure(total.quantize(_TENTH), _TENTH), held).holds


@given(st.lists(whole, min_size=1, max_size=14), st.integers(min_value=-30, max_value=30))
def test_the_closed_form_is_half_a_unit_for_each_figure(amounts: list[int], slip: int) -> None:
    held = [(Figure(Decimal(amount)), 1) for amount in amounts]
    judged = compare(Figure(Decimal(sum(amounts) + slip)), held)
    assert judged.holds == (abs(slip) <= Decimal(len(amounts) + 1) / 2)


@given(st.lists(whole, min_size=1, max_size=14), st.integers(min_value=-30, max_value=30))
def test_only_no_difference_is_exact(amounts: list[int], slip: int) -> None:
    held = [(Figure(Decimal(amount)), 1) for amount in amounts]
    judged = compare(Figure(Decimal(sum(amounts) + slip)), held)
    assert (judged.level == "exact") == (slip == 0)


@given(st.lists(whole, min_size=2, max_size=14), whole)
def test_stated_minus_computed_is_the_difference(amounts: list[int], stated: int) -> None:
    judged = compare(Figure(Decimal(stated)), [(Figure(Decimal(amount)), 1) for amount in amounts])
    assert judged.computed + judged.difference == stated


@pytest.mark.parametrize(
    ("count", "difference", "level"),
    [
        (2, 1, "rounding"),
        (2, 2, "violated"),
        (14, 3, "rounding"),
        (14, 4, "suspicious"),
        (14, 7, "suspicious"),
        (14, 8, "violated"),
    ],
)
def test_levels_by_three_standard_deviations_and_by_the_interval(
    count: int, difference: int, level: str
) -> None:
    assert compare(Figure(Decimal(100 * count + difference)), parts(count)).level == level


def test_coarser_parts_allow_more() -> None:
    held = [(Figure(Decimal(12_000), Decimal(1000)), 1), (Figure(Decimal(8_000), Decimal(1000)), 1)]
    assert compare(Figure(Decimal(20_900)), held).holds


def test_excess_digits_block_the_sum() -> None:
    held = [(Figure(Decimal("10.5"), Decimal(1)), 1)]
    assert compare(Figure(Decimal(10)), held).level == "undecidable"


def test_no_parts_are_not_judged() -> None:
    assert compare(Figure(Decimal(10)), []).level == "undecidable"


def test_open_ends_that_touch_do_not_meet() -> None:
    low = Interval(Decimal(0), Decimal(1), high_open=True)
    assert not low.meets(Interval(Decimal(1), Decimal(2)))
    assert Interval(Decimal(0), Decimal(1)).meets(Interval(Decimal(1), Decimal(2)))


@pytest.mark.parametrize(("value", "low", "high"), [("5", 5, 6), ("-5", -6, -5), ("0", -1, 1)])
def test_truncated_figures_stand_for_what_lies_beyond_them(value: str, low: int, high: int) -> None:
    found = Figure(Decimal(value)).interval(truncated=True)
    assert (found.low, found.high) == (low, high)
