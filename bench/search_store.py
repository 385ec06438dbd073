"""A made-up store of many sections: the corpus read once, stored many times, each with words of its own.

The words that a copy adds are compounds of made-up and common parts, so that the vocabulary grows as that of
an archive does.
"""

from __future__ import annotations

import random
from pathlib import Path

import duckdb
import pyarrow as pa

from bench.archive import CORPUS
from protokollparser import pipeline
from protokollparser.core.rules import load
from protokollparser.store import open_store

_SEED = 20231109
_TABLES = (
    "source source_file document meeting agenda_item section data_table record_span attendance dissent "
    "vote officer decision proposal attachment"
).split()
_LINKS = frozenset({"same_as", "supersedes", "extract_of"})
_ADDED = 25
_FIRST = (
    "skol vård bygg vatten miljö kultur fritids gatu park simhalls brand biblioteks hamn energi social "
    "trafik arkiv närings ungdoms äldre idrotts markanvisnings detaljplane livsmedels förskole personal "
    "investerings tomträtts"
).split()
_LAST = (
    "nämnd plan avgift kostnad bidrag utredning förvaltning enhet chef samordnare strategi program "
    "rapport avtal fråga tillsyn uppföljning riktlinje policy budget projekt lokal anläggning verksamhet "
    "organisation grupp ledning prövning"
).split()
_ENDINGS = ("", "en", "er", "erna", "ens", "ar", "et")
_SYLLABLES = (
    "ba de fi go hu jo ka le mi no pu ra se ti vo ska bro fle gri sta tre vin lund berg dal holm".split()
)


def write(database: Path, sections: int) -> int:
    """Write a store of so many sections at least, and return how many it has."""
    with open_store(database) as store:
        files = [*CORPUS.glob("*/source.txt"), *CORPUS.glob("templates/*/source.txt")]
        pipeline.ingest(sorted(files), store, load())
    connection = duckdb.connect(str(database))
    connection.execute("SET threads TO 1")
    (own,) = connection.execute("SELECT count(*) FROM section").fetchone() or (0,)
    copies = -(-sections // own)
    chance = random.Random(_SEED)
    connection.execute("CREATE TEMP TABLE copy AS SELECT range AS number FROM range(1, ?)", [copies])
    pages = connection.execute("SELECT * FROM page ORDER BY source_id, page").to_arrow_table().to_pylist()
    for table in _TABLES:
        columns = connection.execute(f"DESCRIBE {table}").fetchall()
        shown = [_renamed(name, kind) for name, kind, *_ in columns]
        connection.execute(
            f"INSERT INTO {table} SELECT {', '.join(shown)} FROM (SELECT * FROM {table}) AS base, copy"
        )
    for number in range(1, copies):
        rows = [
            {
                **page,
                "page_id": f"{page['page_id']}-{number}",
                "source_id": f"{page['source_id']}-{number}",
                "text": f"{page['text']}\n{_words(chance)}\n",
            }
            for page in pages
        ]
        made = pa.Table.from_pylist(rows)  # noqa: F841
        connection.execute("INSERT INTO page SELECT * FROM made")
    (count,) = connection.execute("SELECT count(*) FROM section").fetchone() or (0,)
    connection.close()
    return int(count)


def _renamed(name: str, kind: str) -> str:
    """Return the SQL of a column in a copy: ids and paths are the copy's own."""
    if kind == "VARCHAR" and (name.endswith("_id") or name in _LINKS):
        return f"base.{name} || '-' || copy.number"
    if name == "path":
        return "replace(base.path, '/source', '/' || copy.number || '-source')"
    return f"base.{name}"


def _words(chance: random.Random) -> str:
    """Return a line of compounds, some of whose parts are names that nobody has."""
    found = []
    for _ in range(_ADDED):
        first = chance.choice(_FIRST)
        if chance.random() < 0.4:
            first = "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 3)))
        found.append(first + chance.choice(_LAST) + chance.choice(_ENDINGS))
    return " ".join(found)
