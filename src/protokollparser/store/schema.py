"""The tables, derived once from the record types: columns, types, keys and comments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from inspect import getdoc
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Integer,
    MetaData,
    Numeric,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from protokollparser.columns.fields import Field, fields
from protokollparser.core.records import REGISTRY, Printed
from protokollparser.core.records.base import Derived
from protokollparser.core.records.documents import PageText
from protokollparser.store import lines

_SQL: dict[type, TypeEngine[Any]] = {
    str: Text(),
    int: Integer(),
    float: Double(),
    Decimal: Numeric(38, 6),
    date: Date(),
    datetime: DateTime(),
    bool: Boolean(),
    dict: JSON(),
    tuple: JSON(),
}


# What is read from a source is written and erased with it, and its keys follow from its place.
# An index of them would take more room than the rows, and all memory where millions are loaded (0026).
_READ = (Printed, Derived, PageText)
# What is kept of the last time that documents were brought together, so that only what changed is gone
# through again (0028): each a comment and columns of text.
_SETTLED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "unsettled": (
        "People, bodies and municipalities of which a source tells something else since.",
        ("entity_table", "named_id"),
    ),
    "settled_name": (
        "What all sources tell of each name of a person, its place, and the name that stands for the person.",
        (
            *(
                "named_id",
                "name",
                "forms",
                "party",
                "municipality",
                "home",
                "found_in",
                "told_place",
                "words",
            ),
            *("member", "bodies", "sittings", "days", "place", "chosen_id"),
        ),
    ),
    "settled_place": ("The places of people, and what they were brought together from.", ("place", "digest")),
    "settled_group": (
        "Documents that may be versions of each other, and what was known then.",
        ("kind", "name", "digest"),
    ),
}
# Which lines of accounts are one over the years (0031): texts, and what else may be told of a line.
_LINES: Mapping[str, tuple[str, Mapping[str, type[TypeEngine[Any]]]]] = {
    "line_table": (
        "What each table of accounts is of, and the organisation as its document names it.",
        {
            **dict.fromkeys(("table_id", "named_id", "topic", "sum_topic", "told"), Text),
            **dict.fromkeys(("body", "municipality"), Text),
        },
    ),
    "line_organisation": (
        "The organisation that a name means, over all documents, and how sure that is.",
        {
            **dict.fromkeys(("named_id", "organisation_id", "name", "printed", "municipality"), Text),
            "confidence": Double,
            "reason": Text,
        },
    ),
    "line_label": (
        "The line of accounts that a printed label means, in one organisation and one topic of tables.",
        {
            **dict.fromkeys(("organisation_id", "topic", "sum_topic", "label", "line_id", "name"), Text),
            "confidence": Double,
            "reason": Text,
        },
    ),
}
_LINES_OPEN = frozenset({"body", "municipality", "sum_topic"})
_OPEN = frozenset({"party", "municipality", "home", "found_in", "member", "place", "chosen_id"})
_OF_NAMES: Mapping[str, type[TypeEngine[Any]]] = {"weight": Integer, "signed": Boolean, "official": Boolean}


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Table]:
    """Return all tables by name."""
    return {table.name: table for table in metadata().sorted_tables}


@lru_cache(maxsize=1)
def metadata() -> MetaData:
    """Return the declared tables: one for each record type, `store_info`, budget lines, what is settled."""
    found = MetaData()
    Table(
        "store_info",
        found,
        Column("name", Text(), primary_key=True, comment="schema_version, views, settled or settled_by."),
        Column(
            "value",
            Text(),
            nullable=False,
            comment="The version, the digest of the views, or how documents were brought together.",
        ),
        comment="What the program must know of the database itself.",
    )
    for name, (told, texts) in _SETTLED.items():
        columns = [Column(column, Text(), nullable=column in _OPEN) for column in texts]
        more = _OF_NAMES if name == "settled_name" else {}
        columns += [Column(column, kind(), nullable=False) for column, kind in more.items()]
        Table(name, found, *columns, comment=told)
    lines.declare(found)
    for name, (told, types) in _LINES.items():
        columns = [Column(column, kind(), nullable=column in _LINES_OPEN) for column, kind in types.items()]
        Table(name, found, *columns, comment=told)
    for name in sorted(REGISTRY):
        kind = REGISTRY[name]
        columns = [
            Column(
                f.name,
                sql_type(f),
                primary_key=f.name == kind.key and not issubclass(kind, _READ),
                nullable=f.nullable,
                comment=f.comment or None,
            )
            for f in fields(kind)
        ]
        Table(name, found, *columns, comment=(getdoc(kind) or name).partition("\n\n")[0].replace("\n", " "))
    return found


def sql_type(field: Field) -> TypeEngine[Any]:
    """Return the SQL type of a column."""
    return BigInteger() if field.name == "byte_count" else _SQL[field.type]
