"""Opening the database file, making it when new, and telling in one sentence why it cannot be opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateColumn

from protokollparser.core.contract import SCHEMA_VERSION
from protokollparser.core.errors import StoreError
from protokollparser.core.frugal import give_back
from protokollparser.store import fresh, lines, publishing
from protokollparser.store.migrations import migrations
from protokollparser.store.schema import metadata, tables

# Nothing is fetched at run time, and a query can neither read files nor the program's own variables.
_CLOSED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
# A batch writes the file once, at its end, instead of at every large commit: the log keeps what is committed.
# A file makes some thirty small tables: a second thread only takes computing time from what reads files.
# Blocks of the file would be kept in memory as long as there is any: 640 MB after 400 files.
# A shard is read once: nothing of its files is to be kept.
MEMORY = "128MB"
WRITING = {
    **_CLOSED,
    "checkpoint_threshold": "256MB",
    "threads": "1",
    "memory_limit": MEMORY,
    "enable_external_file_cache": "false",
}
_READ_ONLY = {
    **_CLOSED,
    "enable_external_access": "false",
    "python_enable_replacements": "false",
}


def connect(path: Path, *, read_only: bool) -> Connection:
    """Return a connection to the database at `path`, with all tables and views in place.

    A database that is not there is made, unless `read_only`. Raises StoreError.
    """
    if read_only and not path.exists():
        raise StoreError(
            f"{path}: there is no database here; import documents with `ingest` first",
            "no_database",
            path=path,
        )
    if path.is_dir():
        raise StoreError(f"{path}: this is a folder; name a database file in it", "not_a_database", path=path)
    if not path.parent.is_dir():
        raise StoreError(
            f"{path.parent}: there is no such folder; make it first", "no_folder", path=path.parent
        )
    engine = _engine(path, read_only=read_only)
    with telling(path):
        connection = engine.connect()
        driver: Any = connection.connection.driver_connection
        silence(driver)
        if read_only and not _is_locked(driver):
            # A query cannot take this back.
            driver.execute("SET lock_configuration = true")
    try:
        with telling(path):
            _prepare(connection, path, read_only=read_only)
    except StoreError:
        connection.close()
        raise
    return connection


def silence(driver: duckdb.DuckDBPyConnection) -> None:
    """Let a connection draw no bar on standard output, amid what a program reads there.

    DuckDB draws one, where it takes the program for a person's, when something takes two seconds.
    """
    if _is_set(driver, "enable_progress_bar") and not _is_locked(driver):
        driver.execute("SET enable_progress_bar = false")


def _is_locked(driver: duckdb.DuckDBPyConnection) -> bool:
    """True when an earlier connection of this process to the same file has locked the configuration."""
    return _is_set(driver, "lock_configuration")


def _is_set(driver: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Return a setting that is on or off."""
    # Written into the question: for every parameter DuckDB looks for libraries, and imports pandas.
    found = driver.execute(f"SELECT current_setting('{name}')").fetchone()
    return bool(found and found[0])


