"""The columns of a table, derived from the record type: names, types and what they hold."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from inspect import getdoc
from typing import Any

import pyarrow as pa

from protokollparser.core.records import REGISTRY, Printed, Record

SPAN_COLUMNS: dict[str, tuple[type, bool, str]] = {
    "source_id": (str, False, "The source in which the record stands."),
    "document_id": (str, True, "The innermost logical document."),
    "page": (int, False, "Page, from 1; a text file without form feeds is page 1."),
    "line_start": (int, False, "First line, from 1: in the file for text, on the page for PDF and scans."),
    "line_end": (int, False, "Last line, inclusive."),
    "char_start": (int, False, "Offset of the first character in the page text, in code points."),
    "char_end": (int, False, "Offset behind the last character."),
    "x0": (float, True, "Left edge in PDF points, NULL for text sources."),
    "top": (float, True, "Upper edge in PDF points, from the top of the page."),
    "x1": (float, True, "Right edge in PDF points."),
    "bottom": (float, True, "Lower edge in PDF points."),
    "printed": (str, False, "The exact text: the page text from char_start to char_end."),
    "rule_id": (str, False, "The rule, or module:mechanism, that made the record."),
}
LAST_COLUMNS: dict[str, tuple[type, bool, str]] = {
    "confidence": (float, False, "From 0 to 1."),
    "candidates": (dict, False, "The readings that were not chosen, as objects with the fields that differ."),
    "ordinal": (int, False, "Tells records of one table apart that share a place."),
}
_APART = frozenset({"span", "more", *SPAN_COLUMNS, *LAST_COLUMNS})
_ARROW: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int32(),
    float: pa.float64(),
    Decimal: pa.decimal128(38, 6),
    date: pa.date32(),
    datetime: pa.timestamp("us"),
    bool: pa.bool_(),
    dict: pa.string(),
    tuple: pa.string(),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its Python type, whether it may be NULL, and what it holds (may be empty).

    `path` leads from a record to its value: one name, or two where the column is a part of a value.
    """

    name: str
    type: type
    nullable: bool
    comment: str
    path: tuple[str, ...] = ()

    @property
    def arrow(self) -> pa.DataType:
        """The Arrow type in which values are handed to the database."""
        return pa.int64() if self.name == "byte_count" else _ARROW[self.type]


@cache
def fields(kind: type[Record]) -> tuple[Field, ...]:
    """Return the columns of a record type's table: key, place, its own fields, confidence and candidates."""
    told = _told(kind)
    printed = issubclass(kind, Printed)
    found = {kind.key: Field(kind.key, str, False, "Key: the same for the same record in every import.")}
    if printed:
        for name, (type_, nullable, comment) in SPAN_COLUMNS.items():
            found.setdefault(name, Field(name, type_, nullable, comment))
    for name, info in kind.model_fields.items():
        if not (printed and name in _APART):
            for column, type_, nullable, path in _columns(name, info.annotation):
                comment = told.get(column) or _refers(column)
                found.setdefault(column, Field(column, type_, nullable, comment, path))
    if printed:
        for name, (type_, nullable, comment) in LAST_COLUMNS.items():
            found[name] = Field(name, type_, nullable, comment)
    return tuple(found.values())


def order(kind: type[Record]) -> tuple[str, ...]:
    """Return the columns that put a table's rows in reading order, the same in every import."""
    if issubclass(kind, Printed):
        return ("source_id", "page", "char_start", "char_end", "ordinal", kind.key)
    return (
        *(field.name for field in fields(kind) if field.type in {str, int} and field.name != kind.key),
        kind.key,
    )


@cache
def compound_fields(kind: type[Record]) -> Mapping[str, type[Any]]:
    """Return the fields of a record type that have a column for each part of their value, with its type."""
    found = {name: _bare(info.annotation)[0] for name, info in kind.model_fields.items()}
    return {name: bare for name, bare in found.items() if hasattr(bare, "_fields") and name not in _APART}


def _columns(name: str, annotation: object) -> Iterator[tuple[str, type, bool, tuple[str, ...]]]:
    """Yield name, type, whether it may be NULL, and path of each column of a field."""
    bare, nullable = _bare(annotation)
    if not hasattr(bare, "_fields"):
        yield name, *_plain(annotation), (name,)
        return
    for part, inner in typing.get_type_hints(bare).items():
        yield f"{name}_{part}", _plain(inner)[0], nullable, (name, part)


def _bare(annotation: object) -> tuple[Any, bool]:
    """Return a type without None, and whether None was there."""
    if typing.get_origin(annotation) not in {types.UnionType, typing.Union}:
        return annotation, False
    return next(part for part in typing.get_args(annotation) if part is not type(None)), True


def _plain(annotation: object) -> tuple[type, bool]:
    """Return the bare type of a field and whether it may be None."""
    inner, nullable = _bare(annotation)
    bare = typing.get_origin(inner) or inner
    if bare not in _ARROW:
        raise TypeError(f"no column type for {annotation}")
    return typing.cast(type, bare), nullable


def _refers(name: str) -> str:
    """Return what a column that is named after a key refers to, else nothing."""
    target = next((table for table, kind in REGISTRY.items() if kind.key == name), None)
    return f"The {target} that it belongs to." if target else ""


def _sentences(kind: type[Record]) -> list[str]:
    """Return the sentences of a record type's docstring."""
    text = re.sub(r"\s+", " ", getdoc(kind) or kind.table)
    return re.split(r"(?<=[.;]) (?=[`A-Z])", text)


def _told(kind: type[Record]) -> dict[str, str]:
    """Return for each field the sentence of the docstring that names it."""
    return {
        name: sentence for sentence in reversed(_sentences(kind)) for name in re.findall(r"`(\w+)`", sentence)
    }
