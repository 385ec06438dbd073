"""Many contents in one shard: their tables one after another, as Parquet."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from protokollparser.columns.arrow import as_arrow
from protokollparser.core.records import Record
from protokollparser.core.records.documents import Accession, Source, SourceFile
from protokollparser.shards import spool
from protokollparser.shards.folder import Shard, ShardFolder


def pack(
    spooled: Iterable[Path],
    accessions: Sequence[Accession],
    documents: Sequence[Mapping[str, Any]],
    made_by: Mapping[str, str],
    folder: ShardFolder,
) -> Shard:
    """Make a shard of what contents say, where they were found, and what became of them.

    A file that is torn is left out: its content is read again. `documents` tells of files more than their
    contents do; `made_by` is what made the shard, and stands first among what made its contents.
    """
    pieces: dict[type[Record], list[pa.Table]] = defaultdict(list)
    for path in spooled:
        for kind, table in (spool.kept(path) or {}).items():
            pieces[kind].append(table)
    if accessions:
        pieces[Accession].append(as_arrow(Accession, accessions))
        pieces[SourceFile].append(as_arrow(SourceFile, [*filter(None, (one.found for one in accessions))]))
    makers = [dict(made_by)]
    told = [*_told(pieces.get(Source, ()), documents, makers)]
    files = {}
    rows = {}
    for kind in sorted(pieces, key=lambda kind: kind.table):
        table = pa.concat_tables(pieces.pop(kind)).unify_dictionaries()
        rows[kind.table] = table.num_rows
        files[f"{kind.table}.parquet"] = _parquet(table)
    pa.default_memory_pool().release_unused()
    return folder.add(files, {"made_by": makers, "documents": told, "rows": rows})


def _told(
    sources: Iterable[pa.Table], documents: Sequence[Mapping[str, Any]], makers: list[dict[str, str]]
) -> Iterator[dict[str, Any]]:
    """Yield what became of each content in a shard, and of the files that have none.

    `made_by` is the place of what made a content in `makers`, which grow.
    """
    more = {one["source_id"]: one for one in documents}
    names = ("source_id", "file_name", "status", "error_code", "message", "made_by")
    for table in sources:
        for source_id, name, status, code, message, made in zip(
            *(table[column].to_pylist() for column in names), strict=True
        ):
            own = json.loads(made)
            if own not in makers:
                makers.append(own)
            yield {
                "path": name,
                "source_id": source_id,
                "status": status,
                "code": code,
                "message": message,
                "made_by": makers.index(own),
                **more.get(source_id, {}),
            }
    yield from (dict(one) for one in documents if one["source_id"] is None)


def _parquet(table: pa.Table) -> bytes:
    """Return a table as the bytes of a Parquet file, the same for the same rows."""
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", compression_level=1)
    return sink.getvalue()
