"""Where a record stands: its file, page, lines and box, its printed words and the lines around them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Protocol

from protokollparser.core.errors import UsageError
from protokollparser.core.privacy import mask
from protokollparser.core.records import Printed
from protokollparser.core.records.findings import Finding
from protokollparser.core.spans import Box
from protokollparser.store import Store

# The columns that name what a row of a view is about, the most particular first; then the row of a table.
_KEYS = (
    *("finding_id", "vote_id", "vote_event_id", "decision_id", "attendance_id", "amount_id", "allocation_id"),
    *("reference_id", "record_id"),
)
_AROUND = 2
_PATH = "SELECT coalesce(path, file_name) FROM v_sources WHERE source_id = $source"
_PAGE = "SELECT text FROM page WHERE source_id = $source AND page = $page"
_ROW = "SELECT table_row_id FROM table_row WHERE table_id = $table AND row_index = $row"
_EVIDENCE = "SELECT finding_evidence_id FROM finding_evidence WHERE finding_id = $finding ORDER BY ordinal"


class Row(Protocol):
    """A row by column name: a dict, or a row of a data frame."""

    def get(self, key: str, /) -> Any:
        """Return the value of a column, None where there is none."""


@dataclass(frozen=True)
class Place:
    """One place. Lines count from 1, inclusive: in the file for text, on the page for PDF and scans.

    `box` is in PDF points from the top left corner, None for text. `before` and `after` are what stands
    around the printed words: the rest of their lines, and two lines more. A notebook shows all of it.
    """

    record_id: str
    table: str
    path: str
    page: int
    line_start: int
    line_end: int
    printed: str
    box: Box | None
    before: str
    after: str

    def __str__(self) -> str:
        """Return file, page and line, as reports print them."""
        return f"{self.path}:{self.page}:{self.line_start}" if self.box else f"{self.path}:{self.line_start}"

    def _repr_html_(self) -> str:
        """Return the place for a notebook."""
        lines = f"{escape(self.before)}<mark>{escape(self.printed)}</mark>{escape(self.after)}"
        where = f"{escape(self.path)}, sida {self.page}, rad {self.line_start}"
        return f"<div><small>{where}</small><pre>{lines}</pre></div>"


def record_key(store: Store, record: str | Row) -> str:
    """Return the key of a record from its id, or from a row of a view by column name. Raises UsageError."""
    if isinstance(record, str):
        return record
    for name in _KEYS:
        if isinstance(key := record.get(name), str):
            return key
    if isinstance(table := record.get("table_id"), str):
        asked = {"table": table, "row": int(record.get("row_index"))}
        for (key,) in store.query(_ROW, asked).rows:
            return str(key)
        return table
    if isinstance(document := record.get("document_id"), str):
        return document
    raise UsageError("the row has no column that names a record; ask for one of its ids", "no_key")


def place(store: Store, record_id: str, *, unmasked: bool) -> Place:
    """Return where the record with an id, or the only one that begins with it, stands. Raises UsageError."""
    record = _printed(store, record_id)
    span = record.span
    asked = {"source": span.source_id, "page": span.page}
    ((path,),) = store.query(_PATH, {"source": span.source_id}).rows
    ((text,),) = store.query(_PAGE, asked).rows
    # A masked text is as long as it was.
    shown = text if unmasked else mask(text)
    return Place(
        record_id=record.id,
        table=record.table,
        path=path,
        page=span.page,
        line_start=span.line_start,
        line_end=span.line_end,
        printed=shown[span.start : span.end],
        box=span.box,
        before=_last_lines(shown[: span.start]),
        after=_first_lines(shown[span.end :]),
    )


def _last_lines(text: str) -> str:
    """Return the end of a text: its last line as far as it goes, and so many whole lines before it."""
    return "".join(text.splitlines(keepends=True)[-_AROUND - (not text.endswith("\n")) :])


def _first_lines(text: str) -> str:
    """Return the beginning of a text: the rest of its first line, and so many lines after it."""
    return "".join(text.splitlines(keepends=True)[: _AROUND + 1]).rstrip()


def picture(store: Store, record_id: str) -> bytes | None:
    """Return a PNG of the lines around a record, None for a text or when its file is not at hand."""
    # What draws pages reads files of all kinds: loaded when a page is asked for.
    from protokollparser import pipeline

    record = _printed(store, record_id)
    if record.span.box is None:
        return None
    ((path,),) = store.query(_PATH, {"source": record.span.source_id}).rows
    others = tuple(_boxes(store, record)) if isinstance(record, Finding) else ()
    return pipeline.cutting(Path(path), record.source_id, record.span.page, record.span.box, others)


def _boxes(store: Store, finding: Finding) -> list[Box]:
    """Return the boxes of what proves a finding, on its page."""
    proofs = [store.find(key) for (key,) in store.query(_EVIDENCE, {"finding": finding.id}).rows]
    spans = [proof.span for proof in proofs if isinstance(proof, Printed)]
    return [
        span.box
        for span in spans
        if span.box and (span.source_id, span.page) == (finding.source_id, finding.span.page)
    ]


def _printed(store: Store, record_id: str) -> Printed:
    """Return a record that stands somewhere. Raises UsageError."""
    record = store.find(record_id)
    if record is None:
        message = f"{record_id}: no record has this id; ids stand in reports and tables"
        raise UsageError(message, "no_record", id=record_id)
    if not isinstance(record, Printed):
        message = f"{record_id}: {record.table} rows stand nowhere; ask for what they were made from"
        raise UsageError(message, "no_place", id=record_id, table=record.table)
    return record
