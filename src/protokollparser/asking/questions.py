"""`ask`: a question to the database, and its answer in batches or the error that tells what is wrong."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from protokollparser.asking.limits import Limits
from protokollparser.asking.telling import failure
from protokollparser.asking.watching import Process
from protokollparser.core.answers import Answer
from protokollparser.core.contract import SCHEMA_VERSION
from protokollparser.core.errors import StoreError
from protokollparser.isolation import available_cores

# More do not make the questions that people ask faster, and each takes memory of its own.
_THREADS = 4


@contextmanager
def ask(
    database: Path | str, sql: str, parameters: Mapping[str, Any] | None = None, limits: Limits | None = None
) -> Iterator[Answer]:
    """Hold the answer to one SELECT in DuckDB's SQL, in which `$name` stands for a parameter.

    The question is asked in a process of its own that can read this database and nothing else. Where another
    process writes the database, its snapshot answers. Raises UsageError when the question is wrong or asks
    for what is closed, LimitError when it takes too much, here or while batches are read, and StoreError.
    """
    limits = limits or Limits()
    with ExitStack() as stack:
        yield _found(stack, Path(database), sql, parameters, limits)


def _found(
    stack: ExitStack, path: Path, sql: str, parameters: Mapping[str, Any] | None, limits: Limits
) -> Answer:
    """Return the answer of the database, or of its snapshot while another process writes it."""
    try:
        return _answer(stack, path, sql, parameters, limits)
    except StoreError as error:
        made = _snapshot(path) if error.code == "locked" else None
        if made is None:
            raise
    snapshot, time = made
    answer = _answer(stack, snapshot, sql, parameters, limits)
    answer.snapshot = time
    return answer


def _answer(
    stack: ExitStack, path: Path, sql: str, parameters: Mapping[str, Any] | None, limits: Limits
) -> Answer:
    """Return the answer of one database file, whose process ends with the stack."""
    threads = min(available_cores(), _THREADS)
    request = {
        "database": str(path.absolute()),
        "sql": sql,
        "parameters": dict(parameters) if parameters else None,
        "rows": limits.rows,
        "memory": limits.memory,
        "computing": math.ceil(limits.seconds * threads) + 1 if limits.seconds else 0,
        "threads": threads,
        "version": str(SCHEMA_VERSION),
    }
    process = stack.enter_context(Process(request, limits))
    process.give()
    try:
        with process.waiting():
            stream = pa.ipc.open_stream(process.out)
    except (pa.ArrowInvalid, OSError):
        # It ended before the first batch.
        raise failure(process.ending(), path, sql, limits) from None
    schema = stream.schema
    answer = Answer(schema.remove_metadata(), tuple(json.loads(schema.metadata[b"types"])), iter(()))
    answer.batches = _batches(process, stream, answer, path, sql, limits)
    return answer


def _batches(
    process: Process, stream: Any, answer: Answer, path: Path, sql: str, limits: Limits
) -> Iterator[pa.RecordBatch]:
    """Yield the batches as they come. Raises the error that ended them early."""
    while True:
        try:
            with process.waiting():
                batch = stream.read_next_batch()
        except (StopIteration, pa.ArrowInvalid, OSError):
            break
        yield batch
    ending = process.ending()
    if ending["code"] != "done":
        raise failure(ending, path, sql, limits)
    answer.more = ending["more"]


def _snapshot(path: Path) -> tuple[Path, datetime] | None:
    """Return the snapshot of a database and when it was made, if there is one."""
    from protokollparser.store.publishing import snapshot_of

    snapshot = snapshot_of(path)
    return (snapshot, datetime.fromtimestamp(snapshot.stat().st_mtime)) if snapshot.exists() else None
