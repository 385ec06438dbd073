"""The database file written anew, so that what was erased is in none of its bytes."""

from __future__ import annotations

from pathlib import Path

import duckdb

from protokollparser.store.information import ERASED
from protokollparser.store.opening import silence, telling
from protokollparser.store.sql import quoted


def rewrite(path: Path) -> None:
    """Replace a closed database file by a copy of what it still holds.

    DuckDB keeps deleted rows in freed blocks of the file. The copy takes the file's place when it is
    whole; until then the old file stays, and says that it is to be written anew. Raises StoreError.
    """
    copy = path.with_name(path.name + ".new")
    copy.unlink(missing_ok=True)
    with telling(path):
        connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
        try:
            silence(connection)
            connection.execute(f"ATTACH {quoted(path)} AS old (READ_ONLY)")
            connection.execute(f"ATTACH {quoted(copy)} AS new")
            connection.execute("COPY FROM DATABASE old TO new")
            connection.execute(f"DELETE FROM new.store_info WHERE name = '{ERASED}'")
            connection.close()
            copy.replace(path)
        finally:
            connection.close()
            copy.unlink(missing_ok=True)
            copy.with_name(copy.name + ".wal").unlink(missing_ok=True)
