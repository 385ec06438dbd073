"""Papers: listed, mentioned, and tied to included documents."""

from __future__ import annotations

from datetime import date

from protokollparser.core.reading import Ledger
from protokollparser.core.records.items import Attachment
from protokollparser.parse.matters import attachments
from tests.parse.sources import ledger, rules


def papers(marked: str, kind: str = "minutes", **kinds: str) -> tuple[Ledger, list[Attachment]]:
    book = ledger(marked, kind, **kinds)
    book.document_ids.update({part.ordinal: f"document {part.ordinal}" for part in book.outline.parts})
    attachments.read(book, rules())
    return book, book.of(Attachment)


def test_the_label_is_the_whole_entry_over_its_lines() -> None:
    _, (first, second) = papers("""
        [item] § 1 Budget
        [basis_documents] Beslutsunderlag
        - Budget 2021, fördelning 2021, E-NÄMND
        Hid: 2021.88
        - Protokollsutdrag 2021-09-27, Val av ordförande
    """)
    assert first.label == "Budget 2021, fördelning 2021, E-NÄMND Hid: 2021.88"
    assert first.reference == "E-NÄMND Hid: 2021.88"
    assert second.attachment_date == date(2021, 9, 27)


def test_unmarked_lines_are_entries_of_their_own() -> None:
    _, found = papers("""
        [item] § 1 Budget
        [basis_documents] Handlingar
        Kansliets tjänsteutlåtande den 22 januari 2024.
        Yrkande från SD den 2 februari 2024.
    """)
    assert [paper.label for paper in found] == [
        "Kansliets tjänsteutlåtande den 22 januari 2024.",
        "Yrkande från SD den 2 februari 2024.",
    ]


def test_an_annex_that_no_list_holds_is_entered_where_most_is_told_of_it() -> None:
    _, found = papers("""
        [item] § 1 Rapport
        [summary] Sammanfattning
        Perioden redovisas (bilaga 1). Planen finns (bilaga 2). Se bilaga 2 daterad den 4 maj 2023.
        [attachments] Bilagor
        Rapport om driften
    """)
    assert [paper.label for paper in found] == ["Rapport om driften", "bilaga 2 daterad den 4 maj 2023"]


def test_a_paper_is_tied_to_the_part_that_has_its_title() -> None:
    _, found = papers(
        """
        [item] § 1 Lokaler
        [basis_documents] Beslutsunderlag
        - Riskbedömning av flytten 2021-12-03
        - Tjänsteskrivelse om avgifter
        [part] risk
        Riskbedömning av flytten
        Vilka risker finns?
        """,
        risk="risk_assessment",
    )
    assert [paper.included_document_id for paper in found] == ["document 1", None]


def test_a_paper_is_not_tied_to_a_document_of_another_kind() -> None:
    _, (paper,) = papers(
        """
        [item] § 1 Lokaler
        [basis_documents] Beslutsunderlag
        - Tjänsteskrivelse, Verksamhetsplan 2022
        [part] plan
        Verksamhetsplan 2022
        Planen gäller hela året.
        """,
        plan="business_plan",
    )
    assert paper.included_document_id is None


def test_of_two_papers_the_one_in_order_gets_the_part_between() -> None:
    _, found = papers(
        """
        [item] § 1 Lokaler
        [basis_documents] Beslutsunderlag
        - Avtal om lokaler
        - Obligatoriska kontrollmoment
        - Budget 2022
        [part] agreement
        Avtal om lokaler
        [part] control
        Planera intern kontroll
        Kontrollmoment och ansvarig
        [part] budget
        Budget 2022
        """,
        agreement="agreement",
        control="internal_control_plan",
        budget="budget",
    )
    assert [paper.included_document_id for paper in found] == ["document 1", "document 2", "document 3"]


def test_a_sentence_ends_the_list_of_papers() -> None:
    _, found = papers("""
        [item] § 1 Budget
        [basis_documents] Handling
        2023 nr 110.
        Till handlingen hör de särskilda budgetförslagen från partierna.

        Föredragningsordning
    """)
    assert [(paper.label, paper.reference) for paper in found] == [("2023 nr 110.", "2023 nr 110")]


def test_who_signs_below_the_papers_is_no_paper() -> None:
    _, found = papers("""
        [item] § 1 Bidrag till spår
        [basis_documents] Beslutsunderlag
        Ansökan från skidklubben 2021-12-17

        Per-Anders Mark
        Kommunstyrelsens ordförande
    """)
    assert [paper.label for paper in found] == ["Ansökan från skidklubben 2021-12-17"]


def test_the_number_on_a_letterhead_is_no_mention_of_an_annex() -> None:
    _, found = papers(
        "Norrby kommun          TJÄNSTESKRIVELSE          Bilaga A\nMiljökontoret", "official_report"
    )
    assert found == []
