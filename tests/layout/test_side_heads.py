"""Headings in the margin stand above the text beside them."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from protokollparser.core.rules import load
from protokollparser.ingest import read
from protokollparser.layout import arrange

ROWS = [
    ("Beslut", "Dagordningen fastställs med följande ändring:"),
    ("", "ärende 7 utgår."),
    ("Dagens", "Controller Jens Hultman föredrar ärendet och"),
    ("sammanträde", "svarar på frågor."),
    ("Skickas till", "Akten."),
]


def lines(folder: Path, heading: str) -> list[str]:
    canvas = Canvas(str(folder / "minutes.pdf"), invariant=1)
    for number, (left, right) in enumerate(ROWS):
        canvas.setFont(heading, 10)
        canvas.drawString(60, 700 - 13 * number, left)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(150, 700 - 13 * number, right)
    canvas.save()
    layout = arrange(read(folder / "minutes.pdf"), load())
    return [line.text for line in layout.lines if line.text]


def test_bold_headings_in_the_margin_stand_above_their_text(tmp_path: Path) -> None:
    assert lines(tmp_path, "Helvetica-Bold") == [
        "Beslut",
        "Dagordningen fastställs med följande ändring:",
        "ärende 7 utgår.",
        "Dagens sammanträde",
        "Controller Jens Hultman föredrar ärendet och",
        "svarar på frågor.",
        "Skickas till",
        "Akten.",
    ]


def test_labels_in_the_type_of_the_text_stay_beside_it(tmp_path: Path) -> None:
    assert lines(tmp_path, "Helvetica")[0] == "Beslut\tDagordningen fastställs med följande ändring:"


def test_a_heading_close_to_its_text_needs_no_wide_white(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "minutes.pdf"), invariant=1)
    for number, (left, right) in enumerate([("Beslut", "Planen antas."), ("Ärendet", "Planen är klar.")]):
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawRightString(143, 700 - 13 * number, left)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(150, 700 - 13 * number, right)
    canvas.save()
    layout = arrange(read(tmp_path / "minutes.pdf"), load())
    assert [line.text for line in layout.lines if line.text][:4] == [
        "Beslut",
        "Planen antas.",
        "Ärendet",
        "Planen är klar.",
    ]


def test_a_heading_as_wide_as_its_margin_stands_above_its_text(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "minutes.pdf"), invariant=1)
    heading = "Kommunfullmäktiges"
    beside = 60 + canvas.stringWidth(heading, "Helvetica-Bold", 10) + 4
    rows = [("Yrkanden", "Eva Lund yrkar bifall till motionen."), *[("", "Motionen handlar om buss.")] * 3]
    for number, (left, right) in enumerate([*rows, (heading, "Motionen anses besvarad."), ("beslut", "")]):
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(60, 700 - 13 * number, left)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(beside, 700 - 13 * number, right)
    canvas.save()
    layout = arrange(read(tmp_path / "minutes.pdf"), load())
    assert [line.text for line in layout.lines if line.text][-2:] == [
        "Kommunfullmäktiges beslut",
        "Motionen anses besvarad.",
    ]


def test_a_heading_in_spaced_letters_beside_text_that_is_set_in(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "minutes.pdf"), invariant=1)
    rows = [("Ärendet", "Eva Lund har lämnat in en skrivelse."), *[("", "Skrivelsen handlar om buss.")] * 3]
    for number, (left, right) in enumerate([*rows, ("B E S L U T", "Skrivelsen är besvarad.")]):
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(60, 700 - 13 * number, left)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(175 if left == "B E S L U T" else 160, 700 - 13 * number, right)
    canvas.save()
    layout = arrange(read(tmp_path / "minutes.pdf"), load())
    assert [line.text for line in layout.lines if line.text][-2:] == [
        "B E S L U T",
        "Skrivelsen är besvarad.",
    ]


def test_a_strip_up_the_page_is_no_margin(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "minutes.pdf"), invariant=1)
    long = "Planen gäller för alla skolor i kommunen under hela det kommande läsåret."
    rows = [("Beslut", "Planen antas."), ("", long), ("Ärendet", long)] * 2
    for number, (left, right) in enumerate([*rows, ("§ 9", "Budget"), ("§ 10", "Taxa"), *[("§ 11", "")] * 3]):
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(60, 700 - 13 * number, left)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(160, 700 - 13 * number, right)
    canvas.translate(20, 200)
    canvas.rotate(90)
    canvas.drawString(0, 0, "Justerandes sign")
    canvas.save()
    layout = arrange(read(tmp_path / "minutes.pdf"), load())
    assert [line.text for line in layout.lines if line.text][:2] == ["Beslut", "Planen antas."]
