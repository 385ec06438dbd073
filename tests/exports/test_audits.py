"""The audit report as files for programs and people."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from xml.etree import ElementTree

import openpyxl
import pytest
from sarif_pydantic import Sarif

from protokollparser.core.spans import Box
from protokollparser.exports.audits import write
from protokollparser.exports.audits.pictures import PagePlace
from protokollparser.exports.audits.tables import neutral
from protokollparser.exports.report import CheckLine, EvidenceLine, FindingLine, Report, RunLine

_BOX = Box(10, 20, 60, 32)
_FINDING = FindingLine(
    finding_id="ab" * 12,
    check_id="A01",
    severity="error",
    outcome="violated",
    status="open",
    message="Summan är fel: 5 <b>",
    message_en="The total is wrong: 5 <b>",
    path="arkiv/protokoll åäö.pdf",
    page=3,
    line_start=7,
    line_end=7,
    printed="5",
    quoted="Summa 300 5",
    stated="5",
    computed="0",
    difference=None,
    unit="tkr",
    hypothesis="digit: 0",
    legal_source="LKBR 1 kap. 4 §",
    confidence=0.9,
    source_id="0" * 64,
    box=_BOX,
    evidence=(EvidenceLine("computed_from", "arkiv/protokoll åäö.pdf", 3, 6, "300", _BOX),),
)
_CHECK = CheckLine(
    "A01", "kolumnsumma", "column total", "Totals.", "error", None, 3, 1, 0, 1, 1, ("a part is blank",)
)


def report(*findings: FindingLine) -> Report:
    """Return a report of findings of one check."""
    runs = (RunLine("A01", "arkiv/protokoll åäö.pdf", 1), RunLine("A01", "annat.txt", 0))
    return Report((), (), {}, findings or (_FINDING,), (_CHECK,), runs)


def test_sarif_is_what_its_schema_asks_for() -> None:
    held = json.loads(write(report(), "sarif", "sv"))
    Sarif.model_validate(held)
    result = held["runs"][0]["results"][0]
    place = result["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "arkiv/protokoll%20%C3%A5%C3%A4%C3%B6.pdf"
    assert place["physicalLocation"]["region"]["startLine"] == 7
    assert place["logicalLocations"][0]["name"] == "page 3"
    assert (result["level"], result["ruleIndex"]) == ("error", 0)


def test_an_accepted_finding_is_suppressed_with_its_note() -> None:
    held = json.loads(write(report(replace(_FINDING, status="accepted", note="känt")), "sarif", "sv"))
    assert held["runs"][0]["results"][0]["suppressions"][0]["justification"] == "känt"


def test_every_file_that_a_check_looked_at_is_a_test_case() -> None:
    suite = ElementTree.fromstring(write(report(), "junit", "sv"))[0]
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    failed = {case.get("name"): case.find("failure") is not None for case in suite}
    assert failed == {"annat.txt": False, "arkiv/protokoll åäö.pdf": True}


def test_a_note_fails_no_test_case() -> None:
    suite = ElementTree.fromstring(write(report(replace(_FINDING, severity="info")), "junit", "sv"))[0]
    assert suite.get("failures") == "0"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("-402", "-402"),
        ("+61 211", "+61 211"),
        ("Summa", "Summa"),
    ],
)
def test_no_cell_is_a_live_formula(cell: str, told: str) -> None:
    assert neutral(cell) == told


def test_csv_begins_with_the_mark_by_which_spreadsheets_know_utf_8() -> None:
    held = write(report(replace(_FINDING, printed="=1+1")), "csv", "sv")
    assert held.startswith(b"\xef\xbb\xbfKontroll,")
    assert ",'=1+1," in held.decode()


def test_a_workbook_has_a_sheet_for_each_group_with_frozen_heads_and_filters() -> None:
    held = write(report(replace(_FINDING, printed="=1+1")), "xlsx", "sv")
    book = openpyxl.load_workbook(io.BytesIO(held))
    assert book.sheetnames == ["Granskat", "Räkning i tabeller"]
    sheet = book["Räkning i tabeller"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:P2")
    assert (sheet["H2"].value, sheet["H2"].data_type) == ("=1+1", "s")
    assert sheet["E2"].hyperlink is not None


def test_the_page_marks_the_words_and_escapes_them() -> None:
    page = write(report(), "html", "sv").decode()
    assert "Summa 300 <mark>5</mark>" in page
    assert "Summan är fel: 5 &lt;b&gt;" in page
    assert "src=" not in page
    assert "http" not in page


def test_the_page_holds_the_picture_of_the_place() -> None:
    asked: list[PagePlace] = []

    def picture(place: PagePlace) -> bytes:
        asked.append(place)
        return b"png"

    page = write(report(), "html", "sv", picture).decode()
    assert asked == [PagePlace("arkiv/protokoll åäö.pdf", "0" * 64, 3, _BOX, (_BOX,))]
    assert "data:image/png;base64,cG5n" in page


@pytest.mark.parametrize("form", ["sarif", "junit", "csv", "xlsx", "html"])
def test_the_same_report_gives_the_same_bytes(form: str) -> None:
    assert write(report(), form, "en") == write(report(), form, "en")
