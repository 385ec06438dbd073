"""All that is stored of one source, as checks ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Protocol, TypeVar, cast

from protokollparser.core.document import Page
from protokollparser.core.line_items import LineWords, line_words
from protokollparser.core.records.base import Record
from protokollparser.core.records.documents import LogicalDocument, PageText
from protokollparser.core.records.tables import Aggregation, DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.rules import Rules
from protokollparser.core.sheets import Sheet, sheets
from protokollparser.core.spans import Span

AnyRecord = TypeVar("AnyRecord", bound=Record)
# So many sources are read from the store at once.
_AT_ONCE = 64


class Reads(Protocol):
    """What a dossier needs of a store."""

    def read(self, kind: type[AnyRecord], *source_ids: str) -> list[AnyRecord]:
        """Return the records of one type of some sources, or of all, in reading order."""


class Dossier:
    """The records of one source by type; they are fetched when first asked for."""

    def __init__(self, source_id: str, fetch: Callable[[type[Record]], list[Record]], rules: Rules) -> None:
        self.source_id = source_id
        self.rules = rules
        self._fetch = fetch
        self._held: dict[type[Record], list[Record]] = {}

    def of(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Return the records of one type, in reading order."""
        if kind not in self._held:
            self._held[kind] = list(self._fetch(kind))
        return cast("list[AnyRecord]", self._held[kind])

    @cached_property
    def words(self) -> LineWords:
        """The words that tell what rows and columns hold."""
        return line_words(self.rules)

    @cached_property
    def documents(self) -> dict[str, LogicalDocument]:
        """The logical documents by id."""
        return {document.id: document for document in self.of(LogicalDocument)}

    @cached_property
    def sheets(self) -> dict[str, Sheet]:
        """The tables laid out, by id."""
        laid_out = sheets(self.of(DataTable), self.of(TableColumn), self.of(TableRow), self.of(TableCell))
        return {sheet.table.id: sheet for sheet in laid_out}

    @cached_property
    def relations(self) -> dict[str, list[Aggregation]]:
        """The relations of each table, by table id."""
        found: dict[str, list[Aggregation]] = {table: [] for table in self.sheets}
        for relation in self.of(Aggregation):
            found.setdefault(relation.table_id, []).append(relation)
        return found

    @cached_property
    def pages(self) -> list[PageText]:
        """The pages in order."""
        return sorted(self.of(PageText), key=lambda page: page.page)

    @cached_property
    def _leaves(self) -> list[Page]:
        """The pages as they were read, for line numbers."""
        return [Page(number=p.page, text=p.text, first_line=p.first_line) for p in self.pages]

    def kind_of(self, document_id: str | None) -> str:
        """Return the kind of a logical document, `other` when it is not known."""
        document = self.documents.get(document_id or "")
        return document.kind if document is not None else "other"

    def place(self, page: int, start: int, end: int) -> Span:
        """Return the place `start:end` on a page."""
        held = self._leaves[page - 1]
        return Span(
            source_id=self.source_id,
            page=held.number,
            start=start,
            end=end,
            line_start=held.line_number(start),
            line_end=held.line_number(max(start, end - 1)),
            printed=held.text[start:end],
        )

    def first_line(self, span: Span) -> Span:
        """Return the first line of a place that covers several."""
        line = span.printed.splitlines()[0].rstrip() if span.printed.strip() else span.printed
        return self.place(span.page, span.start, span.start + len(line)) if line != span.printed else span

    def document_at(self, page: int, offset: int) -> str | None:
        """Return the id of the innermost logical document that covers a place."""
        best: tuple[int, str] | None = None
        for document in self.of(LogicalDocument):
            for span in (document.span, *document.more):
                if span.page == page and span.start <= offset < max(span.end, span.start + 1):
                    length = span.end - span.start
                    if best is None or length < best[0]:
                        best = (length, document.id)
        return best[1] if best else None


def open_dossiers(store: Reads, source_ids: Sequence[str], rules: Rules) -> Iterator[Dossier]:
    """Yield the dossier of each stored source.

    What is asked of one source is fetched for the next ones too: asking takes longer than answering.
    """
    for low in range(0, len(source_ids), _AT_ONCE):
        shelf = _Shelf(store, source_ids[low : low + _AT_ONCE])
        for source_id in shelf.source_ids:
            yield Dossier(source_id, partial(shelf.fetch, source_id), rules)


class _Shelf:
    """The records of some sources, fetched by type when one of that type is first asked for."""

    def __init__(self, store: Reads, source_ids: Sequence[str]) -> None:
        self.source_ids = source_ids
        self._store = store
        self._held: dict[type[Record], dict[str, list[Record]]] = {}

    def fetch(self, source_id: str, kind: type[Record]) -> list[Record]:
        """Return the records of one type of one source."""
        if kind not in self._held:
            by_source: dict[str, list[Record]] = {}
            for record in self._store.read(kind, *self.source_ids):
                by_source.setdefault(record.source_id, []).append(record)  # type: ignore[attr-defined]
            self._held[kind] = by_source
        return self._held[kind].pop(source_id, [])


def dossier_of(source_id: str, records: Iterable[Record], rules: Rules) -> Dossier:
    """Return a dossier of records that are at hand."""
    held = list(records)
    return Dossier(source_id, lambda kind: [record for record in held if type(record) is kind], rules)
