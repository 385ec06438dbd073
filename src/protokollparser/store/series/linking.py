"""Lines of accounts over all that is stored: what tables are of, whose they are, which labels are one line.

Only new tables are told, and only organisations of which a table came or went, or of which people say
something else, are gone through again (decisions 0028 and 0031).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, text

from protokollparser.core.records.base import make_id
from protokollparser.core.records.people import IdentityCandidate
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.store.identities import Insert
from protokollparser.store.origins import ORIGINS
from protokollparser.store.series.grouping import Labelled, Lines, settle_labels
from protokollparser.store.series.labels import Labels
from protokollparser.store.series.organisations import Change, NamedBody, named_body, settle_names
from protokollparser.store.series.reviewed import Reviewed, reviewed
from protokollparser.store.series.topics import Topics

# What identity candidates of lines are called.
LINE = "line"
# Labels of so many rows are brought together at once, and of organisations that have more; so many rows are
# written at once.
_PART = 20_000
_ROWS = 5_000
_TABLES = (
    ORIGINS
    + """
, headed AS (
    SELECT table_id, arg_min(label, row_index) AS first FROM table_row
    WHERE label IS NOT NULL AND role IN ('data', 'subtotal', 'total') GROUP BY table_id
), held AS (
    SELECT table_id FROM budget_line WHERE label IS NOT NULL GROUP BY table_id
), changed AS (
    SELECT unnest([former, present]) AS name FROM name_change
    UNION SELECT unnest([old_value, new_value]) FROM review WHERE record_table = 'line_organisation'
), titled AS (
    -- A body of an unusual name is known by what is said of its name.
    SELECT document_id, max(name) AS name FROM document
    JOIN changed ON starts_with(lower(title), lower(name)) WHERE body IS NULL GROUP BY document_id
)
SELECT t.table_id, t.source_id, t.kind, t.title, coalesce(n.name, o.body) AS body, o.host, f.first,
    d.kind IN ('annual_report', 'interim_report', 'budget', 'economy_report') AS of_all,
    CAST(hash(t.source_id, t.kind, t.title, n.name, o.body, o.host, f.first, d.kind) AS VARCHAR) AS told
FROM data_table AS t SEMI JOIN held USING (table_id) JOIN v_documents AS d USING (document_id)
LEFT JOIN origin AS o USING (document_id) LEFT JOIN headed AS f USING (table_id)
LEFT JOIN titled AS n USING (document_id)
WHERE d.counted
"""
)
_NEW = f"FROM now_table ANTI JOIN line_table USING (table_id, told) ORDER BY table_id LIMIT {_ROWS}"
_BODIES = """
SELECT named_id, min(body) AS body, min(municipality) AS municipality
FROM line_table GROUP BY named_id ORDER BY named_id
"""
_LABELS = """
CREATE OR REPLACE TEMP TABLE now_label AS
SELECT o.organisation_id, t.topic, t.sum_topic, t.table_id, a.label
FROM (SELECT DISTINCT table_id, label FROM budget_line WHERE label IS NOT NULL) AS a
JOIN line_table AS t USING (table_id) JOIN line_organisation AS o USING (named_id);
CREATE OR REPLACE TEMP TABLE now_line AS
SELECT organisation_id AS name, CAST(sum(hash(topic, sum_topic, table_id, label)) AS VARCHAR)
    || ' ' || count(*) || ' {said}' AS digest, count(*) AS size
