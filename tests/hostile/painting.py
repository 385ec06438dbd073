"""Files whose pages are strange: their size, their letters, their fonts and their pictures."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from tests.hostile.files import HELVETICA, line, one_page, put_together, stream

_TEXT = line(b"Protokoll p\xe5 ett udda blad")


def page(box: bytes = b"0 0 595 842", keys: bytes = b"", content: bytes = _TEXT) -> bytes:
    """Return a file of one page with such a size, such further keys, and such content."""
    return one_page(stream(content), box, keys)


def odd_numbers() -> bytes:
    """Return a page of numbers that are none, too large, or written twice over."""
    odd = b"BT /F1 nan Tf 1e400 --5 Td 1.2.3 -.-4 Td /F1 1e38 Tf 1e38 0 0 1e38 1e38 -1e38 Tm (stort) Tj ET "
    odd += b"BT /F1 0 Tf 9 9 Td (inget) Tj ET BT /F1 12 Tf 0 0 0 0 72 700 Tm (platt) Tj ET "
    return page(content=odd + _TEXT)


def odd_lines() -> bytes:
    """Return a page with lines to places that are no places."""
    lines = b"0 0 m 1e38 1e38 l S -1e38 0 1e38 1e38 re S 1e-38 1e-38 m 1e-38 1e-38 l S nan inf m inf nan l S "
    return page(content=b"1e38 w " + lines * 50 + b"q 1e30 0 0 1e30 0 0 cm 0 0 1 1 re f Q " + _TEXT)


def invisible() -> bytes:
    """Return a page whose text is not painted, as programs lay it under the picture of a page."""
    return page(content=b"3 Tr " + _TEXT)


def looped_type3() -> bytes:
    """Return a page in a font whose letter is drawn with that letter."""
    glyph = stream(b"1000 0 d0 BT /F3 1 Tf (aaaa) Tj ET /X Do")
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] "
        b"/CharProcs << /a 7 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 "
        b"/Widths [1000] /Resources << /Font << /F3 6 0 R >> /XObject << /X 8 0 R >> >> >>"
    )
    return put_together(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R /F3 6 0 R >> >> >>",
            4: stream(_TEXT + b" BT /F3 12 Tf 72 600 Td (aaa) Tj ET"),
            5: HELVETICA,
            6: font,
            7: glyph,
            8: stream(b"BT /F3 9 Tf (a) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"),
        }
    )


def _in_font(font: dict[int, bytes], text: bytes = b"(Protokoll)") -> bytes:
    """Return a page of one sound line and one in a font whose objects begin with number 6."""
    return put_together(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
            4: stream(_TEXT + b" BT /F2 12 Tf 72 600 Td " + text + b" Tj ET"),
            5: HELVETICA,
            **font,
        }
    )


def broken_font() -> bytes:
    """Return a page in a font whose embedded file is noise."""
    noise = bytes(range(256)) * 40
    told = b"/FontFile2 8 0 R /Flags 32 /FontBBox [0 0 0 0] /ItalicAngle nan /Ascent 1e38 /Descent -1e38"
    return _in_font(
        {
            6: b"<< /Type /Font /Subtype /TrueType /BaseFont /Odd /FontDescriptor 7 0 R /FirstChar 0 "
            b"/LastChar 2000000000 /Widths [1e38 -500 (x) null] >>",
            7: b"<< /Type /FontDescriptor /FontName /Odd %s >>" % told,
            8: stream(noise),
        }
    )


def looped_cmap() -> bytes:
    """Return a page in a font whose table of characters uses itself and names all of them a million times."""
    table = b"/CIDInit /ProcSet findresource begin begincmap /Odd usecmap " + (
        b"1 beginbfrange <0000> <ffff> <0041> endbfrange " * 50
    )
    return _in_font(
        {
            6: b"<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding 8 0 R /DescendantFonts [7 0 R] "
            b"/ToUnicode 8 0 R >>",
            7: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /CIDSystemInfo << >> /DW 500 >>",
            8: stream(table + b"endcmap", b"/Type /CMap /CMapName /Odd /UseCMap 8 0 R"),
        },
        b"<00410042>",
    )


def font_of_itself() -> bytes:
    """Return a page in a font made of itself."""
    return _in_font(
        {
            6: b"<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H "
            b"/DescendantFonts [6 0 R] >>"
        },
        b"<00410042>",
    )


def _picture(keys: bytes, data: bytes, text: bytes = _TEXT) -> bytes:
    """Return a page with a line of text and one picture over all of it."""
    picture = stream(data, b"/Type /XObject /Subtype /Image " + keys)
    sound = one_page(stream(b"q 595 0 0 842 0 0 cm /X Do Q " + text))
    return sound.replace(b"6 0 obj\n", b"6 0 obj\n" + picture + b"\nendobj\n7 0 obj\n")


def jpx_bomb() -> bytes:
    """Return a page with a picture of JPEG 2000 of four thousand million dots a side in 100 bytes."""
    size = bytes.fromhex("ff51002f0000ffffffffffffffff0000000000000000ffffffffffffffff00000000000000000003")
    data = (
        b"\xff\x4f" + size + b"\x07\x01\x01" * 3 + bytes.fromhex("ff52000c00000001000504040001ff90000a0000")
    )
    return _picture(
        b"/Width 65000 /Height 65000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /JPXDecode", data
    )


def jbig2_bomb(text: bytes = _TEXT) -> bytes:
    """Return a page with a JBIG2 picture of four thousand million dots a side in 50 bytes."""
    sheet = bytes.fromhex("00000000300001 00000013 ffffffff ffffffff 00000000 00000000 00 0000")
    data = sheet + bytes.fromhex("00000001 26 0001 ffffffff fffffff0 fffffff0 00000000 00000000 00 00")
    return _picture(
        b"/Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode",
        data,
        text,
    )


def fax_bomb() -> bytes:
    """Return a page with a fax of a thousand million columns."""
    told = b"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 1000000000 /Rows 1000000000 >>"
    keys = b"/Width 1000000000 /Height 1000000000 /ColorSpace /DeviceGray /BitsPerComponent 1 " + told
    return _picture(keys, b"\x00" * 1000)


def mask_of_itself() -> bytes:
    """Return a page with a picture that is its own mask."""
    keys = b"/Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask 6 0 R /Mask 6 0 R"
    return _picture(keys, bytes(81))


def inline_picture() -> bytes:
    """Return a page with a picture of 30 MB between its letters, whose end is not marked."""
    content = b"BI /W 30000 /H 8000 /BPC 1 /CS /G ID " + bytes(30_000_000)
    return one_page(stream(zlib.compress(_TEXT + b" " + content, 9), b"/Filter /FlateDecode"))


def looped_pattern() -> bytes:
    """Return a page painted with a pattern that is painted with itself."""
    pattern = stream(
        b"/Pattern cs /P1 scn 0 0 9 9 re f",
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep .0001 /YStep .0001 "
        b"/Resources << /Pattern << /P1 6 0 R >> >>",
    )
    sound = one_page(stream(b"/Pattern cs /P1 scn 0 0 595 842 re f " + _TEXT))
    sound = sound.replace(b"/XObject << /X 6 0 R >> >> /Contents", b"/Pattern << /P1 6 0 R >> >> /Contents")
    return sound.replace(b"6 0 obj\n", b"6 0 obj\n" + pattern + b"\nendobj\n7 0 obj\n")


def doubling_forms(depth: int = 40) -> bytes:
    """Return a page of a form that draws the next one twice: 2 ** 40 drawings in 5 kB."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>",
        4: stream(_TEXT + b" /X Do"),
        5: HELVETICA,
    }
    for number in range(6, 6 + depth):
        inner = b"/Resources << /Font << /F1 5 0 R >> /XObject << /X %d 0 R >> >>" % (number + 1)
        keys = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + inner
        objects[number] = stream(b"/X Do /X Do", keys)
    objects[6 + depth] = stream(_TEXT, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]")
    return put_together(objects)


