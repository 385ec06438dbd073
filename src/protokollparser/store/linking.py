"""Links between versions of documents, worked out for each group of documents that may be related.

A group that is as it was when its links were found is left alone (decision 0028).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, text

from protokollparser.store.candidates import group
from protokollparser.store.changing import offered
from protokollparser.store.extracts import ItemMark, Number, extracts
from protokollparser.store.versions import Version, link

# So many documents are held at once, and groups that are larger.
_PART = 1000
_LINKS = ("same_as", "supersedes", "extract_of")
# What a group is now: what its sources say, which of its documents are to be compared, and their links.
_DIGESTS = """
CREATE OR REPLACE TEMP TABLE now_group AS
WITH held AS (
    SELECT g.name, hash(document_id, s.reading_hash, s.status, s.text_origin, d.same_as, d.supersedes,
        d.extract_of, d.kind, d.version, d.title, d.body, d.host_municipality, d.case_number) AS told
    FROM grouped AS g JOIN document AS d USING (document_id) JOIN source AS s USING (source_id)
    UNION ALL
    SELECT g.name, hash(p.one, p.other) FROM pair AS p JOIN grouped AS g ON g.document_id = p.one
    UNION ALL
    SELECT g.name, hash(p.one, p.other, 'part') FROM part AS p JOIN grouped AS g ON g.document_id = p.one
)
SELECT name, CAST(sum(told) AS VARCHAR) || ' ' || count(*) AS digest FROM held GROUP BY name
"""
_DUE = f"""
CREATE OR REPLACE TEMP TABLE due AS
WITH sizes AS (
    SELECT name, count(*) AS size FROM grouped
    SEMI JOIN (FROM now_group ANTI JOIN settled_group USING (name, digest)) USING (name) GROUP BY name
)
SELECT name, CAST((sum(size) OVER (ORDER BY name) - size) // {_PART} AS INTEGER) AS part FROM sizes
"""
_OF_PART = "SELECT g.name AS of_group, document_id FROM grouped AS g JOIN due USING (name) WHERE part = :part"
_VERSIONS = f"""
WITH wanted AS MATERIALIZED ({_OF_PART}), day AS (
    SELECT document_id, list(DISTINCT meeting_date) AS days FROM meeting SEMI JOIN wanted USING (document_id)
    WHERE status = 'held' AND meeting_date IS NOT NULL GROUP BY document_id
), item AS (
    SELECT document_id, [min(paragraph), max(paragraph)] AS paragraphs
    FROM agenda_item SEMI JOIN wanted USING (document_id) GROUP BY document_id
), signer AS (
    SELECT DISTINCT document_id FROM signature SEMI JOIN wanted USING (document_id) WHERE signed
)
SELECT w.of_group, d.document_id, d.kind, d.title, d.body, d.host_municipality, d.case_number,
    d.document_date, d.period_start, d.period_end, d.version, s.text_origin,
    s.status, f.words, f.shingles, f.figures,
    day.days, item.paragraphs, signer.document_id IS NOT NULL AS signed
FROM wanted AS w JOIN document AS d USING (document_id) JOIN source AS s USING (source_id)
JOIN fingerprint AS f USING (document_id)
LEFT JOIN day USING (document_id) LEFT JOIN item USING (document_id) LEFT JOIN signer USING (document_id)
ORDER BY w.of_group, d.document_id
"""
# Paragraphs of minutes of which some may be extracts of others.
_ITEMS = f"""
WITH wanted AS MATERIALIZED (
    {_OF_PART} AND document_id IN (SELECT one FROM part UNION ALL SELECT other FROM part)
)
SELECT i.document_id, i.paragraph, i.paragraph_suffix, i.title, f.shingles, f.figures
FROM agenda_item AS i JOIN item_fingerprint AS f USING (item_id)
WHERE i.document_id IN (SELECT document_id FROM wanted)
ORDER BY i.document_id, i.page, i.char_start
"""
_PARENTS = f"""
SELECT document_id, parent_id FROM document
WHERE source_id IN (SELECT source_id FROM document SEMI JOIN ({_OF_PART}) USING (document_id))
"""
_PAIRS = f"""
SELECT of_group, one, other FROM {{table}} JOIN ({_OF_PART}) ON document_id = one
"""
_WRITE = f"""
UPDATE document SET {", ".join(f"{name} = found.{name}" for name in _LINKS)} FROM found
WHERE document.document_id = found.document_id
    AND ({" OR ".join(f"document.{name} IS DISTINCT FROM found.{name}" for name in _LINKS)})
"""
_ALONE = f"""
UPDATE document SET {", ".join(f"{name} = NULL" for name in _LINKS)}
WHERE ({" OR ".join(f"{name} IS NOT NULL" for name in _LINKS)})
    AND document_id NOT IN (SELECT document_id FROM grouped)
"""
_LINKED = f"SELECT {' + '.join(f'count({name})' for name in _LINKS)} FROM document"


def relink(connection: Connection, *, anew: bool = True) -> int:
    """Link all versions of documents, and return how many documents no longer count for themselves.

    Without `anew` groups of documents that are as they were are not judged again.
    """
    run = connection.exec_driver_sql
    if anew:
        run("DELETE FROM settled_group")
    group(connection)
    for statement in (_DIGESTS, _DUE, _ALONE):
        run(statement)
    for part in range(1 + (connection.scalar(text("SELECT max(part) FROM due")) or 0)):
        _link_part(connection, part)
    # Anew: the links are part of what a group is, since a source that is read again comes without them.
    run(_DIGESTS)
    run("DELETE FROM settled_group")
    run("INSERT INTO settled_group SELECT name, digest FROM now_group")
    for table in ("pair", "part", "grouped", "now_group", "due"):
        run(f"DROP TABLE {table}")
    return int(connection.scalar(text(_LINKED)) or 0)


def _link_part(connection: Connection, part: int) -> None:
    """Judge the documents of some groups, and write their links."""

    def ask(sql: str) -> Iterator[dict[str, Any]]:
        return (dict(row) for row in connection.execute(text(sql), {"part": part}).mappings())

    parents = _parents({row["document_id"]: row["parent_id"] for row in ask(_PARENTS)})
    items = _items(ask(_ITEMS))
    pairs, wholes = (
        _pairs(map(tuple, connection.execute(text(_PAIRS.format(table=table)), {"part": part})))
        for table in ("pair", "part")
    )
    found: dict[str, list[str | None]] = {name: [] for name in ("document_id", *_LINKS)}
    for name, rows in groupby(ask(_VERSIONS), key=itemgetter("of_group")):
        versions = {version.document_id: version for version in (_version(row, parents) for row in rows)}
        links = link(versions.values(), pairs[name])
        parts = extracts(versions, wholes[name], items, links)
        for document in versions:
            found["document_id"].append(document)
            for column, told in zip(_LINKS, (links.same_as, links.supersedes, parts), strict=True):
                found[column].append(told.get(document))
    columns: dict[str, Sequence[object]] = {**found}
    with offered(connection, "found", columns):
        connection.exec_driver_sql(_WRITE)


def _pairs(rows: Iterator[tuple[str, ...]]) -> dict[str, list[tuple[str, str]]]:
    """Return pairs of documents by their group."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    # A document stands in many pairs, and its id once in memory.
    ids: dict[str, str] = {}
    for name, one, other in rows:
        found[name].append((ids.setdefault(one, one), ids.setdefault(other, other)))
    return found


def _items(rows: Iterator[dict[str, Any]]) -> dict[str, dict[Number, ItemMark]]:
    """Return paragraphs by document and number."""
    found: dict[str, dict[Number, ItemMark]] = defaultdict(dict)
    for row in rows:
        mark = ItemMark(row["title"], _packed(row["shingles"]), _packed(row["figures"]))
        found[row["document_id"]].setdefault((row["paragraph"], row["paragraph_suffix"]), mark)
    return found


def _parents(above: dict[str, str | None]) -> dict[str, tuple[str, ...]]:
    """Return for each document those that contain it, the innermost first."""
    found: dict[str, tuple[str, ...]] = {}
    for document in above:
        chain: list[str] = []
        parent = above[document]
        while parent is not None and parent not in chain:
            chain.append(parent)
            parent = above.get(parent)
        found[document] = tuple(chain)
    return found


def _packed(hashes: Sequence[int]) -> Sequence[int]:
    """Return hashes as they take least memory: a document has hundreds of them."""
    return array("Q", hashes)


def _version(row: dict[str, Any], parents: dict[str, tuple[str, ...]]) -> Version:
    """Return a row of the question as a version."""
    own: frozenset[date] = frozenset({row["document_date"]} - {None})
    return Version(
        document_id=row["document_id"],
        kind=row["kind"],
        title=row["title"],
        body=row["body"],
        host=row["host_municipality"],
        case_number=row["case_number"],
        days=frozenset(row["days"] or ()) or own,
        period=(row["period_start"], row["period_end"]),
        paragraphs=tuple(row["paragraphs"] or (None, None)),
        draft=row["version"] == "draft",
        signed=row["signed"],
        whole=row["status"] == "parsed",
        origin=row["text_origin"] or "",
        words=row["words"],
        shingles=_packed(row["shingles"]),
        figures=_packed(row["figures"]),
        parents=parents[row["document_id"]],
    )
