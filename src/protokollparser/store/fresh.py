"""A fresh database: its tables and views with their comments, made in one go.

Declaring each table and column by itself took most of the time of importing a small file. The words of all
are one script, and what it made is copied for the later databases of the same process.
"""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock

import duckdb
from sqlalchemy import make_url
from sqlalchemy.schema import CreateTable

from protokollparser.core.contract import SCHEMA_VERSION
from protokollparser.store.schema import metadata
from protokollparser.store.sql import quoted
from protokollparser.store.views import column_comments, comment_of, views


def make(driver: duckdb.DuckDBPyConnection) -> None:
    """Make all tables and views in an empty database, whole or not at all, and note what they are."""
    template = _template.path()
    if template is not None:
        driver.execute(f"ATTACH {quoted(template)} AS template (READ_ONLY)")
    driver.execute("BEGIN")
    try:
        if template is None:
            declare(driver)
        else:
            ((name,),) = driver.execute("SELECT current_database()").fetchall()
            named = str(name).replace('"', '""')
            driver.execute(f'COPY FROM DATABASE template TO "{named}" (SCHEMA)')
        driver.execute(
            f"INSERT INTO store_info VALUES ('schema_version', '{SCHEMA_VERSION}'), ('views', '{digest()}')"
        )
        driver.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):
            driver.execute("ROLLBACK")
        raise
    finally:
        if template is not None:
            driver.execute("DETACH template")


def declare(driver: duckdb.DuckDBPyConnection) -> None:
    """Make all tables and views where there are none."""
    driver.execute(_tables())
    declare_views(driver)


def declare_views(driver: duckdb.DuckDBPyConnection) -> None:
    """Make the views anew, with their comments."""
    for view in views():
        driver.execute(f"CREATE OR REPLACE VIEW {view.name} AS {view.sql}")
    names = ", ".join(quoted(view.name) for view in views())
    columns = driver.execute(
        f"SELECT table_name, column_name FROM duckdb_columns() WHERE table_name IN ({names})"
    ).fetchall()
    told = [f"COMMENT ON VIEW {view.name} IS {quoted(view.comment)}" for view in views()]
    told += [
        f"COMMENT ON COLUMN {view}.{column} IS {quoted(comment_of(view, column))}" for view, column in columns
    ]
    driver.execute(";".join(told))


@cache
def digest() -> str:
    """Return the hash of all views as they are declared."""
    told = [*(view.comment + view.sql for view in views()), repr(sorted(column_comments().items()))]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


@cache
def _tables() -> str:
    """Return the statements that make the tables."""
    dialect = make_url("duckdb://").get_dialect()()
    told = []
    for table in metadata().sorted_tables:
        told += [str(CreateTable(table).compile(dialect=dialect))]
        told += [f"COMMENT ON TABLE {table.name} IS {quoted(table.comment or '')}"]
        told += [
            f'COMMENT ON COLUMN {table.name}."{column.name}" IS {quoted(column.comment)}'
            for column in table.columns
            if column.comment
        ]
    return ";".join(told)


class _Template:
    """An empty database that lies in a folder of its own until the process ends."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_asked = False
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def path(self) -> Path | None:
        """Return where it lies; None for the first that asks in a process, who mostly is the only one."""
        with self._lock:
            if not self._is_asked:
                self._is_asked = True
                return None
            kept = self._folder and Path(self._folder.name) / "template.duckdb"
            if not kept or not kept.is_file():
                self._folder = tempfile.TemporaryDirectory(prefix="protokollparser-")
                kept = Path(self._folder.name) / "template.duckdb"
                with duckdb.connect(str(kept), config={"threads": 1}) as driver:
                    declare(driver)
            return kept


_template = _Template()
