from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from protokollparser.core.contract import SCHEMA_VERSION
from protokollparser.core.errors import StoreError
from protokollparser.core.records.findings import Finding, Review
from protokollparser.store import Store, backup, open_store, publishing, upgrade
from protokollparser.store.migrations import migrations
from tests.store.made import document, file, reading, source

COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() AS c
WHERE NOT internal AND schema_name = 'main' ORDER BY ALL
"""
KEYS = """
SELECT table_name, constraint_column_names FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'
ORDER BY ALL
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database as version 5 made it: one document with an accepted finding and a review."""
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(Path(__file__).with_name("version_5.sql").read_text(encoding="utf-8"))
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = document()
    with open_store(tmp_path / "p.duckdb") as opened:
        opened.save(reading(made), source(made), [file(made)])
        yield opened


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def counts(path: Path) -> dict[str, int]:
    """Return the rows of each table."""
    names = [name for (name,) in rows(path, "SELECT table_name FROM duckdb_tables()") if name != "store_info"]
    return {str(name): int(str(rows(path, f'SELECT count(*) FROM "{name}"')[0][0])) for name in names}


def test_every_version_since_the_first_with_a_way_has_one() -> None:
    assert [one.to for one in migrations(5)] == list(range(6, SCHEMA_VERSION + 1))
    assert migrations(3) == []
    assert migrations(SCHEMA_VERSION) == []


def test_opening_an_old_database_tells_to_upgrade_it(old: Path) -> None:
    with pytest.raises(StoreError, match="db upgrade") as caught:
        open_store(old)
    assert caught.value.code == "older"


def test_an_upgraded_database_keeps_every_row(old: Path) -> None:
    before = counts(old)
    done = upgrade(old)
    after = counts(old)
    assert (done.before, done.after, done.backup) == (
        5,
        SCHEMA_VERSION,
        old.with_name("old.version-5.duckdb"),
    )
    assert {name: after[name] for name in before} == before
    assert sum(before.values()) > 60
    with open_store(old) as store:
        assert [one.status for one in store.read(Finding)] == ["accepted"]
        assert {one.reviewer for one in store.read(Review)} == {"Eva"}
        assert store.unmatched_reviews() == []
        assert store.verify() == []


def test_an_upgraded_database_has_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    upgrade(old)
    open_store(tmp_path / "new.duckdb").close()
    for sql in (COLUMNS, KEYS):
        assert rows(old, sql) == rows(tmp_path / "new.duckdb", sql)


def test_upgrading_twice_does_nothing(old: Path) -> None:
    upgrade(old)
    assert upgrade(old).backup is None


def test_an_upgrade_that_fails_leaves_the_old_version(old: Path) -> None:
    with duckdb.connect(str(old)) as connection:
        connection.execute("CREATE TABLE claim_5 (x TEXT)")
        before = connection.execute("SELECT count(*) FROM claim").fetchall()
    with pytest.raises(StoreError):
        upgrade(old)
    assert rows(old, "SELECT value FROM store_info WHERE name = 'schema_version'") == [("5",)]
    assert rows(old, "SELECT count(*) FROM claim") == before


def test_a_copy_is_never_written_over(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.duckdb").write_text("mine")
    store.close()
    with pytest.raises(StoreError) as caught:
        backup(store.path, tmp_path / "copy.duckdb")
    assert caught.value.code == "copy_exists"
    assert (tmp_path / "copy.duckdb").read_text() == "mine"


def test_a_copy_holds_what_was_committed(store: Store, tmp_path: Path) -> None:
    store.publish(at_end=True)
    store.close()
    assert backup(store.path, tmp_path / "copy.duckdb") == store.path
    assert (
        counts(tmp_path / "copy.duckdb") == counts(store.path) == counts(publishing.snapshot_of(store.path))
    )


def test_a_sound_database(store: Store) -> None:
    assert store.verify() == []


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("INSERT INTO decision SELECT * FROM decision", ("keys", "decision")),
        ("UPDATE decision SET source_id = 'no'", ("sources", "decision")),
        ("UPDATE table_cell SET document_id = 'no'", ("references", "table_cell")),
        ("UPDATE table_cell SET table_id = 'no'", ("references", "table_cell")),
        ("UPDATE residue SET char_end = 999", ("spans", "residue")),
        ("UPDATE residue SET printed = 'Klar!'", ("printed", "residue")),
        ("DELETE FROM page", ("shards", "source")),
        ("UPDATE document SET same_as = 'no'", ("references", "document")),
        ("UPDATE sighting SET entity_id = 'no'", ("references", "sighting")),
        (
            "INSERT INTO finding_evidence BY NAME SELECT *, 'no' AS finding_id, 'stated' AS role, "
            "residue_id AS finding_evidence_id FROM (SELECT * EXCLUDE (reason, text) FROM residue)",
            ("evidence", "finding_evidence"),
        ),
    ],
)
def test_what_does_not_hold_is_found(store: Store, sql: str, fault: tuple[str, str]) -> None:
    store.close()
    with duckdb.connect(str(store.path)) as connection:
        if "residue_id AS" in sql:
            sql = sql.replace("SELECT *,", "SELECT * EXCLUDE (residue_id),")
        connection.execute(sql)
    with open_store(store.path, read_only=True) as opened:
        assert fault in {(one.name, one.table) for one in opened.verify()}


def test_the_three_libraries_of_the_store_are_the_pinned_ones() -> None:
    """Versions go together (decision 0003): raise them together, with a row in its table."""
    from importlib.metadata import version

    told = (Path(__file__).parents[2] / "docs" / "decisions" / "0003-store.md").read_text(encoding="utf-8")
    for library, name in (
        ("duckdb", "DuckDB"),
        ("duckdb-sqlalchemy", "duckdb-sqlalchemy"),
        ("sqlalchemy", "SQLAlchemy"),
    ):
        assert f"{name} {version(library)}" in told
