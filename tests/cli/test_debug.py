"""`protokollparser debug`: a picture of a page with what was found on it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    path = tmp_path / "ekbacka.pdf"
    canvas = Canvas(str(path), pagesize=(400, 300))
    canvas.drawString(50, 260, "Utfall per nämnd, tkr")
    for number, row in enumerate((("Nämnd", "Utfall"), ("Kultur", "1 200"), ("Skola", "3 400"))):
        y = 220 - 20 * number
        canvas.drawString(54, y + 6, row[0])
        canvas.drawString(204, y + 6, row[1])
        canvas.rect(50, y, 150, 20)
        canvas.rect(200, y, 150, 20)
    canvas.save()
    return path


def test_a_page_is_drawn_with_what_was_found_on_it(run: Run, printed: Path, tmp_path: Path) -> None:
    out = tmp_path / "sida.png"
    code, told, _ = run("--lang", "en", "debug", printed, "--page", 1, "--out", out)
    assert code == 0
    assert told == f"{out}: 4 lines (blue), 6 cells (green), 1 tables (red), 12 words (grey)\n"
    with Image.open(out) as picture:
        assert picture.size == (800, 600)
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24)}
    assert {(200, 0, 0), (0, 130, 60), (120, 120, 120)} <= colours


def test_the_picture_is_named_after_file_and_page(run: Run, printed: Path, tmp_path: Path) -> None:
    assert run("debug", printed)[0] == 0
    assert (tmp_path / "ekbacka-1.png").is_file()


def test_only_pages_of_pdf_files_are_drawn(run: Run, minutes: Path) -> None:
    code, _, err = run("debug", minutes)
    assert code == 2
    assert err == "protokollparser: protokoll.txt: är ingen PDF; bara sidor i PDF-filer kan ritas\n"


def test_a_page_that_is_not_there_is_told(run: Run, printed: Path) -> None:
    code, _, err = run("debug", printed, "--page", 7)
    assert code == 2
    assert "har 1 sidor" in err


def test_a_place_that_cannot_be_written_is_told(run: Run, printed: Path, tmp_path: Path) -> None:
    code, _, err = run("debug", printed, "--out", tmp_path / "saknas" / "sida.png")
    assert code == 2
    assert "--out" in err
