"""Figures in running text and what the words around them tell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from protokollparser.core.records.figures import Amount
from protokollparser.parse.prose import amounts
from tests.parse.sources import ledger, rules


def found(marked: str) -> list[Amount]:
    book = ledger(marked, kind="report")
    amounts.read(book, rules())
    return book.of(Amount)


def values(marked: str) -> list[tuple[str, str | None]]:
    return [(str(amount.value), amount.unit) for amount in found(marked)]


def test_a_figure_spans_its_sign_and_its_unit() -> None:
    assert [amount.span.printed for amount in found("Resultatet blev -402 tkr för året.")] == ["-402 tkr"]


def test_a_list_mark_is_no_sign() -> None:
    assert values("- 44 982 kr, Projekt Norr\n- -80 224kr.\n- - 186 327 kr, Projekt Syd") == [
        ("44982", "kr"),
        ("-80224", "kr"),
        ("-186327", "kr"),
    ]


def test_a_figure_shares_the_unit_of_the_next() -> None:
    first, second = found("Endast 0,5 av totalt 2,5 miljoner kronor kan användas.")
    assert (first.value, first.unit, first.unit_origin) == (Decimal("0.5"), "mkr", "shared")
    assert second.unit_origin == "printed"


@pytest.mark.parametrize(
    "text", ["Enligt bilaga 1 och 2 miljoner kronor.", "Beslut 2022 och 3 miljoner kronor."]
)
def test_a_number_that_is_a_name_or_a_year_shares_no_unit(text: str) -> None:
    assert len(found(text)) == 1


def test_a_list_line_shares_the_unit_of_the_line_beside_it() -> None:
    rows = found("- Ekby - 120 000 kr\n- Norrvik – 60 000")
    assert [(a.kronor, a.unit_origin, a.label) for a in rows] == [
        (Decimal(120000), "printed", "Ekby"),
        (Decimal(60000), "sibling", "Norrvik"),
    ]


def test_a_year_in_a_list_line_is_no_figure() -> None:
    assert len(found("- Ekby - 120 000 kr\n- Norrvik – 2023")) == 1


def test_a_zero_without_unit_takes_the_unit_before_it() -> None:
    rows = found("Underskottet är 402 tkr. Prognosen på +-0 kvarstår.")
    assert [(a.value, a.unit, a.unit_origin) for a in rows][1] == (Decimal(0), "tkr", "inferred")


def test_an_unknown_figure_has_no_value() -> None:
    (row,) = found("- Norrvik - ? kr")
    assert (row.value, row.unit, row.kronor) == (None, "kr", None)


def test_part_of_a_number_of_things_is_counted() -> None:
    assert values("Sex av de ingående kommunerna har beslutat om en förstudie.") == [("6", "st")]


@pytest.mark.parametrize(
    "text",
    [
        "Ärendenr 2021/25-2.2.0.1",
        "Telefon 0240-866 21",
        "Projekten 0003, 0005 och 0020 fortsätter.",
        "Nämnden sammanträder den 4 maj 2023.",
        "Ansökan ska lämnas inom 14 dagar.",
        "+ Lägre kostnader än väntat",
    ],
)
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert found(text) == []


def test_a_name_that_ends_in_a_number_keeps_it() -> None:
    assert values("Av detta utgör Nät 2.0 1 523 tkr.") == [("1523", "tkr")]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Nämnden redovisar ett underskott på 80 tkr.", -1),
        ("Resultatet visar ett överskott på 347 tkr.", 1),
        ("Kostnaderna var 4,0 miljoner kronor lägre än budget.", 1),
        ("Intäkterna var 4,0 miljoner kronor lägre än budget.", -1),
        ("Investeringarna överskred budget med 297 tkr.", -1),
        ("Taxor och avgifter översteg budget med 220 tkr.", 1),
        ("Statsbidragen understeg budget med 60 tkr.", -1),
        ("Medlemsavgifterna överskred budget med 30 tkr.", None),
        ("Kostnaden uppgick till 297 tkr.", None),
    ],
)
def test_words_tell_the_direction(text: str, direction: int | None) -> None:
    assert found(text)[0].direction == direction


def test_each_figure_has_the_words_of_its_own_clause() -> None:
    first, second = found(
        "Intäkterna var 0,8 mkr högre än budget (positiv avvikelse), "
        "medan bruttokostnaderna var 4,0 mkr högre."
    )
    assert (first.label, first.direction) == ("Intäkterna", 1)
    assert (second.label, second.direction) == ("bruttokostnaderna", -1)


def test_words_before_and_behind_tell_the_scenario() -> None:
    rows = found(
        "Av investeringsanslaget på 13,0 mkr har 0,8 mkr bokförts. "
        "Enligt prognos kommer 7,8 mkr att förbrukas."
    )
    assert [row.scenario for row in rows] == ["appropriation", "outturn", "forecast"]


def test_a_budget_that_is_compared_with_is_not_the_figure() -> None:
    rows = found("Nämnden redovisar en negativ avvikelse från budget på 402 tkr.")
    assert rows[0].scenario == "deviation"


def test_a_figure_alone_on_a_line_has_the_words_behind_it() -> None:
    (row,) = found("- 32 882 kr. Per sista juli visar nämnden ett överskott")
    assert (row.label, row.direction) == ("överskott", 1)


def test_what_is_better_than_another_year_is_a_change_not_a_deviation() -> None:
    rows = found(
        "Resultatet är 6,6 mnkr bättre än 2020. Det är 2,1 mnkr bättre än budget 2021. "
        "Netto blev 3,1 mnkr lägre än föregående år."
    )
    assert [row.scenario for row in rows] == ["change", "deviation", "change"]


def test_the_period_is_the_one_named_before_the_figure() -> None:
    (row,) = found("För perioden januari till september 2023 är budgeten 3,1 mkr.")
    assert (row.period_start, row.period_end) == (date(2023, 1, 1), date(2023, 9, 30))


def test_a_figure_up_to_a_day_has_no_start() -> None:
    (row,) = found("Utfallet per 2023-08-31 är 402 tkr.")
    assert (row.period_start, row.period_end) == (None, date(2023, 8, 31))


def test_a_price_level_is_no_period() -> None:
    (row,) = found("Projektet får kosta 60 mkr i 2016 års prisnivå.")
    assert row.period_end is None


def test_a_sentence_goes_on_behind_a_page_break() -> None:
    (row,) = found(
        "Under årets första månader följde nämnden sin plan, och intäkterna från avgifter var\n\n"
        "0,8 mkr högre än budget."
    )
    assert (row.span.line_start, row.scenario) == (3, "deviation")


def test_a_range_has_both_ends() -> None:
    (row,) = found("Kostnaden beräknas till 500-1500 kr/år.")
    assert (row.value, row.value_high, row.per) == (Decimal(500), Decimal(1500), "year")
