"""What takes more memory than a database has that is written."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from sqlalchemy import Connection

from protokollparser.store import database, open_store

_LONG = "SELECT len(list(i)) FROM range(20_000_000) AS t(i)"


def test_a_question_is_given_more(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.duckdb") as store:
        assert list(store.query(_LONG).rows) == [(20_000_000,)]


def test_so_is_removing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[object] = []

    def much(connection: Connection, *given: object, anew: bool) -> None:
        limits.append(connection.exec_driver_sql("SELECT current_setting('memory_limit')").scalar())
        if len(limits) == 1:
            raise duckdb.OutOfMemoryException("Out of Memory Error: failed to pin block")

    monkeypatch.setattr(database, "bring_together", much)
    with open_store(tmp_path / "x.duckdb") as store:
        with store._writing() as connection:
            connection.exec_driver_sql(
                "INSERT INTO source (source_id, file_name, media_type, byte_count, page_count, status, "
                "parser_version, imported_at, made_by) "
                "VALUES ('s', 'a.txt', 'text/plain', 1, 1, 'parsed', '0', now(), '{}')"
            )
        assert store.remove("s").counts == {"source": 1}
    assert limits[1] == "953.6 MiB" != limits[0]
