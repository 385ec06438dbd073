"""Searching: a question to an open store, answered with hits in the order of their worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from tantivy import Query

from protokollparser.core.document import LINE_END
from protokollparser.core.errors import UsageError
from protokollparser.core.privacy import mask
from protokollparser.core.records.documents import DOCUMENT_KINDS
from protokollparser.core.rules import default_root, read_yaml
from protokollparser.search.index import Found, Index
from protokollparser.search.keeping import Progress, open_index
from protokollparser.search.language import Filters, read
from protokollparser.search.marking import Mark, Snippet, best, line_of, marks, snippet
from protokollparser.search.vocabulary import Meaning, Vocabulary
from protokollparser.search.weighing import Weighed, Weighing
from protokollparser.store import Store, Table

# Hits of the same worth stand in the order of their places: so many more are looked at, to know them all.
_MORE = 100
_DIGITS = 4
_FILES = """
    SELECT source_id, min(path) FROM source_file WHERE list_contains($sources, source_id) GROUP BY 1
"""
_NAMED = "SELECT DISTINCT source_id FROM source_file WHERE contains(lower(path), lower($name))"
_REPLACED = "SELECT document_id FROM v_documents WHERE NOT counted"


@dataclass(frozen=True)
class Hit:
    """A passage that was found: what it is, where its best matching word stands, and the words around it.

    `title`, `body` and `date` are those of the document, `item` is number and title of the agenda item; an
    empty text where there is none. `page`, `line` and the offsets (code points of the page text) are those of
    the matching word, `line_start` and `line_end` those of the passage. `lines` are all lines with a matching
    word. `record_table` and `record_id` name the smallest record that holds the word.
    """

    rank: int
    score: float
    has_all: bool
    record_table: str | None
    record_id: str | None
    source_id: str
    document_id: str | None
    path: str
    kind: str
    title: str
    body: str
    date: str
    item: str
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

    @property
    def passages(self) -> int:
        """How many passages are indexed."""
        return int(self._index.searcher.num_docs)

    @property
    def words(self) -> int:
        """How many different words stand in them."""
        return len(self._vocabulary.counts)

    def meaning(self, word: str) -> Meaning:
        """Return the words of the texts that a word of a question stands for, with what they are worth."""
        return self._vocabulary.meaning(word)

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
        hits = [
            _hit(at + 1, score, path, passage, weighed, has_all=has_all, unmasked=unmasked)
            for at, (score, path, passage) in enumerate(found)
        ]
        return Answer(tuple(hits), count, has_all)

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

    def _found(self, query: Query, limit: int) -> tuple[int, list[tuple[float, str, Found]]]:
        """Return how many passages a query finds, and the best by score, path, page and place."""
        answer: Any = self._index.searcher.search(query, limit + _MORE, count=True)
        scored = [(round(float(score), _DIGITS), address) for score, address in answer.hits]
        # The index has no order of its own among those of the last score.
        least = scored[limit - 1][0] if len(scored) >= limit else 0.0
        found = [(score, self._index.found(address)) for score, address in scored if score >= least]
        sources = sorted({passage.source_id for _, passage in found})
        paths: dict[str, str] = dict(self._store.query(_FILES, {"sources": sources}).rows)
        ranked = [(score, paths.get(passage.source_id, ""), passage) for score, passage in found]
        ranked.sort(key=lambda one: (-one[0], one[1], one[2].source_id, one[2].page, one[2].start))
        return answer.count or 0, ranked[:limit]


def _hit(
    rank: int, score: float, path: str, passage: Found, weighed: Weighed, *, has_all: bool, unmasked: bool
) -> Hit:
    """Return a passage found as a hit."""
    text = passage.text
    found = marks(text, weighed.sought)
    begins = len(text) - len(text.lstrip())
    first = best(found) if found else Mark(begins, begins, 0, 0.0)
    breaks = [end.end() for end in LINE_END.finditer(text)]
    spot = passage.start + first.start
    record = _smallest(passage, spot)
    return Hit(
        rank=rank,
        score=score,
        has_all=has_all,
        record_table=record[0] if record else None,
        record_id=record[1] if record else None,
        source_id=passage.source_id,
        document_id=passage.document_id,
        path=path,
        kind=passage.kind,
        title=passage.title,
        body=passage.body,
        date=passage.day,
        item=passage.item,
        page=passage.page,
        line=line_of(breaks, passage.line, first.start),
        line_start=line_of(breaks, passage.line, begins),
        line_end=line_of(breaks, passage.line, len(text.rstrip())),
        char_start=spot,
        char_end=passage.start + first.end,
        lines=tuple(dict.fromkeys(line_of(breaks, passage.line, mark.start) for mark in found)),
        snippet=snippet(text if unmasked else mask(text), found, first.start),
    )


def _smallest(passage: Found, spot: int) -> tuple[str, str] | None:
    """Return table and id of the smallest record around a place of a page."""
    around = [(end - start, table, key) for start, end, table, key in passage.records if start <= spot < end]
    return min(around)[1:] if around else None


def search(store: Store, question: str, *, limit: int = 20, **filters: str | None) -> Answer:
    """Return the best hits of a question in a store; filters are body, year, kind, party, case and file."""
    return Search(store).ask(question, limit=limit, filters=filters)
