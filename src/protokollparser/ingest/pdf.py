"""PDF files into documents: opened, judged whole or damaged, and read page by page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import replace

import pypdfium2
import pypdfium2.raw

from protokollparser.core.document import Document, Page
from protokollparser.core.errors import InputError
from protokollparser.core.limits import Attempt
from protokollparser.ingest import media_types, pdfium_pages
from protokollparser.ingest.legibility import is_legible
from protokollparser.ingest.pdf_second import SecondReader
from protokollparser.ingest.pdfium import PageFault, PdfFile
from protokollparser.ingest.scans import listed
from protokollparser.ingest.scans_pdf import fill

_END = re.compile(rb"%%EOF\s*\x00*\s*\Z|%%EOF")
_TAIL = 2048


def read_pdf(content: bytes, file_name: str, source_id: str, attempt: Attempt | None = None) -> Document:
    """Return the document of a PDF file; one with an empty password is read.

    The readers are `pdfium` and, where that one gives nothing to go by, `pdfplumber`. A file that can be
    read in part has the status `partial`. Raises InputError `encrypted`, `truncated`, `damaged`, `no_pages`
    or `no_text`.
    """
    attempt = attempt or Attempt()
    drawn, broken = _read_pages(content, file_name, attempt)
    pages, missed, told = fill(content, drawn, attempt)
    if not any(page.words for page in pages):
        if broken:
            raise InputError("damaged", f"{file_name}: no page can be read; fetch the file anew")
        if missed:
            raise InputError(missed, f"{file_name}: {told}")
        raise InputError(
            "no_text", f"{file_name}: holds no text, only pictures or blank pages; have it recognised (OCR)"
        )
    code, message = _fault(content, broken)
    if code is None:
        code, message = missed, told
    return Document(
        source_id=source_id,
        file_name=file_name,
        media_type=media_types.PDF,
        byte_count=len(content),
        pages=tuple(pages),
        text_origin=_origin(pages),
        status="partial" if code else "parsed",
        error_code=code,
        message=message,
    )


def _read_pages(content: bytes, file_name: str, attempt: Attempt) -> tuple[list[Page], list[int]]:
    """Return the pages and the numbers of those that broke (empty here). Raises InputError."""
    pages: list[Page] = []
    broken: list[int] = []
    with ExitStack() as stack:
        attempt.step("pdfium")
        first = None if "pdfium" in attempt.without else _opened(content, file_name)
        if first is not None:
            stack.enter_context(closing(first))
        second = stack.enter_context(SecondReader(content, attempt))
        count = len(first) if first else second.count
        if not count:
            empty = first is not None or (second.opens and not _cut_short(content))
            raise _no_pages(file_name) if empty else _unreadable(content, file_name)
        for number in range(1, count + 1):
            page = _read_page(first, second, number)
            if page is None:
                broken.append(number)
            pages.append(page or Page(number=number, text="", text_origin="pdf"))
    return pages, broken


def _opened(content: bytes, file_name: str) -> PdfFile | None:
    """Return the file opened by pdfium; None where it cannot open it. Raises InputError for a password."""
    try:
        return PdfFile(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY):
            message = f"{file_name}: is protected by a password; save it without one"
            raise InputError("encrypted", message) from error
        return None


def _read_page(first: PdfFile | None, second: SecondReader, number: int) -> Page | None:
    """Return a page as pdfium reads it, or as pdfplumber does where that is nothing to go by.

    Glyphs that neither of them knows are a picture of text. None where no reader can read the page.
    """
    if first is None:
        return second.page(number)
    try:
        sight = pdfium_pages.read_page(first, number - 1)
    except PageFault:
        return second.page(number)
    page = sight.page
    if sight.text_lost:
        other = second.page(number)
        if other is not None and other.words and is_legible(other.text):
            return other
        if page.words:
            return replace(page, text="", words=(), text_origin="image")
    if sight.rulings_lost:
        return replace(page, rulings=second.rulings(number) or page.rulings)
    return page


def _cut_short(content: bytes) -> bool:
    return _END.search(content[-_TAIL:]) is None


def _no_pages(file_name: str) -> InputError:
    return InputError("no_pages", f"{file_name}: has no pages; fetch the file anew")


def _unreadable(content: bytes, file_name: str) -> InputError:
    if _cut_short(content):
        return InputError("truncated", f"{file_name}: the end of the file is missing; fetch the file anew")
    return InputError("damaged", f"{file_name}: the file is damaged; fetch it anew")


def _origin(pages: Sequence[Page]) -> str:
    """Return where the text comes from: pdf, ocr, or mixed for a file of which some pages were recognised."""
    origins = {page.text_origin for page in pages if page.words}
    return "mixed" if len(origins) > 1 else origins.pop()


def _fault(content: bytes, broken: list[int]) -> tuple[str | None, str | None]:
    """Return code and sentence for a file that was read in part, or None twice."""
    if _cut_short(content):
        return "truncated", "the end of the file is missing; pages may be lost, fetch the file anew"
    if broken:
        return "damaged", f"pages that could not be read: {listed(broken)}; fetch the file anew"
    return None, None
