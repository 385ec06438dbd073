"""Records as Arrow columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from operator import attrgetter
from typing import Any, cast

import pyarrow as pa

from protokollparser.columns.fields import Field, fields
from protokollparser.core.records import Printed, Record
from protokollparser.core.records.places import RecordSpan

_PLACE = {
    "page": "span.page",
    "line_start": "span.line_start",
    "line_end": "span.line_end",
    "char_start": "span.start",
    "char_end": "span.end",
    "printed": "span.printed",
}
# Columns beside those of ids that say the same in many rows.
_AGAIN = frozenset({"candidates", "role", "origin", "unit", "unit_origin", "per", "scenario", "qualifier"})
_BOX = frozenset({"x0", "top", "x1", "bottom"})
_SIXTH = Decimal("0.000001")
_LARGEST = Decimal(10) ** 32
_INTEGER = 2**31
_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
# Takes what records that have become columns leave free; the pool of Arrow would lie beside it.
_POOL = pa.system_memory_pool()


def as_arrow(kind: type[Record], records: Sequence[Record]) -> pa.Table:
    """Return records of one type as the columns of their table."""
    columns = []
    for field in fields(kind):
        value = _getter(kind, field)
        values = [value(record) for record in records]
        columns.append(pa.array(values, _packed(field, kind), memory_pool=_POOL))
    return pa.Table.from_arrays(columns, names=[field.name for field in fields(kind)])


def _packed(field: Field, kind: type[Record]) -> pa.DataType:
    """Return the type in which a column is kept: what many rows say again is kept once (a third of all)."""
    again = field.name in _AGAIN or (field.name.endswith("_id") and field.name != kind.key)
    return pa.dictionary(pa.int32(), field.arrow) if again and field.arrow == pa.string() else field.arrow


def further_places(records: Iterable[Record]) -> list[RecordSpan]:
    """Return a record for each further piece of the records that stand in several places."""
    return [
        RecordSpan(
            span=piece,
            rule_id=record.rule_id,
            ordinal=position,
            confidence=record.confidence,
            document_id=record.id if record.table == "document" else record.document_id,
            record_table=record.table,
            record_id=record.id,
        )
        for record in records
        if isinstance(record, Printed)
        for position, piece in enumerate(record.more, 1)
    ]


def _getter(kind: type[Record], field: Field) -> Callable[[Any], Any]:
    """Return the function that takes a column's value from a record, made to fit the column."""
    if field.name == kind.key:
        return attrgetter("id")
    if issubclass(kind, Printed) and field.name in _PLACE:
        return attrgetter(_PLACE[field.name])
    if issubclass(kind, Printed) and field.name in _BOX:
        name = field.name
        return lambda record: None if record.span.box is None else getattr(record.span.box, name)
    if len(field.path) > 1:
        whole, part = map(attrgetter, field.path)
        return lambda record: None if whole(record) is None else part(whole(record))
    value = attrgetter(field.name)
    if field.type in {dict, tuple}:
        return lambda record: as_json(value(record))
    if field.type is Decimal:
        return lambda record: fit_figure(value(record))
    if field.type is int and field.nullable:
        return lambda record: fit_integer(value(record))
    return cast(Callable[[Any], Any], value)


def as_json(value: object) -> str:
    """Return a JSON column's text, the same for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def fit_figure(value: Decimal | None) -> Decimal | None:
    """Return a figure as DECIMAL(38,6) holds it: rounded to six decimals, None beyond 32 digits.

    Such a run of digits is no figure of a municipality; `printed` keeps it.
    """
    if value is None or not value.is_finite() or abs(value) >= _LARGEST:
        return None
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        return value.quantize(_SIXTH, context=_EXACT)
    return value


def fit_integer(value: int | None) -> int | None:
    """Return a whole number as INTEGER holds it, None beyond; `printed` keeps it."""
    return value if value is not None and -_INTEGER <= value < _INTEGER else None
