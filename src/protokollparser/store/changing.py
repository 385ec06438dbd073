"""Rows worked out anew for a part of a table, written where they differ from those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

import pyarrow as pa
from sqlalchemy import Connection

from protokollparser.core.records import Record
from protokollparser.store.identities import Insert
from protokollparser.store.sql import runner

# So many records are held at once on their way to the database.
_BATCH = 5000


def collect(connection: Connection, kind: type[Record], records: Iterable[Record], insert: Insert) -> None:
    """Keep records for `replace`, which is to follow."""
    runner(connection)(f"CREATE TEMP TABLE IF NOT EXISTS now_{kind.table} AS FROM {kind.table} LIMIT 0")
    waiting = iter(records)
    while some := list(islice(waiting, _BATCH)):
        insert(connection, kind, some, into=f"now_{kind.table}")


def replace(connection: Connection, kind: type[Record], column: str, gone: str) -> None:
    """Put what was collected in place of the rows of which `column` is one of a subquery's `gone`."""
    run, table, key = runner(connection), kind.table, kind.key
    before = f"FROM {table} WHERE {column} IN ({gone})"
    if run(f"SELECT 1 FROM (FROM now_{table} UNION ALL {before}) LIMIT 1").fetchone() is None:
        run(f"DROP TABLE now_{table}")
        return
    run(f"CREATE TEMP TABLE as_before AS SELECT {key} FROM (FROM now_{table} INTERSECT {before})")
    run(f"DELETE {before} AND {key} NOT IN (FROM as_before)")
    new = f"{key} NOT IN (FROM as_before)"
    run(f"INSERT INTO {table} SELECT DISTINCT ON ({key}) * FROM now_{table} WHERE {new} ORDER BY {key}")
    run(f"DROP TABLE now_{table}; DROP TABLE as_before")


def parts_of(connection: Connection, table: str) -> range:
    """Return the numbers of the parts in which the rows of a table are gone through, none for no rows."""
    ((last,),) = runner(connection)(f"SELECT max(part) FROM {table}").fetchall()
    return range(0 if last is None else last + 1)


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
