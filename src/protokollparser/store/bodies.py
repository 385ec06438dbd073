"""Organisations and municipalities as all sources together tell them."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection

from protokollparser.columns.reading import IDENTITIES
from protokollparser.core.records import Record
from protokollparser.core.records.people import Person
from protokollparser.store.changing import collect, parts_of, replace
from protokollparser.store.identities import Insert, union
from protokollparser.store.sql import runner

# So many identities are held at once, with what each source says of them.
_PART = 5000


def gather_all(connection: Connection, insert: Insert, *, anew: bool = True) -> None:
    """Write organisations and municipalities anew from all their sightings (people: `store.people`).

    Without `anew` only those of `unsettled`.
    """
    for kind in IDENTITIES:
        if kind is not Person:
            _gather(connection, kind, insert, anew=anew)


def _gather(connection: Connection, kind: type[Record], insert: Insert, *, anew: bool) -> None:
    """Write the identities of one type anew."""
    run, table = runner(connection), kind.table
    changed = (
        f"SELECT named_id FROM sighting WHERE entity_table = '{table}' UNION SELECT {kind.key} FROM {table}"
        if anew
        else f"SELECT DISTINCT named_id FROM unsettled WHERE entity_table = '{table}'"
    )
    run(
        "CREATE TEMP TABLE touched AS SELECT named_id, "
        f"CAST((row_number() OVER (ORDER BY named_id) - 1) // {_PART} AS INTEGER) AS part FROM ({changed})"
    )
    collect(connection, kind, (), insert)
    for part in parts_of(connection, "touched"):
        rows = run(
            "SELECT DISTINCT named_id, CAST(identity AS VARCHAR) FROM sighting "
            f"JOIN touched USING (named_id) WHERE entity_table = '{table}' AND part = {part} ORDER BY ALL"
        ).fetchall()
        said = groupby(rows, key=itemgetter(0))
        collect(
            connection, kind, (union(kind, [json.loads(one) for _, one in own]) for _, own in said), insert
        )
    replace(connection, kind, kind.key, "SELECT named_id FROM touched")
    run("DROP TABLE touched")
