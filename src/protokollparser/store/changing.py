"""Rows worked out anew for a part of a table, written where they differ from those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

import pyarrow as pa
from sqlalchemy import Connection

from protokollparser.core.records import Record
from protokollparser.store.identities import Insert

# So many records are held at once on their way to the database.
_BATCH = 5000


def collect(connection: Connection, kind: type[Record], records: Iterable[Record], insert: Insert) -> None:
    """Keep records for `replace`, which is to follow."""
    connection.exec_driver_sql(
        f"CREATE TEMP TABLE IF NOT EXISTS now_{kind.table} AS FROM {kind.table} LIMIT 0"
    )
    waiting = iter(records)
    while some := list(islice(waiting, _BATCH)):
        insert(connection, kind, some, into=f"now_{kind.table}")


def replace(connection: Connection, kind: type[Record], column: str, gone: str) -> None:
    """Put what was collected in place of the rows of which `column` is one of a subquery's `gone`."""
    run, table, key = connection.exec_driver_sql, kind.table, kind.key
    before = f"FROM {table} WHERE {column} IN ({gone})"
    run(f"CREATE TEMP TABLE as_before AS SELECT {key} FROM (FROM now_{table} INTERSECT {before})")
    run(f"DELETE {before} AND {key} NOT IN (FROM as_before)")
    new = f"{key} NOT IN (FROM as_before)"
    run(f"INSERT INTO {table} SELECT DISTINCT ON ({key}) * FROM now_{table} WHERE {new} ORDER BY {key}")
    run(f"DROP TABLE now_{table}")
    run("DROP TABLE as_before")


@contextmanager
def offered(connection: Connection, name: str, columns: dict[str, Sequence[object]]) -> Iterator[str]:
    """Hold columns in memory in the database's sight, as texts, under a name."""
    driver = connection.connection.driver_connection
    assert driver is not None
    table = pa.table({key: pa.array(values, pa.string()) for key, values in columns.items()})
    driver.register(name, table)
    try:
        yield name
    finally:
        driver.unregister(name)
