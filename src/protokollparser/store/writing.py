"""Records into tables, as Arrow: what a source says replaces what it said before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import PurePath

import pyarrow as pa
from sqlalchemy import ColumnElement, Connection, delete, func, select
from sqlalchemy import Table as SqlTable

from protokollparser.columns import Columns
from protokollparser.columns.arrow import as_arrow, further_places
from protokollparser.core.errors import UsageError
from protokollparser.core.records import REGISTRY, Record
from protokollparser.core.records.documents import Source, SourceFile
from protokollparser.core.records.findings import CheckRun, Finding, FindingEvidence, Removal, Review
from protokollparser.core.records.places import RecordSpan
from protokollparser.store import reviews
from protokollparser.store.identities import gather, named_by
from protokollparser.store.rows import answer
from protokollparser.store.schema import tables

AUDIT: tuple[type[Record], ...] = (Finding, FindingEvidence, CheckRun)
# Written by others than the reader: checks, people, and the log.
_NOT_READ = frozenset(
    {*(kind.table for kind in AUDIT), Source.table, SourceFile.table, Review.table, Removal.table}
)


def save(connection: Connection, said: Columns, source: Source, files: Sequence[SourceFile]) -> str:
    """Store a source in place of what was stored of it; return `new`, `replaced` or `unchanged`."""
    table = tables()[Source.table]
    stored = answer(connection, select(table).where(table.c.source_id == source.source_id))
    _insert_missing(connection, SourceFile, files)
    source = source.model_copy(
        update={"file_name": _file_name(connection, source), "reading_hash": said.hash}
    )
    if stored and {**stored[0], "imported_at": source.imported_at} == source.model_dump():
        return "unchanged"
    touched = named_by(connection, source.source_id)
    if stored:
        _clear(connection, source.source_id)
    insert(connection, Source, [source])
    for kind, columns in said.tables.items():
        _insert_columns(connection, kind, columns)
    gather(connection, touched | named_by(connection, source.source_id), insert)
    for review in reviews.moved(connection, source.source_id):
        insert(connection, Review, [review])
    return "replaced" if stored else "new"


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
    connection.execute(delete(pieces).where(~_of_reader(pieces)))
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


def _of_reader(table: SqlTable) -> ColumnElement[bool]:
    """Return the condition for rows that the reader wrote: further places of findings are not its own."""
    audited = [kind.table for kind in AUDIT]
    return (
        table.c.record_table.not_in(audited)
        if table.name == RecordSpan.table
        else table.c.source_id.is_not(None)
    )


def _clear(connection: Connection, source_id: str) -> None:
    """Delete what was read from a source and what checks found in it; accepted findings stay."""
    finding, evidence = tables()[Finding.table], tables()[FindingEvidence.table]
    open_ = select(finding.c.finding_id).where(
        finding.c.source_id == source_id, finding.c.status != "accepted"
    )
    connection.execute(delete(evidence).where(evidence.c.finding_id.in_(open_)))
    connection.execute(delete(finding).where(finding.c.finding_id.in_(open_)))
    for kind in _with_source():
        table = tables()[kind.table]
        if kind.table not in _NOT_READ or kind in {Source, CheckRun}:
            connection.execute(delete(table).where((table.c.source_id == source_id) & _of_reader(table)))


def insert(connection: Connection, kind: type[Record], records: Sequence[Record]) -> None:
    """Write records of one type."""
    if records:
        _insert_columns(connection, kind, as_arrow(kind, records))


def _insert_columns(connection: Connection, kind: type[Record], columns: pa.Table) -> None:
    """Write the columns of one table in one statement."""
    driver = connection.connection.driver_connection
    assert driver is not None
    names = ", ".join(f'"{name}"' for name in columns.column_names)
    driver.register("offered", columns)
    connection.exec_driver_sql(f"INSERT INTO {kind.table} ({names}) SELECT {names} FROM offered")
    driver.unregister("offered")


def _insert_missing(connection: Connection, kind: type[Record], records: Sequence[Record]) -> None:
    """Write those records whose key is not there yet."""
    table = tables()[kind.table]
    keys = [record.id for record in records]
    known = set(connection.scalars(select(table.c[kind.key]).where(table.c[kind.key].in_(keys))))
    insert(connection, kind, [record for record in records if record.id not in known])


def _file_name(connection: Connection, source: Source) -> str:
    """Return the first of the names under which a content was found, whichever came first."""
    table = tables()[SourceFile.table]
    paths = connection.scalars(select(table.c.path).where(table.c.source_id == source.source_id))
    return min((PurePath(path).name for path in paths), default=source.file_name)
