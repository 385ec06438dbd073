"""Made-up records for tests of checks."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from protokollparser.checks.dossier import Dossier, dossier_of
from protokollparser.core.document import Document, Page
from protokollparser.core.records.base import Record
from protokollparser.core.records.documents import LogicalDocument, PageText
from protokollparser.core.records.meetings import Meeting, Notice
from protokollparser.core.records.people import Signature
from protokollparser.core.rules import Rules, load
from protokollparser.core.spans import Span

SOURCE = "1" * 64
TEXT = "\n".join(f"line {number}" for number in range(1, 41))
_PAGE = Document(SOURCE, "made-up.txt", "text/plain", len(TEXT), (Page(1, TEXT),))


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the project's rules."""
    return load()


def place(line: int) -> Span:
    """Return the place of a whole line of the made-up text."""
    start = TEXT.index(f"line {line}")
    return _PAGE.span(1, start, start + len(f"line {line}"))


def dossier(*records: Record, origin: str = "text") -> Dossier:
    """Return a dossier of the given records, over the made-up page."""
    page = PageText(source_id=SOURCE, page=1, first_line=1, text=TEXT, text_origin=origin)
    return dossier_of(SOURCE, [page, *records], rules())


def minutes() -> LogicalDocument:
    """Return minutes that cover the made-up text."""
    return LogicalDocument(
        span=_PAGE.span(1, 0, len(TEXT)), rule_id="test", kind="minutes", page_first=1, page_last=1
    )


def meeting(document: LogicalDocument, day: date | None, **fields: object) -> Meeting:
    """Return a meeting that was held on `day`."""
    return Meeting.model_validate(
        {
            "span": place(2),
            "rule_id": "test",
            "status": "held",
            "meeting_date": day,
            "document_id": document.id,
            **fields,
        }
    )


def notice(held: Meeting, posted: date | None, removed: date | None = None) -> Notice:
    """Return the notice of a meeting."""
    return Notice(
        span=place(5),
        rule_id="test",
        meeting_id=held.id,
        posted=posted,
        storage="Kansliet",
        removed=removed,
        document_id=held.document_id,
    )


def signature(document: LogicalDocument, when: datetime, line: int = 9) -> Signature:
    """Return a dated signature under minutes."""
    return Signature(
        span=place(line),
        rule_id="test",
        name="Anna Berg",
        signed_at=when,
        signed=True,
        document_id=document.id,
    )
