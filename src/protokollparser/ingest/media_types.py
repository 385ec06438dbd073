"""What kind of file some bytes are, told by their first bytes before their extension."""

from __future__ import annotations

import re
from pathlib import PurePath

from protokollparser.core.errors import InputError

PDF = "application/pdf"
TEXT = "text/plain"
TIFF = "image/tiff"
PNG = "image/png"
JPEG = "image/jpeg"
PICTURES = frozenset({TIFF, PNG, JPEG})

# Viewers accept a header within the first 1 024 bytes (ISO 32000-1, annex H.3, note 13).
_HEADER_WITHIN = 1024
# The other header that they accept (note 14).
_OLD_HEADER = re.compile(rb"%!PS-Adobe-\d\.\d PDF-\d\.\d")
_OBJECTS = re.compile(rb"\b\d{1,9}\s+\d{1,5}\s+obj\s*<<")
_LONG_TEXT, _LONG_LINES = 400, 5

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP-based office file (DOCX, XLSX, ODT) or archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older office file (DOC, XLS, MSG)"),
    (b"{\\rtf", "an RTF file"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"%!PS", "a PostScript file"),
    (b"%FDF", "the filled fields of a form (FDF)"),
)
_PICTURE_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"<?xml", "an XML file"),
    (b"<svg", "an SVG image"),
)
_MAIL_FIELDS = (
    b"return-path:",
    b"received:",
    b"delivered-to:",
    b"mime-version:",
    b"message-id:",
    b"x-mozilla-status:",
)
_EXTENSIONS: dict[str, str] = {
    ".docx": "a Word file",
    ".doc": "a Word file",
    ".odt": "an OpenDocument text",
    ".rtf": "an RTF file",
    ".xlsx": "an Excel file",
    ".xls": "an Excel file",
    ".ods": "an OpenDocument spreadsheet",
    ".pptx": "a PowerPoint file",
    ".ppt": "a PowerPoint file",
    ".tif": "a TIFF image",
    ".tiff": "a TIFF image",
    ".jpg": "a JPEG image",
    ".jpeg": "a JPEG image",
    ".png": "a PNG image",
    ".gif": "a GIF image",
    ".eml": "an e-mail",
    ".msg": "an e-mail",
    ".htm": "an HTML page",
    ".html": "an HTML page",
    ".xml": "an XML file",
    ".zip": "an archive",
    ".json": "a data file",
    ".yml": "a data file",
    ".yaml": "a data file",
    ".parquet": "a data file",
    ".duckdb": "a database",
    ".db": "a database",
}


def recognise(content: bytes, file_name: str) -> str:
    """Return `PDF`, `TEXT` or one of `PICTURES`.

    Raises InputError `unsupported_type` for kinds that are known but not read, and `not_a_pdf` for a `.pdf`
    that is none.
    """
    head = content[:_HEADER_WITHIN]
    if head.lstrip().startswith(b"%PDF-") or _OLD_HEADER.match(head):
        return PDF
    # An archive may hold a PDF within its first bytes, and is none.
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise _unsupported(file_name, what)
    if b"%PDF-" in head and b"endobj" in content:
        return PDF
    for magic, picture in _PICTURE_MAGIC:
        if head.startswith(magic):
            return picture
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, what in _MARKUP:
        if opening.startswith(magic):
            raise _unsupported(file_name, what)
    if opening.startswith(_MAIL_FIELDS):
        raise _unsupported(file_name, "an e-mail")
    extension = PurePath(file_name).suffix.lower()
    if extension in _EXTENSIONS:
        raise _unsupported(file_name, _EXTENSIONS[extension])
    if extension == ".pdf" and _OBJECTS.search(content) and b"endobj" in content:
        # Its first bytes are lost; what follows may still be read.
        return PDF
    if extension == ".pdf" and not _is_long_text(content):
        raise InputError("not_a_pdf", f"{file_name}: is no PDF in spite of its name; fetch the file anew")
    return TEXT


def _is_long_text(content: bytes) -> bool:
    """True for text of some length; a few words under `.pdf` are an error message of some server."""
    return len(content) >= _LONG_TEXT and b"\x00" not in content and content.count(b"\n") >= _LONG_LINES


def _unsupported(file_name: str, what: str) -> InputError:
    message = f"{file_name}: is {what}, which is not read; save it as PDF or plain text"
    return InputError("unsupported_type", message)
