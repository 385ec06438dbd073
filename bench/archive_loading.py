"""How fast shards are loaded, beside SQLAlchemy's ORM and beside ready Arrow: the same rows and tables.

Ready are also the rows that loading works out itself and no shard has: of budget lines, people, bodies and
municipalities.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Engine
from sqlalchemy.orm import Session, registry
from tests.faults.runs import COMMAND

from protokollparser.columns.reading import IDENTITIES
from protokollparser.core.records import REGISTRY
from protokollparser.shards import Shard, ShardFolder
from protokollparser.store import lines, open_store
from protokollparser.store.opening import _engine
from protokollparser.store.schema import tables

# Rows that the ORM inserts: more would take minutes and change no rate.
_ORM_ROWS = 12_000
_ROUNDS = 3
_WORKED_OUT = (lines.TABLE, *(kind.table for kind in IDENTITIES))


@dataclass(frozen=True)
class Loading:
    """Rows loaded, and rows per second of computing of the three ways."""

    rows: int
    shards: float
    arrow: float
    orm: float


def extracted(folder: Path, place: Path) -> ShardFolder:
    """Read the files of a folder into shards."""
    command = [*COMMAND, "extract", str(folder), "--out", str(place), "--ocr", "never"]
    subprocess.run(command, check=True, capture_output=True)
    return ShardFolder(place)


def compare(folder: Path) -> Loading:
    """Read the files of a folder, and load what they say in three ways, in turns."""
    with tempfile.TemporaryDirectory() as scratch:
        place = extracted(folder, Path(scratch) / "shards")
        shards = list(place.shards())
        ready = [
            {name: pq.read_table(path) for name, path in place.fetch(shard, Path(scratch)).items()}
            for shard in shards
        ]
        rows = sum(table.num_rows for told in ready for table in told.values())
        worked_out = _worked_out(Path(scratch) / "whole.duckdb", shards, place)
        loaded, inserted, mapped = [], [], []
        for turn in range(_ROUNDS):
            loaded.append(rows / _load(Path(scratch) / f"a{turn}.duckdb", shards, place))
            inserted.append(rows / _insert(Path(scratch) / f"b{turn}.duckdb", [*ready, worked_out]))
        count, spent = _map(Path(scratch) / "c.duckdb", ready)
        mapped.append(count / spent)
        return Loading(rows, max(loaded), max(inserted), max(mapped))


def _load(database: Path, shards: Sequence[Shard], place: ShardFolder) -> float:
    """Return the seconds of computing that loading takes as `ingest` does it."""
    with open_store(database) as store, tempfile.TemporaryDirectory() as folder:

        def work() -> None:
            for shard in shards:
                store.load(shard.name, place.fetch(shard, Path(folder)), len(shard.documents))

        return _seconds(work)


def _worked_out(database: Path, shards: Sequence[Shard], place: ShardFolder) -> dict[str, pa.Table]:
    """Return the rows that are in no shard, by table."""
    with open_store(database) as store, tempfile.TemporaryDirectory() as folder:
        for shard in shards:
            store.load(shard.name, place.fetch(shard, Path(folder)), len(shard.documents))
        return {name: store.cursor().sql(f"FROM {name}").to_arrow_table() for name in _WORKED_OUT}


def _insert(database: Path, ready: Sequence[dict[str, pa.Table]]) -> float:
    """Return the seconds of computing that inserting Arrow takes, a transaction for each shard."""
    open_store(database).close()
    with _plain(database).connect() as connection:
        driver: Any = connection.connection.driver_connection

        def work() -> None:
            for told in ready:
                with connection.begin():
                    for name, table in told.items():
                        columns = ", ".join(f'"{column}"' for column in table.column_names)
                        driver.register("ready", table)
                        connection.exec_driver_sql(
                            f"INSERT INTO {name} ({columns}) SELECT {columns} FROM ready"
                        )
                        driver.unregister("ready")

        return _seconds(work)


def _map(database: Path, ready: Sequence[dict[str, pa.Table]]) -> tuple[int, float]:
    """Return how many rows the ORM inserts in one transaction, and in how many seconds of computing."""
    open_store(database).close()
    mapper, classes = registry(), dict[str, type]()
    for name, kind in REGISTRY.items():
        table = tables()[name]
        classes[name] = type(name, (), {})
        mapper.map_imperatively(classes[name], table, primary_key=[table.c[kind.key]])
    objects = [_made(classes[name], row) for name, row in _sample(ready)]
    with Session(_plain(database)) as session:

        def work() -> None:
            session.add_all(objects)
            session.commit()

        return len(objects), _seconds(work)


def _sample(ready: Sequence[dict[str, pa.Table]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield rows of all tables, of each the share that it has in what is loaded."""
    rows = sum(table.num_rows for told in ready for table in told.values())
    share = min(1.0, _ORM_ROWS / rows)
    for told in ready:
        for name, table in told.items():
            for row in table.slice(0, round(table.num_rows * share)).to_pylist():
                yield name, row


def _made(kind: type, row: dict[str, Any]) -> object:
    """Return an object of a mapped class."""
    one = kind()
    for name, value in row.items():
        setattr(one, name, value)
    return one


def _plain(database: Path) -> Engine:
    """Return an engine set as the store's own."""
    return _engine(database, read_only=False)


def _seconds(work: Callable[[], None]) -> float:
    """Return the seconds of computing that some work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun
