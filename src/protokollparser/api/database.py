"""One open database for Python: views as relations, questions in SQL, and the places of records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

import duckdb
from duckdb import DuckDBPyConnection, DuckDBPyRelation

from protokollparser.api import masking, places
from protokollparser.api.conditions import Conditions, Numbers, Words, listed, same_words, whole
from protokollparser.api.places import Place, Row
from protokollparser.api.views import Views
from protokollparser.core.errors import StoreError, UsageError
from protokollparser.questions import bind, find, load_questions
from protokollparser.store import Store, open_for_reading
from protokollparser.store.body_names import Bodies

if TYPE_CHECKING:
    from protokollparser.plots import Plot
    from protokollparser.search import Answer

_BODIES = """
    SELECT body, host_municipality, count(DISTINCT document_id) AS documents,
        count(DISTINCT meeting_date) AS meetings, count(decision_id) AS decisions,
        min(day) AS first_date, max(day) AS last_date
    FROM (
        SELECT body, host_municipality, document_id, NULL AS meeting_date, NULL AS decision_id,
            document_date AS day
        FROM v_documents WHERE counted
        UNION ALL
        SELECT body, host_municipality, document_id, NULL, decision_id, decision_date FROM v_decisions
        UNION ALL
        SELECT coalesce(m.body, d.body), d.host_municipality, m.document_id, m.meeting_date, NULL,
            m.meeting_date
        FROM meeting AS m JOIN v_documents AS d ON d.document_id = m.document_id WHERE d.counted
    )
    WHERE body IS NOT NULL
    GROUP BY ALL
    ORDER BY body, host_municipality
