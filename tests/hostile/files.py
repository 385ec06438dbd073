"""Files that bring readers down: written here, so that none is shipped."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf
from reportlab.pdfgen.canvas import Canvas

SENTENCE = "Nämnden beslutar att godkänna årsredovisningen."
HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def plain(pages: int = 1) -> bytes:
    """Return a sound file: a heading and a sentence on each page."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, 760, f"§ {number} Årsredovisning")
        canvas.drawString(72, 730, SENTENCE)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def protected(password: str) -> bytes:
    """Return a file that opens with a password, with the empty one without being asked."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain())) as file:
        file.save(target, encryption=pikepdf.Encryption(owner="ägaren", user=password, R=6))
    return target.getvalue()


def put_together(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """Return a file of numbered objects; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def stream(data: bytes, keys: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), keys, data)


def one_page(content: bytes, box: bytes = b"0 0 595 842", keys: bytes = b"") -> bytes:
    """Return a file of one page; `content` is its content stream as an object."""
    resources = b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>"
    return put_together(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] %s /Contents 4 0 R %s >>"
            % (box, resources, keys),
            4: content,
            5: HELVETICA,
            6: stream(
                b"/X Do",
                b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
            ),
        }
    )


def line(text: bytes) -> bytes:
    return b"BT /F1 12 Tf 72 700 Td (" + text + b") Tj ET"


def packed_bomb() -> bytes:
    """Return a page of 1 kB packed three times over 4 GB of spaces."""
    data = zlib.compress(b" " * (1 << 26), 9) * 1
    inner = zlib.compress(data * 64, 9)
    return one_page(stream(zlib.compress(inner, 9), b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"))


def operator_bomb() -> bytes:
    """Return a page of 100 million drawing operators in 1 MB."""
    return one_page(stream(zlib.compress(b"0 0 m 1 1 l S\n" * 8_000_000, 9), b"/Filter /FlateDecode"))


def heap_of_glyphs() -> bytes:
    """Return a page with a million letters on one spot."""
    heap = b"BT /F1 12 Tf -100 Tz " + (b"1 0 0 1 72 700 Tm (" + b"a" * 50 + b") Tj ") * 20_000 + b"ET"
    return one_page(stream(zlib.compress(line(b"Protokoll") + heap), b"/Filter /FlateDecode"))


def nested_form() -> bytes:
    """Return a page that draws a form which draws itself."""
    return one_page(stream(line(b"Protokoll med formul\xe4r") + b" /X Do"))


def deep_arrays() -> bytes:
    """Return a page whose content opens 200 000 arrays, in a catalogue that does so too."""
    content = line(b"Protokoll") + b" " + b"[" * 200_000
    return one_page(stream(content), keys=b"/Odd " + b"[" * 50_000 + b"]" * 50_000)


def deep_tree(depth: int = 20_000) -> bytes:
    """Return a tree of pages of that depth with one page at its end."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for number in range(2, depth):
        objects[number] = b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (number + 1)
    objects[depth] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return put_together(objects)


def looped_tree() -> bytes:
    """Return a tree of pages whose node is its own kid."""
    return put_together(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 2 0 R] >>"}
    )


def doubling_tree(depth: int = 40) -> bytes:
    """Return a tree in which each node holds the next one twice: 2 ** 40 pages in 3 kB."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for number in range(2, depth + 2):
        kids = b"%d 0 R %d 0 R" % (number + 1, number + 1)
        objects[number] = b"<< /Type /Pages /Kids [%s] >>" % kids
    objects[depth + 2] = b"<< /Type /Page /MediaBox [0 0 595 842] >>"
    return put_together(objects)


def same_page_again(times: int = 300_000) -> bytes:
    """Return a list of pages that names one page so often."""
    return put_together(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (times, b"3 0 R " * times),
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        }
    )


def false_count(count: int) -> bytes:
    """Return a file of one page that claims to have so many."""
    return plain().replace(b"/Count 1", b"/Count %d" % count)


def looped_xref() -> bytes:
    """Return a file whose table of places names itself as the earlier one."""
    content = plain()
    start = content.rindex(b"xref", 0, content.rindex(b"startxref"))
    return content.replace(b"trailer\n<<", b"trailer\n<<\n/Prev %d" % start)


def false_xref() -> bytes:
    """Return a file whose table of places is wrong throughout."""
    content = plain()
    at = content.rindex(b"xref\n0", 0, content.rindex(b"startxref"))
    return content[:at] + content[at:].replace(b" 00000 n", b" 00007 n").replace(b"000000", b"999999")


def looped_length() -> bytes:
    """Return a page whose content is as long as its own length says, which is its content."""
    return one_page(b"<< /Length 4 0 R >>\nstream\n" + line(b"Protokoll") + b"\nendstream")


def huge_box() -> bytes:
    """Return a page that is a million kilometres wide."""
    return one_page(stream(line(b"Protokoll p\xe5 ett stort blad")), b"-1e30 -1e30 1e30 1e30")


def no_box() -> bytes:
    """Return a page without width or height."""
    return one_page(stream(line(b"Protokoll utan blad")), b"0 0 0 0")


def huge_picture() -> bytes:
    """Return a page with a picture of 60 000 by 60 000 dots in some kB."""
    rows = zlib.compress(bytes(60_000 * 60_000 // 8), 9)
    keys = (
        b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1 "
        b"/ColorSpace /DeviceGray /Filter /FlateDecode"
    )
    return one_page(stream(b"595 0 0 842 0 0 cm /X Do")).replace(
        b"6 0 obj\n", b"6 0 obj\n" + stream(rows, keys) + b"\nendobj\n7 0 obj\n"
    )


def no_pages() -> bytes:
    """Return a file without pages."""
    target = io.BytesIO()
    pikepdf.new().save(target)
    return target.getvalue()


def short_of_its_end() -> bytes:
    """Return a file whose table of places has gone."""
    content = plain(3)
    return content[: content.rindex(b"xref\n0", 0, content.rindex(b"startxref"))]


HOSTILE: dict[str, Callable[[], bytes]] = {
    "packed-bomb.pdf": packed_bomb,
    "operator-bomb.pdf": operator_bomb,
    "heap-of-glyphs.pdf": heap_of_glyphs,
    "nested-form.pdf": nested_form,
    "deep-arrays.pdf": deep_arrays,
    "deep-tree.pdf": deep_tree,
    "looped-tree.pdf": looped_tree,
    "doubling-tree.pdf": doubling_tree,
    "same-page-again.pdf": same_page_again,
    "count-of-millions.pdf": lambda: false_count(7_000_000),
    "count-of-hundreds.pdf": lambda: false_count(900),
    "negative-count.pdf": lambda: false_count(-5),
    "looped-xref.pdf": looped_xref,
    "false-xref.pdf": false_xref,
    "looped-length.pdf": looped_length,
    "huge-box.pdf": huge_box,
    "no-box.pdf": no_box,
    "huge-picture.pdf": huge_picture,
    "no-pages.pdf": no_pages,
    "short-of-its-end.pdf": short_of_its_end,
    "locked.pdf": lambda: protected("hemligt"),
    "unlocked.pdf": lambda: protected(""),
    "pdf-as-text.txt": plain,
    "text-as-pdf.pdf": lambda: b"404 Not Found\n",
    "nul.pdf": lambda: b"%PDF-1.7\n" + bytes(100_000),
    "nul.txt": lambda: b"Protokoll\n" + bytes(100_000),
    "one-byte.pdf": lambda: b"%",
    "header-only.pdf": lambda: b"%PDF-1.4",
}
