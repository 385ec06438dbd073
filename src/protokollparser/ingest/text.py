"""Plain text files into documents: decoded, split into pages at form feeds, otherwise untouched."""

from __future__ import annotations

import re

from protokollparser.core.document import LINE_END, Document, Page
from protokollparser.core.errors import InputError
from protokollparser.ingest import encodings, media_types

# DOS texts end in Ctrl-Z; vertical tabs are Word's manual line breaks. Both are harmless.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.005


def read_text(content: bytes, file_name: str, source_id: str) -> Document:
    """Return the document of a plain text. A form feed ends a page and belongs to none.

    Raises InputError `not_text` for binary content, `no_text` when nothing but white space is printed.
    """
    decoded = encodings.decode(content)
    body = decoded.text.rstrip("\x1a")
    controls = len(_CONTROL.findall(body))
    if "\x00" in body or controls > 1 + _CONTROL_SHARE * len(body):
        raise InputError(
            "not_text", f"{file_name}: holds binary data, not text; check what kind of file it is"
        )
    if not body.strip():
        raise InputError("no_text", f"{file_name}: holds nothing but white space; fetch the file anew")
    return Document(
        source_id=source_id,
        file_name=file_name,
        media_type=media_types.TEXT,
        byte_count=len(content),
        pages=_pages(body),
        encoding=decoded.encoding,
        **_fault(decoded),
    )


def _fault(decoded: encodings.Decoded) -> dict[str, str]:
    """Return what tells of bytes that fit no character of the chosen set."""
    if not decoded.misfits:
        return {}
    message = f"{decoded.misfits} bytes are not {decoded.encoding}; compare the text with the original"
    return {"status": "partial", "error_code": "damaged", "message": message}


def _pages(text: str) -> tuple[Page, ...]:
    pieces = text.split("\f")
    if len(pieces) > 1 and not pieces[-1]:
        pieces.pop()
    pages = []
    first_line = 1
    for number, piece in enumerate(pieces, 1):
        pages.append(Page(number=number, text=piece, first_line=first_line))
        first_line += sum(1 for _ in LINE_END.finditer(piece))
    return tuple(pages)