"""


class Database(Views):
    """One open database, for reading. Use it in a `with` block; `open` makes it.

    Its methods give DuckDB relations, which compute nothing until their rows are asked for: `.df()`
    (pandas), `.pl()` (polars), `.to_arrow_table()`, `.fetchall()`; `.filter()`, `.aggregate()`, `.order()`
    and `.query()` go on with them. Each relation has a connection of its own, so that threads may each have
    theirs; relations that are joined must share one (`together`).
    """

    def __init__(self, store: Store, snapshot: datetime | None, *, unmasked: bool) -> None:
        self._store: Store | None = store
        self._snapshot = snapshot
        self._unmasked = unmasked
        self._known_bodies = Bodies(store)
        self._shared: DuckDBPyConnection | None = None
        if not unmasked:
            with store.cursor() as connection:
                masking.prepare(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        """Return the path, and of what time a snapshot is."""
        if self._store is None:
            return "<Database, closed>"
        told = f", snapshot of {self._snapshot:%Y-%m-%d %H:%M:%S}" if self._snapshot else ""
        return f"<Database {self._store.path}{told}>"

    def close(self) -> None:
        """Close the file, and with it all relations that were made of it."""
        if self._store is not None:
            self._store.close()
        self._store = None

    @property
    def snapshot(self) -> datetime | None:
        """When the snapshot was made, where another process writes the database and it is read instead."""
        return self._snapshot

    @contextmanager
    def together(self) -> Iterator[Database]:
        """Lend the same database with one connection for all relations, so that they can be joined.

        They belong to one thread, and a stream of batches is to be read to its end before the next begins.
        """
        shared = Database(self._open, self._snapshot, unmasked=self._unmasked)
        shared._known_bodies = self._known_bodies
        shared._shared = self._open.cursor()
        try:
            yield shared
        finally:
            shared._shared.close()
            shared._store = None

    def view(self, name: str) -> DuckDBPyRelation:
        """Return all rows of a table or view by its name in `docs/schema.md`. Raises UsageError."""
        return self._view(name, Conditions())

    def sql(self, question: str, parameters: Mapping[str, Any] | None = None) -> DuckDBPyRelation:
        """Return the answer to a question in DuckDB's SQL, in which `$name` stands for a parameter.

        With parameters it is answered at once, else when rows are asked for. It can only read, and no files.
        Time and memory are not limited: for what others ask there is `protokollparser query`.
        Raises UsageError.
        """
        try:
            answer = self._connection().sql(question, params=dict(parameters) if parameters else None)
        except duckdb.Error as error:
            raise UsageError(f"the query is wrong: {error}", "bad_query", told=str(error)) from error
        if answer is None:
            raise UsageError("the query is wrong: it asks for no rows", "bad_query", told="no rows")
        return self._shown(answer)

    def saved(self, name: str, /, **parameters: Any) -> DuckDBPyRelation:
        """Return the answer to a saved question (`docs/sql.md`) with its parameters. Raises UsageError."""
        asked = bind(find(load_questions(), name), parameters)
        return self.sql(asked.sql, asked.values)

    def search(
        self,
        words: str,
        *,
        limit: int = 20,
        body: str | None = None,
        year: int | str | None = None,
        kind: str | None = None,
        party: str | None = None,
        case: str | None = None,
        file: str | None = None,
    ) -> Answer:
        """Return where something is spoken of, best first: hits with file, page and line.

        The index beside the database is brought up to date first. Raises UsageError.
        """
        # What searches is loaded when something is sought.
        from protokollparser.search import Search

        told = None if year is None else str(year)
        filters = {"body": body, "year": told, "kind": kind, "party": party, "case": case, "file": file}
        return Search(self._open).ask(words, limit=limit, filters=filters, unmasked=self._unmasked)

    def bodies(self) -> DuckDBPyRelation:
        """Return the councils, boards and committees as they are printed, with what is stored of each."""
        return self.sql(_BODIES)

    def place(self, record: str | Row) -> Place:
        """Return where a record stands: its id, or a row of a view by column name. Raises UsageError."""
        return places.place(self._open, places.record_key(self._open, record), unmasked=self._unmasked)

    def picture(self, record: str | Row) -> bytes | None:
        """Return a PNG of the printed lines around a record, None for a text or when its file is not at hand.

        Identity numbers are not masked in pictures.
        """
        return places.picture(self._open, places.record_key(self._open, record))

    def plot(
        self,
        name: str,
        *,
        body: Words | None = None,
        year: Numbers | None = None,
        municipality: Words | None = None,
        label: Words | None = None,
        language: Literal["sv", "en"] = "sv",
    ) -> Plot:
        """Return a plot by name, as `protokollparser plot` draws it; `save` writes it, a notebook shows it.

        Raises UsageError for a name or filter that there is not, and where nothing is stored to be shown.
        """
        # What draws is loaded when something is drawn.
        from protokollparser.plots import Asked, draw

        asked = Asked(
            body=tuple(listed(body or ())),
            year=tuple(whole(() if year is None else year)),
            municipality=tuple(listed(municipality or ())),
            label=tuple(listed(label or ())),
            language=language,
        )
        return draw(self._open, name, asked, unmasked=self._unmasked)

    @property
    def _open(self) -> Store:
        if self._store is None:
            raise StoreError("the database is closed; open it again", "closed")
        return self._store

    def _connection(self) -> DuckDBPyConnection:
        return self._shared or self._open.cursor()

    def _view(self, name: str, conditions: Conditions) -> DuckDBPyRelation:
        try:
            rows = self._connection().table(name)
        except duckdb.Error as error:
            message = f"{name}: there is no such table or view; docs/schema.md lists them"
            raise UsageError(message, "no_view", name=name) from error
        return self._shown(conditions.applied(rows))

    def _shown(self, relation: DuckDBPyRelation) -> DuckDBPyRelation:
        return relation if self._unmasked else masking.masked(relation)

    def _bodies(self, wanted: Words | None) -> Sequence[str] | None:
        if wanted is None:
            return None
        return [form for name in listed(wanted) for form in self._known_bodies.forms(name)]

    def _organisations(self, wanted: Words | None) -> Sequence[str] | None:
        return self._keys("line_organisation", "organisation_id", ("name", "printed"), wanted)

    def _lines(self, wanted: Words | None) -> Sequence[str] | None:
        return self._keys("line_label", "line_id", ("name", "label"), wanted)

    def _keys(self, table: str, key: str, names: Sequence[str], wanted: Words | None) -> Sequence[str] | None:
        """Return the keys of a table of which one of some columns holds one of the names, None for all."""
        if wanted is None:
            return None
        known = self._connection().table(table)
        found = {
            one
            for name in names
            for (one,) in known.filter(same_words(name, listed(wanted))).project(key).fetchall()
        }
        return sorted(found)

    def _people(self, wanted: Words | None) -> Sequence[str]:
        if wanted is None:
            return ()
        known = self._connection().table("alias").filter("entity_table = 'person'")
        return [
            key for (key,) in known.filter(same_words("name", listed(wanted))).project("entity_id").fetchall()
        ]


def open(path: Path | str, *, unmasked: bool = False) -> Database:
    """Return the database at `path` for reading; while another process writes it, the snapshot beside it.

    Personal identity numbers are masked unless `unmasked`. Raises StoreError, whose sentence says what to do.
    """
    store, snapshot = open_for_reading(path)
    return Database(store, snapshot, unmasked=unmasked)
