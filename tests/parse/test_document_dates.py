"""When a document was made, and which period it tells of."""

from __future__ import annotations

from datetime import date

import pytest

from protokollparser.core.rules import load
from protokollparser.parse.document_dates import DocumentDates


@pytest.fixture(scope="module")
def dates() -> DocumentDates:
    return DocumentDates(load())


def test_a_sheet_is_dated_by_when_it_was_updated(dates: DocumentDates) -> None:
    assert dates.made(["Utfall per sista maj 2019", "Uppdaterad 2019-06-14"], []) == date(2019, 6, 14)


def test_a_sentence_about_an_update_dates_nothing(dates: DocumentDates) -> None:
    assert dates.made(["Planen är uppdaterad 2019-06-14 och gäller."], []) is None


def test_a_day_under_the_title_bounds_the_year_in_it(dates: DocumentDates) -> None:
    period = dates.period("economy_report", "Ekonomi 2019", ["Ekonomi 2019", "Läget per sista maj 2019"], "")
    assert period == (date(2019, 1, 1), date(2019, 5, 31))


def test_a_day_of_another_year_under_the_title_bounds_nothing(dates: DocumentDates) -> None:
    period = dates.period(
        "economy_report", "Ekonomi 2019", ["Ekonomi 2019", "Skulder per sista maj 2018"], ""
    )
    assert period == (date(2019, 1, 1), date(2019, 12, 31))


def test_a_slide_tells_up_to_a_day_only(dates: DocumentDates) -> None:
    assert dates.period("slide", "Äldre", ["Äldre", "Utfall per sista maj 2019"], "") == (
        None,
        date(2019, 5, 31),
    )
    assert dates.period("slide", "Budget 2019", ["Budget 2019"], "") == (None, date(2019, 12, 31))


def test_an_interim_report_begins_with_the_year(dates: DocumentDates) -> None:
    assert dates.period("interim_report", "Delårsrapport 2019-08-31", [], "") == (
        date(2019, 1, 1),
        date(2019, 8, 31),
    )


def test_an_interim_report_takes_the_day_from_the_report_that_presents_it(dates: DocumentDates) -> None:
    over = "Delårsrapport 2019-08-31 Räddningsnämnden"
    assert dates.period("interim_report", "Delårsrapport 2019", [], over)[1] == date(2019, 8, 31)
    assert dates.period("interim_report", "Delårsrapport 2019", [], "Mötesplan 2019-08-31") == (None, None)
