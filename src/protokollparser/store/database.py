"""The store: records saved in one transaction per source, and read as records again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, bindparam, select

from protokollparser.columns import Columns, columns
from protokollparser.columns.fields import order
from protokollparser.core.errors import StoreError, UsageError
from protokollparser.core.frugal import give_back
from protokollparser.core.reading import Reading
from protokollparser.core.records import Record
from protokollparser.core.records.documents import Accession, Source, SourceFile
from protokollparser.core.records.findings import CheckRun, Finding, FindingEvidence, Removal, Review
from protokollparser.core.records.places import RecordSpan
from protokollparser.core.rules import Rules, load
from protokollparser.core.spans import Span
from protokollparser.store import information, keys, loading, opening, publishing, reviews, writing
from protokollparser.store.erasing import rewrite
from protokollparser.store.handle import Handle
from protokollparser.store.linking import relink
from protokollparser.store.people import relink_people
from protokollparser.store.rows import AnyRecord, answer, as_record, place
from protokollparser.store.schema import tables
from protokollparser.store.settling import bring_accounts_together, bring_together, steps
from protokollparser.store.shelves import Shelf
from protokollparser.store.tallies import (
    CODES,
    ERASED,
    FILES,
    FINDINGS,
    RECORDS,
    RUNS,
    SETTLED,
    UNCHECKED,
    UNREAD,
    Status,
    Tally,
    Waiting,
)
from protokollparser.store.verifying import Verdict, verify

_Told = TypeVar("_Told")


class Store(Handle):
    """One open database. Use it in a `with` block; `open_store` makes it."""

    def save(self, said: Reading | Columns | None, source: Source, files: Sequence[SourceFile] = ()) -> str:
        """Store what a source says, whole or not at all, and return `new`, `replaced` or `unchanged`.

        What was stored of the same source is replaced; reviews and accepted findings stay and find
        their records again. None stands for a source that cannot be read: only the source is stored.
        """
        found = columns(said) if isinstance(said, Reading) else said or Columns()
        with self._writing() as connection:
            return writing.save(connection, found, source, files)

    def accessions(self) -> list[tuple[Any, ...]]:
        """Return each path as last seen: archive, name, content, signature, size, stamp, code, message."""
        sql = """
            SELECT container, path, source_id, signed, byte_count, stamp, error_code, message FROM accession
        """
        return list(self.query(sql).rows)

    def unfinished(self, statuses: Sequence[str]) -> list[str]:
        """Return the files, archives for their members, whose contents are not stored or have a status."""
        sql = """
            SELECT DISTINCT coalesce(a.container, a.path) FROM accession AS a
            LEFT JOIN source AS s ON s.source_id = a.source_id
            WHERE a.error_code IS DISTINCT FROM 'archive'
                AND (s.source_id IS NULL OR list_contains($statuses, s.status))
            ORDER BY 1
        """
        return [path for (path,) in self.query(sql, {"statuses": list(statuses)}).rows]

    def register(self, rows: Sequence[Accession]) -> None:
        """Store where contents were found, before they are read."""
        files = [*filter(None, (row.found for row in rows))]
        with self._writing() as connection:
            writing.register(connection, rows, files)

    def readings(self) -> dict[str, tuple[str, str | None, str | None, Mapping[str, str]]]:
        """Return status, reason, message and what made it of each content that is stored."""
        rows = self.query("SELECT source_id, status, error_code, message, made_by FROM source").rows
        # Most were made by the same, which is then held once.
        makers = cache(json.loads)
        return {key: (status, code, told, makers(made)) for key, status, code, told, made in rows}

    def load(self, shard: str, files: Mapping[str, Path], documents: int) -> dict[str, str]:
        """Store the Parquet files of a shard, by table, and return what became of each source.

        `shard` is its name; one that was loaded before changes nothing. `settle` is to follow.
        """
        return self._fitting(partial(loading.load_shard, name=shard, files=files, documents=documents))

    def loaded(self) -> set[str]:
        """Return the names of the shards that were loaded."""
        return {name for (name,) in self.query("SELECT name FROM loaded_shard").rows}

    def settle(self, rules: Rules, *, anew: bool = False) -> bool:
        """Bring together what documents say of each other, and return whether it was due.

        It is where something was loaded since the last time; then only what that concerns is gone through.
        All is where the code or the rules that do it are others now, or `anew`. What does not fit into the
        memory that loading has is done with more.
        """
        made_by = information.settled_by(rules)
        with self._reading() as connection:
            anew = anew or information.told(connection, information.SETTLED_BY) != made_by
            if not anew and information.told(connection, information.SETTLED) == "yes":
                return False
        for step in steps():
            # In one transaction of all, each step would hold what those before it wrote.
            self._fitting(partial(step, rules=rules, anew=anew))
        with self._writing() as connection:
            information.say(connection, information.SETTLED, "yes")
            information.say(connection, information.SETTLED_BY, made_by)
        return True

    def _fitting(self, work: Callable[[Connection], _Told]) -> _Told:
        """Return what comes of some writing, in one transaction; what does not fit is given more memory."""
        try:
            with self._writing() as connection:
                return work(connection)
        except StoreError as error:
            if error.code != "no_memory":
                raise
            with self._roomy(), self._writing() as connection:
                return work(connection)
        finally:
            give_back()

    @property
    def is_due(self) -> bool:
        """True when something was loaded since documents were brought together: `settle` is to follow."""
        with self._reading() as connection:
            return information.told(connection, information.SETTLED) == "no"

    def publish(self, *, at_end: bool = False) -> None:
        """Make the snapshot anew for those who read meanwhile, where it is due."""
        if publishing.is_due(self.path, self._opened, at_end=at_end):
            with opening.telling(self.path):
                publishing.publish(self._driver, self.path)

    def put(self, records: Iterable[Record]) -> None:
        """Store single records (runs, reviews); a record of the same key is replaced."""
        with self._writing() as connection:
            found = [reviews.placed(connection, r) if isinstance(r, Review) else r for r in records]
            writing.put(connection, found)

    def replace_findings(
        self, findings: Sequence[Finding], evidence: Sequence[FindingEvidence], runs: Sequence[CheckRun]
    ) -> None:
        """Store what the checks found in place of what they found before; what was accepted stays so."""
        with self._writing() as connection:
            writing.replace_findings(connection, findings, evidence, runs)

    def review_findings(
        self, finding_ids: Sequence[str], status: str, reviewer: str, note: str | None
    ) -> None:
        """Store that a person says `accepted` or `open` of findings, at once and for every check to come."""
        with self._writing() as connection:
            writing.put(connection, reviews.settle(connection, finding_ids, status, reviewer, note))

    def review_names(self, said: Sequence[Review], rules: Rules) -> None:
        """Store what people say of names that are one or not, and bring lines of accounts together by it."""
        with self._writing() as connection:
            writing.put(connection, said)
            bring_accounts_together(connection, rules, anew=False)

    def link_versions(self) -> int:
        """Link drafts, scans and copies to the documents of which they are versions, whatever came first.

        Return how many documents do not count for themselves.
        """
        return self._fitting(relink)

    def link_people(self, rules: Rules) -> int:
        """Bring people together over all documents, whatever came first, and lead each record to its person.

        Return how many names were brought to another one.
        """
        return self._fitting(partial(relink_people, rules=rules, insert=writing.insert))

    def link_lines(self, rules: Rules) -> None:
        """Put budget lines together from their figures, and find which are one over the years."""
        self._fitting(partial(bring_accounts_together, rules=rules, anew=True))

    def remove(self, source_id: str, reason: str | None = None) -> Removal:
        """Erase a source and everything that came from it, and return the log row, which holds no content.

        The file is written anew, so that none of it stays in freed blocks. Where that is broken off, who
        opens the file to write does it first.
        """
        removal = self._fitting(partial(self._remove, source_id=source_id, reason=reason))
        self.finish_erasing()
        return removal

    @staticmethod
    def _remove(connection: Connection, source_id: str, reason: str | None) -> Removal:
        removal = writing.remove(connection, source_id, reason)
        never = information.told(connection, information.SETTLED_BY) is None
        bring_together(connection, load(), anew=never)
        information.say(connection, information.ERASED, "yes")
        return removal

    def finish_erasing(self) -> None:
        """Write the file anew where something was erased and its bytes are still there. Raises StoreError."""
        with self._reading() as connection:
            if information.told(connection, information.ERASED) is None:
                return
        self.close()
        publishing.withdraw(self.path)
        rewrite(self.path)
        self._connection = opening.connect(self.path, read_only=False)

    def read(self, kind: type[AnyRecord], *source_ids: str) -> list[AnyRecord]:
        """Return the records of one type in reading order, of some sources or of all."""
        table = tables()[kind.table]
        pieces = tables()[RecordSpan.table]
        query = select(table).order_by(*(table.c[name] for name in order(kind)))
        further = select(pieces).where(pieces.c.record_table == kind.table).order_by(pieces.c.ordinal)
        if source_ids:
            # Written into the question: for every parameter DuckDB looks for libraries that are not there.
            wanted: BindParameter[Sequence[str]] = bindparam(
                "wanted", source_ids, expanding=True, literal_execute=True
            )
            query = query.where(table.c.source_id.in_(wanted))
            further = further.where(pieces.c.source_id.in_(wanted))
        more: dict[str, list[Span]] = {}
        with self._reading() as connection:
            for row in answer(connection, further):
                more.setdefault(row["record_id"], []).append(place(row))
            rows = answer(connection, query)
        return [as_record(kind, row, more.get(row[kind.key], ())) for row in rows]

    def shelf(self, first: str, last: str) -> Shelf:
        """Return the records of the sources whose ids lie between two, to be asked for in their order."""
        return Shelf(self._driver, first, last)

    def sources(self) -> list[Source]:
        """Return all sources by file name."""
        return sorted(self.read(Source), key=lambda source: (source.file_name, source.source_id))

    def source_named(self, name: str) -> str:
        """Return the id of the source with this id (or beginning of it), path or file name.

        Raises UsageError when there is none, or several.
        """
        sql = """
            SELECT DISTINCT s.source_id, s.file_name FROM source AS s
            LEFT JOIN source_file AS f ON f.source_id = s.source_id
            WHERE $name IN (s.file_name, f.path) OR (len($name) >= 6 AND starts_with(s.source_id, $name))
            ORDER BY ALL
        """
        found = list(self.query(sql, {"name": name}).rows)
        if not found:
            raise UsageError(f"{name}: no such source is stored", "no_source", source=name)
        if len(found) > 1:
            told = ", ".join(source_id[:12] for source_id, _ in found[:5])
            raise UsageError(
                f"{name}: several sources are named so ({told}); give the id",
                "ambiguous_source",
                source=name,
                found=told,
            )
        return str(found[0][0])

    def verify(self) -> list[Verdict]:
        """Return what does not hold of the rows; nothing for a sound database."""
        return verify(lambda sql: list(self.query(sql).rows))

    def waiting(self) -> Waiting:
        """Return what is still to be done: nothing after a run that came to its end."""
        waits = (UNREAD, SETTLED, ERASED)
        ((unread,),), ((unsettled,),), ((erased,),) = (list(self.query(sql).rows) for sql in waits)
        return Waiting(unread, bool(unsettled), bool(erased))

    def tallies(self, source_ids: Collection[str]) -> dict[str, Tally]:
        """Return how much is stored of each of some sources of which anything is."""
        ids = {"ids": sorted(set(source_ids))}
        findings = dict(self.query(FINDINGS, ids).rows)
        records: Counter[str] = Counter()
        for sql in RECORDS:
            records.update(dict(self.query(sql, ids).rows))
        return {key: Tally(records[key], findings.get(key)) for key in sorted({*records, *findings})}

    def status(self) -> Status:
        """Return how the imports stand."""
        runs, files, codes = (list(self.query(sql).rows) for sql in (RUNS, FILES, CODES))
        ((unchecked,),) = self.query(UNCHECKED).rows
        ((unsettled,),) = self.query(SETTLED).rows
        return Status(runs, files, codes, unchecked, bool(unsettled))

    def unmatched_reviews(self) -> list[Review]:
        """Return the reviews whose record is no longer there."""
        with self._reading() as connection:
            return reviews.unmatched(connection)

    def find(self, record_id: str) -> Record | None:
        """Return the record of any table whose key is `record_id` or the only one to begin with it.

        Raises UsageError when several begin with it.
        """
        with self._reading() as connection:
            return keys.find(connection, record_id)


def open_store(path: Path | str, *, read_only: bool = False) -> Store:
    """Return the database at `path`, made when it is not there (unless `read_only`).

    Raises StoreError when it is locked, no database, of another version or cannot be written.
    """
    store = Store(opening.connect(Path(path), read_only=read_only), Path(path), read_only=read_only)
    if not read_only:
        store.finish_erasing()
    return store


def open_for_reading(path: Path | str) -> tuple[Store, datetime | None]:
    """Return the database at `path`, or its snapshot with its time where another process writes it.

    Raises StoreError as `open_store` does.
    """
    try:
        return open_store(path, read_only=True), None
    except StoreError as error:
        snapshot = publishing.snapshot_of(Path(path))
        if error.code != "locked" or not snapshot.exists():
            raise
    made = datetime.fromtimestamp(snapshot.stat().st_mtime)
    return open_store(snapshot, read_only=True), made
