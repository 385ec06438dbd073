"""A table as Parquet, with the types of the database."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from protokollparser.core.privacy import mask, mask_value
from protokollparser.store import Store

# Looked for before any text is taken apart: few columns hold six digits in a row.
_DIGITS = r"\d{6}"


def write(store: Store, sql: str, path: Path, *, unmasked: bool) -> None:
    """Write the answer to a query as a Parquet file."""
    batches = store.batches(sql)
    with pq.ParquetWriter(path, batches.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch if unmasked else _masked(batch))


def _masked(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a batch with personal identity numbers masked."""
    columns = [_masked_column(column) for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def _masked_column(column: pa.Array) -> pa.Array:
    """Return one column with personal identity numbers masked."""
    if pa.types.is_decimal(column.type):
        return pa.array([mask_value(value) for value in column.to_pylist()], column.type)
    if not pa.types.is_string(column.type) or not pc.any(pc.match_substring_regex(column, _DIGITS)).as_py():
        return column
    return pa.array([value if value is None else mask(value) for value in column.to_pylist()], column.type)
