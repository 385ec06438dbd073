"""Dates are read in the forms that people print, and nothing else is a date."""

from __future__ import annotations

from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokollparser.core.dates import find_dates, find_times, only_dates, read_date


@pytest.mark.parametrize(
    ("text", "printed", "day"),
    [
        ("Sammanträdesdatum 2021-12-16", "2021-12-16", date(2021, 12, 16)),
        ("Hid: 2021.85, 20211203", "20211203", date(2021, 12, 3)),
        ("resultatet per 201231 är", "201231", date(2020, 12, 31)),
        ("Fastställd 18-05-23", "18-05-23", date(2018, 5, 23)),
        ("Uppdaterad 24 juni, 2020", "24 juni, 2020", date(2020, 6, 24)),
        ("daterad den 04 maj 2023", "04 maj 2023", date(2023, 5, 4)),
        ("16 nov 2020 § 163", "16 nov 2020", date(2020, 11, 16)),
        ("31 aug 2023 kl. 18.30", "31 aug 2023", date(2023, 8, 31)),
        ("mötet 15/12 2021", "15/12 2021", date(2021, 12, 15)),
        ("mötet 15/12-21", "15/12-21", date(2021, 12, 15)),
        ("2021.12.16", "2021.12.16", date(2021, 12, 16)),
        ("enämnden_2021-06-16, E-NÄMND", "2021-06-16", date(2021, 6, 16)),
        ("Utfall per sista november 2021", "sista november 2021", date(2021, 11, 30)),
        ("Utfall per sista 2021 februari", "sista 2021 februari", date(2021, 2, 28)),
        ("den 24:e december 2021", "24:e december 2021", date(2021, 12, 24)),
        ("Datum: 2021-12-21 11:31", "2021-12-21", date(2021, 12, 21)),
        ("den 5 mars 1923", "5 mars 1923", date(1923, 3, 5)),
    ],
)
def test_day(text: str, printed: str, day: date) -> None:
    (found,) = find_dates(text)
    assert (text[found.start : found.end], found.day) == (printed, day)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("vecka 10 2023", date(2023, 3, 6), date(2023, 3, 12), "week"),
        ("i september 2023", date(2023, 9, 1), date(2023, 9, 30), "month"),
        ("december år 2018", date(2018, 12, 1), date(2018, 12, 31), "month"),
        ("Utfall 202308", date(2023, 8, 1), date(2023, 8, 31), "month"),
        ("perioden januari–april 2023", date(2023, 1, 1), date(2023, 4, 30), "month"),
        ("jan-sept 2023", date(2023, 1, 1), date(2023, 9, 30), "month"),
        ("januari till september 2023", date(2023, 1, 1), date(2023, 9, 30), "month"),
        ("första kvartalet 2021", date(2021, 1, 1), date(2021, 3, 31), "quarter"),
        ("tertial 2 2023", date(2023, 5, 1), date(2023, 8, 31), "tertial"),
        ("andra halvåret 2021", date(2021, 7, 1), date(2021, 12, 31), "half_year"),
        ("2021–2022", date(2021, 1, 1), date(2022, 12, 31), "year"),
        ("2017 - 2022", date(2017, 1, 1), date(2022, 12, 31), "year"),
        ("för helåret 2021", date(2021, 1, 1), date(2021, 12, 31), "year"),
        ("våren 2021", date(2021, 1, 1), date(2021, 12, 31), "year"),
        ("16-17 december 2021", date(2021, 12, 16), date(2021, 12, 17), "day"),
        ("28 april – 5 maj 2023", date(2023, 4, 28), date(2023, 5, 5), "day"),
    ],
)
def test_period_with_inclusive_ends(text: str, start: date, end: date, precision: str) -> None:
    (found,) = find_dates(text)
    assert (found.date_start, found.date_end, found.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "text",
    [
        "§ 12/2023",
        "Ärendenr 2021/25-2.2.0.1",
        "Hid 2021.85",
        "Anna Ek, 0240-866 21",
        "AFS 2001:1, SOU 2023:55 och SFS 2017:725",
        "19850412-1234",
        "202100-4920",
        "C9508DEEE886894AC14105DDFB18B28BABCA1DA6DE8537E7C2F43AAFAB0F053D",
        "1 761 262 kr",
        "under 2000 kr",
        "2/3 av ledamöterna",
        "öppet 24/7",
        "den 31 april 20",
        "Köp av 12 datorer",
    ],
)
def test_no_date(text: str) -> None:
    assert [found for found in find_dates(text) if found.date_start] == []


