"""Figures in prose tied to the cells that state the same fact."""

from __future__ import annotations

from tests.resolve.sources import ties

TABLE = """
Resultaträkning (tkr) > Budget 2023 > Utfall 2023 > Avvikelse
Intäkter > 3 100 > 3 217 > 117
Kostnader > 3 100 > 2 753 > 347
Nettokostnad > 0 > 464 > 464
"""


def told(prose: str, table: str = TABLE) -> dict[str, tuple[str | None, int | None] | None]:
    return ties(f"Bokslut Ekby servicenämnd 2023\n\nEkonomi\n{table}\n{prose}\n")


def test_the_same_figure_is_tied_to_its_row() -> None:
    assert told("Kostnaderna uppgick till 2 753 tkr under året.") == {"2 753 tkr": ("Kostnader", 2)}


def test_a_figure_in_millions_is_the_same_as_in_thousands() -> None:
    assert told("Intäkterna för 2023 blev 3,2 mkr enligt utfallet.")["3,2 mkr"] == ("Intäkter", 2)


def test_words_alone_tie_a_figure_that_contradicts_the_table() -> None:
    assert told("Bruttokostnaderna var 462 tkr lägre än budget.") == {"462 tkr": ("Kostnader", 3)}


def test_a_figure_of_another_row_is_not_tied_to_it() -> None:
    assert told("Nettokostnaderna var 347 tkr lägre än budget.") == {"347 tkr": ("Nettokostnad", 3)}


def test_a_part_of_the_costs_is_not_the_costs() -> None:
    assert told("De övriga lokalkostnaderna var 21 tkr lägre än budget.") == {"21 tkr": None}


def test_a_project_is_not_the_whole() -> None:
    assert told("För projektet i Norrvik var kostnaderna 21 tkr lägre än budget.") == {"21 tkr": None}


def test_another_period_is_left_open() -> None:
    assert told("Under 2022 var kostnaderna 21 tkr lägre än budget.") == {"21 tkr": None}


FOLLOW_UP = """
Uppföljning, kr > INTÄKTER > KOSTNADER > AVVIKELSE
Grundavgift, kontor > 1 761 262 > 1 700 142 > 61 120
Projekt Norr > 962 670 > 917 688 > 44 982
SUMMA > 2 723 932 > 2 617 830 > 106 102
"""


def test_swapped_digits_are_tied_by_the_label() -> None:
    assert told("- +61 210 kr, grundavgift", FOLLOW_UP) == {"+61 210 kr": ("Grundavgift, kontor", 3)}


def test_a_unit_wrong_by_a_thousand_is_tied() -> None:
    assert told("Nämnden visar ett överskott på 106 102 tkr.", FOLLOW_UP) == {"106 102 tkr": ("SUMMA", 3)}


def test_a_label_alone_does_not_choose_among_columns() -> None:
    assert told("- 13 555 kr, Projekt Norr", FOLLOW_UP) == {"13 555 kr": None}


def test_heading_and_label_name_row_and_column() -> None:
    text = """
        Rapport om samarbeten i Ekby och Norrvik

        1. Gemensamma tjänster för skolskjuts

        Kommunerna debiteras så här:

        - Ekby – 18 300 kr
        - Norrvik – 15 000 kr

        2. Sammanställning

        Samarbete, kr > Ekby > Norrvik
        Skolskjuts > 18 000 > 15 000
        Telefoni > 120 000 > 60 000
        Summa > 138 000 > 75 000
    """
    assert ties(text) == {"18 300 kr": ("Skolskjuts", 1), "15 000 kr": ("Skolskjuts", 2)}


ACTIVITIES = """
Verksamhet, tkr > Budget 2023 > Utfall jan-aug > Prognos 2023 > Avvikelse
Äldreomsorg > 210 000 > 142 300 > 214 500 > -4 500
Funktionsstöd > 95 000 > 62 900 > 94 200 > 800
Summa > 305 000 > 205 200 > 308 700 > -3 700
"""


def test_the_deficit_of_a_part_is_read_in_its_row() -> None:
    assert told("Äldreomsorgen beräknas få ett underskott på 4 700 tkr.", ACTIVITIES) == {
        "4 700 tkr": ("Äldreomsorg", 4)
    }


def test_the_deficit_of_a_part_without_a_row_is_left_open() -> None:
    assert told("Hemtjänsten visar ett underskott på 2 300 tkr.", ACTIVITIES) == {"2 300 tkr": None}


def test_a_change_from_the_year_before_is_no_figure_of_the_table() -> None:
    assert told("Kostnaderna ökade med 21 tkr jämfört med föregående år.") == {"21 tkr": None}


def test_what_goes_beyond_a_budget_is_a_deviation() -> None:
    assert told("Intäkterna överstiger budget med 115 tkr.") == {"115 tkr": ("Intäkter", 3)}


def test_the_result_of_another_year_is_left_open() -> None:
    assert told("Nettokostnaden 2020 var 455 tkr.") == {"455 tkr": None}


def test_a_row_of_another_section_is_no_candidate() -> None:
    text = """
        Budget 2021, kr > Budget > Prognos
        INTÄKTER > >
        Uppdrag och projekt > 1 200 000 > 1 430 185
        KOSTNADER > >
        Uppdrag och projekt > 1 250 000 > 1 595 185
        Resultat > -50 000 > -165 000

        INTÄKTER

        - 1 595 186 kr. Projektbudget.
    """
    assert ties(text)["1 595 186 kr"] is None


def test_what_is_worse_than_the_budget_is_the_deviation_of_the_result_that_equals_it() -> None:
    table = """
Resultaträkning (tkr) > Budget 2023 > Utfall 2023 > Avvikelse 2023
Intäkter > 3 100 > 3 000 > -100
Kostnader > -3 100 > -3 123 > -23
Resultat > 0 > -123 > -123
"""
    found = told("Resultatet är -123 tkr, vilket är 123 tkr sämre än budget.", table)
    assert found == {"-123 tkr": ("Resultat", 2), "123 tkr": ("Resultat", 3)}


PARTS = """
Resultat per område, mkr > Utfall 2023 > Budget 2023 > Avvikelse
Norrskolan > -12,4 > -0,4 > -12,0
Söderskolan > 2,1 > 1,0 > 1,1
"""


def test_the_deficit_of_a_part_may_be_its_result() -> None:
    assert told("Norrskolan redovisar ett underskott på 12,4 mkr.", PARTS)["12,4 mkr"] == ("Norrskolan", 1)


def test_brackets_hold_the_year_before() -> None:
    table = """
Resultaträkning (tkr) > Utfall 2023 > Utfall 2022
Intäkter > 7 627 > 6 211
Kostnader > -3 217 > -2 753
Årets resultat > 4 410 > 3 458
"""
    found = told("Årets resultat blev 4 410 tkr (3 458 tkr).", table)
    assert found["3 458 tkr"] == ("Årets resultat", 2)
