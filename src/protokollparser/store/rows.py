"""Rows as records again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Select

from protokollparser.columns.fields import compound_fields
from protokollparser.core.records import Printed, Record
from protokollparser.core.spans import Box, Span

AnyRecord = TypeVar("AnyRecord", bound=Record)

_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)


def answer(connection: Connection, query: Select[Any]) -> Sequence[Mapping[str, Any]]:
    """Return the rows of a query by column name."""
    return cast(Sequence[Mapping[str, Any]], connection.execute(query).mappings().all())


def as_record(kind: type[AnyRecord], row: Mapping[str, Any], more: Sequence[Span] = ()) -> AnyRecord:
    """Return one row as a record of its type, with its further pieces."""
    values = {name: shorten(row[name]) for name in _plain_fields(kind)}
    for name, whole in compound_fields(kind).items():
        parts = [row[f"{name}_{part}"] for part in whole._fields]
        values[name] = None if parts[0] is None else whole(*parts)
    if issubclass(kind, Printed):
        values |= {"span": place(row), "more": tuple(more), "rule_id": row["rule_id"]}
        values |= {name: row[name] for name in ("ordinal", "confidence", "candidates")}
        values["document_id"] = None if kind.key == "document_id" else row["document_id"]
    return kind.model_validate(values)


def place(row: Mapping[str, Any]) -> Span:
    """Return the place that a row's span columns tell."""
    box = None if row["x0"] is None else Box(row["x0"], row["top"], row["x1"], row["bottom"])
    return Span(
        source_id=row["source_id"],
        page=row["page"],
        start=row["char_start"],
        end=row["char_end"],
        line_start=row["line_start"],
        line_end=row["line_end"],
        printed=row["printed"],
        box=box,
    )


@cache
def _plain_fields(kind: type[Record]) -> tuple[str, ...]:
    """Return the fields of a record type that are stored as they are."""
    apart = Printed.model_fields if issubclass(kind, Printed) else {}
    return tuple(name for name in kind.model_fields if name not in {**apart, **compound_fields(kind)})


def shorten(value: Any) -> Any:
    """Return a figure without the zeros that its column adds, anything else as it is."""
    if not isinstance(value, Decimal):
        return value
    short = value.normalize(_EXACT)
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1), context=_EXACT) if isinstance(exponent, int) and exponent > 0 else short
