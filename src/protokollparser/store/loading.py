"""What many sources say into the tables, whole or not at all, in place of what they said before.

What arrives is a table for each type of record, in the database's words: a Parquet file of a shard, or
columns in memory. Loading the same again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from protokollparser.columns.fields import fields
from protokollparser.columns.reading import IDENTITIES
from protokollparser.core.records import REGISTRY, Record
from protokollparser.core.records.documents import Accession, LoadedShard, Source, SourceFile
from protokollparser.core.records.findings import (
    CheckRun,
    Finding,
    FindingEvidence,
    ImportRun,
    Removal,
    Review,
)
from protokollparser.core.records.places import RecordSpan
from protokollparser.store import lines
from protokollparser.store.identities import introduce, touch
from protokollparser.store.information import SETTLED, say
from protokollparser.store.reviews import restore
from protokollparser.store.schema import tables
from protokollparser.store.sql import quoted, runner

# By type of record, what stands behind FROM.
Arriving = Mapping[type[Record], str]

AUDIT: tuple[type[Record], ...] = (Finding, FindingEvidence, CheckRun)
_LOG: tuple[type[Record], ...] = (SourceFile, Accession, LoadedShard, ImportRun, Removal, Review)
# A source is the same when all else is the same; its name follows from all its paths.
_APART = frozenset({"imported_at", "file_name"})
# What may differ where what it says was confirmed: another program read the same.
_MADE = frozenset({"made_by", "parser_version"})
_STATUS = """
CREATE OR REPLACE TEMP TABLE arrived AS
SELECT a.source_id,
    CASE WHEN s.source_id IS NULL THEN 'new' WHEN NOT ({said}) THEN 'replaced'
        WHEN {made} THEN 'unchanged' ELSE 'confirmed' END AS status
