"""Many contents in one shard: their tables one after another, as Parquet."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
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

# So many bytes of what contents say are held at a time, and become a group of rows.
_AT_ONCE = 32 << 20


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
    makers, told = [dict(made_by)], list[dict[str, Any]]()
    more = {one["source_id"]: one for one in documents}
    files = _Files()
    for said in _portions(spooled):
        told.extend(_told(said.get(Source), more, makers))
        files.add(said)
    if accessions:
        found = [*filter(None, (one.found for one in accessions))]
        files.add({Accession: as_arrow(Accession, accessions), SourceFile: as_arrow(SourceFile, found)})
    told.extend(dict(one) for one in documents if one["source_id"] is None)
    written = files.closed()
    return folder.add(written, {"made_by": makers, "documents": told, "rows": dict(files.rows)})


class _Files:
    """The Parquet files of a shard while they are written, in memory: the same for the same rows."""

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()
        self._sinks: dict[str, pa.BufferOutputStream] = {}
        self._writers: dict[str, pq.ParquetWriter] = {}

    def add(self, tables: spool.Tables) -> None:
        """Write some rows more."""
        for kind, table in tables.items():
            name = kind.table
            if name not in self._writers:
                self._sinks[name] = pa.BufferOutputStream(pa.system_memory_pool())
                # One process loads what many pack: this is read in two thirds of the time that zstd takes.
                self._writers[name] = pq.ParquetWriter(self._sinks[name], table.schema, compression="lz4")
            self._writers[name].write_table(table)
            self.rows[name] += table.num_rows

    def closed(self) -> dict[str, bytes]:
        """Return the files by name."""
        for writer in self._writers.values():
            writer.close()
        return {f"{name}.parquet": sink.getvalue().to_pybytes() for name, sink in sorted(self._sinks.items())}


def _portions(spooled: Iterable[Path]) -> Iterator[spool.Tables]:
    """Yield what contents say, some at a time, their tables one after another."""
    pieces: dict[type[Record], list[pa.Table]] = defaultdict(list)
    size = 0
    for path in spooled:
        said = spool.kept(path)
        if said is None:
            continue
        for kind, table in said.items():
            pieces[kind].append(table)
        size += path.stat().st_size
        if size >= _AT_ONCE:
            yield _together(pieces)
            size = 0
    if pieces:
        yield _together(pieces)


def _together(pieces: dict[type[Record], list[pa.Table]]) -> spool.Tables:
    """Return tables one after another, and let their pieces go."""
    return {kind: pa.concat_tables(pieces.pop(kind)).unify_dictionaries() for kind in [*pieces]}


def _told(
    sources: pa.Table | None, more: Mapping[str, Mapping[str, Any]], makers: list[dict[str, str]]
) -> Iterator[dict[str, Any]]:
    """Yield what became of each content in a shard.

    `made_by` is the place of what made a content in `makers`, which grow.
    """
    names = ("source_id", "file_name", "status", "error_code", "message", "made_by")
    columns = [sources[name].to_pylist() for name in names] if sources else []
    for source_id, name, status, code, message, made in zip(*columns, strict=True):
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
