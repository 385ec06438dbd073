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


@pytest.mark.parametrize(
    ("text", "body", "day", "year", "paragraph"),
    [
        ("Budgeten antogs genom KF 112/19.", "KF", None, 2019, "112"),
        ("Enligt KS § 45/2021 gäller planen.", "KS", None, 2021, "45"),
        ("Se Kf 2019-11-25 § 112 om budgeten.", "Kf", date(2019, 11, 25), None, "112"),
        ("Se KF §112 2019 om budgeten.", "KF", None, 2019, "112"),
        ("Se protokoll 2019-11-25, KF § 112.", "KF", date(2019, 11, 25), None, "112"),
        (
            "Se kommunfullmäktige 2019-11-25, paragraf 112.",
            "kommunfullmäktige",
            date(2019, 11, 25),
            None,
            "112",
        ),
        ("Enligt KSau § 4/87 gäller planen.", "KSau", None, 1987, "4"),
    ],
)
def test_decisions_by_letters_day_and_year(
    text: str, body: str, day: date | None, year: int | None, paragraph: str
) -> None:
    (cited,) = found(text)
    assert (cited.kind, cited.target_body, cited.target_paragraph) == ("decision", body, paragraph)
    assert (cited.target_date, cited.target_year) == (day, year)


@pytest.mark.parametrize(
    "text",
    [
        "Se § 12 ovan.",
        "Av § 7 i reglementet framgår ansvaret.",
        "Frågan rör § 3 och § 4.",
        "Bidrag om 12/19 delar.",
    ],
)
def test_a_paragraph_in_running_text_is_no_decision(text: str) -> None:
    assert found(text) == []


def test_the_day_of_the_next_decision_is_not_that_of_the_one_before() -> None:
    one, other = found("Kommunstyrelsen § 45/21, kommunfullmäktige 2019-11-25, paragraf 112.")
    assert (one.target_date, one.target_year, one.target_paragraph) == (None, 2021, "45")
    assert (other.target_body, other.target_paragraph) == ("kommunfullmäktige", "112")


def test_papers_of_the_parliament_are_no_sections_of_laws() -> None:
    cited = found("Se prop. 2016/17:171, bet. 2016/17:KU30 och rskr. 2016/17:335.")
    assert [(one.target_number, one.target_paragraph) for one in cited] == [
        ("prop. 2016/17:171", None),
        ("bet. 2016/17:KU30", None),
        ("rskr. 2016/17:335", None),
    ]


def test_a_section_belongs_to_the_nearer_law() -> None:
    one, other = found("Enligt förvaltningslagen (2017:900), 5 kap. 5 § KL gäller detta.")
    assert (one.target_number, one.target_paragraph) == ("2017:900", None)
    assert (other.target_number, other.target_paragraph) == ("2017:725", "5 kap. 5 §")
