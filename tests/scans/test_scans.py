"""Pictures of text are recognised, with places and confidence, each page once."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from protokollparser.core.document import Document
from protokollparser.core.errors import InputError
from protokollparser.core.limits import Attempt, OcrMode, Recognition
from protokollparser.ingest import ocr, read, scans
from protokollparser.ingest.ocr import OcrFault, Seen
from protokollparser.ingest.scans_sight import Sheet, Sight
from tests.scans.made import LINES, SIZE, needs_tesseract, page

POINTS = (SIZE[0] * 0.24, SIZE[1] * 0.24)
SEEN = Seen("Protokoll", 100, 100, 400, 140, 0.93, "1")


MINUTES = (
    "Ärendet bordläggs; gruppledarna bjuds in till höstens budgetdialog om skolan.",
    "Avvikelsen förklaras av att vikarier har anlitats, skriver nämnden i yttrandet.",
    "Medborgarförslaget om belysning vid badplatsen avslås efter votering.",
    "Räddningstjänsten redovisar hur många utryckningar som gjordes under våren.",
    "Ordföranden tackar ledamöterna, önskar trevlig sommar och avslutar mötet.",
)


def pdf(*pages: Image.Image | str) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=POINTS)
    for one in pages:
        if isinstance(one, str):
            canvas.drawString(40, 200, one)
        else:
            canvas.drawImage(ImageReader(one), 0, 0, *POINTS)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def opened(folder: Path, content: bytes, mode: OcrMode = "auto", cache: Path | None = None) -> Document:
    path = folder / "protokoll"
    path.write_bytes(content)
    return read(path, Attempt(recognition=Recognition(mode, cache)))


@pytest.fixture
def sights(monkeypatch: pytest.MonkeyPatch) -> list[Sight | OcrFault]:
    """Stand in for Tesseract: what is seen on page after page; the last one again and again."""
    told: list[Sight | OcrFault] = []

    def look(_: Sheet) -> Sight:
        one = told.pop(0) if len(told) > 1 else told[0]
        if isinstance(one, OcrFault):
            raise one
        return one

    monkeypatch.setattr(scans, "look", look)
    monkeypatch.setattr(scans, "_AT_ONCE", 1)
    monkeypatch.setattr(ocr, "version", lambda: "made up")
    return told


@needs_tesseract
def test_a_turned_scan_is_read_with_signs_and_letters(tmp_path: Path) -> None:
    document = opened(tmp_path, pdf(page(turn=1.2)))
    told = " ".join(document.pages[0].text.split())
    assert all(line in told for line in LINES)
    assert document.text_origin == document.pages[0].text_origin == "ocr"
    assert (document.pages[0].ocr_confidence or 0) > 0.85


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 270])
def test_a_page_that_lies_on_its_side_is_read(tmp_path: Path, turn: int) -> None:
    target = io.BytesIO()
    page(LINES * 2).rotate(turn, expand=True).save(target, "PNG", dpi=(300, 300))
    sheet = opened(tmp_path, target.getvalue()).pages[0]
    assert "Kommunstyrelsen beslutar att godkänna redovisningen." in " ".join(sheet.text.split())
    first, last = sheet.words[0], sheet.words[-1]
    assert (first.x0 < last.x0) == (turn == 90)
    assert first.bottom - first.top > first.x1 - first.x0


@needs_tesseract
def test_a_picture_of_many_pages_is_a_document(tmp_path: Path) -> None:
    target = io.BytesIO()
    page().save(target, "TIFF", save_all=True, append_images=[page(("Sida 2",))], dpi=(300, 300))
    document = opened(tmp_path, target.getvalue())
    assert document.media_type == "image/tiff"
    assert "Årsredovisning" in document.pages[0].text
    assert "Sida 2" in document.pages[1].text
    assert document.pages[0].width == pytest.approx(POINTS[0], abs=0.1)


def test_words_have_places_and_confidence(tmp_path: Path, sights: list[Sight | OcrFault]) -> None:
    sights.append(Sight((SEEN, SEEN._replace(x0=500, x1=600, confidence=0.71)), ()))
    sheet = opened(tmp_path, pdf(page())).pages[0]
    assert sheet.legibility(0, 9) == 0.93
    assert sheet.legibility(10, 19) == 0.71
    box = sheet.box(0, 9)
    assert box is not None
    assert (box.x0, box.x1) == (24.0, 96.0)


def test_a_file_of_which_a_page_was_scanned_is_mixed(tmp_path: Path, sights: list[Sight | OcrFault]) -> None:
    sights.append(Sight((SEEN,), ()))
    document = opened(tmp_path, pdf("Innehåll", page()))
    assert document.text_origin == "mixed"
    assert [one.text_origin for one in document.pages] == ["pdf", "ocr"]
    assert document.status == "parsed"


def test_a_scan_with_a_stamp_in_type_is_recognised(tmp_path: Path, sights: list[Sight | OcrFault]) -> None:
    sights.append(Sight((SEEN,), ()))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=POINTS)
    canvas.drawImage(ImageReader(page()), 0, 0, *POINTS)
    canvas.drawString(40, 20, "Dnr 2021/17")
    canvas.save()
    assert opened(tmp_path, target.getvalue()).pages[0].text == "Protokoll\n"


def backed(text: str, *, visible: bool = False) -> bytes:
    """Return a page that is a picture with a text behind it, as archives make them, or printed on it."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=POINTS)
    canvas.drawImage(ImageReader(page()), 0, 0, *POINTS)
    printed = canvas.beginText(40, 240)
    printed.setTextRenderMode(0 if visible else 3)
    printed.textLines(text)
    canvas.drawText(printed)
    canvas.save()
    return target.getvalue()


