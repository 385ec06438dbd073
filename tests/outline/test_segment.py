"""What holds for every outline."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from protokollparser.core.outline import Outline
from protokollparser.core.rules import load
from protokollparser.layout import arrange
from protokollparser.outline.blocks import Blocks
from tests.outline.build import document_of, draft_of, headings_of, outline_of, parts_of

_PIECES = [
    "§ 1",
    "§ 2 Taxa",
    "Beslut",
    "",
    "",
    "Protokoll",
    "1 Mål",
    "Per Lind",
    "| a | b |",
    "Innehåll",
    "Taxa\t3",
    "2021-03-04",
]


def test_no_lines_give_no_documents() -> None:
    assert outline_of("").parts == ()


def test_one_line_is_one_document_of_unknown_kind() -> None:
    assert parts_of(outline_of("Hej.\n")) == [["other", 1, 1, None]]


@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=30)), max_size=25))
@settings(max_examples=60, deadline=None)
def test_any_text_is_divided_without_overlap(pieces: list[str]) -> None:
    outline = outline_of("\n".join(pieces))
    _check(outline)


def _check(outline: Outline) -> None:
    leaves = [part for part in outline.parts if part.kind != "bundle"]
    for part in leaves:
        assert 0 <= part.first <= part.last < len(outline.layout.lines)
        assert part.parent is None or part.parent < part.ordinal
    for heading in outline.headings:
        assert heading.level >= 1
        assert heading.first <= heading.last
        assert outline.extent(heading)[1] >= heading.last or heading.run_in
    assert [part.ordinal for part in outline.parts] == list(range(len(outline.parts)))


def test_documents_of_a_paged_source_begin_at_the_top_of_a_page() -> None:
    signed = "Per Lind\nIT-chef\n"
    report = "Tjänsteskrivelse\n\n{title}\n\nFörslag till beslut\n\nNämnden godkänner förslaget.\n\n" + signed
    pages = (
        report.format(title="Ny taxa"),
        "Mer text om taxan följer här.\n",
        report.format(title="Ny plan"),
    )
    assert [part[1:3] for part in parts_of(outline_of(*pages)) if part[0] == "official_report"] == [
        [1, 11],
        [12, 21],
    ]


def test_headings_of_slides_that_return_on_every_sheet_are_left_out() -> None:
    sheet = "Utfall per {month} 2022\n\nKommentarer\n\n| a | b |\n|---|---|\n| Löner | 12 |\n\n"
    text = "Ekonomi 2022\n\n" + "".join(sheet.format(month=month) for month in ("mars", "april", "maj"))
    assert "Kommentarer" not in {heading[3] for heading in headings_of(outline_of(text))}


@pytest.mark.parametrize("word", ["Driftkostnader", "Investeringar"])
def test_a_heading_with_its_text_on_the_line_is_believed_where_it_stands_alone_too(word: str) -> None:
    prose = "Under perioden var kostnaderna lägre än budget, vilket beror på att fakturor inte har kommit."
    text = f"Rapport om ekonomi\n\n{word}. {prose}\n\n{word}\n\n{prose}\n"
    found = [heading for heading in outline_of(text).headings if heading.run_in]
    assert [(heading.text, heading.text_start) for heading in found] == [(word, len(word) + 2)]


def _report(word: str, times: int) -> str:
    prose = "Under året har verksamheten utvecklats väl och målen har nåtts i de flesta delar."
    blocks = [f"{word}\n\n{prose}" for _ in range(times)]
    return "\n\n".join(["Rapport om biblioteken", prose, *blocks]) + "\n"


def test_a_word_alone_on_line_after_line_of_one_document_heads_nothing() -> None:
    assert [h for h in outline_of(_report("Ledamot", 6)).headings if h.text == "Ledamot"] == []


def test_a_heading_may_return() -> None:
    assert len([h for h in outline_of(_report("Arbetsläget", 2)).headings if h.text == "Arbetsläget"]) == 2


def test_a_head_with_a_later_page_number_opens_no_other_minutes() -> None:
    front = (
        "Norrby kommun   SAMMANTRÄDESPROTOKOLL\nNämnden   2019-05-15\n\nBeslutande   Eva Ek (S), ordförande\n"
    )
    second = "\n\n\nNorrby kommun   SAMMANTRÄDESPROTOKOLL   Sida 2\nNämnden   2019-05-15\n\n"
    item = "§ 4\n\nTaxa\n\nBeslut\nNämnden beslutar att anta taxan.\n"
    assert len(outline_of(front + second + item).parts) == 1


def test_sheets_stamped_with_the_count_of_the_whole_file_hide_no_document() -> None:
    signed = "Per Lind\nIT-chef\n"
    report = "Tjänsteskrivelse\n\n{title}\n\nFörslag till beslut\n\nNämnden godkänner förslaget.\n\n" + signed
    pages = (
        report.format(title="Ny taxa") + "\n1 (3)\n",
        "Mer text om taxan följer här.\n\n2 (3)\n",
        report.format(title="Ny plan") + "\n3 (3)\n",
    )
    assert [part[0] for part in parts_of(outline_of(*pages))].count("official_report") == 2


def test_a_second_sheet_of_a_report_in_a_longer_file_begins_no_document() -> None:
    report = "Tjänsteskrivelse\n{sheet}\n\nNy taxa\n\nFörslag till beslut\n\nNämnden godkänner förslaget.\n"
    pages = (report.format(sheet="1 (2)"), report.format(sheet="2 (2)"), "Mer text.\n")
    assert [part[0] for part in parts_of(outline_of(*pages))].count("official_report") == 1


def test_prose_on_the_page_behind_a_list_of_recipients_is_another_document() -> None:
    minutes = (
        "Protokoll\n\nNärvarande\n\nEva Ek (S)\n\n§ 1 Val av justerare\n\nBeslut\n\nEva Ek väljs.\n\n"
        "Beslutet skickas till\n\nEva Ek\nBygdens räddningsnämnd\n"
    )
    letter = (
        "Behov av en ny tjänst\n\nUnder projektet har en konsult lett arbetet, och styrgruppen bedömer att "
        "en egen anställd kostar mindre.\n\nPer Lind\nIT-chef\n"
    )
    assert [part[0] for part in parts_of(outline_of(minutes, letter))] == ["bundle", "minutes", "other"]


def test_a_title_right_above_its_text_at_the_top_of_a_page_is_a_block_of_its_own() -> None:
    text = "Riskbedömning inför flytten\nNär verksamheten flyttar till andra lokaler ska riskerna bedömas\n"
    layout = arrange(document_of("Protokoll\n", text), load())
    lines = tuple(replace(line, top=12.0 * line.number) for line in layout.lines)
    blocks = Blocks(replace(layout, lines=lines), draft_of(text).shapes)
    assert [block.text for block in blocks.all][1] == "Riskbedömning inför flytten"


def test_a_list_of_people_inside_an_item_does_not_end_it() -> None:
    text = (
        "Protokoll\n\nBeslutande\nPer Lind (S)\n\n"
        "§ 1 Taxa\n\nNärvarande tjänstemän\nEva Ek\n\nBeslut\n\nTaxan antas.\n\n"
        "§ 2 Budget\n\nBeslut\n\nBudgeten antas.\n\nÖvriga närvarande\nEva Ek\n"
    )
    levels = [(heading.name, heading.level) for heading in outline_of(text).headings if not heading.paragraph]
    assert ("attendance_others", 2) in levels
    assert levels[-1] == ("attendance_others", 1)


def test_words_of_a_list_over_a_sentence_inside_an_item_head_no_list() -> None:
    text = "§ 1 Taxa\n\nBeslutande sammanträde\n\nEva Ek (V) yrkar avslag.\n\n§ 2 Budget\n\nBudgeten antas.\n"
    assert [h.name for h in outline_of(text).headings if h.name.startswith("attendance")] == []


def test_the_kind_of_a_letterhead_comes_before_its_number_as_an_annex() -> None:
    text = """Norrby kommun          TJÄNSTESKRIVELSE          Bilaga A
Handläggare: Eva Ek

Taxa för kontroll

Förslag till beslut
Taxan antas.

Norrby kommun          PROTOKOLLSUTDRAG          Bilaga B
Nämndens arbetsutskott 2020-09-02

§ 44 Bygglov för förråd

Förslag till beslut
Bygglov ges.
"""
    kinds = [part[0] for part in parts_of(outline_of(text)) if part[0] != "bundle"]
    assert kinds == ["official_report", "minutes_extract"]
