"""Records into tables, as Arrow: what people, checks and single sources say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

import pyarrow as pa
from sqlalchemy import Connection, delete, func, select

from protokollparser.columns import Columns
from protokollparser.columns.arrow import as_arrow, further_places
from protokollparser.columns.fields import fields
from protokollparser.core.errors import UsageError
from protokollparser.core.records import REGISTRY, Record
from protokollparser.core.records.documents import Accession, Source, SourceFile
from protokollparser.core.records.findings import CheckRun, Finding, FindingEvidence, Removal
from protokollparser.core.records.places import RecordSpan
from protokollparser.store import lines, reviews
from protokollparser.store.identities import gather, named_by, touch
from protokollparser.store.loading import AUDIT, load
from protokollparser.store.schema import tables

# Places of contents that were seen once and never read: the file was still being written.
_FORGET = """
DELETE FROM source_file WHERE source_id NOT IN (SELECT source_id FROM source) AND NOT EXISTS (
    SELECT 1 FROM accession AS a WHERE a.source_id = source_file.source_id AND a.path = source_file.path
    AND a.container IS NOT DISTINCT FROM source_file.container
)
"""


def save(connection: Connection, said: Columns, source: Source, files: Sequence[SourceFile]) -> str:
    """Store what one source says in place of what it said; return `new`, `replaced` or `unchanged`."""
    source = source.model_copy(update={"reading_hash": said.hash})
    tables_: dict[type[Record], pa.Table] = {**said.tables, Source: as_arrow(Source, [source])}
    if files:
        tables_[SourceFile] = as_arrow(SourceFile, files)
    touched = named_by(connection, source.source_id)
    with _offered(connection, tables_) as arriving:
        status = load(connection, arriving)[source.source_id]
    if status == "replaced":
        reviews.restore(connection, source.source_id)
    if status != "unchanged":
        gather(connection, touched | named_by(connection, source.source_id), insert)
    return status


def register(connection: Connection, rows: Sequence[Accession], files: Sequence[SourceFile]) -> None:
    """Store where contents were found."""
    found: dict[type[Record], pa.Table] = {}
    if rows:
        found[Accession] = as_arrow(Accession, rows)
    if files:
        found[SourceFile] = as_arrow(SourceFile, files)
    with _offered(connection, found) as arriving:
        load(connection, arriving)
    connection.exec_driver_sql(_FORGET)


@contextmanager
def _offered(
    connection: Connection, found: Mapping[type[Record], pa.Table]
) -> Iterator[dict[type[Record], str]]:
    """Hold columns in memory in the database's sight, under the names that the block is told."""
    driver = connection.connection.driver_connection
    assert driver is not None
    names = {kind: f"offered_{kind.table}" for kind in found}
    for kind, name in names.items():
        driver.register(name, found[kind])
    try:
        yield names
    finally:
        for name in names.values():
            driver.unregister(name)


def put(connection: Connection, records: Iterable[Record]) -> None:
    """Store single records, each in place of the one with its key."""
    families: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        families[type(record)].append(record)
    for kind, family in families.items():
        table = tables()[kind.table]
        connection.execute(delete(table).where(table.c[kind.key].in_([record.id for record in family])))
        insert(connection, kind, family)


def replace_findings(
    connection: Connection,
    findings: Sequence[Finding],
    evidence: Sequence[FindingEvidence],
    runs: Sequence[CheckRun],
) -> None:
    """Store findings, evidence and runs of checks in place of the earlier ones; acceptances stay."""
    marked = reviews.accepted(connection, findings)
    for kind in AUDIT:
        connection.execute(delete(tables()[kind.table]))
    pieces = tables()[RecordSpan.table]
    connection.execute(delete(pieces).where(pieces.c.record_table.in_([kind.table for kind in AUDIT])))
    for kind, records in ((Finding, marked), (FindingEvidence, evidence), (CheckRun, runs)):
        insert(connection, kind, records)
    insert(connection, RecordSpan, further_places([*marked, *evidence]))


def remove(connection: Connection, source_id: str, reason: str | None) -> Removal:
    """Erase a source, all that came from it, and the identities that only it named; return the log row."""
    source = tables()[Source.table]
    name = connection.scalar(select(source.c.file_name).where(source.c.source_id == source_id))
    if name is None:
        raise UsageError(f"{source_id}: no such source is stored", "no_source", source=source_id)
    touched = named_by(connection, source_id)
    of_source = "SELECT source_id FROM arrived"
    connection.exec_driver_sql("CREATE OR REPLACE TEMP TABLE arrived AS SELECT ? AS source_id", (source_id,))
    touch(connection, of_source)
    lines.erase(connection, of_source)
    counts = {}
    for kind in _with_source():
        table = tables()[kind.table]
        count = connection.scalar(
            select(func.count()).select_from(table).where(table.c.source_id == source_id)
        )
        if count and kind is not Removal:
            counts[kind.table] = count
            connection.execute(delete(table).where(table.c.source_id == source_id))
    gather(connection, touched, insert)
    now = datetime.now().replace(microsecond=0)
    removal = Removal(source_id=source_id, file_name=name, reason=reason, removed_at=now, counts=counts)
    put(connection, [removal])
    return removal


def _with_source() -> list[type[Record]]:
    """Return the record types whose rows belong to a source."""
    return [kind for kind in REGISTRY.values() if "source_id" in tables()[kind.table].c]


def insert(
    connection: Connection, kind: type[Record], records: Sequence[Record], *, into: str | None = None
) -> None:
    """Write records of one type, into their table or another of the same columns."""
    if records:
        names = ", ".join(f'"{field.name}"' for field in fields(kind))
        with _offered(connection, {kind: as_arrow(kind, records)}) as offered:
            connection.exec_driver_sql(
                f"INSERT INTO {into or kind.table} ({names}) SELECT {names} FROM {offered[kind]}"
            )
