"""Notes at the foot of a page and words printed aslant over it are set aside."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from protokollparser.core.rules import load
from protokollparser.ingest import read
from protokollparser.layout import arrange


def set_aside(folder: Path, note_size: float, stamp: str = "") -> tuple[list[str], list[str]]:
    """Return the texts of the body and of the furniture of a page with a note."""
    canvas = Canvas(str(folder / "page.pdf"), invariant=1)
    canvas.setFont("Helvetica", 11)
    for number in range(12):
        canvas.drawString(
            70, 700 - 14 * number, "Nämnden beslutar enligt förvaltningens förslag till budget."
        )
    canvas.setFont("Helvetica", note_size)
    canvas.drawString(70, 120, "1 Uppgiften avser läget vid årets början.")
    if stamp:
        canvas.translate(200, 500)
        canvas.rotate(40)
        canvas.setFont("Helvetica", 80)
        canvas.drawString(0, 0, stamp)
    canvas.save()
    layout = arrange(read(folder / "page.pdf"), load())
    texts = [(line.text, line.index in layout.furniture_at) for line in layout.lines if line.text]
    return [text for text, aside in texts if not aside], [text for text, aside in texts if aside]


def test_a_note_in_smaller_type_is_set_aside(tmp_path: Path) -> None:
    body, aside = set_aside(tmp_path, 8)
    assert len(body) == 12
    assert aside == ["1 Uppgiften avser läget vid årets början."]


def test_a_note_under_a_table_is_smaller_than_the_prose(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "page.pdf"), invariant=1)
    canvas.setFont("Helvetica", 11)
    for number in range(5):
        canvas.drawString(
            70, 760 - 14 * number, "Nämnden beslutar enligt förvaltningens förslag till budget."
        )
    canvas.setFont("Helvetica", 9)
    for number in range(30):
        for x, text in (
            (70, f"Förskolan i Norrby {number}"),
            (320, f"{number + 11} 200"),
            (420, f"{number + 3} 100"),
        ):
            canvas.drawString(x, 660 - 12 * number, text)
    canvas.setFont("Helvetica", 8.5)
    canvas.drawString(70, 120, "1 Uppgiften avser läget vid årets början.")
    canvas.save()
    layout = arrange(read(tmp_path / "page.pdf"), load())
    assert [layout.lines[at].text for at in sorted(layout.furniture_at)] == [
        "1 Uppgiften avser läget vid årets början."
    ]


def test_a_numbered_line_in_the_type_of_the_text_stays(tmp_path: Path) -> None:
    assert len(set_aside(tmp_path, 11)[0]) == 13


def test_words_aslant_do_not_part_the_lines_under_them(tmp_path: Path) -> None:
    body, aside = set_aside(tmp_path, 8, "UTKAST")
    assert set(body) == {"Nämnden beslutar enligt förvaltningens förslag till budget."}
    assert "UTKAST" in aside
