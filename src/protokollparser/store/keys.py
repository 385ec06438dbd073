"""One record of any table, by its key or the beginning of it."""

from __future__ import annotations

from sqlalchemy import Connection, literal, select, union_all

from protokollparser.core.errors import UsageError
from protokollparser.core.records import REGISTRY, Record
from protokollparser.core.records.places import RecordSpan
from protokollparser.store.rows import AnyRecord, answer, as_record, place
from protokollparser.store.schema import tables

# Of how many records with the same beginning some are told.
_MOST = 50


def find(connection: Connection, record_id: str) -> Record | None:
    """Return the record of any table whose key is `record_id` or the only one to begin with it.

    Raises UsageError when several begin with it.
    """
    branches = [
        select(literal(name).label("name"), tables()[name].c[kind.key].label("id")).where(
            tables()[name].c[kind.key].startswith(record_id, autoescape=True)
        )
        for name, kind in REGISTRY.items()
    ]
    hits = connection.execute(union_all(*branches).limit(_MOST)).all()
    exact = [hit for hit in hits if hit[1] == record_id] or hits
    if not exact or not record_id:
        return None
    if len(exact) > 1:
        told = ", ".join(f"{name} {found}" for name, found in sorted(map(tuple, exact))[:5])
        raise UsageError(
            f"{record_id}: several records begin so ({told}); give more of the id",
            "ambiguous_id",
            id=record_id,
            found=told,
        )
    name, found = exact[0]
    return _record(connection, REGISTRY[name], found)


def _record(connection: Connection, kind: type[AnyRecord], record_id: str) -> AnyRecord:
    """Return the record of one type with the key `record_id`."""
    table, pieces = tables()[kind.table], tables()[RecordSpan.table]
    row = answer(connection, select(table).where(table.c[kind.key] == record_id))[0]
    further = answer(
        connection,
        select(pieces)
        .where(pieces.c.record_table == kind.table, pieces.c.record_id == record_id)
        .order_by(pieces.c.ordinal),
    )
    return as_record(kind, row, [place(piece) for piece in further])
