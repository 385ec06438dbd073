import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from protokollparser.core.errors import StoreError, UsageError
from protokollparser.store import open_store

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"


def code(path: Path, *, read_only: bool = False) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(path, read_only=read_only)
    assert "\n" not in str(caught.value)
    return caught.value.code


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.duckdb"
    path.write_text("Hej\n" * 5000, encoding="utf-8")
    assert code(path) == "not_a_database"


def test_a_folder_in_place_of_the_database(tmp_path: Path) -> None:
    assert code(tmp_path) == "not_a_database"


def test_a_database_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert code(tmp_path / "nowhere" / "x.duckdb") == "no_folder"


def test_reading_a_database_that_is_not_there(tmp_path: Path) -> None:
    assert code(tmp_path / "x.duckdb", read_only=True) == "no_database"


def test_a_database_that_holds_other_things(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE salary (name TEXT)")
    assert code(path) == "foreign"


@pytest.mark.parametrize(("version", "expected"), [("999", "newer"), ("2", "version")])
def test_a_database_of_another_version(tmp_path: Path, version: str, expected: str) -> None:
    path = tmp_path / "x.duckdb"
    open_store(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE store_info SET value = ? WHERE name = 'schema_version'", [version])
    assert code(path) == expected


def test_a_database_that_another_process_holds(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    open_store(path).close()
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert code(path) == "locked"
        assert code(path, read_only=True) == "locked"
        assert holder.stdin is not None
        holder.stdin.close()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    assert code(Path("/proc/x.duckdb")) in {"unwritable", "no_folder", "database"}


def test_a_column_that_an_older_database_lacks_is_added(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    open_store(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP VIEW v_allocations")
        connection.execute("ALTER TABLE allocation DROP COLUMN purpose")
    with open_store(path) as store:
        assert "purpose" in store.query("SELECT * FROM allocation").names


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "SELECT * FROM read_text('{folder}/secret.txt')",
        "ATTACH '{folder}/other.duckdb'",
        "INSERT INTO store_info VALUES ('a', 'b')",
        "SET enable_external_access = true",
        "INSTALL fts",
        "SELECT * FROM secret",
        "SELEC 1",
    ],
)
def test_a_question_can_neither_write_nor_reach_outside(tmp_path: Path, sql: str) -> None:
    (tmp_path / "secret.txt").write_text("hemligt", encoding="utf-8")
    path = tmp_path / "x.duckdb"
    open_store(path).close()
    with open_store(path, read_only=True) as store, pytest.raises(UsageError, match="the query is wrong"):
        list(store.query(sql.format(folder=tmp_path)).rows)


def test_writing_to_a_store_opened_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    open_store(path).close()
    with open_store(path, read_only=True) as store, pytest.raises(StoreError):
        store.put([])


def test_a_place_where_no_file_can_be_made() -> None:
    assert code(Path("/proc/x.duckdb")) == "unwritable"


def test_a_process_reads_one_database_twice_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    open_store(path).close()
    with open_store(path, read_only=True), open_store(path, read_only=True) as second:
        assert [*second.query("SELECT count(*) FROM page").rows] == [(0,)]
        with pytest.raises(UsageError):
            [*second.query("SET lock_configuration = false").rows]
