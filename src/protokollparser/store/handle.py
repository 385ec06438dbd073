"""An open database file: its transactions, its questions, and giving it up for a while."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
from sqlalchemy import Connection

from protokollparser.core.answers import Answer, Table
from protokollparser.core.errors import StoreError, UsageError
from protokollparser.store import opening

_BATCH = 2000
# For what does not fit into the memory that a database has while files are read.
_ROOMY = "1GB"


class Handle:
    """One open file. Use it in a `with` block."""

    def __init__(self, connection: Connection, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = connection
        self._opened = time.time()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database file."""
        with opening.telling(self.path):
            self._connection.close()

    def is_own(self, path: Path) -> bool:
        """True for the database file under any name, and for what the program keeps beside it."""
        return opening.is_own(path, self.path)

    @contextmanager
    def lent(self) -> Iterator[Path]:
        """Close the file while other processes read it; it is open again after the block."""
        self.close()
        try:
            yield self.path
        finally:
            self._connection = opening.connect(self.path, read_only=self.read_only)

    def query(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Table:
        """Return the answer to a question in DuckDB's SQL; `$name` in it stands for a parameter.

        Raises UsageError when the question is wrong.
        """
        with self._asking():
            found = self._asked(sql, parameters)
            described = found.description or []
        names = tuple(str(column[0]) for column in described)
        return Table(names, tuple(str(column[1]) for column in described), self._rows(found))

    def _asked(self, sql: str, parameters: Mapping[str, Any] | None) -> duckdb.DuckDBPyConnection:
        """Return the answer to a question; where it does not fit, who writes has more memory from then on.

        Less while its rows are held is refused.
        """
        given = dict(parameters) if parameters else None
        try:
            return self.cursor().execute(sql, given)
        except duckdb.OutOfMemoryException:
            if self.read_only:
                raise
        self._driver.execute(f"SET memory_limit = '{_ROOMY}'")
        return self.cursor().execute(sql, given)

    def answer(self, sql: str) -> Answer:
        """Return the answer to a question as Arrow batches."""
        with self._asking():
            found = self._driver.duplicate().execute(sql)
            described = found.description or []
            reader = found.to_arrow_reader(_BATCH)
        return Answer(reader.schema, tuple(str(column[1]) for column in described), iter(reader))

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a connection of its own to the open file, for relations; it is closed with the store."""
        connection: duckdb.DuckDBPyConnection = self._driver.duplicate()
        return connection

    def _rows(self, found: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of an answer."""
        while True:
            with self._asking():
                rows = found.fetchmany(_BATCH)
            if not rows:
                return
            yield from rows

    @property
    def _driver(self) -> Any:
        """The DuckDB connection itself, for what SQLAlchemy has no words."""
        return self._connection.connection.driver_connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Hold one transaction: all of the block is stored, or nothing."""
        if self.read_only:
            raise StoreError(
                f"{self.path}: the database was opened for reading only", "read_only", path=self.path
            )
        with opening.telling(self.path), self._connection.begin():
            yield self._connection

    @contextmanager
    def _roomy(self) -> Iterator[None]:
        """Let the database hold more at once: many documents alike are compared with each other."""
        self._driver.execute(f"SET memory_limit = '{_ROOMY}'")
        try:
            yield
        finally:
            # What is held meanwhile may be more.
            with suppress(duckdb.OutOfMemoryException):
                self._driver.execute(f"SET memory_limit = '{opening.MEMORY}'")

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Hold one look at the store, the same for all questions of the block."""
        with opening.telling(self.path), self._connection.begin():
            yield self._connection

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Tell a wrong question from a broken store."""
        try:
            yield
        except (duckdb.IOException, duckdb.FatalException, duckdb.InternalException) as error:
            raise opening.reported(self.path, str(error)) from error
        except duckdb.Error as error:
            raise UsageError(f"the query is wrong: {error}", "bad_query", told=str(error)) from error
