"""Adjustment of the minutes and notice on the board."""

from __future__ import annotations

from datetime import date

import pytest

from protokollparser.core.records.meetings import Adjustment, Meeting, Notice
from tests.parse.sittings import sitting

DAY = "Sammanträdesdatum: 2022-03-01\n"


def test_adjustment_due_and_method() -> None:
    (found,) = sitting(
        DAY + "| Tid och plats för justering | Protokollet justeras digitalt senast 2022-03-15 |\n|-|-|"
    ).of(Adjustment)
    assert (found.due, found.method, found.immediate) == (date(2022, 3, 15), "digital", False)


def test_the_last_signature_closes_the_adjustment() -> None:
    text = """
Justeringens tid och plats: digitalt, senast 2022-03-15
Paragrafer: 1-2
[item] § 1 Taxa
[signing] Signering
Namn: Anna Ek
Datum: 2022-03-10 11:31
Namn: Bo Ström
Datum: 2022-03-12 09:00
"""
    book = sitting(DAY + text)
    (found,) = book.of(Adjustment)
    assert found.done == date(2022, 3, 12)
    assert book.of(Meeting)[0].adjustment_date == date(2022, 3, 12)


def test_an_item_adjusted_at_once() -> None:
    sentence = "Protokollet under denna paragraf förklaras omedelbart justerat."
    text = f"[item] § 7 Taxa\n[adjustment] Justering\n{sentence}"
    (found,) = sitting(DAY + text).of(Adjustment)
    assert (found.immediate, found.paragraph_first, found.paragraph_last) == (True, 7, 7)


@pytest.mark.parametrize(
    ("up", "down"),
    [
        ("Datum när anslaget sätts upp", "Datum när anslaget tas ned"),
        ("Anslaget sätts upp", "Anslaget tas ned"),
        ("Anslag uppsatt", "Anslag nedtaget"),
        ("Datum för anslagets uppsättande", "Datum för anslagets nedtagande"),
    ],
)
def test_notice_labels(up: str, down: str) -> None:
    text = f"| {up} | 2022-03-16 |\n| {down} | 2022-04-07 |\n| Förvaringsplats för protokollet | Kansliet |"
    (found,) = sitting(DAY + text).of(Notice)
    assert (found.posted, found.removed, found.storage) == (date(2022, 3, 16), date(2022, 4, 7), "Kansliet")


def test_notice_labels_broken_over_two_lines() -> None:
    text = """
Datum för anslags    2022-03-16     Datum för anslags    2022-04-07
uppsättande                         nedtagande
Förvaringsplats
för protokollet      Byggnadskontoret
"""
    (found,) = sitting(DAY + text).of(Notice)
    assert (found.posted, found.removed, found.storage) == (
        date(2022, 3, 16),
        date(2022, 4, 7),
        "Byggnadskontoret",
    )


def test_period_of_notice() -> None:
    (found,) = sitting(DAY + "Anslagstid: 2022-03-16 – 2022-04-07").of(Notice)
    assert (found.posted, found.removed) == (date(2022, 3, 16), date(2022, 4, 7))


def test_minutes_that_print_neither_have_neither() -> None:
    book = sitting(DAY + "[item] § 1 Taxa")
    assert (book.of(Adjustment), book.of(Notice)) == ([], [])


def test_an_item_adjusted_at_once_has_a_notice_of_its_own() -> None:
    text = """
Paragrafer: §§ 21-24
Anslaget sätts upp: 2022-03-16
Anslaget tas ned: 2022-04-07
Paragraf: § 25
Anslaget sätts upp: 2022-03-01
Anslaget tas ned: 2022-03-23
"""
    book = sitting(DAY + text)
    found = [(n.paragraph_first, n.paragraph_last, n.posted) for n in book.of(Notice)]
    assert found == [(21, 24, date(2022, 3, 16)), (25, 25, date(2022, 3, 1))]
    assert book.of(Meeting)[0].notice_posted == date(2022, 3, 16)


def test_old_minutes_tell_their_notice_in_a_sentence() -> None:
    text = "Anslag om protokollets justering har skett på kommunens anslagstavla 2022-03-16."
    (found,) = sitting(DAY + text).of(Notice)
    assert (found.posted, found.removed) == (date(2022, 3, 16), None)


