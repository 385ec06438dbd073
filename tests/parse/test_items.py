"""Agenda items and their case numbers."""

from __future__ import annotations

import pytest

from protokollparser.core.records.items import AgendaItem
from protokollparser.parse import extract
from protokollparser.parse.case_numbers import find_case_number
from tests.outline.build import outline_of
from tests.parse.sources import ledger, rules


def test_an_item_lasts_to_the_next_one() -> None:
    first, second = ledger("""
        [item] § 1 Taxa
        [decision] Beslut
        Taxan antas.

        [item] § 2 Budget
        [decision] Beslut
        Budgeten fastställs.
    """).of(AgendaItem)
    assert (first.paragraph, first.span.line_start, first.span.line_end) == (1, 1, 3)
    assert (second.paragraph, second.title, second.listed_in) == (2, "Budget", "body")


def test_a_suffix_is_kept_apart_from_the_number() -> None:
    (item,) = ledger("[item] § 12 a Taxa").of(AgendaItem)
    assert (item.paragraph, item.paragraph_suffix) == (12, "a")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Ärendenr 2021/25-2.2.0.1", "2021/25-2.2.0.1"),
        ("Dnr 0567/22", "0567/22"),
        ("Dnr KS 2023/00123", "KS 2023/00123"),
        ("SBN-2022-145", "SBN-2022-145"),
        ("Ärendenummer SLK-2024-00074", "SLK-2024-00074"),
        ("Ärendenummer SLK-2023-00025:-1", "SLK-2023-00025:-1"),
        ("Diarienr KS/2023:45", "KS/2023:45"),
        ("Diarienummer: 2023-000123 001", "2023-000123 001"),
        ("0098/22", "0098/22"),
        ("Justering av taxa (Dnr SN 2023/7)", "SN 2023/7"),
    ],
)
def test_case_numbers_in_their_local_forms(line: str, number: str) -> None:
    found = find_case_number(line, rules())
    assert found is not None
    assert found[2] == number


@pytest.mark.parametrize(
    "line",
    [
        "4 - 8",
        "2021-12-16",
        "Budget 2021/2022",
        "Nämnden har 2021-03-16 ärendenummer 2021/5-2.2.0.1 tagit ett beslut",
        "Ärendenummer",
        "35-43",
    ],
)
def test_lines_without_a_case_number(line: str) -> None:
    assert find_case_number(line, rules()) is None


def test_the_case_number_below_the_title_is_the_items() -> None:
    (item,) = ledger("""
        [item] § 1 Taxa

        Ärendenr 2021/25-2.2.0.1
        [decision] Beslut
        Taxan antas.
    """).of(AgendaItem)
    assert item.case_number == "2021/25-2.2.0.1"


def test_a_case_number_inside_the_text_is_not_the_items() -> None:
    (item,) = ledger("""
        [item] § 1 Taxa
        Nämnden har 2021-03-16 ärendenummer 2021/5-2.2.0.1 tagit ett beslut om taxan.
    """).of(AgendaItem)
    assert item.case_number is None


AGENDA = """
    [row] 1 Val av justerare\t2
    [row] 2 Uppföljning, tillfälle 2\tMN 2023/45

    Val av justerande

    [part] report
    Uppföljning, andra tillfället

    [proposal] Förslag till beslut
    Nämnden godkänner uppföljningen.
"""


def test_agenda_rows_find_their_titles_below_in_other_words() -> None:
    first, second = ledger(AGENDA, "summons", report="official_report").of(AgendaItem)
    assert (first.number, first.title, first.contents_page, first.span.line_start) == (
        "1",
        "Val av justerare",
        "2",
        4,
    )
    assert (second.listed_in, second.span.line_start, second.span.line_end) == ("both", 7, 10)


def test_a_case_number_in_the_column_of_pages_is_no_page() -> None:
    _, second = ledger(AGENDA, "summons", report="official_report").of(AgendaItem)
    assert (second.case_number, second.contents_page) == ("MN 2023/45", None)


def test_a_row_without_title_below_stands_in_the_agenda_only() -> None:
    (item,) = ledger("[row] 1 Övriga frågor\t9\n\nTill ledamöterna i nämnden", "summons").of(AgendaItem)
    assert (item.listed_in, item.span.line_start) == ("contents", 1)


def test_one_heading_for_several_items_is_an_item_for_each() -> None:
    text = "Protokoll\n\n§ 2 Taxa\n\nTaxan antas.\n\n§§ 3-5 Sekretess\n\n§ 6 Avslutning\n\nMötet avslutas.\n"
    found = extract(outline_of(text), rules()).of(AgendaItem)
    told = [(item.paragraph, item.title) for item in found if item.title == "Sekretess"]
    assert told == [(3, "Sekretess"), (4, "Sekretess"), (5, "Sekretess")]


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("[item] § 1\tDnr BN\n2018/88", "BN 2018/88"),
        ("[item] § 1 Taxa BN2018/0088", "BN2018/0088"),
        ("[item] § 1 Taxa enligt EU 2016/679", None),
    ],
)
def test_case_numbers_that_end_a_heading_or_break_off(head: str, number: str | None) -> None:
    ((item, *_),) = [ledger(f"{head}\n\n[decision] Beslut\nTaxan antas.\n").of(AgendaItem)]
    assert item.case_number == number
