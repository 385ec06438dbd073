"""The other design of decision 0033: postings and BM25 in tables of DuckDB."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from protokollparser.search.passages import Passage
from protokollparser.search.tokens import words

_K1, _B = 1.2, 0.75
_AT_ONCE = 20_000


def build(database: Path, passages: Iterable[Passage]) -> None:
    """Write the words of passages as postings, sorted by word."""
    connection = duckdb.connect(str(database))
    connection.execute("SET threads TO 1")
    connection.execute("CREATE TABLE loose (term VARCHAR, passage INTEGER, times INTEGER)")
    connection.execute("CREATE TABLE passage (passage INTEGER, length INTEGER)")
    rows: tuple[list[str], list[int], list[int]] = ([], [], [])
    lengths: list[tuple[int, int]] = []
    for number, passage in enumerate(passages):
        found = words(passage.text)
        lengths.append((number, len(found)))
        for term, times in Counter(found).items():
            for column, value in zip(rows, (term, number, times), strict=True):
                column.append(value)  # type: ignore[arg-type]
        if len(lengths) == _AT_ONCE:
            _store(connection, rows, lengths)
    _store(connection, rows, lengths)
    connection.execute("CREATE TABLE posting AS SELECT * FROM loose ORDER BY term, passage")
    connection.execute("DROP TABLE loose")
    connection.execute("CREATE TABLE term AS SELECT term, count(*) AS passages FROM posting GROUP BY term")
    connection.execute("CHECKPOINT")
    connection.close()


def ask(connection: duckdb.DuckDBPyConnection, asked: Sequence[Mapping[str, float]], limit: int) -> int:
    """Return how many of the best passages hold a form of every word, ranked by BM25."""
    (count, mean) = connection.execute("SELECT count(*), avg(length) FROM passage").fetchone() or (0, 0.0)
    terms = [(word, number, worth) for number, one in enumerate(asked) for word, worth in one.items()]
    wanted = pa.table(dict(zip(("term", "word", "worth"), map(list, zip(*terms, strict=True)), strict=True)))
    connection.register("wanted", wanted)
    found = connection.execute(
        f"""
        SELECT p.passage, sum(w.worth * ln(1 + ({count} - t.passages + .5) / (t.passages + .5))
            * p.times * {_K1 + 1} / (p.times + {_K1} * ({1 - _B} + {_B} * l.length / {mean or math.inf}))
        ) AS score
        FROM wanted AS w JOIN posting AS p USING (term) JOIN term AS t USING (term)
        JOIN passage AS l ON l.passage = p.passage
        GROUP BY p.passage HAVING count(DISTINCT w.word) = {len(asked)}
        ORDER BY score DESC, p.passage LIMIT {limit}
        """
    ).fetchall()
    return len(found)


def _store(
    connection: duckdb.DuckDBPyConnection,
    rows: tuple[list[str], list[int], list[int]],
    lengths: list[tuple[int, int]],
) -> None:
    made = pa.table({"term": rows[0], "passage": rows[1], "times": rows[2]})  # noqa: F841
    more = pa.table({"passage": [n for n, _ in lengths], "length": [n for _, n in lengths]})  # noqa: F841
    connection.execute("INSERT INTO loose SELECT * FROM made")
    connection.execute("INSERT INTO passage SELECT * FROM more")
    for column in (*rows, lengths):
        column.clear()
