"""PDF files into documents: opened, judged whole or damaged, and read page by page."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Sequence
from contextlib import closing

import pdfplumber
import pypdfium2
import pypdfium2.raw
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from protokollparser.core.document import Document, Page
from protokollparser.core.errors import InputError
from protokollparser.ingest import media_types
from protokollparser.ingest.pdf_pages import read_page

_LOG = logging.getLogger(__name__)
# pdfminer warns of each odd object; what matters is told by the status.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
# What pdfminer raises on broken objects, beside its own classes, over a collection of 432 odd files:
# numbers, names and streams of the wrong type, lengths that do not fit, loops of references.
_BROKEN: tuple[type[Exception], ...] = (
    PdfminerException,
    MalformedPDFException,
    PDFException,
    PSException,
    TypeError,
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    RecursionError,
    OverflowError,
    OSError,
    NotImplementedError,
)
_END = re.compile(rb"%%EOF\s*\x00*\s*\Z|%%EOF")
_TAIL = 2048


class _NoPagesError(Exception):
    """The file opens and lists no page."""


def read_pdf(content: bytes, file_name: str, source_id: str) -> Document:
    """Return the document of a PDF file; one with an empty password is read.

    A file that can be read in part has the status `partial`. Raises InputError `encrypted`, `truncated`,
    `damaged`, `no_pages` or `no_text`.
    """
    page_count = _page_count(content, file_name)
    pages, broken, repaired = _read_pages(content, page_count, file_name)
    if not any(page.words for page in pages):
        if broken:
            raise InputError("damaged", f"{file_name}: no page can be read; fetch the file anew")
        raise InputError(
            "no_text", f"{file_name}: holds no text, only pictures or blank pages; have it recognised (OCR)"
        )
    code, message = _fault(content, pages, broken, repaired)
    return Document(
        source_id=source_id,
        file_name=file_name,
        media_type=media_types.PDF,
        byte_count=len(content),
        pages=tuple(pages),
        text_origin="pdf",
        status="partial" if code else "parsed",
        error_code=code,
        message=message,
    )


def _page_count(content: bytes, file_name: str) -> int:
    """Return how many pages the file has; -1 where only the slower reader may tell. Raises InputError."""
    try:
        with closing(pypdfium2.PdfDocument(content)) as file:
            count = len(file)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY):
            message = f"{file_name}: is protected by a password; save it without one"
            raise InputError("encrypted", message) from error
        return -1
    if count == 0:
        raise _no_pages(file_name)
    return count


def _read_pages(content: bytes, page_count: int, file_name: str) -> tuple[list[Page], list[int], bool]:
    """Return the pages, the numbers of those that broke (empty here), and whether the file was mended."""
    try:
        return (*_pages(content), False)
    except _NoPagesError as error:
        if _cut_short(content):
            raise _unreadable(content, file_name) from error
        raise _no_pages(file_name) from error
    except _BROKEN as error:
        _LOG.info("%s: %s: %s", file_name, type(error).__name__, error)
        if page_count < 0:
            raise _unreadable(content, file_name) from error
    try:
        return (*_pages(_mended(content)), True)
    except (*_BROKEN, _NoPagesError, pypdfium2.PdfiumError) as error:
        raise _unreadable(content, file_name) from error


def _pages(content: bytes) -> tuple[list[Page], list[int]]:
    pages: list[Page] = []
    broken: list[int] = []
    with pdfplumber.open(io.BytesIO(content)) as file:
        if not file.pages:
            raise _NoPagesError
        for number, sheet in enumerate(file.pages, 1):
            try:
                pages.append(read_page(sheet, number))
            except _BROKEN as error:
                _LOG.info("page %d: %s: %s", number, type(error).__name__, error)
                broken.append(number)
                pages.append(Page(number=number, text="", text_origin="pdf"))
            finally:
                sheet.close()
    return pages, broken


def _mended(content: bytes) -> bytes:
    """Return the file as a more forgiving reader writes it anew."""
    with closing(pypdfium2.PdfDocument(content)) as file:
        target = io.BytesIO()
        file.save(target, flags=pypdfium2.raw.FPDF_REMOVE_SECURITY)
        return target.getvalue()


def _cut_short(content: bytes) -> bool:
    return _END.search(content[-_TAIL:]) is None


def _no_pages(file_name: str) -> InputError:
    return InputError("no_pages", f"{file_name}: has no pages; fetch the file anew")


def _unreadable(content: bytes, file_name: str) -> InputError:
    if _cut_short(content):
        return InputError("truncated", f"{file_name}: the end of the file is missing; fetch the file anew")
    return InputError("damaged", f"{file_name}: the file is damaged; fetch it anew")


def _fault(
    content: bytes, pages: Sequence[Page], broken: list[int], repaired: bool
) -> tuple[str | None, str | None]:
    """Return code and sentence for a file that was read in part, or None twice."""
    if _cut_short(content):
        return "truncated", "the end of the file is missing; pages may be lost, fetch the file anew"
    if broken:
        return "damaged", f"pages that could not be read: {_listed(broken)}; fetch the file anew"
    if repaired:
        return "damaged", "the file is damaged and was mended to be read; compare it with the original"
    pictures = [page.number for page in pages if page.text_origin == "image"]
    if pictures:
        return "no_text", f"pages that hold pictures only: {_listed(pictures)}; have them recognised (OCR)"
    return None, None


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:12]))
    return shown if len(numbers) <= 12 else f"{shown} and {len(numbers) - 12} more"
