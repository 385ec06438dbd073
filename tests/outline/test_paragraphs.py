"""Headings of agenda items and their titles."""

from __future__ import annotations

import pytest

from tests.outline.build import draft_of, outline_of


def marks_of(text: str) -> list[tuple[str, str]]:
    return [(mark.printed, mark.title) for mark in draft_of(text).marks]


@pytest.mark.parametrize(
    "line",
    [
        "§ 12 Val av justerare",
        "§12 Val av justerare",
        "KS § 12 Val av justerare",
        "Paragraf 12 Val av justerare",
    ],
)
def test_a_number_and_a_title_on_one_line(line: str) -> None:
    assert marks_of(f"{line}\n\nBeslut\n\nPer Lind utses.\n") == [("§ 12", "Val av justerare")]


@pytest.mark.parametrize(
    "head",
    ["§ 12 Dnr KS 2024/00123", "§ 12 Ärendenummer SLK-2024-00074", "§ 12 1435/22", "§ 12 BUN-2023:88-041"],
)
def test_a_case_number_beside_the_number_is_no_title(head: str) -> None:
    assert marks_of(f"{head}\n\nTaxa för avfall\n\nBeslut\n\nTaxan antas.\n") == [("§ 12", "Taxa för avfall")]


def test_years_at_the_beginning_of_a_title_stay() -> None:
    assert marks_of("§ 3\n\n2024-2027 års plan\n\nBeslut\n\nPlanen antas.\n") == [
        ("§ 3", "2024-2027 års plan")
    ]


def test_a_title_over_three_lines_ends_at_a_known_heading() -> None:
    text = "§ 8\nUppdrag om ansvar\noch reglementen i den nya\norganisationen\nBeslut\n\nÄrendet bordläggs.\n"
    assert marks_of(text) == [("§ 8", "Uppdrag om ansvar och reglementen i den nya organisationen")]


def test_a_title_ends_where_prose_follows_at_once() -> None:
    text = "§ 1\nParentation\nNämndens tidigare ledamot Nils Holm (S) har avlidit.\nOrdföranden talar.\n"
    assert marks_of(text) == [("§ 1", "Parentation")]


def test_a_party_in_parentheses_at_a_line_start_is_no_list() -> None:
    text = "§ 3\nVal av ersättare efter Anna Berg\n(V) i nämnden\nBeslut\n\nPer Lind utses.\n"
    assert marks_of(text) == [("§ 3", "Val av ersättare efter Anna Berg (V) i nämnden")]


def test_a_suffix_belongs_to_the_number() -> None:
    assert marks_of("§ 35 a Extra ärende\n\nBeslut\n\nÄrendet noteras.\n") == [("§ 35 a", "Extra ärende")]


@pytest.mark.parametrize(
    "line",
    [
        "§ 90 och den 13 december beslutade nämnden annat.",
        "§§ 35-43",
        "§ 35–43",
        "§ 3 i kommunallagen gäller.",
        "11 kap. 16 § kommunallagen",
    ],
)
def test_running_text_and_ranges_are_no_headings(line: str) -> None:
    assert marks_of(f"{line}\n\nMer text.\n") == []


def test_a_paragraph_cited_over_a_line_end_is_no_heading() -> None:
    text = "Bordlagt den 22 november 2019,\n§ 81, och den 13 december 2019,\n§ 90.\n\nNämnden noterar det.\n"
    assert marks_of(text) == []


def test_a_continued_item_is_no_new_one() -> None:
    text = "§ 7\n\nBudget\n\nBeslut\n\nBudgeten antas.\n\n§ 7 (forts.)\n\nOmröstning\n\nJa.\n\n§ 8\n\nTaxa\n"
    assert [number for number, _ in marks_of(text)] == ["§ 7", "§ 8"]


def test_a_section_word_is_a_title_below_a_bare_number() -> None:
    assert marks_of("§ 2\n\nJustering\n\nBeslut\n\nPer Lind justerar.\n") == [("§ 2", "Justering")]


def test_decision_is_never_a_title() -> None:
    assert marks_of("§ 2\n\nBeslut\n\nPer Lind justerar.\n") == [("§ 2", "")]


def test_a_case_number_in_the_last_column_is_no_title() -> None:
    text = "§ 62     Budget för februari                    2019-00152\n\nBeslut\n\nBudgeten antas.\n"
    assert marks_of(text) == [("§ 62", "Budget för februari")]


def test_a_word_broken_at_the_end_of_a_line_of_the_title_is_whole() -> None:
    text = "§ 4 Remiss om plan för transport-\n    infrastruktur\n\nBeslut\n\nYttrandet avges.\n"
    assert marks_of(text) == [("§ 4", "Remiss om plan för transportinfrastruktur")]


