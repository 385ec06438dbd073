"""Arrow batches as people may see them: identity numbers masked, values as Python has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

import pyarrow as pa

from protokollparser.core.answers import Answer, Table, shorten
from protokollparser.core.privacy import mask, mask_value

# Looked for before any text is taken apart: few columns hold six digits in a row.
_DIGITS = r"\d{6}"
# A whole number that could be an identity number with its century.
_TWELVE = (10**11, 10**12)


def columns(answer: Answer, *, unmasked: bool) -> Iterator[list[list[Any]]]:
    """Yield for each batch its columns as lists of values, fit to be shown; empty ones are left out."""
    for batch in answer.batches:
        if batch.num_rows:
            yield [values(column) for column in (batch if unmasked else masked(batch)).columns]


def answer_of(table: Table) -> Answer:
    """Return rows that are at hand as an answer, in one batch."""
    held = list(table.rows)
    arrays = [pa.array(list(column)) for column in zip(*held, strict=True)] or [pa.nulls(0)] * len(
        table.names
    )
    batch = pa.RecordBatch.from_arrays(arrays, names=list(table.names))
    return Answer(batch.schema, table.types, iter([batch]))


def rows(answer: Answer, *, unmasked: bool) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of an answer, fit to be shown."""
    for batch in columns(answer, unmasked=unmasked):
        yield from zip(*batch, strict=True)


def values(column: pa.Array) -> list[Any]:
    """Return a column as values; days and times that Python cannot hold as texts."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_timestamp(column.type) and column.type.tz:
        # As UTC, which needs no table of zones.
        plain = values(column.cast(pa.timestamp(column.type.unit)))
        return [one if one is None or isinstance(one, str) else one.replace(tzinfo=UTC) for one in plain]
    try:
        found: list[Any] = column.to_pylist(maps_as_pydicts="lossy")
    except (OverflowError, ValueError):
        found = column.cast(pa.string()).to_pylist()
    return [shorten(one) for one in found] if pa.types.is_decimal(column.type) else found


def masked(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a batch with personal identity numbers masked."""
    return pa.RecordBatch.from_arrays(
        [_masked_column(column) for column in batch.columns], schema=batch.schema
    )


def _masked_column(column: pa.Array) -> pa.Array:
    """Return one column with personal identity numbers masked."""
    from pyarrow import compute

    kind = column.type
    if pa.types.is_string(kind):
        if not compute.any(compute.match_substring_regex(column, _DIGITS)).as_py():
            return column
        return pa.array([value if value is None else mask(value) for value in column.to_pylist()], kind)
    if pa.types.is_integer(kind) or pa.types.is_decimal(kind):
        if not _holds_twelve_digits(column):
            return column
    elif not pa.types.is_nested(kind) and not pa.types.is_dictionary(kind):
        return column
    if pa.types.is_dictionary(kind):
        return pa.DictionaryArray.from_arrays(column.indices, _masked_column(column.dictionary))
    return pa.array([_masked_value(value) for value in column.to_pylist()], kind)


def _masked_value(value: Any) -> Any:
    """Return a value with personal identity numbers masked; pairs are what a map is made of."""
    if isinstance(value, tuple):
        return tuple(map(_masked_value, value))
    if isinstance(value, list):
        return [_masked_value(one) for one in value]
    return mask_value(value)


def _holds_twelve_digits(column: pa.Array) -> bool:
    """True where a figure of a column has the size of an identity number."""
    if pa.types.is_integer(column.type) and column.type.bit_width < 64:
        return False
    from pyarrow import compute

    ends = compute.min_max(column)
    least, most = ends["min"].as_py(), ends["max"].as_py()
    return least is not None and most >= _TWELVE[0] and least < _TWELVE[1]


def distinct(names: Sequence[str]) -> list[str]:
    """Return column names each of which is there once: a second `id` is `id_2`."""
    found: list[str] = []
    for name in names:
        count, one = 1, name
        while one in found:
            count += 1
            one = f"{name}_{count}"
        found.append(one)
    return found
