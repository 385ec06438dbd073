"""What a store holds between loading and bringing together: nothing in it leads to what is not there."""

from __future__ import annotations

from pathlib import Path

import duckdb

from protokollparser import __version__
from protokollparser.core.limits import Limits, Recognition
from protokollparser.core.rules import load
from protokollparser.engines import Workplace
from protokollparser.engines.local import extract
from protokollparser.errands import Errand, Task
from protokollparser.making import stage_hashes
from protokollparser.stages import read_source
from protokollparser.store import open_store

RULES = load()
_MINUTES = """Ekbacka kommun
Kulturnämnden
Sammanträdesprotokoll
Sammanträdesdatum 2023-05-{day:02}

§ {day} Budgetuppföljning

Kulturnämndens beslut
Kulturnämnden godkänner uppföljningen.

Justerare
{name} ({party})
"""


def put(folder: Path, day: int, name: str, database: Path) -> None:
    """Read minutes and load their shard, and go no further."""
    path = folder / f"{day}.txt"
    path.write_text(_MINUTES.format(day=day, name=name, party="S"), encoding="utf-8")
    stages = stage_hashes(RULES)
    workplace = Workplace.beside(database, stages)
    task = Task(read_source, RULES, None, Limits(), Recognition("never"), workplace.spool, stages)
    with open_store(database) as store:
        for shard in extract([Errand(path)], workplace, task, 0, lambda _: None):
            store.load(shard.name, workplace.shards.fetch(shard, folder), len(shard.documents))


def say_otherwise(database: Path) -> None:
    """Let what is stored be what another program read."""
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE source SET reading_hash = 'other'")


def test_what_is_read_the_same_by_another_program_is_confirmed(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    put(tmp_path, 8, "Anna Alnäs", database)
    with open_store(database) as store:
        store.settle(RULES)
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE source SET made_by = '{}', parser_version = '0'")
        before = connection.execute("SELECT rowid, * FROM section ORDER BY ALL").fetchall()
    put(tmp_path, 8, "Anna Alnäs", database)
    with open_store(database, read_only=True) as store:
        assert (store.is_due, store.verify()) == (False, [])
        assert list(store.query("SELECT rowid, * FROM section ORDER BY ALL").rows) == before
        ((made, version),) = store.query("SELECT made_by <> '{}', parser_version FROM source").rows
    assert (made, version) == (True, __version__)


def test_who_is_named_is_there_before_people_are_brought_together(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    put(tmp_path, 8, "Anna Alnäs", database)
    with open_store(database, read_only=True) as store:
        named = store.query("SELECT person.name FROM mention JOIN person ON entity_id = person_id")
        assert list(named.rows) == [("Anna Alnäs",)]
        assert (store.is_due, store.verify()) == (True, [])


def test_who_was_brought_to_another_name_is_there_when_a_source_is_replaced(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    for day, name in ((8, "Anna Alnäs"), (9, "Anna Alnas")):
        put(tmp_path, day, name, database)
    with open_store(database) as store:
        store.settle(RULES)
        before = list(store.query("FROM person ORDER BY ALL").rows)
    say_otherwise(database)
    for day, name in ((8, "Anna Alnäs"), (9, "Anna Alnas")):
        put(tmp_path, day, name, database)
    with open_store(database) as store:
        assert (store.is_due, store.verify()) == (True, [])
        store.settle(RULES)
        assert list(store.query("FROM person ORDER BY ALL").rows) == before


def test_a_version_of_what_is_no_longer_there_is_none(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    put(tmp_path, 8, "Anna Alnäs", database)
    put(tmp_path, 9, "Anna Alnäs", database)
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE document SET same_as = 'gone' WHERE document_date = '2023-05-08'")
    say_otherwise(database)
    put(tmp_path, 9, "Anna Alnäs", database)
    with open_store(database, read_only=True) as store:
        assert store.verify() == []
