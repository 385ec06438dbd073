"""The second reader, pdfplumber: slower, and opened only where the first one gives nothing to go by.

Its library is loaded with it: 14 MB that most processes that read files never need (decision 0008).
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from functools import cache, cached_property
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from protokollparser.core.document import Page, Ruling
from protokollparser.core.limits import Attempt
from protokollparser.ingest.pdf_pages import read_page, read_rulings

if TYPE_CHECKING:
    from pdfplumber.page import Page as Sheet

T = TypeVar("T")
_LOG = logging.getLogger(__name__)
# pdfminer warns of each odd object; what matters is told by the status.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


@cache
def broken() -> tuple[type[Exception], ...]:
    """Return what pdfminer raises on broken objects, beside its own classes, over 432 odd files.

    Numbers, names and streams of the wrong type, lengths that do not fit, loops of references.
    """
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    return (
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


class SecondReader:
    """Reads pages of one file, as far as it can; the file is opened when it is asked for the first time."""

    def __init__(self, content: bytes, attempt: Attempt) -> None:
        self._content = content
        self._attempt = attempt

    def __enter__(self) -> SecondReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "_sheets" in self.__dict__:
            for sheet in (self._sheets or [])[:1]:
                sheet.pdf.close()

    @property
    def count(self) -> int:
        """How many pages the file has; 0 where it cannot be opened."""
        return len(self._sheets or ())

    @property
    def opens(self) -> bool:
        """True when the file can be opened, whatever is in it."""
        return self._sheets is not None

    def page(self, number: int) -> Page | None:
        """Return a page, counted from 1; None where it cannot be read."""
        return self._told(number, lambda sheet: read_page(sheet, number))

    def rulings(self, number: int) -> tuple[Ruling, ...] | None:
        """Return the straight lines of a page, counted from 1; None where it cannot be read."""
        return self._told(number, read_rulings)

    @cached_property
    def _sheets(self) -> list[Sheet] | None:
        if "pdfplumber" in self._attempt.without:
            return None
        self._attempt.step("pdfplumber")
        import pdfplumber

        try:
            return list(pdfplumber.open(io.BytesIO(self._content)).pages)
        except broken() as error:
            _LOG.info("second reader: %s: %s", type(error).__name__, error)
            return None

    def _told(self, number: int, tell: Callable[[Sheet], T]) -> T | None:
        if self._sheets is None or not 1 <= number <= self.count:
            return None
        sheet = self._sheets[number - 1]
        try:
            return tell(sheet)
        except broken() as error:
            _LOG.info("second reader, page %d: %s: %s", number, type(error).__name__, error)
            return None
        finally:
            sheet.close()
