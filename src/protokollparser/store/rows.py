"""Rows as records again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, TypeVar, cast, get_type_hints

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select

from protokollparser.columns.fields import compound_fields, fields
from protokollparser.core.answers import shorten
from protokollparser.core.records import Printed, Record
from protokollparser.core.spans import Box, Span

AnyRecord = TypeVar("AnyRecord", bound=Record)

# The columns of a place, in the order of `Span` and `Box`.
_PLACE = (
    *("source_id", "page", "char_start", "char_end", "line_start", "line_end", "printed"),
    *("x0", "top", "x1", "bottom"),
)


def answer(connection: Connection, query: Select[Any]) -> Sequence[Mapping[str, Any]]:
    """Return the rows of a query by column name."""
    return cast(Sequence[Mapping[str, Any]], connection.execute(query).mappings().all())


def as_record(kind: type[AnyRecord], row: Mapping[str, Any], more: Sequence[Span] = ()) -> AnyRecord:
    """Return one row, by column name, as a record of its type, with its further pieces."""
    made: AnyRecord = maker(kind)([row[field.name] for field in fields(kind)], more)
    return made


@cache
def maker(
    kind: type[AnyRecord], *, passing: bool = False
) -> Callable[[Sequence[Any], Sequence[Span]], AnyRecord]:
    """Return what makes a record of a row, whose values are in the order of the columns, and further pieces.

    Values were checked when they were stored: they are not checked again. `passing` records are let go
    soon, and their figures are told as texts (`short_columns`).
    """
    places = {field.name: at for at, field in enumerate(fields(kind))}
    names = tuple(kind.model_fields)
    # A field that has no column of its own takes any, and gets its value below.
    take = itemgetter(*(places.get(name, 0) for name in names), 0)
    mended = [
        (name, mend) for name in names if name in places and (mend := _mend(kind, name, passing)) is not None
    ]
    parts = [
        (name, whole, itemgetter(*(places[f"{name}_{part}"] for part in whole._fields)))
        for name, whole in compound_fields(kind).items()
    ]
    place_of = itemgetter(*(places[name] for name in _PLACE)) if issubclass(kind, Printed) else None
    in_itself = kind.key == "document_id"
    key = places[kind.key] if issubclass(kind, Printed) else None

    def make(row: Sequence[Any], more: Sequence[Span]) -> AnyRecord:
        values: dict[str, Any] = dict(zip(names, take(row), strict=False))
        for name, mend in mended:
            if values[name] is not None:
                values[name] = mend(values[name])
        for name, whole, pick in parts:
            held = pick(row)
            values[name] = None if held[0] is None else whole(*held)
        if place_of is not None:
            values["span"], values["more"] = _span(place_of(row)), tuple(more)
            if in_itself:
                values["document_id"] = None
        return kind.passing(values, row[key] if key is not None else None) if passing else kind.stored(values)

    return make


def short_columns(kind: type[Record]) -> str:
    """Return the columns of a type as they are asked for: figures as texts, without the zeros added to them.

    A figure is read from its text in any case; of short ones most come again.
    """
    short = "rtrim(rtrim(CAST({} AS VARCHAR), '0'), '.')"
    return ", ".join(
        (short if field.type is Decimal else "{}").format(f'"{field.name}"') for field in fields(kind)
    )


def place(row: Mapping[str, Any]) -> Span:
    """Return the place that a row's span columns tell."""
    return _span([row[name] for name in _PLACE])


def _span(told: Sequence[Any]) -> Span:
    """Return a place, of the values of `_PLACE`."""
    source, page, start, end, first, last, printed, x0, top, x1, bottom = told
    box = None if x0 is None else Box(x0, top, x1, bottom)
    return Span(source, page, start, end, first, last, printed, box)


def _mend(kind: type[Record], name: str, passing: bool) -> Callable[[Any], Any] | None:
    """Return what makes a field's value of a column's, None where it is as it is stored."""
    column = next(field for field in fields(kind) if field.name == name)
    if column.type is Decimal:
        return _figure if passing else shorten
    if column.type not in {dict, tuple}:
        return None
    checked: TypeAdapter[Any] = TypeAdapter(get_type_hints(kind)[name])

    def mend(value: Any) -> Any:
        if value == "[]":
            return ()
        return checked.validate_json(value) if isinstance(value, str) else checked.validate_python(value)

    return mend


_figure = lru_cache(1 << 14)(Decimal)
