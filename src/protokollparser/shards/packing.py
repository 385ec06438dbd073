"""Many contents in one shard: their tables one after another, as Parquet."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from protokollparser.columns.arrow import as_arrow
from protokollparser.core.records import Record
from protokollparser.core.records.documents import Accession
from protokollparser.shards import spool
from protokollparser.shards.folder import Shard, ShardFolder


def pack(
    spooled: Iterable[Path],
    accessions: Sequence[Accession],
    documents: Sequence[Mapping[str, Any]],
    versions: Mapping[str, str],
    folder: ShardFolder,
) -> Shard:
    """Make a shard of what contents say, where they were found, and what became of them.

    A file that is torn is left out: its content is read again.
    """
    pieces: dict[type[Record], list[pa.Table]] = defaultdict(list)
    for path in spooled:
        for kind, table in (spool.kept(path) or {}).items():
            pieces[kind].append(table)
    if accessions:
        pieces[Accession].append(as_arrow(Accession, accessions))
    files = {}
    rows = {}
    for kind in sorted(pieces, key=lambda kind: kind.table):
        table = pa.concat_tables(pieces.pop(kind)).unify_dictionaries()
        rows[kind.table] = table.num_rows
        files[f"{kind.table}.parquet"] = _parquet(table)
    return folder.add(files, {**versions, "documents": list(documents), "rows": rows})


def _parquet(table: pa.Table) -> bytes:
    """Return a table as the bytes of a Parquet file, the same for the same rows."""
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", compression_level=1)
    return sink.getvalue()
