"""Questions answered one after the other in one confined process, with the gate or without: a quick harness.

Run as a program: takes a request with `questions` (pickled) from standard input, and writes for each question
how it ended and what it answered as a line of JSON. The walls behind the gate must hold without it.
"""

import io
import json
import os
import pickle
import sys
from typing import Any

_MOST = 10_000


def main() -> None:
    """Answer all questions of the request."""
    request = pickle.load(sys.stdin.buffer)
    sys.path[:] = request["paths"]
    from protokollparser.answering import gate, process

    if not request["gate"]:
        gate.checked = lambda connection, sql: sql
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    os.environ.clear()
    connection = process.opened(request)
    import pyarrow as pa

    process.confine(request["memory"], request["computing"])
    for sql in request["questions"]:
        held = io.BytesIO()
        ending: dict[str, Any] = process.answered(connection, {**request, "sql": sql}, held)
        ending["answer"] = _read(pa, held.getvalue())
        out.write(json.dumps(ending) + "\n")
    out.flush()


def _read(pa: Any, stream: bytes) -> str:
    """Return the rows of an answer as a text."""
    if not stream:
        return ""
    return str(pa.ipc.open_stream(stream).read_all().slice(0, _MOST).to_pydict())


if __name__ == "__main__":
    main()
