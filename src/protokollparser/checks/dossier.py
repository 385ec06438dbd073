"""All that is stored of one source, as checks ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any, Protocol, TypeVar, cast

from protokollparser.core.document import Page
from protokollparser.core.line_items import LineWords, line_words
from protokollparser.core.records.base import Record
from protokollparser.core.records.documents import LogicalDocument, PageText
from protokollparser.core.records.tables import Aggregation, DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.rules import Rules
from protokollparser.core.sheets import Sheet, sheets
from protokollparser.core.spans import Span

AnyRecord = TypeVar("AnyRecord", bound=Record)
Made = TypeVar("Made")


class Shelf(Protocol):
    """The records of some sources, asked for in the order of the sources' ids."""

    def of(self, kind: type[AnyRecord], source_id: str) -> list[AnyRecord]:
        """Return the records of one type of one source, in reading order."""


class Reads(Protocol):
    """What dossiers need of a store."""

    def shelf(self, first: str, last: str) -> Shelf:
        """Return the records of the sources whose ids lie between two."""


class Dossier:
    """The records of one source by type; they are fetched when first asked for."""

    def __init__(self, source_id: str, fetch: Callable[[type[Record]], list[Record]], rules: Rules) -> None:
        self.source_id = source_id
        self.rules = rules
        self._fetch = fetch
        self._held: dict[type[Record], list[Record]] = {}
        self._made: dict[Callable[[Dossier], Any], Any] = {}

    def of(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Return the records of one type, in reading order."""
        if kind not in self._held:
            self._held[kind] = list(self._fetch(kind))
        return cast("list[AnyRecord]", self._held[kind])

    def once(self, make: Callable[[Dossier], Made]) -> Made:
        """Return what is made of this dossier, made when first asked for: several checks ask."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("Made", self._made[make])

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
    """Yield the dossier of each stored source, in the order of their ids.

    What is asked of one source is asked of all of them at once: asking takes longer than answering.
    """
    wanted = sorted(source_ids)
    if wanted:
        shelf = store.shelf(wanted[0], wanted[-1])
        for source_id in wanted:
            yield Dossier(source_id, partial(_fetched, shelf, source_id), rules)


def _fetched(shelf: Shelf, source_id: str, kind: type[Record]) -> list[Record]:
    return shelf.of(kind, source_id)


def dossier_of(source_id: str, records: Iterable[Record], rules: Rules) -> Dossier:
    """Return a dossier of records that are at hand."""
    held = list(records)
    return Dossier(source_id, lambda kind: [record for record in held if type(record) is kind], rules)
