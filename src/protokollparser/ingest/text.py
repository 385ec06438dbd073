"""Plain text files into documents: decoded, split into pages at form feeds, otherwise untouched."""

from __future__ import annotations

import re

from protokollparser.core.document import LINE_END, Document, Page
from protokollparser.core.errors import InputError
from protokollparser.core.limits import Attempt
from protokollparser.ingest import encodings, media_types
from protokollparser.ingest.content import Content

# DOS texts end in Ctrl-Z; vertical tabs are Word's manual line breaks. Both are harmless.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.005


def read_text(content: Content, file_name: str, attempt: Attempt) -> Document:
    """Return the document of a plain text. A form feed ends a page and belongs to none.

    Of a text that is too long the first part is read. Raises InputError `not_text` for binary content,
    `no_text` when nothing but white space is printed.
    """
    attempt.step("text")
    decoded = encodings.decode(_whole_characters(content))
    most = attempt.limits.text_letters
    cut = len(content.start) < content.byte_count or len(decoded.text) > most
    body = (decoded.text[:most] if cut else decoded.text).rstrip("\x1a")
    controls = len(_CONTROL.findall(body))
    if "\x00" in body or controls > 1 + _CONTROL_SHARE * len(body):
        raise InputError(
            "not_text", f"{file_name}: holds binary data, not text; check what kind of file it is"
        )
    if not body.strip():
        raise InputError("no_text", f"{file_name}: holds nothing but white space; fetch the file anew")
    return Document(
        source_id=content.source_id,
        file_name=file_name,
        media_type=media_types.TEXT,
        byte_count=content.byte_count,
        pages=_pages(body),
        encoding=decoded.encoding,
        **_fault(decoded, len(body) if cut else None),
    )


def _whole_characters(content: Content) -> bytes:
    """Return the bytes that were read, without the broken character at the end of a part."""
    start = content.start
    if len(start) == content.byte_count:
        return start
    while start and start[-1] & 0xC0 == 0x80:
        start = start[:-1]
    return start[:-1] if start and start[-1] >= 0xC0 else start


def _fault(decoded: encodings.Decoded, read: int | None) -> dict[str, str]:
    """Return what tells of a text cut after `read` characters, or of bytes outside the chosen set."""
    if read is not None:
        message = f"only the first {read} characters were read; split the file"
        return {"status": "partial", "error_code": "size_limit", "message": message}
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