FROM {arriving} AS a LEFT JOIN source AS s USING (source_id)
"""
# Folders that could not be entered were registered as paths; now there are files in them.
_ENTERED = """
DELETE FROM accession WHERE source_id IS NULL AND container IS NULL AND EXISTS (
    SELECT 1 FROM accession AS a WHERE a.container IS NULL AND starts_with(a.path, accession.path || '/')
)
"""
_REPLACED = "SELECT source_id FROM arrived WHERE status = 'replaced'"
_CONFIRMED = "SELECT source_id FROM arrived WHERE status = 'confirmed'"
_CHANGED = "SELECT source_id FROM arrived WHERE status IN ('new', 'replaced')"
# The first of the names under which a content was found, whichever came first.
_NAMES = """
UPDATE source SET file_name = found.name FROM (
    SELECT source_id, min(regexp_extract(path, '[^/]*$')) AS name FROM source_file
    WHERE source_id IN (SELECT source_id FROM {files}) GROUP BY source_id
) AS found WHERE source.source_id = found.source_id AND source.file_name <> found.name
"""


def load_shard(
    connection: Connection, name: str, files: Mapping[str, Path], documents: int
) -> dict[str, str]:
    """Store the Parquet files of a shard, by table, and return what became of each source; once only."""
    loaded = tables()[LoadedShard.table]
    if connection.scalar(select(loaded.c.name).where(loaded.c.name == name)):
        return {}
    arriving = {REGISTRY[table]: f"read_parquet({quoted(path)})" for table, path in files.items()}
    statuses = load(connection, arriving)
    for source_id, status in statuses.items():
        if status == "replaced":
            restore(connection, source_id)
    if "replaced" in statuses.values():
        _unlink(connection)
    if statuses:
        introduce(connection, _CHANGED)
    row = LoadedShard(name=name, documents=documents, loaded_at=datetime.now())
    connection.execute(insert(loaded).values(loaded_shard_id=row.id, **row.model_dump()))
    return statuses


def _unlink(connection: Connection) -> None:
    """Let go of the versions of documents that are no longer there, until versions are linked anew."""
    for name in ("same_as", "supersedes", "extract_of"):
        connection.exec_driver_sql(
            f"UPDATE document SET {name} = NULL WHERE {name} NOT IN (SELECT document_id FROM document)"
        )


def load(connection: Connection, arriving: Arriving) -> dict[str, str]:
    """Store what arrives, and return for each source whether it is `new`, `replaced` or `unchanged`.

    Of one that says what it said, only what read it is written anew.
    """
    for kind in _LOG:
        if kind in arriving:
            _log(connection, kind, arriving[kind])
    statuses = _statuses(connection, arriving[Source]) if Source in arriving else {}
    if "replaced" in statuses.values():
        touch(connection, _REPLACED)
        clear(connection, _REPLACED)
    if "confirmed" in statuses.values():
        connection.exec_driver_sql(f"DELETE FROM source WHERE source_id IN ({_CONFIRMED})")
        _insert(connection, Source, f"{arriving[Source]} WHERE source_id IN ({_CONFIRMED})")
    changed = f"WHERE source_id IN ({_CHANGED})" if {"confirmed", "unchanged"} & {*statuses.values()} else ""
    for kind, relation in arriving.items():
        if kind not in _LOG:
            _insert(connection, kind, f"{relation} {changed}")
    lines.write(connection, arriving, f"source_id IN ({_CHANGED})")
    if {"new", "replaced"} & {*statuses.values()}:
        touch(connection, _CHANGED)
        say(connection, SETTLED, "no")
    if SourceFile in arriving:
        connection.exec_driver_sql(_NAMES.format(files=arriving[SourceFile]))
    return {key: "unchanged" if status == "confirmed" else status for key, status in statuses.items()}


def clear(connection: Connection, sources: str) -> None:
    """Delete what was read from the sources of a subquery and what checks found; accepted findings stay."""
    unsettled = f"SELECT finding_id FROM finding WHERE source_id IN ({sources}) AND status <> 'accepted'"
    connection.exec_driver_sql(f"DELETE FROM finding_evidence WHERE finding_id IN ({unsettled})")
    connection.exec_driver_sql(f"DELETE FROM finding WHERE finding_id IN ({unsettled})")
    lines.erase(connection, sources)
    for kind in REGISTRY.values():
        if "source_id" not in tables()[kind.table].c or kind in {
            *_LOG,
            *IDENTITIES,
            Finding,
            FindingEvidence,
        }:
            continue
        # Further places of findings are not the reader's own.
        own = " AND record_table NOT IN ('finding', 'finding_evidence')" if kind is RecordSpan else ""
        connection.exec_driver_sql(f"DELETE FROM {kind.table} WHERE source_id IN ({sources}){own}")


def _statuses(connection: Connection, sources: str) -> dict[str, str]:
    """Return for each source that arrives whether it is new, replaced, confirmed or unchanged."""
    said = _same(field.name for field in fields(Source) if field.name not in _APART | _MADE)
    connection.exec_driver_sql(_STATUS.format(said=said, made=_same(sorted(_MADE)), arriving=sources))
    rows = connection.exec_driver_sql("SELECT source_id, status FROM arrived ORDER BY ALL")
    return dict(map(tuple, rows))


def _same(names: Iterable[str]) -> str:
    """Return the condition that a source arrives with what is stored in some columns."""
    return " AND ".join(f"a.{name} IS NOT DISTINCT FROM s.{name}" for name in names)


def _log(connection: Connection, kind: type[Record], relation: str) -> None:
    """Write rows that are not read from sources: of paths the latest, of all else what is not there yet."""
    keys = f"SELECT {kind.key} FROM {kind.table if kind is not Accession else relation}"
    if kind is Accession:
        connection.exec_driver_sql(f"DELETE FROM {kind.table} WHERE {kind.key} IN ({keys})")
        _insert(connection, kind, relation)
        connection.exec_driver_sql(_ENTERED)
    else:
        _insert(connection, kind, f"{relation} WHERE {kind.key} NOT IN ({keys})")


def _insert(connection: Connection, kind: type[Record], relation: str) -> None:
    """Write rows in one statement."""
    names = ", ".join(f'"{field.name}"' for field in fields(kind))
    runner(connection)(f"INSERT INTO {kind.table} ({names}) SELECT {names} FROM {relation}")


def _names(kind: type[Record]) -> list[str]:
    """Return the names of a table's columns."""
    return [field.name for field in fields(kind)]
