"""Lists of items in a summons, with what is set beside and below the titles."""

from __future__ import annotations

import pytest

from tests.outline.build import outline_of

HEAD = "KALLELSE\n\nTekniska nämnden kallas till sammanträde\nTisdagen den 4 mars 2014 kl. 13.00\n\n"


def rows(listed: str, head: str = HEAD) -> list[tuple[str | None, str, str | None]]:
    """The number, title, and case number or pages of each item listed below the head of a summons."""
    return [
        (e.number, e.title, e.case or e.pages) for c in outline_of(head + listed).contents for e in c.entries
    ]


def test_speakers_and_hours_beside_a_title_are_no_part_of_it() -> None:
    listed = (
        "1.  Upprop\n"
        "2.  Bokslut för år 2013                       Ekonom Tuva Ek    13.10\n"
        "    TN 2014-11\n"
        "3.  Bygglov för nybyggnad av enbostadshus,    Inspektör         13.30\n"
        "    Lövnäs 3:14                               Hanna Quist\n"
        "Kaffe                                                           14.00\n"
        "4.  Övriga frågor\n"
    )
    assert rows(listed) == [
        ("1", "Upprop", None),
        ("2", "Bokslut för år 2013", "TN 2014-11"),
        ("3", "Bygglov för nybyggnad av enbostadshus, Lövnäs 3:14", None),
        ("4", "Övriga frågor", None),
    ]


def test_a_word_broken_at_the_end_of_a_line_is_made_whole() -> None:
    listed = "1  Upprop\n2  Fråga till barn- och utbildnings-\n   nämndens ordförande\n3  Val\n"
    assert rows(listed)[1] == ("2", "Fråga till barn- och utbildningsnämndens ordförande", None)


def test_items_with_letters_behind_or_before_their_numbers() -> None:
    assert [
        row[0] for row in rows("9  Val\n") or rows("1 Upprop\n2 Val\n2 a Nämnder\n2 b Råd\n3 Slut\n")
    ] == [
        "1",
        "2",
        "2 a",
        "2 b",
        "3",
    ]
    lettered = "A. Formalia\nA1  Upprop\nA2  Justering\n\nB. Beslut\nB1  Taxor för 2015     TN/97/2014\n"
    assert rows(lettered) == [
        ("A1", "Upprop", None),
        ("A2", "Justering", None),
        ("B1", "Taxor för 2015", "TN/97/2014"),
    ]


def test_a_case_number_before_the_title() -> None:
    listed = "§ 7 Upprop\n§ 8 TN 2014/9   Ombudgetering\n       från 2013 till 2014\n§ 9 Delgivningar\n"
    assert rows(listed)[1] == ("§ 8", "Ombudgetering från 2013 till 2014", "TN 2014/9")


@pytest.mark.parametrize(
    "note", ["Handlingar bifogas.", "(sekretess)", "Bilaga utdelas separat", "Förslag: Bo Ek"]
)
def test_notes_below_a_title_are_no_part_of_it(note: str) -> None:
    assert rows(f"1  Upprop\n2  Taxor för vatten\n   {note}\n3  Val\n")[1][1] == "Taxor för vatten"


@pytest.mark.parametrize(
    "listed", ["2  Upprop\n3  Val\n4  Slut\n", "1  Upprop\n3  Val\n5  Slut\n", "1  Upprop\n2  Val\n"]
)
def test_numbers_that_do_not_count_up_from_the_first_make_no_list(listed: str) -> None:
    assert rows(listed) == []


def test_sentences_below_a_summons_are_no_items() -> None:
    listed = "1. Nämnden beslutar godkänna taxan\n2. Nämnden uppdrar åt chefen\n3. Nämnden noterar svaret\n"
    assert rows(listed) == []


def test_titles_behind_bullets_below_the_heading_of_a_summons() -> None:
    listed = "• Upprop\n• Information från\n  socialförvaltningen\n• Nästa möte 2014-05-02\n\nVälkomna!\n"
    assert rows(f"Dagordning\n{listed}") == [
        (None, "Upprop", None),
        (None, "Information från socialförvaltningen", None),
        (None, "Nästa möte 2014-05-02", None),
    ]


def test_dots_that_lead_on_are_cut_off_at_once() -> None:
    dots = "." * 2000
    assert rows(f"1  Upprop {dots}\n2  Val {dots} se bilaga\n3  Slut.\n")[::2] == [
        ("1", "Upprop", None),
        ("3", "Slut", None),
    ]


def test_points_below_an_item_and_pages_beside_case_numbers() -> None:
    listed = (
        "1.   Upprop                                                 –\n"
        "2.   Interpellationer\n"
        "     a) Till ordföranden om elpriser         2023/41          4\n"
        "     b) Till ordföranden om hemlöshet        2023/52          6\n"
        "3.   Bolagsordning                           2022/471        23\n"
    )
    (listing,) = outline_of(HEAD + listed).contents
    assert [(e.number, e.case, e.pages) for e in listing.entries] == [
        ("1", None, None),
        ("2", None, None),
        ("2 a", "2023/41", "4"),
        ("2 b", "2023/52", "6"),
        ("3", "2022/471", "23"),
    ]
