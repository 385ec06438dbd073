"""PDF files are read with places; those that cannot be read are told apart."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from protokollparser.core.document import Document
from protokollparser.core.errors import InputError
from protokollparser.core.limits import Attempt, Recognition
from protokollparser.ingest import read
from tests.hostile.files import HELVETICA, line, put_together, stream

UNRECOGNISED = Attempt(recognition=Recognition("never"))


def drawn(*pages: Callable[[Canvas], None]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def minutes(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(72, 770, "§ 12 Årsredovisning")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 740, "Nämnden beslutar")
    canvas.drawString(72, 728, "att godkänna den.")
    canvas.line(72, 700, 300, 700)


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "grey")), 0, 0, 500, 700)


def opened(folder: Path, content: bytes, name: str = "protokoll.pdf") -> Document:
    path = folder / name
    path.write_bytes(content)
    return read(path)


def code_of(folder: Path, content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        opened(folder, content)
    assert "\n" not in str(caught.value)
    return caught.value.code


def protected(content: bytes, password: str) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as file:
        file.save(target, encryption=pikepdf.Encryption(owner="ägare", user=password))
    return target.getvalue()


def test_words_carry_places_size_and_weight(tmp_path: Path) -> None:
    page = opened(tmp_path, drawn(minutes)).pages[0]
    heading = page.words[0]
    assert page.text.startswith("§ 12 Årsredovisning\n\nNämnden beslutar\natt godkänna den.\n")
    assert (heading.x0, heading.bold, heading.size) == (72.0, True, 14.0)
    assert not page.words[-1].bold


def test_a_place_has_a_box(tmp_path: Path) -> None:
    document = opened(tmp_path, drawn(minutes))
    at = document.pages[0].text.index("beslutar")
    box = document.span(1, at, at + len("beslutar")).box
    assert box is not None
    assert 90 < box.x0 < box.x1 < 170
    assert 85 < box.top < box.bottom < 110


def test_drawn_lines_are_rulings(tmp_path: Path) -> None:
    (ruling,) = opened(tmp_path, drawn(minutes)).pages[0].rulings
    assert (ruling.x0, ruling.x1, ruling.top) == (72.0, 300.0, ruling.bottom)


def test_a_pdf_is_read_under_another_name(tmp_path: Path) -> None:
    assert opened(tmp_path, drawn(minutes), "protokoll.txt").media_type == "application/pdf"


def test_an_empty_password_is_no_hindrance(tmp_path: Path) -> None:
    assert "Årsredovisning" in opened(tmp_path, protected(drawn(minutes), "")).pages[0].text


def test_a_password_is_told(tmp_path: Path) -> None:
    assert code_of(tmp_path, protected(drawn(minutes), "hemligt")) == "encrypted"


def test_a_file_cut_short_is_told(tmp_path: Path) -> None:
    content = drawn(minutes)
    assert code_of(tmp_path, content[: len(content) // 4]) == "truncated"


def test_a_file_without_its_end_is_partial(tmp_path: Path) -> None:
    content = drawn(minutes)
    document = opened(tmp_path, content[: content.rindex(b"startxref")])
    assert (document.status, document.error_code) == ("partial", "truncated")
    assert "Årsredovisning" in document.pages[0].text


def test_a_file_of_nonsense_is_damaged(tmp_path: Path) -> None:
    assert code_of(tmp_path, b"%PDF-1.4\n" + b"nonsense " * 400 + b"\n%%EOF\n") == "damaged"


def test_a_scanned_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "protokoll.pdf"
    path.write_bytes(drawn(picture))
    with pytest.raises(InputError) as caught:
        read(path, UNRECOGNISED)
    assert caught.value.code == "no_text"


def test_a_scanned_page_among_others_makes_the_source_partial(tmp_path: Path) -> None:
    path = tmp_path / "protokoll.pdf"
    path.write_bytes(drawn(minutes, picture))
    document = read(path, UNRECOGNISED)
    assert (document.status, document.error_code) == ("partial", "no_text")
    assert "2" in (document.message or "")


def test_a_file_without_pages_is_told(tmp_path: Path) -> None:
    target = io.BytesIO()
    pikepdf.Pdf.new().save(target)
    assert code_of(tmp_path, target.getvalue()) == "no_pages"


def test_letters_drawn_twice_are_read_once(tmp_path: Path) -> None:
    def bold(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Tillägg")
        canvas.drawString(72.4, 700, "Tillägg")

    assert opened(tmp_path, drawn(bold)).pages[0].text == "Tillägg\n"


def test_upright_text_in_the_margin_comes_last_and_keeps_its_place(tmp_path: Path) -> None:
    def margin(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Nämnden beslutar")
        canvas.translate(30, 200)
        canvas.rotate(90)
        canvas.drawString(0, 0, "I marginalen")

    page = opened(tmp_path, drawn(margin)).pages[0]
    assert page.text == "Nämnden beslutar\n\nI marginalen\n"
    last = page.words[-1]
    assert last.x1 < 40
    assert last.bottom - last.top > 3 * (last.x1 - last.x0)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_as_before(tmp_path: Path, turn: int) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn(minutes))) as file:
        file.pages[0].Rotate = turn
        file.save(target)
    page = opened(tmp_path, target.getvalue()).pages[0]
    assert page.text.startswith("§ 12 Årsredovisning\n\nNämnden beslutar\n")


def test_places_count_from_the_corner_of_the_page(tmp_path: Path) -> None:
    target = io.BytesIO()
    plain = opened(tmp_path, drawn(minutes)).pages[0]
    with pikepdf.open(io.BytesIO(drawn(minutes))) as file:
        file.pages[0].MediaBox = pikepdf.Array([-50, -30, 595.28, 841.89])
        file.save(target)
    moved = opened(tmp_path, target.getvalue()).pages[0]
    assert moved.words[0].x0 == pytest.approx(plain.words[0].x0 + 50, abs=0.1)
    assert moved.words[0].top == pytest.approx(plain.words[0].top, abs=0.1)


def test_values_of_fields_that_nobody_drew_are_read(tmp_path: Path) -> None:
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (namn) /V (Anna Ek) /Rect [100 500 300 520] /F 4 >>"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /NeedAppearances true "
        b"/DA (/Helv 10 Tf) >> >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [6 0 R] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        4: stream(line(b"Sekreterare")),
        5: HELVETICA,
        6: field,
    }
    path = tmp_path / "form.pdf"
    path.write_bytes(put_together(objects))
    assert read(path).pages[0].text.split() == ["Sekreterare", "Anna", "Ek"]


def scanned(mode: int, *, text_first: bool = False) -> Callable[[Canvas], None]:
    """Return a page with a picture over all of it and a line of text in a render mode, before it or on it."""

    def draw(canvas: Canvas) -> None:
        def put(part: str) -> None:
            if part == "picture":
                canvas.drawImage(ImageReader(Image.new("L", (60, 84), 235)), 0, 0, *A4)
                return
            text = canvas.beginText(72, 740)
            text.setFont("Helvetica", 10)
            text.setTextRenderMode(mode)
            text.textLine(
                "Nämnden beslutar att godkänna redovisningen av beslut och lägga den till handlingarna."
            )
            canvas.drawText(text)

        for part in ("text", "picture") if text_first else ("picture", "text"):
            put(part)

    return draw


@pytest.mark.parametrize(
    ("page", "origin"),
    [
        (scanned(3), "ocr"),
        (scanned(0, text_first=True), "ocr"),
        (scanned(0), "pdf"),
        (minutes, "pdf"),
    ],
)
def test_text_that_lies_behind_a_scan_is_told_from_print(
    tmp_path: Path, page: Callable[[Canvas], None], origin: str
) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(drawn(page))
    document = read(path, UNRECOGNISED)
    assert "beslutar" in document.pages[0].text
    assert (document.text_origin, document.pages[0].text_origin) == (origin, origin)
