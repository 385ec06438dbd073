"""Labels with what is filled in beside them are a form and no table."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from protokollparser.core.layout import Layout
from protokollparser.core.rules import load
from protokollparser.ingest import read
from protokollparser.layout import arrange

FORM = [
    ("Tid och plats", "Granviks kommunhus, kl. 13.00"),
    ("Beslutande", "Doris Ask (S), ordförande"),
    ("", "Mikael Rask (M)"),
    ("Justerare", "Mikael Rask"),
]
ROLL = [
    ("Närvarande: ordföranden", "lantbrukare Axel Granbom"),
    ("", "fru Hulda Ekdal"),
    ("", "disponent Fritz Werne"),
]
TABLE = [("Konto", "Benämning"), ("4010", "Inköp av material"), ("5010", "Lokalhyra"), ("7010", "Löner")]


def printed(folder: Path, rows: list[tuple[str, str]]) -> Layout:
    canvas = Canvas(str(folder / "form.pdf"), invariant=1)
    for number, (label, value) in enumerate(rows):
        canvas.drawString(70, 700 - 14 * number, label)
        canvas.drawString(200, 700 - 14 * number, value)
    canvas.save()
    return arrange(read(folder / "form.pdf"), load())


@pytest.mark.parametrize(("rows", "grids"), [(FORM, 0), (ROLL, 0), (TABLE, 1)])
def test_labels_beside_values_are_no_table(tmp_path: Path, rows: list[tuple[str, str]], grids: int) -> None:
    assert len(printed(tmp_path, rows).grids) == grids


@pytest.mark.parametrize("item", ["§ 14", "KF § 14"])
def test_an_item_below_a_table_ends_it(tmp_path: Path, item: str) -> None:
    layout = printed(tmp_path, [*TABLE, (item, "KS 2021/14")])
    assert [layout.lines[grid.last].text for grid in layout.grids] == ["7010\tLöner"]


def test_bold_items_over_their_text_are_no_table(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "items.pdf"), invariant=1)
    for number in range(4):
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(70, 700 - 30 * number, f"§ {11 + number}")
        canvas.drawString(110, 700 - 30 * number, "Val av justerare")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(110, 687 - 30 * number, "Styrelsen utser Doris Ask.")
    canvas.save()
    assert arrange(read(tmp_path / "items.pdf"), load()).grids == ()


@pytest.mark.parametrize(
    ("under", "grids"),
    [("Styrelsen utser Doris Ask att justera protokollet.", 0), ("och tid för justering", 1)],
)
def test_items_over_sentences_are_no_table_whatever_the_type(tmp_path: Path, under: str, grids: int) -> None:
    rows = [(f"§ {number}", text) for number in range(11, 15) for text in ("Val av justerare", under)]
    told = [(label if at % 2 == 0 else "", text) for at, (label, text) in enumerate(rows)]
    assert len(printed(tmp_path, told).grids) == grids