def test_items_that_begin_with_their_text_have_no_title() -> None:
    outline = outline_of(
        "Protokoll, hållet vid kommunalstämma den 28 december 1935.\n\n"
        "§ 1. Upplästes förslag till stat för år 1936.\n\n"
        "§ 2. Till ledamöter i nämnden valdes lantbrukaren Gustav Ek\ni Åby och Erik Lund i Vall.\n\n"
        "§ 3. Då inga ärenden förelågo, förklarades stämman avslutad.\n"
    )
    items = [(heading.number, heading.text, heading.text_start) for heading in outline.headings]
    assert items == [("§ 1", "", 5), ("§ 2", "", 5), ("§ 3", "", 5)]


def test_a_title_and_its_text_on_one_line() -> None:
    assert marks_of("§ 4 Föregående protokoll. Protokollet lades till handlingarna.\n") == [
        ("§ 4", "Föregående protokoll")
    ]


def test_a_title_of_two_parts_is_no_text() -> None:
    text = "§ 4 Gångbana på Storgatan. Genomförandebeslut\n\nBeslut\n\nGångbanan byggs.\n"
    assert marks_of(text) == [("§ 4", "Gångbana på Storgatan. Genomförandebeslut")]


def test_secret_items_told_as_a_range_end_the_item_before() -> None:
    outline = outline_of(
        "SAMMANTRÄDESPROTOKOLL\n\n§ 13 Plan\n\nBeslutet skickas till\nKommunstyrelsen\n\n"
        "§§ 14-16\nSekretess.\n\n§ 17 Frågor\n\nInga frågor fanns.\n"
    )
    assert [(h.number, h.paragraph) for h in outline.headings if h.number] == [
        ("§ 13", True),
        ("§§ 14-16", False),
        ("§ 17", True),
    ]


def test_a_sentence_on_recipients_heads_them() -> None:
    outline = outline_of(
        "PROTOKOLL\n\n§ 1 Plan\n\nStyrelsen beslutade anta planen.\nProtokollsutdrag till medlemmarna.\n"
    )
    sent = next(heading for heading in outline.headings if heading.name == "sent_to")
    assert outline.layout.lines[sent.first].text[sent.text_start :] == "medlemmarna."


def test_the_year_may_stand_before_the_number() -> None:
    text = (
        "§ 23/61 Öppnande\nMötet öppnades.\n\n§ 23/62 Rapport\nFöredragande: Eva Ek\nRapporten lades fram.\n"
    )
    assert marks_of(text) == [("§ 61", "Öppnande"), ("§ 62", "Rapport")]


def test_names_over_their_offices_close_the_minutes() -> None:
    outline = outline_of(
        "PROTOKOLL\n\n§ 5 Avslutning\nMötet avslutades.\n\nKullstad den 27 april 2018\n\n"
        "Eva Ek          Bo Alm\nSekreterare     Ordförande\n"
    )
    assert [heading.name for heading in outline.headings][-1] == "signing"
    assert outline.headings[-1].text == "Kullstad den 27 april 2018"


def test_a_dash_before_a_title_is_left_out() -> None:
    assert marks_of("§ 4 - Delårsrapport\n\nBeslut\n\nRapporten godkänns.\n") == [("§ 4", "Delårsrapport")]


@pytest.mark.parametrize(
    "head",
    [
        "**§ 12** Val av justerare",
        "Ärende 4, § 12 Val av justerare",
        "KS 2022/40  § 12\nVal av justerare",
        "§ 12 Val av justerare, KS 2022/40",
    ],
)
def test_what_may_stand_around_the_number(head: str) -> None:
    assert marks_of(f"{head}\n\nBeslut\n\nPer Lind utses.\n") == [("§ 12", "Val av justerare")]


def test_a_case_number_on_the_last_line_of_a_title_is_no_title() -> None:
    text = "§ 14 Markanvisning för Hamnkvarteret\n(KS 2023/0144)\n\nBeslut\n\nAvtalet godkänns.\n"
    assert marks_of(text) == [("§ 14", "Markanvisning för Hamnkvarteret")]


def test_a_case_number_broken_over_two_lines_is_no_title() -> None:
    text = "§ 14 Markanvisning för Hamnkvarteret (KS\n2023/0144)\n\nBeslut\n\nAvtalet godkänns.\n"
    assert marks_of(text) == [("§ 14", "Markanvisning för Hamnkvarteret")]


def test_a_title_that_ends_in_a_hyphen_goes_on_below_a_blank_line() -> None:
    text = "§ 64 Remiss om plan för transport-\n\ninfrastruktur\n\nBeslut\n\nRemissen besvaras.\n"
    assert marks_of(text) == [("§ 64", "Remiss om plan för transportinfrastruktur")]


def test_the_whole_name_of_the_body_may_stand_before_the_number() -> None:
    text = (
        "Kommunstyrelsen § 21    Dnr 2021/14\n\nNy skola\n\nBeslut\n\nRapporten godkänns.\n\n"
        "Kommunstyrelsen § 22    Dnr 2021/15\n\nNy taxa\n\nBeslut\n\nTaxan antas.\n"
    )
    assert marks_of(text) == [("§ 21", "Ny skola"), ("§ 22", "Ny taxa")]


