"""PDF files into documents: opened, judged whole or damaged, and read page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field, replace

import pypdfium2
import pypdfium2.raw

from protokollparser.core.document import Document, Page
from protokollparser.core.errors import InputError
from protokollparser.core.limits import Attempt
from protokollparser.ingest import media_types, pdfium_pages
from protokollparser.ingest.legibility import is_legible
from protokollparser.ingest.pdf_mending import Survey, parts, rewritten, survey
from protokollparser.ingest.pdf_salvage import gathered
from protokollparser.ingest.pdf_second import SecondReader
from protokollparser.ingest.pdfium import PageFault, PdfFile
from protokollparser.ingest.scans import listed
from protokollparser.ingest.scans_pdf import fill

_END = b"%%EOF"
_OBJECT = re.compile(rb"\b\d{1,10}\s+\d{1,5}\s+obj\b")
# A file on which one of these failed is broken, however well the other reads it.
_FIRST = frozenset({"pdfium", "pdfplumber"})


def read_pdf(content: bytes, file_name: str, source_id: str, attempt: Attempt | None = None) -> Document:
    """Return the document of a PDF file; one with an empty password is read.

    The readers are `pdfium` and, where that one gives nothing to go by, `pdfplumber`; a file that leaves
    doubts is written anew by `pikepdf` and read again. A file that can be read in part has the status
    `partial`. Raises InputError `encrypted`, `truncated`, `damaged`, `no_pages`, `page_limit`, `attachments`,
    `form` or `no_text`.
    """
    attempt = attempt or Attempt()
    known = survey(content, attempt)
    taken = _read_best(content, file_name, known, attempt)
    attempt.step("ocr")
    pages, missed, told = taken.pages, None, None
    if not attempt.without & {"ocr", "pdfium"}:
        pages, missed, told = fill(taken.content, taken.pages, attempt)
    obscure = [page.number for page in pages if not page.words and page.number in taken.obscure]
    pages = [taken.obscure[page.number] if page.number in obscure else page for page in pages]
    if not any(page.words for page in pages):
        if missed and not known.unshown and not taken.broken:
            raise InputError(missed, f"{file_name}: {told}")
        raise _without_text(content, file_name, taken, known)
    code, message = _fault(content, taken, known, attempt)
    if code is None and obscure:
        code, message = "illegible", f"letters that stand for nothing on pages: {listed(obscure)}; scan them"
    if code is None:
        code, message = missed, told
    if code is None and known.unshown:
        code, message = known.unshown.code, str(known.unshown)
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


@dataclass(frozen=True, slots=True)
class _Taken:
    """The bytes that were read, the pages as they were, and the numbers of those that broke (empty here).

    `obscure` holds by number the pages of glyphs without meaning, which are pictures among `pages`.
    """

    content: bytes
    pages: list[Page]
    broken: list[int]
    obscure: dict[int, Page] = field(default_factory=dict)

    @property
    def worth(self) -> tuple[int, int]:
        """How much was read: the more characters the better, then the fewer broken pages."""
        return sum(len(page.text) for page in self.pages if page.words), -len(self.broken)

    @property
    def doubtful(self) -> bool:
        """True when another reader may find more: pages broke, or there is nothing, not even pictures."""
        seen = any(page.words or page.text_origin == "image" for page in self.pages)
        return bool(self.broken) or not seen


def _read_best(content: bytes, file_name: str, known: Survey, attempt: Attempt) -> _Taken:
    """Return what is read of the file, or of its pages written anew where that is more. Raises InputError."""
    fault: InputError | None = None
    taken = _Taken(content, [], [])
    try:
        taken = _read_pages(content, file_name, attempt)
    except InputError as error:
        fault = error
    whole = fault is None and not taken.doubtful and not _cut_short(content) and len(parts(content)) == 1
    if whole and known.pages in (None, len(taken.pages)):
        return taken
    # What fails on the new file fails for pikepdf, which wrote it.
    again = replace(attempt, without=frozenset(), step=lambda _: attempt.step("pikepdf"))
    for anew in _written_anew(content, attempt, seek=fault is not None):
        with suppress(InputError):
            other = _read_pages(anew, file_name, again)
            if fault is not None or other.worth > taken.worth:
                return other
    if fault is not None and known.locked:
        raise _encrypted(file_name) from fault
    if fault is not None:
        raise fault
    return taken


def _written_anew(content: bytes, attempt: Attempt, *, seek: bool) -> Iterator[bytes]:
    """Yield new files with the pages of a broken one: those it lists, or else those that lie in it."""
    anew = rewritten(content, attempt)
    if anew is not None:
        yield anew
    elif seek and "pikepdf" not in attempt.without:
        attempt.step("pikepdf")
        found = gathered(content, attempt.limits)
        anew = rewritten(found, attempt) if found is not None else None
        if anew is not None:
            yield anew


def _read_pages(content: bytes, file_name: str, attempt: Attempt) -> _Taken:
    """Return the pages as pdfium or pdfplumber read them. Raises InputError."""
    pages: list[Page] = []
    broken: list[int] = []
    obscure: dict[int, Page] = {}
    with ExitStack() as stack:
        attempt.step("pdfium")
        first = None if "pdfium" in attempt.without else _opened(content, file_name)
        if first is not None:
            stack.enter_context(closing(first))
        second = stack.enter_context(SecondReader(content, attempt))
        if first is not None and not len(first):
            first = None
        count = len(first) if first else second.count
        if not count:
            raise (
                _no_pages(file_name)
                if second.opens and not _cut_short(content)
                else _unreadable(content, file_name)
            )
        if count > attempt.limits.pages:
            raise InputError(
                "page_limit", f"{file_name}: has {count} pages, too many to be read; split the file"
            )
        for number in range(1, count + 1):
            page = _read_page(first, second, number)
            if page is None:
                broken.append(number)
            elif page.words and page.text_origin == "image":
                # Glyphs that neither reader knows are a picture of text.
                obscure[number] = replace(page, text_origin="pdf")
                page = replace(page, text="", words=())
            pages.append(page or Page(number=number, text="", text_origin="pdf"))
    return _Taken(content, pages, broken, obscure)


def _opened(content: bytes, file_name: str) -> PdfFile | None:
    """Return the file opened by pdfium; None where it cannot open it. Raises InputError for a password."""
    try:
        return PdfFile(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY):
            raise _encrypted(file_name) from error
        return None


def _encrypted(file_name: str) -> InputError:
    return InputError("encrypted", f"{file_name}: is protected by a password; save it without one")


def _read_page(first: PdfFile | None, second: SecondReader, number: int) -> Page | None:
    """Return a page as pdfium reads it, or as pdfplumber does where that is nothing to go by.

    A page of glyphs that neither of them knows is an image with words. None where no reader can read it.
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
            return replace(page, text_origin="image")
    if sight.rulings_lost:
        return replace(page, rulings=second.rulings(number) or page.rulings)
    return page