def test_the_day_behind_justeras_is_planned_before_the_items_and_done_behind_them() -> None:
    (before,) = sitting(DAY + "Justeras: 2022-03-10 kl 08:30\n[item] § 1 Taxa").of(Adjustment)
    (behind,) = sitting(DAY + "[item] § 1 Taxa\nText.\n[signing] Underskrifter\nJusteras 2022-03-10").of(
        Adjustment
    )
    assert (before.due, before.done) == (date(2022, 3, 10), None)
    assert (behind.due, behind.done) == (None, date(2022, 3, 10))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("§§ 21-24, 26-29", [(21, 24, False), (26, 29, False)]),
        ("21, 22, 23 samt 25", [(21, 23, False), (25, 25, False)]),
        ("§§ 21-29, varav § 25 omedelbart justerad", [(25, 25, True)]),
        (
            "§§ 21–24 och §§ 26–29 (omedelbart justerade §§ 25, 30)",
            [(25, 25, True), (30, 30, True), (21, 24, False), (26, 29, False)],
        ),
        ("§ 25 direktjusterad, §§ 21-24", [(25, 25, True)]),
        ("§§ 21-24 (2022-03-01)", []),
    ],
)
def test_each_range_of_adjusted_paragraphs(printed: str, expected: list[tuple[int, int, bool]]) -> None:
    found = sitting(DAY + f"Paragrafer: {printed}").of(Adjustment)
    assert [(a.paragraph_first, a.paragraph_last, a.immediate) for a in found] == expected


def test_ranges_adjusted_together_have_their_day_in_common() -> None:
    text = "Justeringens plats och tid: Kansliet 2022-03-15\nParagrafer: §§ 21-24, 26-29"
    book = sitting(DAY + text)
    assert [(a.paragraph_first, a.due) for a in book.of(Adjustment)] == [
        (21, date(2022, 3, 15)),
        (26, date(2022, 3, 15)),
    ]
    meeting = book.of(Meeting)[0]
    assert (meeting.paragraph_first, meeting.paragraph_last) == (21, 29)


def test_paragraphs_adjusted_at_once_behind_a_label_of_their_own() -> None:
    text = "Paragrafer: §§ 21-29\nOmedelbart justerade paragrafer: §§ 25, 27"
    found = sitting(DAY + text).of(Adjustment)
    assert [(a.paragraph_first, a.immediate) for a in found] == [(25, True), (27, True)]


def test_a_sentence_names_the_items_adjusted_at_once() -> None:
    text = "[item] § 10 Budget\nText.\n[item] § 11 Val\n§§ 10 och 11 förklaras omedelbart justerade."
    found = sitting(DAY + text).of(Adjustment)
    assert [(a.paragraph_first, a.paragraph_last) for a in found] == [(10, 11)]


def test_the_law_that_a_sentence_cites_is_no_item() -> None:
    text = "[item] § 11 Val\nParagrafen förklaras omedelbart justerad enligt kommunallagen 5 kap. § 69."
    (found,) = sitting(DAY + text).of(Adjustment)
    assert found.paragraph_first == 11


@pytest.mark.parametrize(
    "told",
    [
        "Justeringen har tillkännagivits på anslagstavlan\nden 16 mars 2022 och tas ned den 7 april.",
        "Justeringen har tillkännagivits på kommunens anslagstavla 2022-03-16. Anslaget tas\nned 2022-04-07.",
        "Protokollet är anslaget på kommunens digitala\nanslagstavla under tiden 16 mars – 7 april 2022.",
        "Bevis om justering har anslagits på anslagstavlan den 16/3 2022 t.o.m. den 7/4 2022.",
    ],
)
def test_a_notice_told_over_two_lines(told: str) -> None:
    (found,) = sitting(DAY + told).of(Notice)
    assert (found.posted, found.removed) == (date(2022, 3, 16), date(2022, 4, 7))


def test_the_first_of_several_notices_names_its_own_paragraphs() -> None:
    notice = "[notice] ANSLAG/BEVIS\nJusteringen har tillkännagivits genom anslag.\nParagrafer: {}\n"
    days = "Anslaget sätts upp: {}\nAnslaget tas ned: {}\n"
    text = (
        "Paragrafer: §§ 1-12\n[item] § 1 Taxa\nText.\n"
        + notice.format("§ 4")
        + days.format("2022-03-02", "2022-03-24")
        + notice.format("§§ 1-3, 5-12")
        + days.format("2022-03-16", "2022-04-07")
    )
    book = sitting(DAY + text)
    assert [(n.paragraph_first, n.paragraph_last) for n in book.of(Notice)] == [(4, 4), (1, 12)]
    assert book.of(Meeting)[0].notice_posted == date(2022, 3, 16)
