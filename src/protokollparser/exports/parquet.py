"""An answer as Parquet, with the types of the database."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from protokollparser.core.answers import Answer
from protokollparser.exports.batches import distinct, masked

# Rows that are kept together, as readers expect them; batches are smaller.
_ROWS = 100_000
_BYTES = 64 << 20


def write(answer: Answer, path: Path, *, unmasked: bool) -> None:
    """Write an answer as a Parquet file; a second column of one name is told by its number."""
    from pyarrow import parquet

    schema = pa.schema(
        [field.with_name(name) for field, name in zip(answer.schema, distinct(answer.names), strict=True)]
    )
    held: list[pa.RecordBatch] = []
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in answer.batches:
            held.append((batch if unmasked else masked(batch)).rename_columns(schema.names))
            if sum(one.num_rows for one in held) >= _ROWS or sum(one.nbytes for one in held) >= _BYTES:
                writer.write_table(pa.Table.from_batches(held, schema))
                held.clear()
        writer.write_table(pa.Table.from_batches(held, schema))