def _cut_short(content: bytes) -> bool:
    """True when a file has no end, or objects behind its last end; rubbish behind that one does no harm."""
    end = content.rfind(_END)
    return end < 0 or _OBJECT.search(content, end) is not None


def _no_pages(file_name: str) -> InputError:
    return InputError("no_pages", f"{file_name}: has no pages; fetch the file anew")


def _without_text(content: bytes, file_name: str, taken: _Taken, known: Survey) -> InputError:
    """Return why no page of a file has any text."""
    if known.unshown:
        return InputError(known.unshown.code, f"{file_name}: {known.unshown}")
    if taken.broken:
        return InputError("damaged", f"{file_name}: no page can be read; fetch the file anew")
    if _cut_short(content):
        return _unreadable(content, file_name)
    message = f"{file_name}: holds no text, only pictures or blank pages; have it recognised (OCR)"
    return InputError("no_text", message)


def _unreadable(content: bytes, file_name: str) -> InputError:
    if _cut_short(content):
        return InputError("truncated", f"{file_name}: the end of the file is missing; fetch the file anew")
    return InputError("damaged", f"{file_name}: the file is damaged; fetch it anew")


def _origin(pages: Sequence[Page]) -> str:
    """Return where the text comes from: pdf, ocr, or mixed for a file of which some pages were recognised."""
    origins = {page.text_origin for page in pages if page.words}
    return "mixed" if len(origins) > 1 else origins.pop()


def _fault(content: bytes, taken: _Taken, known: Survey, attempt: Attempt) -> tuple[str | None, str | None]:
    """Return code and sentence for a file that was read in part, or None twice."""
    if _cut_short(content):
        return "truncated", "the end of the file is missing; pages may be lost, fetch the file anew"
    if taken.broken:
        return "damaged", f"pages that could not be read: {listed(taken.broken)}; fetch the file anew"
    if known.torn:
        return "damaged", f"pages that break off: {listed(known.torn)}; fetch the file anew"
    if taken.content is not content or attempt.without & _FIRST:
        return "damaged", "the file is damaged and was mended to be read; compare it with the original"
    return None, None
