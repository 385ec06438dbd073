"""Laws, case numbers, decisions, documents and sections that a text points to."""

from __future__ import annotations

from datetime import date

import pytest

from protokollparser.core.records.references import Reference
from protokollparser.parse.prose import references
from tests.parse.sources import ledger, rules


def found(marked: str) -> list[Reference]:
    book = ledger(marked, kind="report")
    references.read(book, rules())
    return book.of(Reference)


@pytest.mark.parametrize(
    ("text", "number", "paragraph"),
    [
        ("Enligt Kommunallagen 11 kap. 16§ ska en rapport upprättas.", "2017:725", "11 kap. 16 §"),
        ("Överklagat enligt 13 kap. 5 § kommunallagen.", "2017:725", "13 kap. 5 §"),
        ("Se KL 6:27 om beslutsförhet.", "2017:725", "6 kap. 27 §"),
        ("Beslut enligt 11 kap. 11 § PBL (2010:900).", "2010:900", "11 kap. 11 §"),
        ("Lagen (2018:597) om kommunal bokföring gäller.", "2018:597", None),
        ("Föreskriften AFS 2001:1 gäller.", "AFS 2001:1", None),
    ],
)
def test_a_law_is_known_by_name_or_number(text: str, number: str, paragraph: str | None) -> None:
    (law,) = found(text)
    assert (law.kind, law.target_number, law.target_paragraph) == ("law", number, paragraph)


@pytest.mark.parametrize(
    "text", ["KL besöker skolan i maj.", "Klockan 08:30 öppnas mötet.", "Se sidan om kapital."]
)
def test_letters_and_times_are_no_laws(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ärendenr 2021/25-2.2.0.1", "2021/25-2.2.0.1"),
        ("Diarienummer: KS-2021/00123", "KS-2021/00123"),
        ("Dnr 0497/22", "0497/22"),
        ("Ärendet KS 2023/112 återremitteras.", "KS 2023/112"),
    ],
)
def test_case_numbers_are_known_by_their_word_or_form(text: str, number: str) -> None:
    assert [(r.kind, r.target_number) for r in found(text)] == [("case_number", number)]


def test_a_school_year_is_no_case_number() -> None:
    assert found("Läsåret 2021/22 börjar i augusti, vid årsskiftet 2021/2022.") == []


def test_a_decision_is_known_by_day_paragraph_and_body() -> None:
    (cited,) = found("Målen fastställdes av fullmäktige 16 nov 2020 § 163")
    assert (cited.kind, cited.target_body) == ("decision", "fullmäktige")
    assert (cited.target_date, cited.target_paragraph) == (date(2020, 11, 16), "163")


def test_a_day_beside_a_word_for_deciding_is_a_decision() -> None:
    (cited,) = found("- kulturnämndens beslut 2021-09-17, Information om lokaler")
    assert (cited.target_body, cited.target_date) == ("kulturnämnden", date(2021, 9, 17))


@pytest.mark.parametrize(
    "text", ["Uppdaterad 2021-12-06", "Anställd från och med 1 december 2021.", "Fastställd 18-05-23"]
)
def test_other_days_are_no_decisions(text: str) -> None:
    assert found(text) == []


def test_documents_are_known_by_their_register_number() -> None:
    assert [r.target_number for r in found("- Avsägelse, KLF Hid: 2021.5626\n- Plan, E-NÄMND 2021.79")] == [
        "KLF Hid: 2021.5626",
        "E-NÄMND 2021.79",
    ]


def test_sections_and_annexes_are_pointed_to() -> None:
    assert [r.target_number for r in found("Se avsnitt 3.2 i rapporten och bilaga 2 daterad i maj.")] == [
        "3.2",
        "bilaga 2",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Tekniska nämnden",
        "kommunala förskolenämnden",
        "Miljö- och byggnadsnämnden",
        "Norra hälso- och sjukvårdsnämnden",
        "Kultur-, fritids- och ungdomsnämnden",
        "Nämnden för teknik och service",
        "socialnämnden",
    ],
)
def test_a_body_is_cited_by_its_whole_name(body: str) -> None:
    (cited,) = found(f"Frågan behandlades av {body} 2021-03-02 § 12.")
    assert cited.target_body == body
