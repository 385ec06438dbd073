"""Figures as printed: cells, running text, signs, units, ranges, precision."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokollparser.core.quantities import (
    FoundQuantity,
    Quantity,
    find_numbers,
    find_quantities,
    precision,
    read_cell,
)
from protokollparser.core.rules import load
from protokollparser.core.units import Units


@lru_cache(maxsize=1)
def units() -> Units:
    return Units.of(load())


def cell(text: str) -> Quantity:
    quantity = read_cell(text, units())
    assert quantity is not None, text
    return quantity


def found(text: str) -> list[FoundQuantity]:
    return find_quantities(text, units())


def only(text: str) -> Quantity:
    (one,) = found(text)
    return one.quantity


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("3 100", "3100"),
        ("1\u00a0761\u00a0262", "1761262"),
        ("1\u202f761\u2009262", "1761262"),
        ("1.250.000", "1250000"),
        ("12.500,50", "12500.50"),
        ("12091", "12091"),
        ("20,4", "20.4"),
        (",5", "0.5"),
        ("1.5", "1.5"),
        ("-4 457", "-4457"),
        ("- 78 940", "-78940"),
        ("\u22125", "-5"),
        ("–5 000", "-5000"),
        ("(12)", "-12"),
        ("( 1 234 )", "-1234"),
        ("1 234-", "-1234"),
        ("+61 211", "61211"),
        ("±0", "0"),
        ("+-0", "0"),
        ("12 500*", "12500"),
        ("12 500 1)", "12500"),
    ],
)
def test_a_cell_that_is_a_figure(printed: str, value: str) -> None:
    assert cell(printed).value == Decimal(value)


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("40 000 kr", "40000", "kr"),
        ("0:-", "0", "kr"),
        ("12 500:-", "12500", "kr"),
        ("12.500:—", "12500", "kr"),
        ("41.305:50", "41305.5", "kr"),
        ("-823 tkr", "-823", "tkr"),
        ("4,4 mSEK", "4.4", "mkr"),
        ("40,29 %", "40.29", "percent"),
        ("60% procent", "60", "percent"),
        ("21 st", "21", "st"),
        ("20 SEK", "20", "kr"),
        ("20 sek", "20", "seconds"),
        ("3 %-enheter", "3", "percentage_points"),
    ],
)
def test_a_cell_with_its_unit(printed: str, value: str, unit: str) -> None:
    quantity = cell(printed)
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("mark", ["?", "-", "–", "—", "..", "●", "", "uppgift saknas"])
def test_a_missing_mark_is_no_zero(mark: str) -> None:
    assert cell(mark) == Quantity(None, missing=mark)


@pytest.mark.parametrize(
    "text",
    ["2021-12-16", "16/3", "13:00", "2.", "0003", "§ 35", "Öka från 71,13", "3 av 5", "(12", "12 50", "Ja"],
)
def test_a_cell_that_is_no_figure(text: str) -> None:
    assert read_cell(text, units()) is None


def test_a_range_keeps_both_ends() -> None:
    assert (cell("4 - 8").value, cell("4 - 8").high) == (4, 8)


def test_a_bound_is_told_as_one() -> None:
    assert cell("högst 20 st").qualifier == "at_most"
    assert cell("<= 30 min").qualifier == "at_most"


def test_what_a_figure_is_told_per() -> None:
    assert cell("84kr/GB/år").per == "GB/year"
    assert only("76 100 kr/kommun").per == "municipality"
    assert only("2 000 kr per elev och år").per == "pupil/year"


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("Utgör Sydnät 2.0 1 523 tkr.", "1 523 tkr", "1523"),
        ("År 2020 500 tkr", "500 tkr", "500"),
        ("- -80 224kr.", "-80 224kr", "-80224"),
        ("- - 186 327 kr, projekt", "- 186 327 kr", "-186327"),
        ("- + 44 982kr, projekt", "+ 44 982kr", "44982"),
        ("- 44 982 kr, projekt", "44 982 kr", "44982"),
        ("+61 211 kr", "+61 211 kr", "61211"),
        ("- Norby - 120 000 kr", "120 000 kr", "120000"),
        ("Söderby – 18 300 kr", "18 300 kr", "18300"),
        ("Norby: -22 tkr.", "-22 tkr", "-22"),
        ("ett anslag på ,5 miljoner kronor", ",5 miljoner kronor", "0.5"),
        ("6,9 miljoner i grundbudget", "6,9 miljoner", "6.9"),
        ("har en 0:- prognos", "0:-", "0"),
        ("Prognosen på +-0 för året", "+-0", "0"),
        ("enligt budget, dvs noll (0).", "noll (0)", "0"),
        ("ett resultat på - 402 tkr", "- 402 tkr", "-402"),
        ("(– 12 tkr)", "– 12 tkr", "-12"),
        ("ett resultat på minus 3,1 mkr", "minus 3,1 mkr", "-3.1"),
        ("har fyra tjänster", "fyra tjänster", "4"),
        ("de 14 ingående kommunerna", "14 ingående kommunerna", "14"),
    ],
)
def test_a_figure_in_running_text(text: str, printed: str, value: str) -> None:
    (one,) = found(text)
    assert (text[one.start : one.end], one.quantity.value) == (printed, Decimal(value))


@pytest.mark.parametrize(
    "text",
    [
        "vid sammanträde 2021-12-16 § 35",
        "ärende 2021/25-2.2.0.1",
        "ring 0240-866 21",
        "projekten 0003, 0005 och 0020",
        "2 miljoner besök under året",
        "kl. 13:00 - 14:30",
        "sammanlagt 1\n523 tkr",
    ],
)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert found(text) == []


def test_a_range_in_running_text() -> None:
    one = only("beräkna 500-1500 kr/år")
    assert (one.value, one.high, one.per) == (500, 1500, "year")


def test_two_things_with_a_dash_between_are_no_range() -> None:
    assert only("Skola 2 - 120 000 kr").high is None


def test_a_qualifier_stands_before_the_figure() -> None:
    (one,) = found("debiterar ca 230 tkr/år")
    assert one.quantity.qualifier == "about"
    assert "debiterar ca 230 tkr/år"[one.lead : one.start] == "ca "


def test_a_stretch_of_time_is_no_bound() -> None:
    assert only("under 14 dagar").qualifier is None
    assert only("under 5 procent").qualifier == "under"


def test_an_unknown_unit_is_kept_as_printed() -> None:
    one = only("Budgeten är 3,1 kkkr.")
    assert (one.unit, one.unit_printed) == (None, "kkkr")


def test_an_unknown_figure_keeps_its_unit() -> None:
    one = only("- Söderby - ? kr")
    assert (one.value, one.missing, one.unit) == (None, "?", "kr")


def test_bare_numbers_are_found_on_request() -> None:
    values = [one.quantity.value for one in find_numbers("- Norby – 60 000, Söderby 18 300 kr", units())]
    assert values == [60000, 18300]


@pytest.mark.parametrize(
    ("value", "digits", "unit", "expected"),
    [
        ("3100", 0, "tkr", ("3100000", -3, "3099500", "3100500")),
        ("4.0", 1, "mkr", ("4000000", -5, "3950000", "4050000")),
        ("12", 0, "kr", ("12", 0, "11.5", "12.5")),
        ("50", 0, "ore", ("0.50", 2, "0.495", "0.505")),
    ],
)
def test_the_interval_of_printed_money(
    value: str, digits: int, unit: str, expected: tuple[str, int, str, str]
) -> None:
    told = precision(Decimal(value), digits, unit, units())
    kronor, decimals, low, high = expected
    assert told == (Decimal(kronor), decimals, Decimal(low), Decimal(high))


def test_what_is_no_money_has_no_kronor() -> None:
    assert precision(Decimal("3.17"), 2, "percent", units()).kronor is None


def test_about_widens_and_over_is_one_sided() -> None:
    about = precision(Decimal(3), 0, "mkr", units(), "about")
    over = precision(Decimal(3), 0, "mkr", units(), "over")
    assert (about.low, about.high) == (2_000_000, 4_000_000)
    assert (over.low, over.high) == (3_000_000, 4_000_000)


@pytest.mark.parametrize(
    ("heading", "unit", "printed"),
    [
        ("RESULTATRÄKNING (tkr)", "tkr", "tkr"),
        ("Intäkter och kostnader, miljoner kronor", "mkr", "miljoner kronor"),
        ("Resultaträkning (kkkr)", None, "kkkr"),
        ("Belopp i tusentals kronor", "tkr", "tusentals kronor"),
        ("Avvikelse (%)", "percent", "%"),
    ],
)
def test_the_unit_in_a_heading(heading: str, unit: str | None, printed: str) -> None:
    (one,) = units().printed_in(heading)
    assert (one.unit, one.printed) == (unit, printed)


@pytest.mark.parametrize("heading", ["Utfall 2020", "Prognos 250 tkr", "Nettokostn", "Procentuell ökning"])
def test_headings_without_a_unit(heading: str) -> None:
    assert units().printed_in(heading) == []


@given(st.text(max_size=80))
def test_any_text_is_read_without_error_and_places_are_in_order(text: str) -> None:
    read_cell(text, units())
    at = 0
    for one in find_numbers(text, units()):
        assert at <= one.lead <= one.start < one.end <= len(text)
        at = one.start


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_comes_back(number: int) -> None:
    printed = f"{abs(number):,}".replace(",", " ")
    assert cell(f"-{printed}" if number < 0 else printed).value == number
