"""People, organisations and municipalities as the union of what the sources say of them.

Written so when a source is saved; which of them are one person is found over all sources (`store.people`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import pyarrow as pa
from sqlalchemy import Connection, Select, Text, column, delete, select
from sqlalchemy import table as table_named

from protokollparser.columns.fields import Field, fields
from protokollparser.columns.reading import IDENTITIES
from protokollparser.core.records import Record
from protokollparser.core.records.people import Sighting
from protokollparser.store.schema import tables

_BY_TABLE = {kind.table: kind for kind in IDENTITIES}


class Insert(Protocol):
    """What writes records of one type, into their table or another of the same columns."""

    def __call__(
        self,
        connection: Connection,
        kind: type[Record],
        records: Sequence[Record],
        *,
        into: str | None = None,
    ) -> None:
        """Write records."""
        ...


def named_by(connection: Connection, source_id: str) -> set[tuple[str, str]]:
    """Return the identities that a source names, as (table, id)."""
    table = tables()[Sighting.table]
    rows = connection.execute(
        select(table.c.entity_table, table.c.named_id).where(table.c.source_id == source_id)
    )
    return {(name, found) for name, found in rows}


def gather(connection: Connection, touched: set[tuple[str, str]], insert: Insert) -> None:
    """Write the touched identities anew from all their sightings; those without any vanish."""
    sighting = tables()[Sighting.table]
    for name, kind in _BY_TABLE.items():
        ids = sorted(found for table, found in touched if table == name)
        if not ids:
            continue
        table = tables()[name]
        said: dict[str, list[dict[str, Any]]] = defaultdict(list)
        with _listed(connection, ids) as listed:
            mine = select(sighting.c.named_id, sighting.c.identity).where(
                sighting.c.entity_table == name, sighting.c.named_id.in_(listed)
            )
            for found, identity in connection.execute(mine):
                said[found].append(identity)
            connection.execute(delete(table).where(table.c[kind.key].in_(listed)))
        insert(connection, kind, [union(kind, said[found]) for found in sorted(said)])


def touch(connection: Connection, sources: str) -> None:
    """Keep that the identities which the sources of a subquery name are to be settled again."""
    connection.exec_driver_sql(
        "INSERT INTO unsettled (entity_table, named_id) SELECT DISTINCT entity_table, named_id FROM sighting "
        f"WHERE source_id IN ({sources})"
    )


def introduce(connection: Connection, sources: str) -> None:
    """Write the identities that the sources of a subquery name and nobody before them.

    So no record leads to nobody until all of them are brought together, which writes them anew.
    """
    for kind in IDENTITIES:
        told = [field for field in fields(kind) if field.name != kind.key]
        names = ", ".join(field.name for field in told)
        values = ", ".join(_least(field) for field in told)
        connection.exec_driver_sql(
            f"INSERT INTO {kind.table} ({kind.key}, {names}) SELECT named_id, {values} FROM sighting "
            f"WHERE entity_table = '{kind.table}' AND source_id IN ({sources}) "
            f"AND named_id NOT IN (SELECT {kind.key} FROM {kind.table}) GROUP BY named_id"
        )


def _least(field: Field) -> str:
    """Return what stands for the least value of a field of an identity."""
    path = f"identity, '$.{field.name}'"
    if field.type is tuple:
        return f"CAST(min(CAST(json_extract({path}) AS VARCHAR)) AS JSON)"
    return f"min(json_extract_string({path}))"


@contextmanager
def _listed(connection: Connection, ids: Sequence[str]) -> Iterator[Select[str]]:
    """Hand ids to the database as one column: each by itself takes a tenth of a millisecond."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.register("listed", pa.table({"id": pa.array(ids, pa.string())}))
    try:
        yield select(column("id", Text)).select_from(table_named("listed"))
    finally:
        driver.unregister("listed")


def union(kind: type[Record], said: Sequence[dict[str, Any]]) -> Record:
    """Return the identity that all sightings together tell, whatever their order."""
    merged: dict[str, Any] = {}
    for name in kind.model_fields:
        values = [one[name] for one in said if one.get(name) is not None]
        if name == "aliases":
            names = {one["name"] for one in said}
            merged[name] = sorted(({alias for aliases in values for alias in aliases} | names) - {min(names)})
        else:
            merged[name] = min(values, default=None)
    return kind.model_validate(merged)
