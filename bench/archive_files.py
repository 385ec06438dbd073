"""The made-up archive as files: texts and PDFs of one page to fifty, in folders by place and year.

The PDFs are written directly, some thousand pages a second: a page holds lines of type, the cells of a table
stand in columns. The same count gives the same bytes.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from pathlib import Path

from bench.archive import archive

_SEED = 19
# Shares of files that hold several texts, as bundles of an archive do, and how many.
_BUNDLES = ((0.02, 20), (0.10, 4))
_LINES = 56
_LEFT, _TOP, _STEP, _SIZE, _TAB = 56, 790, 13, 10, 95


def write(folder: Path, count: int) -> int:
    """Write an archive of so many files, every other one a PDF, and return how many bytes that is."""
    total = 0
    for number, (name, text) in enumerate(_bundles(count)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = text.encode()
        if number % 2:
            path, content = path.with_suffix(".pdf"), pdf(text)
        path.write_bytes(content)
        total += len(content)
    return total


def _bundles(count: int) -> Iterator[tuple[str, str]]:
    """Yield so many texts with names; some hold several texts one after another."""
    chance = random.Random(_SEED)
    sizes = [_size(chance.random()) for _ in range(count)]
    texts = archive(sum(sizes))
    for number, size in enumerate(sizes):
        parts = [next(texts) for _ in range(size)]
        place, _, name = parts[0][0].partition("/")
        year = name.removesuffix(".txt").split("-")[-2]
        yield f"{place}/{year}/{number:06}-{name}", "\f".join(text for _, text in parts)


def _size(chance: float) -> int:
    """Return how many texts a file holds."""
    for share, size in _BUNDLES:
        if chance < share:
            return size
        chance -= share
    return 1


def pdf(text: str) -> bytes:
    """Return a text as a PDF file in Helvetica."""
    pages = [
        lines[first : first + _LINES]
        for lines in (part.splitlines() for part in text.split("\f"))
        for first in range(0, len(lines), _LINES)
    ]
    font = 3 + 2 * len(pages)
    kids = b" ".join(b"%d 0 R" % (3 + 2 * at) for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
    ]
    for at, lines in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 %d 0 R >> >> >>" % (4 + 2 * at, font)
        )
        packed = zlib.compress(_drawn(lines), 1)
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
        )
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    return _put_together(objects)


def _drawn(lines: list[str]) -> bytes:
    """Return the operators that print lines from the top of a page down."""
    drawn = [b"BT /F1 %d Tf" % _SIZE]
    for row, line in enumerate(lines):
        for column, cell in enumerate(line.split("\t")):
            if cell.strip():
                place = (_LEFT + column * _TAB, _TOP - row * _STEP)
                drawn.append(b"1 0 0 1 %d %d Tm (%s) Tj" % (*place, _quoted(cell)))
    return b"\n".join([*drawn, b"ET"])


def _quoted(text: str) -> bytes:
    """Return a text as a PDF writes it; what the font has no sign for as a question mark."""
    return text.encode("cp1252", "replace").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _put_together(objects: list[bytes]) -> bytes:
    """Return a file of objects, numbered from 1; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
