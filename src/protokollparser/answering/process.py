"""One question, answered: run as a program of its own by `asking`, with an empty environment.

It takes a request (pickled) from standard input, writes an Arrow stream to standard output and, as the last
line of standard error, how it ended. It ends with its parent: standard input closes then.
"""

from __future__ import annotations

import io
import json
import os
import pickle
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_ROWS = 8192
# An answer comes in pieces of at most so many bytes, so that whoever reads it needs no more at a time.
_PIECE = 32 << 20
# What mapped memory is beyond what is held when the limit is set, and what of it DuckDB may fill itself.
_MARGIN = 64 << 20
_SHARE = 0.75
# Types that Arrow lacks, tells wrongly or that its readers cannot take are told as texts.
_AS_TEXT = re.compile(
    r"\b(?:BIT|BIGNUM|GEOMETRY|INTERVAL|TIME_NS|TIMESTAMP_NS|UHUGEINT|UNION|VARIANT|TIME WITH)\b"
)
_IN_QUOTES = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"")
_CLOSED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "enable_external_access": "false",
    "temp_directory": "",
}


def main() -> None:
    """Answer the question on standard input."""
    request = pickle.load(sys.stdin.buffer)
    sys.path[:] = request["paths"]
    # pyarrow loads it where it is there, for half of the time of this process; nothing here needs it.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    out = os.fdopen(os.dup(1), "wb")
    # What libraries print is not to come between the batches.
    os.dup2(2, 1)
    os.environ.clear()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    ending = answer(request, out)
    sys.stderr.write("\n" + json.dumps(ending) + "\n")
    sys.stderr.flush()
    # Nothing is left to be put in order: closing DuckDB would only take time.
    os._exit(0)


def answer(request: dict[str, Any], out: Any) -> dict[str, object]:
    """Write the answer as an Arrow stream and return how that ended: `code`, what is `told`, `more` rows."""
    import duckdb

    try:
        connection = opened(request)
    except duckdb.Error as error:
        return {"code": "open", "told": str(error)}
    confine(request["memory"], request["computing"])
    return answered(connection, request, out)


def answered(connection: Any, request: dict[str, Any], out: Any) -> dict[str, object]:
    """Write the answer of an open database, and return how that ended."""
    import duckdb

    from protokollparser.answering.gate import ForbiddenError

    try:
        return {"code": "done", "more": _write(connection, request, out)}
    except ForbiddenError as error:
        return {"code": error.code, "told": error.told}
    except BrokenPipeError:
        return {"code": "done", "more": False}
    except (MemoryError, duckdb.OutOfMemoryException):
        return {"code": "memory"}
    except RecursionError:
        return {"code": "wrong", "told": "it is nested too deeply"}
    except (duckdb.FatalException, duckdb.InternalException):
        return {"code": "died"}
    except duckdb.PermissionException:
        return {"code": "closed"}
    except (duckdb.Error, OSError) as error:
        return _told(str(error))


def _told(words: str) -> dict[str, object]:
    """Return how an error of DuckDB is told."""
    if "bad_alloc" in words or "Out of Memory" in words or "failed to allocate" in words.lower():
        return {"code": "memory"}
    if "Too many open files" in words or "file system operations are disabled" in words:
        return {"code": "closed"}
    return {"code": "wrong", "told": words[:4000]}


def opened(request: dict[str, Any]) -> Any:
    """Return a connection to the database, which can only be read and whose settings are locked."""
    import duckdb

    threads = str(request["threads"])
    limit = f"{int(request['memory'] * _SHARE) >> 20}MB"
    config: dict[str, Any] = {**_CLOSED, "threads": threads, "memory_limit": limit}
    connection = duckdb.connect(request["database"], read_only=True, config=config)
    found = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE table_name = 'store_info'"
    ).fetchone()
    version = (
        found and connection.execute("SELECT value FROM store_info WHERE name = 'schema_version'").fetchone()
    )
    if not version or version[0] != request["version"]:
        raise duckdb.IOException("storage version")
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET lock_configuration = true")
    # What is loaded at the first use has to be there before no file can be opened any more.
    first = answered(connection, {"sql": "SELECT 1 AS a", "parameters": {}, "rows": 1}, io.BytesIO())
    assert first["code"] == "done", first
    return connection


def confine(memory: int, computing: int) -> None:
    """Let this process open no file or connection, start no other, write nothing, and grow only so much."""
    if sys.platform == "win32":
        return
    import resource

    none = (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC, resource.RLIMIT_CORE)
    if sys.platform == "linux":
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
        mapped, held = (int(count) * resource.getpagesize() for count in pages[:2])
        _lower(resource.RLIMIT_AS, mapped + memory - held - _MARGIN)
    if computing:
        _lower(resource.RLIMIT_CPU, computing)
    for kind in none:
        _lower(kind, 0)


def _lower(kind: int, limit: int) -> None:
    """Set a limit for good, where the one set from outside is not lower."""
    import resource

    _, most = resource.getrlimit(kind)
    limit = limit if most == resource.RLIM_INFINITY else min(limit, most)
    resource.setrlimit(kind, (limit, limit))


def _write(connection: Any, request: dict[str, Any], out: Any) -> bool:
    """Write the answer, at most `rows` of it, and return whether there are more."""
    import pyarrow as pa

    from protokollparser.answering.gate import checked

    plain = checked(connection, request["sql"])
    found, types = _asked(connection, request["sql"], plain, request["parameters"])
    reader = found.to_arrow_reader(_ROWS)
    left = request["rows"] or sys.maxsize
    with pa.ipc.new_stream(out, reader.schema.with_metadata({"types": json.dumps(types)})) as stream:
        out.flush()
        for batch in reader:
            for piece in _pieces(batch.slice(0, left)):
                stream.write_batch(piece)
                # Whoever reads sees the first rows at once.
                out.flush()
            if batch.num_rows > left:
                return True
            left -= batch.num_rows
    out.flush()
    return False


def _asked(connection: Any, sql: str, plain: str, parameters: object) -> tuple[Any, list[str]]:
    """Return the result of a question and the types of its columns, as DuckDB names them.

    `plain` is the question without what may stand around it.
    """
    found = connection.execute(sql, parameters)
    names = [column[0] for column in found.description]
    types = [str(column[1]) for column in found.description]
    odd = [_AS_TEXT.search(_IN_QUOTES.sub("", type_)) is not None for type_ in types]
    if any(odd):
        listed = ", ".join(f"c{at}" for at in range(len(names)))
        shown = ", ".join(
            f'c{at}{"::VARCHAR" if odd[at] else ""} AS "{name.replace(chr(34), chr(34) * 2)}"'
            for at, name in enumerate(names)
        )
        found = connection.execute(f"SELECT {shown} FROM ({plain}) AS t({listed})", parameters)
    return found, types


def _pieces(batch: Any) -> Iterator[Any]:
    """Yield a batch in pieces of a bearable size. Raises MemoryError where one row is larger."""
    if batch.nbytes <= _PIECE:
        yield batch
    elif batch.num_rows > 1:
        half = batch.num_rows // 2
        yield from _pieces(batch.slice(0, half))
        yield from _pieces(batch.slice(half))
    else:
        raise MemoryError


def _end_with_parent() -> None:
    """End this process when its parent is gone, also in the middle of an answer."""
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    main()
