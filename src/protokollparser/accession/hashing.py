"""The content of a file: its SHA-256, and whether it is a signed PDF."""

from __future__ import annotations

import hashlib
import re
from typing import IO, NamedTuple

_CHUNK = 1 << 20
# A signature tells the bytes of the file that it covers, and so stands in the file as it is
# (ISO 32000-1, 12.8.1).
_SIGNED = re.compile(rb"/ByteRange\s*\[\s*\d")
_LONGEST = 64


class Content(NamedTuple):
    """A content by its SHA-256 in hex; `signed` for a PDF with a digital signature."""

    source_id: str
    signed: bool


def content_of(stream: IO[bytes]) -> Content:
    """Return the content of an open file, read to its end in pieces."""
    digest = hashlib.sha256()
    before = b""
    is_pdf, signed = None, False
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        if is_pdf is None:
            is_pdf = b"%PDF-" in chunk[:1024]
        if is_pdf and not signed:
            signed = bool(_SIGNED.search(before + chunk))
            before = chunk[-_LONGEST:]
    return Content(digest.hexdigest(), signed)
