"""Titles of items with a case number in a column beside them, and the text right below."""

from __future__ import annotations

from protokollparser.core.document import Document, Page, Word
from protokollparser.core.rules import load
from protokollparser.layout import arrange
from protokollparser.outline import segment
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


def test_a_case_number_broken_over_two_lines() -> None:
    head = "§ 7                              BN\n                                 2018/88\n\n"
    text = f"{head}Internbudget 2019\n\nBeslut\nBudgeten antas.\n\n"
    assert titles(text + ITEM) == ["Internbudget 2019", "Delgivningar"]


def test_a_case_number_behind_a_single_blank() -> None:
    text = "§ 7 Internbudget 2019 BN2018/0088\n\nBeslut\nBudgeten antas.\n\n"
    assert titles(text + ITEM) == ["Internbudget 2019", "Delgivningar"]
    text = "§ 7 Tillämpning av EU 2016/679\n\nBeslut\nBudgeten antas.\n\n"
    assert titles(text + ITEM) == ["Tillämpning av EU 2016/679", "Delgivningar"]


def test_a_title_that_breaks_behind_a_preposition() -> None:
    text = "§ 7\n\nFörslag till försäljning av aktier i\n\nBergsta Turist AB\n\nBeslut\nAktierna säljs.\n\n"
    assert titles(text + ITEM) == ["Förslag till försäljning av aktier i Bergsta Turist AB", "Delgivningar"]


def _typed(*lines: tuple[str, bool]) -> Document:
    """Return a printed page with one line below the other, bold or not; a blank line parts the two."""
    text, words, top = "", [], 80.0
    before = None
    for line, bold in lines:
        text += "\n" if before is not None and bold and not before else ""
        top += 30 if before is not None and bold and not before else 13
        x0 = 70.0
        for word in line.split(" "):
            at = len(text)
            size = 11.0 if bold else 9.0
            words.append(Word(at, at + len(word), x0, top, x0 + 5 * len(word), top + 9, size, bold))
            text += word + " "
            x0 += 5 * len(word) + 4
        text, before = text[:-1] + "\n", bold
    page = Page(1, text, width=595, height=842, text_origin="pdf", words=tuple(words))
    return Document("0" * 64, "prov.pdf", "application/pdf", len(text), (page,))


def test_a_wrapped_title_in_bold_type_that_ends_on_a_full_stop() -> None:
    body = ("Nämnden beslöt att bevilja ansökan enligt förslaget.", False)
    item = [
        ("§ 7.", True),
        ("Ansökan om byggnadslov å", True),
        ("fastigheten Holmen 1:14.", True),
        body,
        body,
    ]
    other = [("§ 8.", True), ("Skrivelse ang. stadsplan", True), ("för kvarteret Eken.", True), body, body]
    outline = segment(arrange(_typed(*item, *other), load()), load())
    assert [heading.text for heading in outline.headings if heading.paragraph] == [
        "Ansökan om byggnadslov å fastigheten Holmen 1:14",
        "Skrivelse ang. stadsplan för kvarteret Eken",
    ]