GOOD = "\n".join(MINUTES * 2)
WITHOUT_SWEDISH = GOOD.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
MISREAD = GOOD.replace("ar", "a#r").replace("er", "e|r")


@pytest.mark.parametrize(
    ("content", "origin", "stands"),
    [
        (backed(GOOD), "ocr", True),
        (backed(MISREAD), "ocr", False),
        (backed(WITHOUT_SWEDISH), "ocr", False),
        (backed(WITHOUT_SWEDISH, visible=True), "pdf", True),
    ],
    ids=["good", "misread", "without å, ä and ö", "printed on the picture"],
)
def test_a_poor_text_behind_a_picture_does_not_stand(
    tmp_path: Path, sights: list[Sight | OcrFault], content: bytes, origin: str, stands: bool
) -> None:
    sights.append(Sight((SEEN,), ()))
    page = opened(tmp_path, content).pages[0]
    assert (page.text_origin, page.text != "Protokoll\n") == (origin, stands)


def test_a_poor_page_is_told_and_not_gone_by(tmp_path: Path, sights: list[Sight | OcrFault]) -> None:
    sights += [Sight((SEEN._replace(text="Prvtvkv", confidence=0.31),), ()), Sight((SEEN,), ())]
    document = opened(tmp_path, pdf(page(), page()))
    assert (document.status, document.error_code) == ("partial", "illegible")
    assert "1" in (document.message or "")
    assert [one.text for one in document.pages] == ["", "Protokoll\n"]
    assert document.pages[0].ocr_confidence == 0.31


def test_a_page_on_which_tesseract_fails_is_told(tmp_path: Path, sights: list[Sight | OcrFault]) -> None:
    sights += [OcrFault("gone"), Sight((SEEN,), ())]
    assert opened(tmp_path, pdf(page(), page())).error_code == "illegible"


def test_a_picture_without_text_is_no_fault(tmp_path: Path, sights: list[Sight | OcrFault]) -> None:
    sights.append(Sight((), ()))
    document = opened(tmp_path, pdf("Bilaga", page()))
    assert (document.status, document.text_origin) == ("parsed", "pdf")


def test_without_tesseract_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "version", lambda: None)
    document = opened(tmp_path, pdf("Innehåll", page()))
    assert (document.status, document.error_code) == ("partial", "ocr_missing")
    assert document.pages[0].text == "Innehåll\n"
    assert "tesseract-ocr-swe" in (document.message or "")


def test_without_tesseract_a_scan_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "version", lambda: None)
    with pytest.raises(InputError) as caught:
        opened(tmp_path, pdf(page()))
    assert caught.value.code == "ocr_missing"


def test_never_leaves_pictures_alone(tmp_path: Path, sights: list[Sight | OcrFault]) -> None:
    sights.append(Sight((SEEN,), ()))
    assert opened(tmp_path, pdf("Innehåll", page()), "never").error_code == "no_text"


def test_always_recognises_printed_pages_too(tmp_path: Path, sights: list[Sight | OcrFault]) -> None:
    sights.append(Sight((SEEN,), ()))
    assert opened(tmp_path, pdf("Innehåll"), "always").pages[0].text == "Protokoll\n"


def test_a_page_is_recognised_once(tmp_path: Path, sights: list[Sight | OcrFault]) -> None:
    sights += [Sight((SEEN,), ()), Sight((SEEN._replace(text="Annat"),), ())]
    content = pdf(page())
    first = opened(tmp_path, content, cache=tmp_path / "kept")
    assert opened(tmp_path, content, cache=tmp_path / "kept") == first


def test_a_broken_cache_is_no_hindrance(tmp_path: Path, sights: list[Sight | OcrFault]) -> None:
    sights.append(Sight((SEEN,), ()))
    opened(tmp_path, pdf(page()), cache=tmp_path / "kept")
    for kept in (tmp_path / "kept").iterdir():
        kept.write_text("{}")
    assert opened(tmp_path, pdf(page()), cache=tmp_path / "kept").pages[0].text == "Protokoll\n"


def test_a_broken_picture_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        opened(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(80))
    assert caught.value.code == "damaged"


def broken_map(content: bytes, shift: int) -> bytes:
    """Return a PDF file whose fonts give small letters the character `shift` places further on."""

    def moved(match: re.Match[bytes]) -> bytes:
        letter = int(match[2], 16)
        if ord("a") <= letter <= ord("z"):
            letter = ord("a") + (letter - ord("a") + shift) % 26
        return b"<%s> <%04X>" % (match[1], letter)

    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as file:
        mapped = (font for font in file.pages[0].Resources.Font.values() if "/ToUnicode" in font)
        for font in mapped:
            told = font.ToUnicode.read_bytes()
            font.ToUnicode.write(re.sub(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4})>", moved, told))
        file.save(target)
    return target.getvalue()


def in_type() -> bytes:
    """Return a PDF file of minutes in a type with a map of its own."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=POINTS, pageCompression=0)
    canvas.setFont("Vera", 9)
    for number, line in enumerate(MINUTES):
        canvas.drawString(20, 260 - 14 * number, line)
    canvas.save()
    return target.getvalue()


def test_letters_with_false_characters_are_read_as_a_picture(
    tmp_path: Path, sights: list[Sight | OcrFault]
) -> None:
    sights.append(Sight((SEEN,), ()))
    assert opened(tmp_path, in_type()).pages[0].text_origin == "pdf"
    soup = opened(tmp_path, broken_map(in_type(), 5)).pages[0]
    assert (soup.text, soup.text_origin) == ("Protokoll\n", "ocr")
