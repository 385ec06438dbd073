"""Dates in text, and the years that stand for unprinted ones."""

from __future__ import annotations

from datetime import date

from protokollparser.core.records.references import DateMention
from protokollparser.parse.prose import dates
from tests.parse.sources import ledger, rules


def found(marked: str) -> list[DateMention]:
    book = ledger(marked)
    dates.read(book, rules())
    return book.of(DateMention)


def test_dates_keep_their_printed_precision() -> None:
    assert [(d.date_start, d.date_end, d.precision) for d in found("Rapporten gäller september 2023.")] == [
        (date(2023, 9, 1), date(2023, 9, 30), "month")
    ]


def test_dates_in_headings_are_mentioned_too() -> None:
    assert [d.span.printed for d in found("[other] Utfall per 2021-08-31\nText utan datum.")] == [
        "2021-08-31"
    ]


def test_a_heading_gives_the_year_that_is_not_printed() -> None:
    rows = found("[other] Sammanträden 2022\n\n16/3\n\n22/6")
    assert [(row.date_start, row.inferred) for row in rows if row.precision == "day"] == [
        (date(2022, 3, 16), True),
        (date(2022, 6, 22), True),
    ]


def test_without_any_year_the_day_is_not_invented() -> None:
    (row,) = found("16/3")
    assert (row.date_start, row.precision) == (None, "day_of_year")