FROM now_label GROUP BY organisation_id
"""
_DUE = f"""
CREATE OR REPLACE TEMP TABLE due AS
SELECT name, CAST((sum(size) OVER (ORDER BY name) - size) // {_PART} AS INTEGER) AS part
FROM now_line ANTI JOIN (FROM settled_group WHERE kind = '{LINE}') USING (name, digest)
"""
_GONE = f"""
CREATE OR REPLACE TEMP TABLE gone AS
SELECT name FROM due
UNION SELECT name FROM settled_group WHERE kind = '{LINE}' AND name NOT IN (SELECT name FROM now_line);
DELETE FROM identity_candidate WHERE entity_table = '{LINE}'
    AND entity_id IN (SELECT line_id FROM line_label WHERE organisation_id IN (FROM gone));
DELETE FROM line_label WHERE organisation_id IN (FROM gone)
"""
_OF_PART = """
SELECT l.organisation_id, l.topic, l.sum_topic, l.label, l.table_id
FROM now_label AS l JOIN due AS d ON d.name = l.organisation_id WHERE d.part = :part ORDER BY ALL
"""
_CHANGES = "SELECT DISTINCT former, present, confidence FROM name_change ORDER BY ALL"
_SCRATCH = ("now_table", "now_label", "now_line", "due", "gone")


def relink_lines(connection: Connection, rules: Rules, insert: Insert, *, anew: bool = True) -> None:
    """Tell which lines of accounts are one, and which may be; without `anew` only where something changed."""
    run, labels = connection.exec_driver_sql, Labels.by(rules)
    if anew:
        run("DELETE FROM line_table")
        run(f"DELETE FROM settled_group WHERE kind = '{LINE}'")
    _tell_tables(connection, labels)
    said = reviewed(connection)
    _tell_organisations(connection, said)
    for statement in (*_LABELS.format(said=said.digest).split(";"), _DUE, *_GONE.split(";")):
        run(statement)
    names = dict(
        map(tuple, connection.execute(text("SELECT DISTINCT organisation_id, name FROM line_organisation")))
    )
    for part in range(1 + (connection.scalar(text("SELECT max(part) FROM due")) or 0)):
        _settle_part(connection, part, labels, said, names, insert)
    run(f"DELETE FROM settled_group WHERE kind = '{LINE}'")
    run(f"INSERT INTO settled_group (kind, name, digest) SELECT '{LINE}', name, digest FROM now_line")
    for table in _SCRATCH:
        run(f"DROP TABLE IF EXISTS {table}")


def _tell_tables(connection: Connection, labels: Labels) -> None:
    """Write what new tables are of, and take away those that are gone."""
    run, topics = connection.exec_driver_sql, Topics(labels)
    run(f"CREATE OR REPLACE TEMP TABLE now_table AS {_TABLES}")
    run("DELETE FROM line_table WHERE (table_id, told) NOT IN (SELECT (table_id, told) FROM now_table)")
    while rows := connection.execute(text(_NEW)).mappings().all():
        _write(connection, "line_table", [_told(row, topics, labels) for row in rows])


def _told(row: Mapping[Any, Any], topics: Topics, labels: Labels) -> dict[str, Any]:
    """Return what a table is of and whose it is."""
    body, host = row["body"], row["host"]
    return {
        "table_id": row["table_id"],
        "named_id": named_body(
            body, host if body or row["of_all"] else None, row["source_id"], labels.words.places
        ),
        "topic": topics.of(row["kind"], row["title"], body, host),
        "sum_topic": topics.of_sum(row["kind"], row["title"], row["first"]),
        "told": row["told"],
        "body": body,
        "municipality": host,
    }


def _tell_organisations(connection: Connection, said: Reviewed) -> None:
    """Write anew which organisations the names of bodies mean."""
    rows = connection.execute(text(_BODIES)).mappings()
    bodies = [
        NamedBody(row["named_id"], row["body"] or row["municipality"] or "", row["municipality"])
        for row in rows
    ]
    told = [
        Change(former, present, confidence, "told")
        for former, present, confidence in connection.execute(text(_CHANGES))
    ]
    meant = settle_names(bodies, [*said.organisations, *(one for one in told if not said.refuses(one))])
    connection.exec_driver_sql("DELETE FROM line_organisation")
    _write(
        connection,
        "line_organisation",
        [
            {
                "named_id": one.id,
                "organisation_id": meant[one.id].organisation_id,
                "name": meant[one.id].name,
                "printed": one.name,
                "municipality": meant[one.id].municipality,
                "confidence": meant[one.id].confidence,
                "reason": meant[one.id].reason,
            }
            for one in bodies
        ],
    )


def _settle_part(
    connection: Connection, part: int, labels: Labels, said: Reviewed, names: dict[str, str], insert: Insert
) -> None:
    """Bring the labels of some organisations together, and write what they are and may be."""
    rows = [tuple(row) for row in connection.execute(text(_OF_PART), {"part": part})]
    written: list[dict[str, Any]] = []
    asked: list[IdentityCandidate] = []
    for organisation, own in groupby(rows, key=itemgetter(0)):
        pairs = said.labels(names[organisation])
        for (topic, sum_topic), found in sorted(_by_topic(own, labels).items()):
            lines = settle_labels(found, labels, pairs)
            written += _rows(organisation, topic, sum_topic, lines)
            asked += _candidates(organisation, topic, sum_topic, lines)
    _write(connection, "line_label", written)
    insert(connection, IdentityCandidate, asked)


def _by_topic(rows: Iterable[tuple[str, ...]], labels: Labels) -> dict[tuple[str, str], list[Labelled]]:
    """Return the labels of one organisation by topic; bare sums by what they are of as well."""
    found: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for _, topic, sum_topic, label, table in rows:
        bare = labels.adds_up(labels.key(label))
        found[topic, sum_topic if bare else ""][label].add(table)
    return {
        key: [Labelled(label, frozenset(tables)) for label, tables in own.items()]
        for key, own in found.items()
    }


def _line_id(organisation: str, topic: str, sum_topic: str, label: str) -> str:
    return make_id(LINE, organisation, topic, sum_topic, fold(label))


def _rows(organisation: str, topic: str, sum_topic: str, lines: Lines) -> Iterator[dict[str, Any]]:
    for label, tie in sorted(lines.ties.items()):
        yield {
            "organisation_id": organisation,
            "topic": topic,
            "sum_topic": sum_topic or None,
            "label": label,
            "line_id": _line_id(organisation, topic, sum_topic, tie.chosen),
            "name": tie.chosen,
            "confidence": tie.confidence,
            "reason": tie.reason,
        }


def _candidates(organisation: str, topic: str, sum_topic: str, lines: Lines) -> Iterator[IdentityCandidate]:
    for one in lines.candidates:
        yield IdentityCandidate(
            entity_table=LINE,
            entity_id=_line_id(organisation, topic, sum_topic, lines.ties[one.one].chosen),
            other_id=_line_id(organisation, topic, sum_topic, lines.ties[one.other].chosen),
            confidence=one.confidence,
            reason=one.reason,
        )


def _write(connection: Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows into one of the tables of lines."""
    driver = connection.connection.driver_connection
    assert driver is not None
    waiting = iter(rows)
    while some := list(islice(waiting, _ROWS)):
        names = ", ".join(some[0])
        driver.register("told_lines", pa.Table.from_pylist(some))
        connection.exec_driver_sql(f"INSERT INTO {table} ({names}) SELECT {names} FROM told_lines")
        driver.unregister("told_lines")
