"""Files whose objects, tables of places and trees are broken, looped or strange."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf

from tests.hostile.files import HELVETICA, SENTENCE, line, one_page, plain, put_together, stream

_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>"
_FONT = b"/Resources << /Font << /F1 5 0 R >> >>"


def _objects(catalogue: bytes = b"", page: bytes = b"") -> dict[int, bytes]:
    """Return the objects of a file of one page with a sentence."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: _PAGE % (_FONT + page),
        4: stream(line(SENTENCE.encode("latin-1"))),
        5: HELVETICA,
    }


def looped_outline() -> bytes:
    """Return a file whose bookmarks lead in a circle."""
    return put_together(
        _objects(b"/Outlines 6 0 R")
        | {
            6: b"<< /Type /Outlines /First 7 0 R /Last 8 0 R /Count 2000000000 >>",
            7: b"<< /Title (Ett) /Parent 6 0 R /Next 8 0 R /First 6 0 R >>",
            8: b"<< /Title (Tv\xe5) /Parent 6 0 R /Next 7 0 R /First 8 0 R >>",
        }
    )


def looped_names() -> bytes:
    """Return a file whose trees of names, page labels and structure hold themselves."""
    return put_together(
        _objects(b"/Names << /Dests 6 0 R /EmbeddedFiles 6 0 R >> /PageLabels 6 0 R /StructTreeRoot 6 0 R")
        | {6: b"<< /Kids [6 0 R 6 0 R] /K [6 0 R] /Nums [0 6 0 R] /Limits [(a) (b)] >>"}
    )


