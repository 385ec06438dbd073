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
