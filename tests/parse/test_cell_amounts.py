"""Amounts from cells."""

from __future__ import annotations

from decimal import Decimal

from protokollparser.core.records.figures import Amount
from protokollparser.parse.tables import cell_amounts
from tests.parse.tabled import tabled


def amounts(drawn: str) -> list[Amount]:
    return tabled(drawn, cell_amounts.read).of(Amount)


def test_an_amount_knows_its_row_column_unit_and_kronor() -> None:
    first = amounts(
        """
        Resultaträkning (tkr) > Budget 2023 > Utfall 2023
        Intäkter > 3 100 > 3 200
        Kostnader > 3 000 > 2 800
        """
    )[0]
    assert (first.label, first.scenario, first.unit, first.unit_origin) == (
        "Intäkter",
        "budget",
        "tkr",
        "printed",
    )
    assert (first.value, first.kronor, first.decimals) == (3100, 3_100_000, -3)
    assert (first.low, first.high) == (Decimal("3099500"), Decimal("3100500"))


def test_a_label_has_its_section_before_it() -> None:
    labels = [
        amount.label
        for amount in amounts(
            """
            | Intäkter | Budget 2024 |
            |---|---|
            | Avgifter | 10 000 kr |
            | Summa intäkter | 10 000 kr |
            | Kostnader | |
            | Löner | 10 000 kr |
            | Summa kostnader | 10 000 kr |
            | Resultat | 0 kr |
            """
        )
    ]
    assert labels[0] == "Intäkter / Avgifter"
    assert labels[2:4] == ["Kostnader / Löner", "Kostnader / Summa kostnader"]
    assert labels[-1] == "Resultat"


def test_a_row_may_have_its_own_unit() -> None:
    units = [
        (amount.label, amount.unit)
        for amount in amounts(
            """
            Uppföljning

            Post > Budget > Utfall
             > tkr > tkr
            Kostnader > 90 > 95
            Intäkter > 80 > 85
            Andel nöjda, % > 80 > 82
            """
        )
    ]
    assert units[0] == ("Kostnader", "tkr")
    assert units[-1] == ("Andel nöjda, %", "percent")


def test_a_column_of_units_tells_the_unit_of_every_row() -> None:
    found = amounts(
        """
        Bokslut i korthet

        Post > Enhet > Utfall 2022 > Utfall 2023
        Soliditet > % > 45,2 > 46,0
        Skuld > kr > 52 100 > 53 900
        Resultat > tkr > 1 200 > -300
        """
    )
    assert [amount.unit for amount in found[1::2]] == ["percent", "kr", "tkr"]


def test_percent_columns_do_not_take_the_unit_of_the_table() -> None:
    found = amounts(
        """
        Investeringar, tkr

        Projekt > Budget > Utfall i %
        Skola > 12 000 > 95
        Väg > 5 000 > 80
        """
    )
    assert [(amount.unit, amount.kronor) for amount in found[:2]] == [("tkr", 12_000_000), ("percent", None)]


def test_tables_without_amounts_give_none() -> None:
    assert amounts("Innehåll\n\nSammanfattning > 3\nMål > 4\nEkonomi > 5\n") == []


def test_a_rate_at_the_end_of_a_label_is_its_unit_and_what_it_is_told_per() -> None:
    found = amounts(
        """
        Resultat (tkr) > Utfall 2023 > Budget 2023
        Intäkter > 3 100 > 3 200
        Skuld, kr/invånare > 21 400 > 20 100
        """
    )
    assert [(a.unit, a.per) for a in found[1:3]] == [("tkr", None), ("kr", "inhabitant")]


def test_a_share_may_end_with_its_base() -> None:
    found = amounts(
        """
        Kostnader för hälsa (tkr) > 2023 > 2022
        Löner > 3 100 > 3 200
        Sjukfrånvaro, % av ordinarie arbetstid > 6,8 > 7,1
        Övertid > 12 > 14
        """
    )
    assert [a.unit for a in found] == ["tkr", "tkr", "percent", "percent", "tkr", "tkr"]


def test_counts_and_rates_are_no_money_in_a_table_of_money_nor_are_their_parts() -> None:
    found = amounts(
        """
        Översikt (mnkr) > 2023 > 2022
        Nettokostnader > 388,2 > 371,0
        Antal invånare > 9 812 > 9 774
        Skattesats > 21,65 > 21,65
        varav kommunen > 21,65 > 21,65
        """
    )
    assert [a.unit for a in found[::2]] == ["mkr", "st", None, None]


def test_a_deviation_of_an_untold_period_is_not_of_the_period_of_the_table() -> None:
    found = amounts(
        """
        Projekt (tkr) > Budget 2023 > Utfall 2023-08-31 > Avvikelse
        Skola > 900 > 300 > 600
        Väg > 500 > 400 > 100
        """
    )
    assert [str(a.period_end) for a in found[:3]] == ["2023-12-31", "2023-08-31", "None"]


def test_a_header_names_the_body_whose_figures_stand_under_it() -> None:
    found = amounts(
        """
        Resultaträkning, mkr > Kommunen 2020 > Koncernen 2020
        Intäkter > 312,4 > 521,4
        Kostnader > -318,8 > -517,9
        """
    )
    assert [one.organisation for one in found[:2]] == ["Kommunen", "Koncernen"]


def test_a_corner_that_counts_counts_the_rows() -> None:
    found = amounts(
        """
        Antal > Utfall 1996 > Plan 1996
        Inspektioner > 398 > 420
        Klagomål > 243 > 210
        """
    )
    assert {one.unit for one in found} == {"st"}


def test_measures_with_effects_in_money_are_amounts() -> None:
    found = amounts(
        """
        Åtgärd > Ansvarig > Effekt 2019, tkr > Status
        Senarelagd rekrytering > Chefen > 1 150 > Pågår
        Nytt städavtal > Chefen > 380 > Klar
        """
    )
    assert [(one.value, one.unit) for one in found] == [(1150, "tkr"), (380, "tkr")]
