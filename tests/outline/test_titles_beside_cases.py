"""Titles of items with a case number in a column beside them, and the text right below."""

from __future__ import annotations

from tests.outline.build import outline_of


def titles(text: str) -> list[str]:
    return [heading.text for heading in outline_of(text).headings if heading.paragraph]


ITEM = "§ 8\nDelgivningar\n\nBeslut\nNämnden godkänner redovisningen.\n"


def test_a_case_number_in_a_column_is_no_part_of_a_title() -> None:
    text = "§ 7\nInternbudget 2019                 BN 2018/88\nBeslut\nBudgeten antas.\n\n"
    assert titles(text + ITEM) == ["Internbudget 2019", "Delgivningar"]


def test_a_sentence_below_a_title_is_no_part_of_it() -> None:
    text = (
        "§ 7\nVal av justerare och fastställande av dagordning\nNämnden utser Stina Wall (M) att justera.\n\n"
    )
    assert titles(text + ITEM) == ["Val av justerare och fastställande av dagordning", "Delgivningar"]


def test_a_drawn_line_is_no_part_of_a_title() -> None:
    text = "§ 7\nNästa sammanträde\n_____\nNämnden beslutar att sammanträda i mars.\n\n"
    assert titles(text + ITEM) == ["Nästa sammanträde", "Delgivningar"]


def test_titles_right_above_their_numbers() -> None:
    text = "Ny skola i Norrby\n§ 7   Dnr 2021/14\n\nBeslut\nNämnden godkänner rapporten.\n\n"
    other = "Avgifter för vatten\n§ 8   Dnr 2021/15\n\nBeslut\nNämnden antar taxan.\n"
    assert titles(text + other) == ["Ny skola i Norrby", "Avgifter för vatten"]


def test_one_recipient_above_a_number_is_no_title() -> None:
    text = "§ 7 Ny skola\n\nBeslut\nNämnden godkänner rapporten.\n\nSkickas till\n\nSkolchefen\n"
    assert titles(text + "§ 8\n\nBeslut\nTaxan antas.\n") == ["Ny skola", ""]