# The number of the process that holds the file, as DuckDB tells it on the same machine.
_HOLDER = re.compile(r"\(PID (\d+)\)")
# DuckDB's words for a place where no file can be made, for instance below /proc.
_UNWRITABLE = ("Permission denied", "Read-only file system", "read-only mode", "Cannot open file")


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what the database reports inside the block into one StoreError sentence."""
    try:
        yield
    except DBAPIError as error:
        raise reported(path, str(error.orig or error)) from error
    except (duckdb.Error, OSError) as error:
        raise reported(path, str(error)) from error


def reported(path: Path, words: str) -> StoreError:
    """Return the StoreError that says what the words of a database error mean and what to do."""
    if "Could not set lock" in words or "Conflicting lock" in words:
        holder = _HOLDER.search(words)
        which = f" ({holder[1]})" if holder else ""
        return StoreError(
            f"{path}: another process{which} has the database open; wait until it is done and try again",
            "locked",
            path=path,
            which=which,
        )
    if (
        "Could not read enough bytes" in words
        or "not a valid DuckDB database" in words
        or "is not a valid" in words
        or "Serialization Error" in words
    ):
        return StoreError(
            f"{path}: this file is no DuckDB database; name another with --db", "not_a_database", path=path
        )
    if "older version" in words or "newer version" in words or "storage version" in words:
        return StoreError(
            f"{path}: another version of DuckDB made this file; import into a new one", "version", path=path
        )
    if any(sign in words for sign in _UNWRITABLE):
        return StoreError(
            f"{path}: the database cannot be written here; choose another place with --db",
            "unwritable",
            path=path,
        )
    if "No space left" in words or "Could not write" in words:
        return StoreError(
            f"{path}: the disk is full or broken; nothing half-written was kept", "disk", path=path
        )
    if words.startswith("Out of Memory Error"):
        return StoreError(
            f"{path}: the database needs more memory than there is; nothing half-written was kept",
            "no_memory",
            path=path,
        )
    first = words.strip().splitlines()[0] if words.strip() else "nothing"
    return StoreError(f"{path}: the database reports: {first}", "database", path=path, told=first)


# What the program keeps beside a database: log, spilled rows, copies, snapshot, readings, receipts, index.
_BESIDE = ("", ".wal", ".tmp", ".new", ".work", ".receipts", ".search")


def is_own(path: Path, database: Path) -> bool:
    """True for a database file under any name, and for what the program keeps beside it."""
    own, found = str(database.absolute()), str(path.absolute())
    if found.startswith(own):
        return found[len(own) :].partition(os.sep)[0] in _BESIDE
    if found.startswith(str(publishing.snapshot_of(database.absolute()))):
        return True
    try:
        return os.path.samefile(path, own)
    except (OSError, ValueError):
        return False


def _engine(path: Path, *, read_only: bool) -> Engine:
    """Return the engine of one database file, with one connection of its own."""
    config = _READ_ONLY if read_only else WRITING
    arguments = {"read_only": read_only, "config": dict(config)}
    url = "duckdb:///" + str(path.absolute())
    return create_engine(url, poolclass=NullPool, connect_args=arguments)


def _prepare(connection: Connection, path: Path, *, read_only: bool) -> None:
    """Check the version of the database, and bring tables and views up to date where it may be written."""
    driver: Any = connection.connection.driver_connection
    stored = _columns(driver)
    if not stored:
        if read_only:
            told = f"{path}: the database is empty; import documents with `ingest` first"
            raise StoreError(told, "no_database", path=path)
        fresh.make(driver)
        give_back()
        return
    if not any(table == "store_info" for table, _ in stored):
        raise StoreError(
            f"{path}: this database holds other things; name another with --db", "foreign", path=path
        )
    info = dict(driver.execute("SELECT name, value FROM store_info").fetchall())
    if info.get("schema_version") != str(SCHEMA_VERSION):
        raise of_other_version(path, str(info.get("schema_version")))
    if not read_only and not (info.get("views") == fresh.digest() and _declared() <= stored):
        with connection.begin():
            _complete(connection)


def _columns(driver: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    """Return the tables and views that are there with their columns."""
    sql = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
    return {(str(table), str(column)) for table, column in driver.execute(sql).fetchall()}


@cache
def _declared() -> frozenset[tuple[str, str]]:
    """Return the tables that are to be there with their columns."""
    return frozenset((table.name, column.name) for table in tables().values() for column in table.columns)


def of_other_version(path: Path, found: str) -> StoreError:
    """Return what is to be said of a database whose tables are of another version than this program's."""
    told = f"{path}: has version {found}, this program reads {SCHEMA_VERSION}"
    details = {"path": path, "found": found, "version": SCHEMA_VERSION}
    number = int(found) if found.isdecimal() else SCHEMA_VERSION + 1
    if number > SCHEMA_VERSION:
        return StoreError(f"{told}; install a newer program", "newer", **details)
    if migrations(number):
        return StoreError(f"{told}; run `protokollparser db upgrade`", "older", **details)
    return StoreError(f"{told}; import into a new one", "version", **details)


def _complete(connection: Connection) -> None:
    """Make the tables, columns and views that are not there yet, and note that all are."""
    driver: Any = connection.connection.driver_connection
    before = {table for table, _ in _columns(driver)}
    metadata().create_all(connection)
    stored = _columns(driver)
    for table in metadata().sorted_tables:
        for column in table.columns:
            if (table.name, column.name) not in stored:
                added = str(CreateColumn(column).compile(dialect=connection.dialect)).replace(" NOT NULL", "")
                connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {added}"))
    if lines.TABLE not in before:
        lines.write_all(connection)
    fresh.declare_views(driver)
    driver.execute("DELETE FROM store_info WHERE name = 'views'")
    driver.execute(f"INSERT INTO store_info VALUES ('views', '{fresh.digest()}')")
