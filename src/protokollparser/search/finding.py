"""Searching: a question to an open store, answered with hits in the order of their worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from tantivy import Query

from protokollparser.core.document import LINE_END
from protokollparser.core.errors import UsageError
from protokollparser.core.privacy import mask
from protokollparser.core.records.documents import DOCUMENT_KINDS
from protokollparser.core.rules import default_root, read_yaml
from protokollparser.search.index import Index, Place
from protokollparser.search.keeping import Progress, open_index
from protokollparser.search.language import Filters, read
from protokollparser.search.marking import Mark, Snippet, best, line_of, marks, snippet
from protokollparser.search.vocabulary import Vocabulary
from protokollparser.search.weighing import Weighed, Weighing
from protokollparser.store import Store, Table

# Hits of the same worth stand in the order of their places: some more are looked at, to know them all.
_MORE = 50
_DIGITS = 4
# One page may hold several passages: the page is asked for once.
_PAGES = """
    WITH asked AS (SELECT DISTINCT unnest($sources) AS source_id, unnest($pages) AS page)
    SELECT p.source_id, p.page, p.first_line, p.text FROM page AS p JOIN asked USING (source_id, page)
"""
_DOCUMENTS = """
    SELECT d.document_id, d.kind, d.title, d.body, coalesce(d.document_date, m.held, d.period_end)
    FROM document AS d
    LEFT JOIN (SELECT document_id, min(meeting_date) AS held FROM meeting GROUP BY 1) AS m USING (document_id)
    WHERE list_contains($documents, d.document_id)
"""
_FILES = """
    SELECT source_id, min(path) FROM source_file WHERE list_contains($sources, source_id) GROUP BY 1