def saves_without_end() -> bytes:
    """Return a page that saves its state half a million times and never takes it back."""
    return one_page(stream(zlib.compress(b"q " * 500_000 + _TEXT, 9), b"/Filter /FlateDecode"))


def many_rules() -> bytes:
    """Return a page with a grid of 40 000 ruled cells."""
    rules = b"".join(
        b"%d 0 m %d 800 l S 0 %d m 590 %d l S " % (n * 2, n * 2, n * 4, n * 4) for n in range(200)
    )
    return page(content=rules + _TEXT)


def scattered() -> bytes:
    """Return a page with 20 000 single letters all over it."""
    letters = b"".join(
        b"1 0 0 1 %d %d Tm (%c) Tj " % (n * 37 % 590, n * 53 % 840, 97 + n % 26) for n in range(20_000)
    )
    return one_page(stream(zlib.compress(b"BT /F1 8 Tf " + letters + b"ET"), b"/Filter /FlateDecode"))


def one_long_line() -> bytes:
    """Return a page with a word of 20 000 letters that runs out of it."""
    return page(content=_TEXT + b" BT /F1 9 Tf 72 600 Td (" + b"a" * 20_000 + b") Tj ET")


PAINTING: dict[str, Callable[[], bytes]] = {
    "turned-by-45.pdf": lambda: page(keys=b"/Rotate 45"),
    "turned-by-minus-90.pdf": lambda: page(keys=b"/Rotate -90"),
    "turned-by-450.pdf": lambda: page(keys=b"/Rotate 450"),
    "turned-by-text.pdf": lambda: page(keys=b"/Rotate (90)"),
    "huge-unit.pdf": lambda: page(keys=b"/UserUnit 1e30"),
    "negative-unit.pdf": lambda: page(keys=b"/UserUnit -3"),
    "box-of-kilometres.pdf": lambda: page(b"0 0 1000000000 1000000000"),
    "box-negative.pdf": lambda: page(b"595 842 0 0"),
    "box-of-nothing.pdf": lambda: page(b"nan inf (a) null"),
    "box-too-short.pdf": lambda: page(b"0 0 595"),
    "box-elsewhere.pdf": lambda: page(keys=b"/CropBox [5000 5000 6000 6000]"),
    "odd-numbers.pdf": odd_numbers,
    "odd-lines.pdf": odd_lines,
    "invisible.pdf": invisible,
    "looped-type3.pdf": looped_type3,
    "broken-font.pdf": broken_font,
    "looped-cmap.pdf": looped_cmap,
    "font-of-itself.pdf": font_of_itself,
    "jpx-bomb.pdf": jpx_bomb,
    "jbig2-bomb.pdf": jbig2_bomb,
    "jbig2-only.pdf": lambda: jbig2_bomb(b""),
    "fax-bomb.pdf": fax_bomb,
    "mask-of-itself.pdf": mask_of_itself,
    "inline-picture.pdf": inline_picture,
    "looped-pattern.pdf": looped_pattern,
    "doubling-forms.pdf": doubling_forms,
    "saves-without-end.pdf": saves_without_end,
    "many-rules.pdf": many_rules,
    "scattered.pdf": scattered,
    "one-long-line.pdf": one_long_line,
}
