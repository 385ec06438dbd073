"""Sittings: day, hours, place and paragraphs; planned ones."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from protokollparser.core.records.meetings import Meeting
from tests.parse.sittings import sitting


def meeting(marked: str, kind: str = "minutes") -> Meeting:
    return sitting(marked, kind).of(Meeting)[0]


FRONT = """
| Plats och tid | Hotell Linden, Ystad, kl. 13:00 - 14:30 |
| Justerade paragrafer | 35-43 |
| Sammanträdesdatum | 2021-12-16 |
"""


def test_front_page_in_cells() -> None:
    held = meeting(FRONT)
    assert (held.status, held.meeting_date, held.place) == (
        "held",
        date(2021, 12, 16),
        "Hotell Linden, Ystad",
    )
    assert (held.start_time, held.end_time) == (datetime(2021, 12, 16, 13), datetime(2021, 12, 16, 14, 30))
    assert (held.paragraph_first, held.paragraph_last) == (35, 43)


def test_the_place_of_a_meeting_is_its_printed_date() -> None:
    assert meeting(FRONT).span.printed == "2021-12-16"


def test_front_page_in_lines_with_colons() -> None:
    held = meeting("Datum: 17 oktober 2023\nTid: kl 08.30–11.50, ajournering 10.00–10.20\nPlats: Lilla salen")
    assert (held.meeting_date, held.place) == (date(2023, 10, 17), "Lilla salen")
    assert held.end_time == datetime(2023, 10, 17, 11, 50)


def test_front_page_in_columns_of_blanks() -> None:
    held = meeting(
        """
        Miljönämnden     Sammanträdesdatum 1998-11-24

        Plats och tid        Kommunkontoret kl 13.15 - 17.00
        """
    )
    assert (held.meeting_date, held.place) == (date(1998, 11, 24), "Kommunkontoret")


def test_hours_beside_a_place_are_no_part_of_it() -> None:
    held = meeting("Datum: 2009-09-24\nPlats: Brandstationen i Eksund, kl 13.15-15.40")
    assert held.place == "Brandstationen i Eksund"
    assert (held.start_time, held.end_time) == (datetime(2009, 9, 24, 13, 15), datetime(2009, 9, 24, 15, 40))


def test_a_room_with_figures_keeps_them() -> None:
    held = meeting("Datum: 2009-09-24\nPlats: Kommunhuset, sal 13.15")
    assert (held.place, held.start_time) == ("Kommunhuset, sal 13.15", None)


def test_a_label_alone_on_its_line() -> None:
    assert meeting("Sammanträdesdatum\n2022-09-14\n[item] § 1 Val").meeting_date == date(2022, 9, 14)


def test_a_summons_with_glued_bold_labels() -> None:
    called = meeting(
        "Ersättare för kännedom**Nämnden****Tid:** Måndag 8 maj 2023, kl. 10:00**Plats:** Digitalt", "summons"
    )
    assert (called.status, called.meeting_date, called.place) == ("planned", date(2023, 5, 8), "Digitalt")


@pytest.mark.parametrize("printed", ["§§ 35–43", "35-43", "§ 35 - § 43", "§§ 35 till 43"])
def test_range_of_paragraphs(printed: str) -> None:
    held = meeting(f"Sammanträdesdatum: 2021-12-16\nParagrafer: {printed}")
    assert (held.paragraph_first, held.paragraph_last) == (35, 43)


def test_minutes_without_a_date_are_a_doubted_meeting_without_one() -> None:
    held = meeting("[item] § 1 Val av justerare\nAnna Ek (S) utses.")
    assert (held.meeting_date, held.confidence) == (None, 0.5)


def test_an_undated_extract_is_no_meeting() -> None:
    assert sitting("[item] § 197 Val av ordförande", "minutes_extract").of(Meeting) == []


def test_days_of_coming_sittings_take_the_year_of_the_heading() -> None:
    planned = sitting("Sammanträdesdatum: 2021-12-16\n[item] § 43 Sammanträden 2022\n16/3\n\n22/6").of(
        Meeting
    )[1:]
    assert [(m.status, m.meeting_date) for m in planned] == [
        ("planned", date(2022, 3, 16)),
        ("planned", date(2022, 6, 22)),
    ]
    assert all(m.confidence < 1 for m in planned)


def test_a_day_kept_in_reserve_is_no_planned_sitting() -> None:
    text = """
    Sammanträdesdatum: 2023-10-12
    [item] § 7 Sammanträdesdagar för kommunfullmäktige år 2024
    Torsdagen den 7 november (budget)
    Fredagen den 8 november (budget reservdag)
    """
    assert [m.meeting_date for m in sitting(text).of(Meeting)[1:]] == [date(2024, 11, 7)]


def test_days_in_other_items_are_no_planned_sittings() -> None:
    assert len(sitting("Sammanträdesdatum: 2021-12-16\n[item] § 2 Utfall 2022\n16/3").of(Meeting)) == 1