@pytest.mark.parametrize(
    "cited",
    [
        "§ 5 Ny skola\n\nBeslut\n\nSkolan byggs.\n\nKommunstyrelsen § 21\n\nKommunstyrelsen § 22\n",
        "Kommunstyrelsen § 21\n\nKommunfullmäktige § 22\n",
        "Kommunstyrelsen § 21\n\nKommunstyrelsen § 12\n",
        "Kommunstyrelsen § 21\n",
    ],
)
def test_paragraphs_cited_with_their_body_are_no_headings(cited: str) -> None:
    assert all(printed == "§ 5" for printed, _ in marks_of(cited))


@pytest.mark.parametrize(
    "head",
    [
        "§§ 3-5 Sekretess",
        "§§ 3–5\nSekretess",
        "§ 3 - § 5 Sekretess",
        "§§ 3, 4 och 5 Sekretess",
        "SN §§ 3-5 Sekretess",
    ],
)
def test_one_heading_for_several_items_that_are_printed_elsewhere(head: str) -> None:
    text = f"Protokoll\n\n§ 2 Taxa\n\nBeslut\n\nTaxan antas.\n\n{head}\n\n§ 6 Avslutning\n\nMötet avslutas.\n"
    (found,) = [h for h in outline_of(text).headings if h.rule_id == "paragraphs:range"]
    assert (found.number, found.text) == ("§§ 3-5", "Sekretess")


def test_paragraphs_of_a_statute_head_no_items() -> None:
    text = (
        "Protokoll\n\n§ 2 Taxa\n\nBeslut\n\nTaxan antas.\n\n§§ 14-16 Reglementet gäller\n\n§ 3 Avslutning\n"
    )
    assert not [h for h in outline_of(text).headings if h.rule_id == "paragraphs:range"]


@pytest.mark.parametrize("label", ["Paragrafer § 4", "Avser § 4", "Justerade § 4"])
def test_the_label_of_a_form_heads_no_item(label: str) -> None:
    text = f"§ 3 Taxa\n\nBeslut\n\nTaxan antas.\n\n§ 4 Val\n\nPer Lind utses.\n\n{label}\n"
    assert marks_of(text) == [("§ 3", "Taxa"), ("§ 4", "Val")]


def test_a_title_behind_the_case_number_below_its_number() -> None:
    text = "§ 12\n\nDnr KS 2024/12  Taxa för avfall\n\nBeslut\n\nTaxan antas.\n"
    assert marks_of(text) == [("§ 12", "Taxa för avfall")]


def test_words_behind_a_case_number_that_label_another_value_are_no_title() -> None:
    text = "§ 12\n\nDnr KS 2024/12  Handläggare: Eva Ek\n\nTaxa för avfall\n\nBeslut\n\nTaxan antas.\n"
    assert marks_of(text) == [("§ 12", "Taxa för avfall")]


@pytest.mark.parametrize(
    "told",
    [
        "Uppdrogs åt ordföranden att infordra anbud.",
        "Bestämdes att nästa möte skulle hållas den 12 maj.",
        "Framlades förslag till stat.",
    ],
)
def test_an_item_that_begins_with_what_was_done_has_no_title(told: str) -> None:
    assert marks_of(f"§ 7.\n{told}\n\n§ 8.\n{told}\n\n§ 9.\n{told}\n") == [
        ("§ 7", ""), ("§ 8", ""), ("§ 9", ""),
    ]  # fmt: skip


def test_a_section_sign_that_is_underlined() -> None:
    text = "§ 98\n----\nJustering\nPer Lind utsågs.\n\n§ 99\n----\nSkolskjutsar\nAnbudet antogs.\n"
    assert marks_of(text) == [("§ 98", "Justering"), ("§ 99", "Skolskjutsar")]


@pytest.mark.parametrize(
    "head",
    ["KF § 141\tKS 2015.312\t107", "BUN § 41\tAU § 30\tDnr 2011/88 Dpl 04", "§ 41\tDnr 2011/88 dpl 61"],
)
def test_a_number_of_the_filing_plan_behind_a_case_number_is_no_title(head: str) -> None:
    ((_, title),) = marks_of(f"{head}\n\nDelårsbokslut\n\nBeslut\nGodkänns.")
    assert title == "Delårsbokslut"


def test_a_sentence_that_goes_on_over_the_page_is_no_title() -> None:
    told = "I skrivelse den 2 mars hade byråns chef begärt yttrande över\nbehovet. Kamreraren hade"
    rest = "avgivit förslag.\n\nNämnden beslöt att avge det."
    draft = draft_of(f"§ 7\n\n{told}", rest)
    assert [mark.title for mark in draft.marks] == [""]


def test_what_an_item_rests_on_is_no_part_of_its_title() -> None:
    text = "§ 63 Plan för åren\n(Utskottets förslag nr 21, motion nr 14)\n\nOrdet begärdes av Bo Ek (S)."
    assert marks_of(text) == [("§ 63", "Plan för åren")]
