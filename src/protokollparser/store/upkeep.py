"""What is done to a database as a file: a copy of it, and its tables brought to this program's version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from sqlalchemy.schema import SetColumnComment, SetTableComment

from protokollparser.core.contract import SCHEMA_VERSION
from protokollparser.core.errors import StoreError
from protokollparser.store import opening, publishing
from protokollparser.store.copying import copied
from protokollparser.store.migrations import migrations
from protokollparser.store.schema import metadata

_UNFINISHED = ".part"
_VERSION = "SELECT value FROM store_info WHERE name = 'schema_version'"


@dataclass(frozen=True)
class Upgrade:
    """From which version to which; `backup` is the copy that was made before, None where nothing was done."""

    before: int
    after: int
    backup: Path | None


def backup(path: Path, out: Path) -> Path:
    """Copy a database to `out` as it is at one moment, and return what was copied.

    That is the snapshot where another process writes the database. Raises StoreError.
    """
    try:
        with _held(path) as driver:
            driver.execute("CHECKPOINT")
            _copy(path, out)
        return path
    except StoreError as error:
        snapshot = publishing.snapshot_of(path)
        if error.code != "locked" or not snapshot.exists():
            raise
    _copy(snapshot, out)
    return snapshot


def upgrade(path: Path) -> Upgrade:
    """Bring a database to this program's version, all or nothing; a copy of the old one stays beside it.

    Raises StoreError, also for a version from which there is no way.
    """
    with _held(path) as driver:
        before = _version(driver, path)
        if before == SCHEMA_VERSION:
            return Upgrade(before, before, None)
        steps = migrations(before)
        if not steps:
            raise opening.of_other_version(path, str(before))
        driver.execute("CHECKPOINT")
        kept = path.with_name(f"{path.stem}.version-{before}{path.suffix}")
        _copy(path, kept)
        driver.execute("BEGIN")
        for step in steps:
            driver.execute(step.sql)
        driver.execute("UPDATE store_info SET value = ? WHERE name = 'schema_version'", [str(steps[-1].to)])
        driver.execute("COMMIT")
    # Written under the old version.
    publishing.withdraw(path)
    _tell_comments(path)
    return Upgrade(before, SCHEMA_VERSION, kept)


def _tell_comments(path: Path) -> None:
    """Make what is missing, and write what tables and columns hold: tables made anew do not tell it."""
    connection = opening.connect(path, read_only=False)
    try:
        with opening.telling(path), connection.begin():
            for table in metadata().sorted_tables:
                connection.execute(SetTableComment(table))
                for column in table.columns:
                    if column.comment:
                        connection.execute(SetColumnComment(column))
    finally:
        connection.close()


@contextmanager
def _held(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Hold a database of any version open for writing. Raises StoreError."""
    if not path.is_file():
        told = f"{path}: there is no database here; import documents with `ingest` first"
        raise StoreError(told, "no_database", path=path)
    with opening.telling(path):
        driver = duckdb.connect(str(path), config=dict(opening.WRITING))
        opening.silence(driver)
        try:
            yield driver
        finally:
            driver.close()


def _version(driver: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Return the version of a database."""
    try:
        found = driver.execute(_VERSION).fetchone()
    except duckdb.CatalogException as error:
        told = f"{path}: this database holds other things; name another with --db"
        raise StoreError(told, "foreign", path=path) from error
    return int(found[0]) if found else 0


def _copy(path: Path, out: Path) -> None:
    """Copy a file, whole or not at all, to a place where there is none. Raises StoreError."""
    if out.exists():
        raise StoreError(
            f"{out}: is there already; move it away or name another file", "copy_exists", path=out
        )
    unfinished = out.with_name(out.name + _UNFINISHED)
    try:
        copied(path, unfinished)
        unfinished.rename(out)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        told = error.strerror or str(error)
        message = f"{out}: the copy cannot be written ({told}); make room or name another place"
        raise StoreError(message, "copy_failed", path=out, told=told) from error
