"""What the checks say of the five real documents: every error and warning, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokollparser.checks import CheckResult, check_dossier
from protokollparser.checks.dossier import dossier_of
from protokollparser.core.records.documents import PageText
from protokollparser.stages import read_source
from tests.checks.made import rules
from tests.checks.read import compared

CORPUS = Path(__file__).parents[2] / "corpus"

# Check, line, printed words, stated, computed.
EXPECTED: dict[str, list[tuple[str, int, str, str | None, str | None]]] = {
    "dalarna-annual-report-2023": [("T08", 5, "kkkr", "kkkr", "tkr")],
    "ludvika-summons-2023-05-08": [
        ("A19", 271, "?", None, "120000"),
        ("N05", 116, "0003", "0003", None),
        ("S06", 34, "bilaga 2 daterad den 04 maj 2023", "2", None),
        ("S06", 229, "Bilaga 4. Projektplan Skolskjuts i Dalarna", "4", None),
        ("S06", 243, "Bilaga 3 Dalagemensam telefoni", "3", None),
        ("T07", 156, "7,8", "7.8", "-5.2"),
        ("T09", 7, "Dnr", "Dnr", "page"),
        ("X01", 236, "18 300 kr", "18300", "18000"),
        ("X03", 84, "3,2 miljoner kronor", "3.2", "4"),
        ("X03", 86, "4,0 miljoner kronor", "4", "3.2"),
        ("X05", 48, "100 procent", "100", "60"),
        ("X10", 78, "Det finns en handlingsplan med åtgärder", None, None),
    ],
    "lulea-minutes-2021-12-16": [
        ("A05", 1636, "56 290", "56290", "1457223"),
        ("A05", 1667, "32 882", "32882", "1258699"),
        ("D03", 23, "2022-01-01", "2022-01-01", "2021-12-23"),
        ("D04", 24, "2021-01-22", "2021-01-22", "2022-01-22"),
        ("N01", 500, "Iska Utsi", "Iska Utsi", "Isak Utsi"),
        ("N04", 310, "Norrbottens Kommuns", "Norrbottens Kommuns", "Norrbottens Kommuners"),
        ("N04", 316, "Norrbottens Kommuns", "Norrbottens Kommuns", "Norrbottens Kommuners"),
        ("Q04", 78, "Stefan Ovrell (MP)", "Stefan Ovrell", None),
        ("S06", 316, "2021-06-03", "2021-06-03", "2021-06-16"),
        ("S12", 208, "E-nämndens förslag till beslut", "E-nämndens förslag till beslut", None),
        ("T05", 1722, "52 041 tkr", "52041", "52.041"),
        ("T06", 804, "230 000 kr", "230000", "220000"),
        ("T06", 1394, "+61 211 kr", "61211", "61121"),
        ("T07", 546, "1 väldigt liten sannolikhet", None, None),
        ("X01", 1464, "1 395 185 kr", "1395185", "1430185"),
        ("X01", 1468, "1 630 185 kr", "1630185", "1590185"),
        ("X08", 1609, "juli", "2021-07", "2021-09"),
        ("X08", 1638, "juli", "2021-07", "2021-08"),
        ("C06", 1350, "2021-03-16", "2021-03-16", "2021-03-18"),
    ],
    "herrljunga-interim-report-2023-08": [
        ("N04", 70, "Serviceämnden", "Serviceämnden", "servicenämnden"),
        ("S07", 26, "Namn namn, titel, organisatoriskt tillhörighet", None, None),
        ("S07", 27, "Namn namn, titel, organisatoriskt tillhörighet", None, None),
    ],
    "lekeberg-annual-report-2020": [
        ("X07", 24, "9", "13", "11"),
        ("X09", 122, "2018", "2018", "2020"),
        (
            "X11",
            46,
            "Öka andelen normalprioriterade incidenter där återkopplingen är <=8h\t\t90%",
            None,
            None,
        ),
        ("X12", 53, "Minska genomsnittlig ärendehanteringstid\t21 st\thögst 20 st", "21 st", None),
        (
            "X12",
            57,
            "Värde medarbetarundersökningen - Medarbetarengagemang (HME)\t55%\tÖka från 71,13",
            "55%",
            "Öka från 71,13",
        ),
        ("X13", 110, "personalkostnaderna", "-", "1 246"),
    ],
}


@pytest.fixture(scope="module")
def results() -> dict[str, CheckResult]:
    found = {}
    for name in EXPECTED:
        reading = read_source(CORPUS / name / "source.txt", rules())
        document = reading.outline.layout.document
        pages = [
            PageText(
                source_id=document.source_id,
                page=page.number,
                first_line=page.first_line,
                text=page.text,
                text_origin=page.text_origin,
            )
            for page in document.pages
        ]
        dossier = dossier_of(document.source_id, [*reading.records, *pages], rules())
        found[name] = check_dossier(dossier, rules().checks)
        found[name].extend(compared([dossier]))
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_errors_and_warnings_are_these(results: dict[str, CheckResult], name: str) -> None:
    told = [f for f in results[name].findings if f.severity != "info"]
    wanted = EXPECTED[name]
    got = [(f.check_id, f.span.line_start, f.span.printed, f.stated, f.computed) for f in told]
    assert [one[:3] for one in got] == [one[:3] for one in wanted]
    assert [one[3:] for one in got if one[0] != "S07"] == [one[3:] for one in wanted if one[0] != "S07"]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_finding_is_proven_by_its_own_words(results: dict[str, CheckResult], name: str) -> None:
    result = results[name]
    for finding in result.findings:
        proofs = [proof for proof in result.evidence if proof.finding_id == finding.id]
        assert proofs
        assert finding.message
        assert finding.message_en != finding.message


def test_a_reading_checked_twice_gives_the_same(results: dict[str, CheckResult]) -> None:
    name = "ludvika-summons-2023-05-08"
    again = read_source(CORPUS / name / "source.txt", rules())
    document = again.outline.layout.document
    page = document.pages[0]
    text = PageText(
        source_id=document.source_id, page=1, first_line=1, text=page.text, text_origin=page.text_origin
    )
    dossier = dossier_of(document.source_id, [*again.records, text], rules())
    second = check_dossier(dossier, rules().checks)
    second.extend(compared([dossier]))
    assert list(second) == list(results[name])
