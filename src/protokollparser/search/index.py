"""The index of the passages (tantivy): words as they are written, and by what passages are chosen.

The Swedish of a question is worked out when it is asked (`vocabulary`), so that new rules, and new words in
the texts, need no new index.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy

from protokollparser.search.passages import Passage
from protokollparser.search.tokens import words

# Part of what tells a source apart: where texts are cut and split otherwise, all of it is indexed anew.
VERSION = "3"
_MEMORY = 100_000_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("text", "above"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("title", "body"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("source", "document", "kind", "year", "party", "case", "stamp"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("shown", stored=True, indexed=False)
    return builder.build()


@dataclass(frozen=True)
class Found:
    """A passage as the index keeps it: where it stands, its text, and what it belongs to.

    `records` are the records that it holds some of: start and end in the page text, table, id.
    """

    source_id: str
    document_id: str | None
    page: int
    start: int
    line: int
    text: str
    kind: str
    title: str
    body: str
    day: str
    item: str
    records: list[tuple[int, int, str, str]]


class Index:
    """The index in one folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.schema = _schema()
        try:
            self._index = tantivy.Index(self.schema, path=str(folder), reuse=True)
        except (ValueError, OSError):
            # Another version of the library or of the fields made it: it is derived, so it is made anew.
            shutil.rmtree(folder)
            folder.mkdir()
            self._index = tantivy.Index(self.schema, path=str(folder), reuse=True)
        self.searcher = self._index.searcher()

    def stamps(self) -> dict[str, str]:
        """Return the sources that are indexed, with what told them apart."""
        found = self.searcher.terms_with_prefix("stamp", "", filter_query=tantivy.Query.all_query())
        return dict(stamp.split(" ", 1) for stamp, count in found if count)

    def counts(self) -> dict[str, int]:
        """Return the words of all passages, with the number of passages in which each stands."""
        return dict(self.searcher.terms_with_prefix("text", ""))

    def reload(self) -> None:
        """See what was written since."""
        self._index.reload()
        self.searcher = self._index.searcher()

    def writer(self) -> Writer:
        """Return what writes to the index. Raises ValueError while another process does."""
        return Writer(self._index.writer(_MEMORY, 1))

    def found(self, address: tantivy.DocAddress) -> Found:
        """Return the passage at an address."""
        told: dict[str, Any] = json.loads(bytes(self.searcher.doc(address)["shown"][0]))
        return Found(**told)


class Writer:
    """Writes passages; nothing of it is seen before `commit`."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer

    def clear(self) -> None:
        """Take everything out."""
        self._writer.delete_all_documents()

    def remove(self, sources: Iterable[str]) -> None:
        """Take sources out."""
        for source_id in sources:
            self._writer.delete_documents_by_term("source", source_id)

    def mark(self, stamps: Mapping[str, str]) -> None:
        """Note that sources are indexed, those without text too."""
        for source_id, stamp in stamps.items():
            row = tantivy.Document()
            row.add_text("source", source_id)
            row.add_text("stamp", f"{source_id} {stamp}")
            self._writer.add_document(row)

    def add(self, passage: Passage) -> None:
        """Put a passage in."""
        row = tantivy.Document()
        about = passage.about
        row.add_text("text", " ".join(words(passage.text)))
        if passage.heading:
            row.add_text("title", _split(passage.heading))
        above = (passage.item, passage.above, about.title, about.body, about.municipality)
        row.add_text("above", " ".join(_split(title) for title in above if title))
        row.add_text("source", passage.source_id)
        if passage.document_id:
            row.add_text("document", passage.document_id)
            row.add_text("kind", about.kind)
            row.add_text("body", _split(about.body))
        for name, values in (("year", about.years), ("party", passage.parties), ("case", passage.cases)):
            for value in values:
                row.add_text(name, value)
        row.add_bytes("shown", _shown(passage))
        self._writer.add_document(row)

    def commit(self) -> None:
        """Let all that was written be seen at once."""
        self._writer.commit()
        self._writer.wait_merging_threads()


@lru_cache(1 << 13)
def _split(title: str) -> str:
    """Return the words of a title, which many passages share."""
    return " ".join(words(title))


def _shown(passage: Passage) -> bytes:
    """Return what is kept of a passage, as `Found` reads it."""
    about = passage.about
    records = [(piece.start, piece.end, piece.table, piece.record_id) for piece in passage.records]
    told = Found(
        passage.source_id,
        passage.document_id,
        passage.page,
        passage.start,
        passage.line,
        passage.text,
        about.kind,
        about.title,
        about.body,
        about.day,
        passage.item,
        records,
    )
    return json.dumps(vars(told), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