def test_a_day_without_year_has_no_dates() -> None:
    (found,) = find_dates("den 1 november året innan")
    assert (found.date_start, found.date_end, found.precision) == (None, None, "day_of_year")


def test_a_short_day_after_a_compound_word_for_a_meeting() -> None:
    (found,) = find_dates("Uppstartsmöte 15/12. Projektledare tillsatt.", year=2021)
    assert found.day == date(2021, 12, 15)


def test_a_known_year_is_marked_as_inferred() -> None:
    (found,) = find_dates("16/3", year=2022)
    assert (found.day, found.inferred) == (date(2022, 3, 16), True)


def test_a_printed_year_is_not_replaced_by_the_known_one() -> None:
    (found,) = find_dates("16 mars 2021", year=2022)
    assert (found.day, found.inferred) == (date(2021, 3, 16), False)


@pytest.mark.parametrize("text", ["30 februari 2023", "2023-02-30", "2021-13-31"])
def test_a_day_that_does_not_exist_is_found_without_dates(text: str) -> None:
    (found,) = find_dates(text)
    assert (found.start, found.end, found.day, found.precision) == (0, len(text), None, "day")


def test_six_digits_that_are_day_and_month_are_left_open() -> None:
    assert find_dates("per 201208") == []
    assert find_dates("per 201208", year=2021)[0].day == date(2020, 12, 8)


def test_the_weekday_before_a_day_is_told() -> None:
    (found,) = find_dates("torsdagen den 16 december 2021")
    assert (found.day, found.weekday) == (date(2021, 12, 16), 4)


def test_the_longest_reading_of_a_place_wins() -> None:
    assert [found.precision for found in find_dates("den 1 december 2021 och i maj 2022")] == ["day", "month"]


def test_whole_text_as_date() -> None:
    assert read_date("Torsdagen den 16 december 2021").day == date(2021, 12, 16)  # type: ignore[union-attr]
    assert read_date("2023").precision == "year"  # type: ignore[union-attr]
    assert read_date("beslut 16 december 2021") is None


def test_an_order_that_the_grammar_does_not_know_is_read_with_care() -> None:
    found = read_date("december 16, 2021")
    assert found is not None
    assert (found.day, found.form) == (date(2021, 12, 16), "dateparser")


def test_only_dates_allows_hours_but_no_words() -> None:
    assert [found.day for found in only_dates("16/3, 22/6 kl. 13.00", 2022)] == [
        date(2022, 3, 16),
        date(2022, 6, 22),
    ]
    assert only_dates("Bokslut 16/3", 2022) == []


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("kl. 13:00 - 14:30", [time(13), time(14, 30)]),
        ("kl 13.10–14.30", [time(13, 10), time(14, 30)]),
        ("klockan 08:30", [time(8, 30)]),
        ("13.00-15.30", [time(13), time(15, 30)]),
        ("kl 9", [time(9)]),
        ("Datum: 2021-12-21 11:31", [time(11, 31)]),
        ("avsnitt 1.1.2", []),
        ("4.30 mkr", []),
    ],
)
def test_times(text: str, times: list[time]) -> None:
    assert [found for _, _, found in find_times(text)] == times


@given(st.text(alphabet="0123456789-/.: §vkjanmjultsiden" + "åäö", max_size=40))
def test_dates_of_any_text_are_in_order_without_overlap(text: str) -> None:
    found = find_dates(text)
    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