def looped_parent() -> bytes:
    """Return a page without a size whose parents are each other's parents."""
    objects = _objects()
    objects[2] = b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 6 0 R >>"
    objects[3] = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R %s >>" % _FONT
    return put_together(objects | {6: b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"})


def looped_reference() -> bytes:
    """Return a page whose content is a reference to a reference to itself."""
    objects = _objects()
    objects[3] = objects[3].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 6 0 R]")
    return put_together(objects | {6: b"7 0 R", 7: b"6 0 R"})


def kids_of_all_sorts() -> bytes:
    """Return a list of pages with a number, nothing, a missing object, a text, and one page."""
    objects = _objects()
    objects[2] = b"<< /Type /Pages /Kids [null 12 99 0 R (x) 5 0 R 3 0 R << >>] /Count 7 >>"
    return put_together(objects)


def page_as_tree() -> bytes:
    """Return a file whose tree is the page itself."""
    return put_together(_objects()).replace(b"/Pages 2 0 R", b"/Pages 3 0 R")


def no_catalogue() -> bytes:
    """Return a file whose trailer names another object as the catalogue."""
    return put_together(_objects()).replace(b"/Root 1 0 R", b"/Root 5 0 R")


def untyped() -> bytes:
    """Return a file whose objects do not say what they are."""
    content = put_together(_objects())
    for name in (b"/Type /Catalog", b"/Type /Pages", b"/Type /Page ", b"/Type /Font "):
        content = content.replace(name, b" " * len(name))
    return content


def pieces_of_content() -> bytes:
    """Return a page whose content is cut in the middle of its words, with missing pieces between."""
    objects = _objects()
    objects[3] = objects[3].replace(b"/Contents 4 0 R", b"/Contents [6 0 R 99 0 R null 7 0 R 8 0 R]")
    return put_together(
        objects
        | {
            6: stream(b"BT /F1 12 Tf 72 700"),
            7: stream(b"Td (Protokoll i delar)"),
            8: stream(b"Tj ET"),
        }
    )


def revisions(count: int = 400) -> bytes:
    """Return a file that was saved so often, each time with the whole page anew at its end."""
    content = bytearray(put_together(_objects()))
    for number in range(count):
        earlier = content.rindex(b"startxref")
        start = int(content[earlier + 9 :].split()[0])
        place = len(content)
        content += b"4 0 obj\n%s\nendobj\n" % stream(line(b"Protokoll i utg\xe5va %d" % (number + 1)))
        table = len(content)
        content += b"xref\n4 1\n%010d 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\n" % (
            place,
            start,
        )
        content += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(content)


def _with_streams(catalogue: bytes, packed: bytes, keys: bytes) -> bytes:
    """Return a file with a stream of places, whose catalogue lies in a stream of objects."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    bodies = _objects()
    bodies[1] = catalogue
    bodies[6] = stream(packed, b"/Type /ObjStm /N 1 /First 4 " + keys)
    for number, body in bodies.items():
        if number != 1:
            places[number] = len(out)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    rows = bytearray(b"\x00\x00\x00\x00\x00")
    rows += b"\x02" + (6).to_bytes(3, "big") + b"\x00"
    for number in range(2, 7):
        rows += b"\x01" + places[number].to_bytes(3, "big") + b"\x00"
    rows += b"\x01" + start.to_bytes(3, "big") + b"\x00"
    told = b"/Type /XRef /Size 8 /W [1 3 1] /Root 1 0 R"
    out += b"7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream(bytes(rows), told), start)
    return bytes(out)


def looped_object_streams() -> bytes:
    """Return a file whose stream of objects extends itself and lies in itself."""
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    return _with_streams(catalogue, b"1 0 " + catalogue, b"/Extends 6 0 R")


def hollow_object_stream() -> bytes:
    """Return a file whose stream of objects claims two thousand million of them."""
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    content = _with_streams(catalogue, b"1 0 " + catalogue, b"")
    return content.replace(b"/N 1 /First 4", b"/N 2000000000 /First -4")


def widest_places() -> bytes:
    """Return a file whose stream of places has fields of a thousand million bytes."""
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    content = _with_streams(catalogue, b"1 0 " + catalogue, b"")
    return content.replace(b"/W [1 3 1]", b"/W [999999999 999999999 999999999] /Index [0 2000000000]")


def largest_size() -> bytes:
    """Return a file whose table of places begins at the last number there is."""
    content = put_together(_objects())
    return content.replace(b"xref\n0 6", b"xref\n2147483640 6").replace(b"/Size 6", b"/Size 2147483647")


def filters_in_a_row(count: int = 3_000) -> bytes:
    """Return a page whose content is packed so often with nothing at all."""
    data = line(b"Protokoll i m\xe5nga lager").hex().encode() + b">"
    names = b"/Filter [" + b"/ASCIIHexDecode " * count + b"]"
    return one_page(stream(data, names))


def widest_predictor() -> bytes:
    """Return a page whose content is packed with a row of two thousand million columns."""
    told = b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 /Colors 32 >>"
    return one_page(stream(zlib.compress(line(b"Protokoll")), told))


def unknown_filter() -> bytes:
    """Return a page whose content is packed in a way that nobody knows, beside one that can be read."""
    objects = _objects()
    objects[2] = b"<< /Type /Pages /Kids [6 0 R 3 0 R] /Count 2 >>"
    return put_together(
        objects
        | {
            6: (_PAGE % _FONT).replace(b"4 0 R", b"7 0 R"),
            7: stream(line(b"Protokoll"), b"/Filter /RotaDecode"),
        }
    )


def torn_stream() -> bytes:
    """Return a page whose packed content breaks off in the middle, beside a sound one."""
    objects = _objects()
    packed = zlib.compress(b"\n".join(line(b"Rad %d av protokollet" % n) for n in range(400)))
    objects[2] = b"<< /Type /Pages /Kids [6 0 R 3 0 R] /Count 2 >>"
    return put_together(
        objects
        | {
            6: (_PAGE % _FONT).replace(b"4 0 R", b"7 0 R"),
            7: stream(packed[: len(packed) // 2], b"/Filter /FlateDecode"),
        }
    )


def wrong_length(length: bytes) -> bytes:
    """Return a page whose content has another length than it says."""
    content = put_together(_objects())
    at = content.index(b"/Length ") + 8
    return content[:at] + length + content[content.index(b" ", at) :]


def linearised_wrongly() -> bytes:
    """Return a file made for the web, to which something was put in front of its end."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain(4))) as file:
        file.save(target, linearize=True)
    content = target.getvalue()
    half = len(content) // 2
    return content[:half] + b"\n% inskott\n" + content[half:]


def cut(share: float) -> bytes:
    """Return so much of the beginning of a file of forty pages."""
    content = plain(40)
    return content[: int(len(content) * share)]


def cut_with_packed_pages() -> bytes:
    """Return a file whose pages are described in a packed stream, without its last lines."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain(6))) as file:
        file.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    content = target.getvalue()
    return content[: content.rindex(b"/XRef") - 40]


def holes() -> bytes:
    """Return a file of forty pages in which each fortieth byte of some kB is lost."""
    content = bytearray(plain(40))
    for at in range(6_000, 10_000, 40):
        content[at] = 0
    return bytes(content)


def lines_turned() -> bytes:
    """Return a file whose line ends a mail program changed."""
    return plain(2).replace(b"\n", b"\r\n")


STRUCTURE: dict[str, Callable[[], bytes]] = {
    "looped-outline.pdf": looped_outline,
    "looped-names.pdf": looped_names,
    "looped-parent.pdf": looped_parent,
    "looped-reference.pdf": looped_reference,
    "kids-of-all-sorts.pdf": kids_of_all_sorts,
    "page-as-tree.pdf": page_as_tree,
    "no-catalogue.pdf": no_catalogue,
    "untyped.pdf": untyped,
    "pieces-of-content.pdf": pieces_of_content,
    "revisions.pdf": revisions,
    "looped-object-streams.pdf": looped_object_streams,
    "hollow-object-stream.pdf": hollow_object_stream,
    "widest-places.pdf": widest_places,
    "largest-size.pdf": largest_size,
    "filters-in-a-row.pdf": filters_in_a_row,
    "widest-predictor.pdf": widest_predictor,
    "unknown-filter.pdf": unknown_filter,
    "torn-stream.pdf": torn_stream,
    "length-too-long.pdf": lambda: wrong_length(b"999999999"),
    "length-too-short.pdf": lambda: wrong_length(b"3"),
    "length-negative.pdf": lambda: wrong_length(b"-1"),
    "linearised-wrongly.pdf": linearised_wrongly,
    "cut-early.pdf": lambda: cut(0.2),
    "cut-late.pdf": lambda: cut(0.9),
    "cut-with-packed-pages.pdf": cut_with_packed_pages,
    "holes.pdf": holes,
    "lines-turned.pdf": lines_turned,
}
