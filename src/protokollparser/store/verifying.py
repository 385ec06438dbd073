"""What must hold in every database, asked of all its rows: the answer to `db verify`.

Each question is one statement of SQL whose rows are what does not hold: the table, and the key of the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from protokollparser.columns.fields import fields
from protokollparser.columns.reading import IDENTITIES
from protokollparser.core.records import REGISTRY, Printed, Record
from protokollparser.core.records.documents import Accession, LogicalDocument, Source, SourceFile
from protokollparser.core.records.figures import Amount
from protokollparser.core.records.findings import CheckRun, Finding, FindingEvidence, Removal, Review
from protokollparser.core.records.items import Attachment, SectionText
from protokollparser.core.records.meetings import Meeting
from protokollparser.core.records.people import (
    Alias,
    IdentityCandidate,
    Mention,
    Organisation,
    Person,
    Sighting,
)
from protokollparser.core.records.tables import DataTable

# Rows that tell of contents which wait to be read, or of what is no longer here.
_APART: frozenset[type[Record]] = frozenset({Source, SourceFile, Accession, Removal, Review})
# Accepted findings outlive what they were found in until the next check, as do the runs of checks.
_OF_CHECKS: frozenset[type[Record]] = frozenset({Finding, FindingEvidence, CheckRun})

# What records name under another word than its key.
_NAMED_OTHERWISE: tuple[tuple[type[Record], str, type[Record]], ...] = (
    (LogicalDocument, "parent_id", LogicalDocument),
    (LogicalDocument, "same_as", LogicalDocument),
    (LogicalDocument, "supersedes", LogicalDocument),
    (LogicalDocument, "extract_of", LogicalDocument),
    (SectionText, "parent_id", SectionText),
    (Meeting, "body_id", Organisation),
    (Attachment, "included_document_id", LogicalDocument),
    (Amount, "fact_table_id", DataTable),
)

_SHOWN = 3


@dataclass(frozen=True)
class Question:
    """One thing that must hold of a table: `name` says what, `sql` gives the keys of which it does not."""

    name: str
    table: str
    sql: str


@dataclass(frozen=True)
class Verdict:
    """How many rows of a table break something that must hold, with the keys of some."""

    name: str
    table: str
    count: int
    examples: tuple[str, ...]


def verify(ask: Callable[[str], list[tuple[str]]]) -> list[Verdict]:
    """Return what does not hold; `ask` gives the rows of a statement."""
    found = []
    for question in questions():
        keys = [key for (key,) in ask(f"{question.sql} ORDER BY 1")]
        if keys:
            found.append(Verdict(question.name, question.table, len(keys), tuple(keys[:_SHOWN])))
    return found


def questions() -> Iterator[Question]:
    """Yield all that must hold, the tables in the order of their names."""
    for table in sorted(REGISTRY):
        kind = REGISTRY[table]
        key = kind.key
        yield Question("keys", table, f"SELECT {key} FROM {table} GROUP BY {key} HAVING count(*) > 1")
        names = {field.name for field in fields(kind)}
        if "source_id" in names and kind not in _APART:
            yield _known(kind, "sources", "source_id", "source", "source_id")
        if kind not in {*_APART, *_OF_CHECKS}:
            for other in REGISTRY.values():
                if other.key in names and other not in {kind, Source}:
                    yield _known(kind, "references", other.key, other.table, other.key)
        if issubclass(kind, Printed):
            yield from _places(kind)
    yield _known(FindingEvidence, "evidence", "finding_id", "finding", "finding_id")
    yield from _links()
    # Contents that a shard brought, all of them or none: each has its pages, unless it could not be read.
    yield Question(
        "shards",
        "source",
        "SELECT source_id FROM source AS s WHERE status IN ('parsed', 'partial') AND page_count <> "
        "(SELECT count(*) FROM page AS p WHERE p.source_id = s.source_id)",
    )


def _links() -> Iterator[Question]:
    """Yield the questions whether there is what records name in columns that are called otherwise."""
    for kind, column, other in _NAMED_OTHERWISE:
        yield _known(kind, "references", column, other.table, other.key)
    for kind, column in (
        (Alias, "entity_id"),
        (IdentityCandidate, "entity_id"),
        (IdentityCandidate, "other_id"),
    ):
        yield _known(kind, "references", column, "person", Person.key, "entity_table = 'person'")
    for column in ("entity_id", "other_id"):
        where = "entity_table = 'line'"
        yield _known(IdentityCandidate, "references", column, "line_label", "line_id", where)
    for kind, told in ((Sighting, "entity_table"), (Mention, "entity_type")):
        for other in IDENTITIES:
            where = f"{told} = '{other.table}'"
            yield _known(kind, "references", "entity_id", other.table, other.key, where)


def _known(kind: type[Record], name: str, column: str, table: str, key: str, where: str = "TRUE") -> Question:
    """Return the question which rows of a table name something that is not there."""
    sql = (
        f"SELECT {kind.key} FROM {kind.table} WHERE {column} IS NOT NULL AND {where} "
        f"AND {column} NOT IN (SELECT {key} FROM {table})"
    )
    return Question(name, kind.table, sql)


def _places(kind: type[Record]) -> Iterator[Question]:
    """Yield the questions whether records stand on a page, within it, and print what stands there."""
    joined = f"FROM {kind.table} AS r LEFT JOIN page AS p USING (source_id, page)"
    outside = "r.char_start < 0 OR r.char_end < r.char_start OR r.char_end > length(p.text)"
    yield Question("spans", kind.table, f"SELECT r.{kind.key} {joined} WHERE p.text IS NULL OR {outside}")
    slice_ = "substring(p.text, r.char_start + 1, r.char_end - r.char_start)"
    yield Question("printed", kind.table, f"SELECT r.{kind.key} {joined} WHERE r.printed <> {slice_}")
