"""Files whose list of pages is lost, most often because their end is: the pages themselves are looked for."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from protokollparser.core.limits import Limits

_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})\s+\d{1,5}\s+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_HOLDER = re.compile(rb"/Type\s*/ObjStm\b")
_NUMBERS = re.compile(rb"/(N|First)\s+(\d{1,9})\b")
_DATA = re.compile(rb"stream\r?\n")
_LOCK = re.compile(rb"/Encrypt\b")
# No page is described in more bytes, and no more are unpacked.
_DESCRIPTION = 1 << 16
_UNPACKED = 1 << 26


def gathered(content: bytes, limits: Limits) -> bytes | None:
    """Return a file with a new list of the pages that lie in `content`, in the order of their numbers.

    Objects that lie packed in streams are unpacked. None where there is no page, or a password is asked for:
    the key to the file was at its end.
    """
    if _LOCK.search(content):
        return None
    unpacked = b"".join(
        b"\n%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in _packed_objects(content)
    )
    whole = content + b"\nendstream\nendobj\n" + unpacked
    described = dict(_objects(whole))
    pages = sorted(number for number, text in described.items() if _PAGE.search(text))
    if not 0 < len(pages) <= limits.pages:
        return None
    free = max(described) + 1
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    return whole + (
        b"\n%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n"
        b"%d 0 obj\n<< /Type /Pages /Count %d /Kids [%s] >>\nendobj\n"
        b"trailer\n<< /Root %d 0 R /Size %d >>\nstartxref\n0\n%%%%EOF\n"
        % (free, free + 1, free + 1, len(pages), kids, free, free + 2)
    )


def _objects(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each object with what it says before any data; a later one replaces an earlier."""
    for found in _OBJECT.finditer(content):
        text = content[found.end() : found.end() + _DESCRIPTION]
        ends = [at for at in (text.find(b"endobj"), text.find(b"stream")) if at >= 0]
        yield int(found[1]), text[: min(ends, default=len(text))]


def _packed_objects(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and text of each object that lies in a stream of objects, as far as it can be unpacked."""
    room = _UNPACKED
    for found in _OBJECT.finditer(content):
        data = _DATA.search(content, found.end(), found.end() + _DESCRIPTION)
        head = content[found.end() : data.start()] if data else b""
        told = {name: int(value) for name, value in _NUMBERS.findall(head)}
        if data is None or not _HOLDER.search(head) or not {b"N", b"First"} <= told.keys():
            continue
        plain = _unpacked(content, data.end(), room)
        room -= len(plain)
        places = [int(word) for word in plain[: told[b"First"]].split() if word.isdigit()]
        starts = [told[b"First"] + place for place in places[1::2]]
        for number, start, end in zip(places[::2], starts, [*starts[1:], len(plain)], strict=False):
            yield number, plain[start:end]


def _unpacked(content: bytes, start: int, room: int) -> bytes:
    """Return what is packed from `start` on, until it breaks off."""
    try:
        return zlib.decompressobj().decompress(content[start:], room) if room > 0 else b""
    except zlib.error:
        return b""