"""
_NAMED = "SELECT DISTINCT source_id FROM source_file WHERE contains(lower(path), lower($name))"
_REPLACED = "SELECT document_id FROM v_documents WHERE NOT counted"
_PLACED = (
    "decision",
    "proposal",
    "dissent",
    "attachment",
    "data_table",
    "section",
    "agenda_item",
    "document",
)
_KEYS = {"agenda_item": "item_id", "data_table": "table_id"}


@dataclass(frozen=True)
class Hit:
    """A passage that was found: what it is, where its best matching word stands, and the words around it.

    `page`, `line` and the offsets (code points of the page text) are those of the matching word, `line_start`
    and `line_end` those of the passage. `lines` are all lines with a matching word. `record_table` and
    `record_id` name the smallest record that holds the word.
    """

    rank: int
    score: float
    has_all: bool
    record_table: str | None
    record_id: str | None
    source_id: str
    document_id: str | None
    path: str
    kind: str | None
    title: str | None
    body: str | None
    date: Any
    paragraph: int | None
    item_title: str | None
    page: int
    line: int
    line_start: int
    line_end: int
    char_start: int
    char_end: int
    lines: tuple[int, ...]
    snippet: Snippet


@dataclass(frozen=True)
class Answer:
    """The first hits of a search, and how many passages hold all words (or, if none does, one of them)."""

    hits: tuple[Hit, ...]
    count: int
    has_all: bool

    def table(self) -> Table:
        """Return the hits as rows; `snippet` is its text, `marks` where the words found stand in it."""
        names = [field.name for field in fields(Hit)]
        rows = [
            (
                *(getattr(hit, name) for name in names[:-1]),
                hit.snippet.text,
                [list(m) for m in hit.snippet.marks],
            )
            for hit in self.hits
        ]
        told = [tuple(list(cell) if isinstance(cell, tuple) else cell for cell in row) for row in rows]
        return Table((*names, "marks"), ("",) * (len(names) + 1), iter(told))


class Search:
    """A store with its index, open for questions."""

    def __init__(
        self,
        store: Store,
        *,
        kinds: Mapping[str, str] | None = None,
        rebuild: bool = False,
        told: Progress | None = None,
    ) -> None:
        """Bring the index up to date. `kinds` are the kinds of document by what people call them.

        Raises StoreError where no index can be kept.
        """
        self._kinds = kinds or {kind: kind for kind in DOCUMENT_KINDS}
        self._store = store
        # The rules as a whole take longer to read than most questions to answer.
        self._said: Mapping[str, Any] = read_yaml(default_root() / "vocabulary" / "search_words.yml")
        self._index: Index = open_index(store, rebuild=rebuild, told=told)
        self._vocabulary = Vocabulary(self._index.counts(), self._said)
        self._weighing = Weighing(self._index, self._vocabulary)
        self._replaced = [row[0] for row in store.query(_REPLACED).rows]

    def ask(
        self,
        question: str,
        *,
        limit: int = 20,
        filters: Mapping[str, str | None] | None = None,
        every_version: bool = False,
        unmasked: bool = False,
    ) -> Answer:
        """Return the best hits of a question; passages with some of its words only where none has all.

        `filters` are those of `Filters`, by name. Documents that others replace or repeat are left out,
        unless `every_version`; personal identity numbers in snippets are masked, unless `unmasked`.
        Raises UsageError.
        """
        asked = read(question, self._said, filters or {})
        wanted = asked.filters
        if wanted.kind is not None:
            wanted = replace(wanted, kind=self._kind(wanted.kind))
        weighed = self._weighing.weighed(
            asked.clauses,
            self._weighing.filters(wanted, self._sources(wanted)),
            [] if every_version else self._weighing.outside(self._replaced),
        )
        count, found = self._found(weighed.query, limit)
        has_all = bool(found) or weighed.any_query is None
        if not found and weighed.any_query is not None:
            count, found = self._found(weighed.any_query, limit)
        return Answer(self._hits(found, weighed, limit, has_all=has_all, unmasked=unmasked), count, has_all)

    def _kind(self, called: str) -> str:
        """Return the kind of document that people call so. Raises UsageError."""
        kind = self._kinds.get(called.lower())
        if kind is None:
            kinds = ", ".join(sorted(self._kinds))
            raise UsageError(
                f"{called}: no kind of document; choose among {kinds}",
                "search_kind",
                kind=called,
                kinds=kinds,
            )
        return kind

    def _sources(self, filters: Filters) -> list[str] | None:
        """Return the sources whose path holds what is asked for, None where no file is."""
        if filters.file is None:
            return None
        return [row[0] for row in self._store.query(_NAMED, {"name": filters.file}).rows]

    def _found(self, query: Query, limit: int) -> tuple[int, list[tuple[float, Place]]]:
        """Return how many passages a query finds, and the best with their scores, more than asked for."""
        answer: Any = self._index.searcher.search(query, limit + _MORE, count=True)
        found = [(round(float(score), _DIGITS), self._index.place(address)) for score, address in answer.hits]
        return answer.count or 0, found

    def _hits(
        self,
        found: Sequence[tuple[float, Place]],
        weighed: Weighed,
        limit: int,
        *,
        has_all: bool,
        unmasked: bool,
    ) -> tuple[Hit, ...]:
        """Return the passages found as hits, the best first, then by path, page and line."""
        sources = [place.source_id for _, place in found]
        paths: dict[str, str] = dict(self._store.query(_FILES, {"sources": sources}).rows)
        ranked = sorted(
            found,
            key=lambda one: (
                -one[0],
                paths.get(one[1].source_id, ""),
                one[1].source_id,
                one[1].page,
                one[1].start,
            ),
        )[:limit]
        if not ranked:
            return ()
        places = [place for _, place in ranked]
        pages = self._pages(places)
        documents = self._documents(places)
        marked = []
        for _, place in ranked:
            _, text, _ = pages[place.source_id, place.page]
            found_marks = marks(text[place.start : place.end], weighed.sought)
            first = best(found_marks) if found_marks else Mark(_first_letter(text, place), 0, 0, 0.0)
            marked.append((found_marks, first))
        spots = [place.start + first.start for place, (_, first) in zip(places, marked, strict=True)]
        records = self._records(places, spots)
        hits = []
        for at, (score, place) in enumerate(ranked):
            first_line, text, breaks = pages[place.source_id, place.page]
            found_marks, first = marked[at]
            own = text[place.start : place.end]
            lines = dict.fromkeys(line_of(breaks, first_line, place.start + m.start) for m in found_marks)
            table, record_id, paragraph, item_title = records.get(at, (None, None, None, None))
            kind, title, body, day = documents.get(place.document_id or "", (None, None, None, None))
            hits.append(
                Hit(
                    rank=at + 1,
                    score=score,
                    has_all=has_all,
                    record_table=table,
                    record_id=record_id,
                    source_id=place.source_id,
                    document_id=place.document_id,
                    path=paths.get(place.source_id, ""),
                    kind=kind,
                    title=title,
                    body=body,
                    date=day,
                    paragraph=paragraph,
                    item_title=item_title,
                    page=place.page,
                    line=line_of(breaks, first_line, spots[at]),
                    line_start=line_of(breaks, first_line, _first_letter(text, place) + place.start),
                    line_end=line_of(breaks, first_line, place.start + len(own.rstrip())),
                    char_start=spots[at],
                    char_end=place.start + max(first.end, first.start),
                    lines=tuple(lines),
                    snippet=snippet(own if unmasked else mask(own), found_marks, first.start),
                )
            )
        return tuple(hits)

    def _pages(self, places: Sequence[Place]) -> dict[tuple[str, int], tuple[int, str, list[int]]]:
        asked = {"sources": [p.source_id for p in places], "pages": [p.page for p in places]}
        return {
            (source, page): (line, text, [end.end() for end in LINE_END.finditer(text)])
            for source, page, line, text in self._store.query(_PAGES, asked).rows
        }

    def _documents(self, places: Sequence[Place]) -> dict[str, tuple[Any, ...]]:
        asked = {"documents": sorted({place.document_id for place in places if place.document_id})}
        return {row[0]: row[1:] for row in self._store.query(_DOCUMENTS, asked).rows}

    def _records(
        self, places: Sequence[Place], spots: Sequence[int]
    ) -> dict[int, tuple[str, str, int | None, str | None]]:
        """Return the smallest record around each spot, with § and title of the item in which it stands."""
        asked = {
            "numbers": list(range(len(places))),
            "sources": [place.source_id for place in places],
            "pages": [place.page for place in places],
            "spots": list(spots),
        }
        return {row[0]: row[1:] for row in self._store.query(_AROUND, asked).rows}


def _around() -> str:
    """Return the SQL that finds the smallest record around each of some places, and its item."""
    placed = " UNION ALL ".join(
        f"SELECT '{table}' AS record_table, {_KEYS.get(table, table + '_id')} AS record_id, source_id, page,"
        f" char_start, char_end FROM {table}"
        for table in _PLACED
    )
    return f"""
        WITH asked AS (
            SELECT unnest($numbers) AS number, unnest($sources) AS source_id, unnest($pages) AS page,
                unnest($spots) AS spot
        ), placed AS (
            {placed}
            UNION ALL SELECT record_table, record_id, source_id, page, char_start, char_end FROM record_span
            WHERE record_table IN ({", ".join(f"'{table}'" for table in _PLACED)})
        ), around AS (
            SELECT a.number, p.record_table, p.record_id, p.char_end - p.char_start AS length
            FROM asked AS a JOIN placed AS p ON p.source_id = a.source_id AND p.page = a.page
                AND p.char_start <= a.spot AND a.spot < p.char_end
        ), smallest AS (
            SELECT number, arg_min(record_table, (length, record_table)) AS record_table,
                arg_min(record_id, (length, record_table)) AS record_id,
                arg_min(record_id, (length, record_id)) FILTER (record_table = 'agenda_item') AS item_id
            FROM around GROUP BY number
        )
        SELECT s.number, s.record_table, s.record_id, i.paragraph, i.title
        FROM smallest AS s LEFT JOIN agenda_item AS i ON i.item_id = s.item_id
    """


_AROUND = _around()


def _first_letter(text: str, place: Place) -> int:
    """Return where a passage begins to say something, from its own beginning."""
    own = text[place.start : place.end]
    return len(own) - len(own.lstrip())


def search(store: Store, question: str, *, limit: int = 20, **filters: str | None) -> Answer:
    """Return the best hits of a question in a store; filters are body, year, kind, party, case and file."""
    return Search(store).ask(question, limit=limit, filters=filters)
