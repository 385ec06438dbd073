"""Links between versions of documents, worked out for each group of documents that may be related.

A group that is as it was when its links were found is left alone (decision 0028).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Connection, text

from protokollparser.store import candidates
from protokollparser.store.changing import offered, parts_of
from protokollparser.store.extracts import ItemMark, Number, extracts
from protokollparser.store.sql import runner
from protokollparser.store.versions import Verdicts, Version

# Links of so many documents are written at once, and of groups that are larger.
_PART = 1000
# Of so many documents at most is held what is to be compared, which is long: a group may have thousands.
_HELD = 2 * candidates.BLOCK
# So many pairs are asked for at once.
_PAIRS = 20_000
# What is kept of a group: what its sources say, what is to be compared, and its links, by kind of group.
_DIGESTS = """
CREATE OR REPLACE TEMP TABLE now_group AS
WITH held AS (
    SELECT g.name, hash(document_id, s.reading_hash, s.status, s.text_origin, d.kind, d.version, d.title,
        d.body, d.host_municipality, d.case_number, {links}) AS told
    FROM grouped AS g JOIN document AS d USING (document_id) JOIN source AS s USING (source_id)
    UNION ALL
    SELECT name, hash(one, other) FROM pair
)
SELECT name, CAST(sum(told) AS VARCHAR) || ' ' || count(*) AS digest FROM held GROUP BY name
"""
_DUE = f"""
CREATE OR REPLACE TEMP TABLE due AS
WITH sizes AS (
    SELECT name, count(*) AS size FROM grouped
    SEMI JOIN (
        FROM now_group ANTI JOIN (FROM settled_group WHERE kind = '{{kind}}') USING (name, digest)
    ) USING (name) GROUP BY name
)
SELECT name, CAST((sum(size) OVER (ORDER BY name) - size) // {_PART} AS INTEGER) AS part FROM sizes
"""
_OF_PART = """
SELECT DISTINCT document_id FROM grouped SEMI JOIN (FROM due WHERE part = :part) USING (name)
"""
_DUE_PAIRS = """
CREATE OR REPLACE TEMP TABLE due_pair AS
SELECT part, one, other FROM pair JOIN due USING (name) ORDER BY part, pair.rowid
"""
_VERSIONS = """
WITH day AS (
    SELECT document_id, list(DISTINCT meeting_date) AS days FROM meeting SEMI JOIN asked USING (document_id)
    WHERE status = 'held' AND meeting_date IS NOT NULL GROUP BY document_id
), item AS (
    SELECT document_id, [min(paragraph), max(paragraph)] AS paragraphs
    FROM agenda_item SEMI JOIN asked USING (document_id) GROUP BY document_id
), signer AS (
    SELECT DISTINCT document_id FROM signature SEMI JOIN asked USING (document_id) WHERE signed
)
SELECT d.document_id, d.kind, d.title, d.body, d.host_municipality, d.case_number, d.document_date,
    d.period_start, d.period_end, d.version, s.text_origin, s.status, f.words, f.shingles, f.figures,
    day.days, item.paragraphs, signer.document_id IS NOT NULL AS signed
FROM asked JOIN document AS d USING (document_id) JOIN source AS s USING (source_id)
JOIN fingerprint AS f USING (document_id)
LEFT JOIN day USING (document_id) LEFT JOIN item USING (document_id) LEFT JOIN signer USING (document_id)
ORDER BY d.document_id
"""
_ITEMS = """
SELECT i.document_id, i.paragraph, i.paragraph_suffix, i.title, f.shingles, f.figures
FROM agenda_item AS i JOIN item_fingerprint AS f USING (item_id)
SEMI JOIN asked ON asked.document_id = i.document_id
ORDER BY i.document_id, i.page, i.char_start
"""
_PARENTS = """
SELECT document_id, parent_id FROM document
WHERE source_id IN (SELECT source_id FROM document SEMI JOIN asked USING (document_id))
"""
# Documents that another one stands for.
_ASIDE = "SELECT document_id FROM document WHERE same_as IS NOT NULL UNION SELECT supersedes FROM document"
_LINKED = "SELECT count(same_as) + count(supersedes) + count(extract_of) FROM document"

# By document, and column of links, what it is linked to.
_Found = dict[str, dict[str, str]]


def relink(connection: Connection, *, anew: bool = True) -> int:
    """Link all versions of documents, and return how many documents no longer count for themselves.

    Without `anew` groups of documents that are as they were are not judged again.
    """
    if anew:
        runner(connection)("DELETE FROM settled_group")
    candidates.versions(connection)
    _settle(connection, "versions", ("same_as", "supersedes"), "d.same_as, d.supersedes", _versions)
    candidates.extracts(connection)
    held = f"d.document_id IN ({_ASIDE}), CASE WHEN document_id = g.name THEN d.extract_of END"
    _settle(connection, "extracts", ("extract_of",), held, _extracts)
    return int(connection.scalar(text(_LINKED)) or 0)


def _settle(
    connection: Connection,
    kind: str,
    columns: Sequence[str],
    held: str,
    judge: Callable[[Connection, int], _Found],
) -> None:
    """Judge the groups that are not as they were, and write the links of their documents."""
    run = runner(connection)
    run(_DIGESTS.format(links=held))
    run(_DUE.format(kind=kind))
    run(_DUE_PAIRS)
    linked = " OR ".join(f"{name} IS NOT NULL" for name in columns)
    alone = "SELECT {} FROM grouped".format("name" if kind == "extracts" else "document_id")
    run(
        f"UPDATE document SET {', '.join(f'{name} = NULL' for name in columns)} "
        f"WHERE ({linked}) AND document_id NOT IN ({alone})"
    )
    due = parts_of(connection, "due")
    for part in due:
        _write(connection, columns, judge(connection, part))
    if due:
        # Anew: the links are part of what a group is, since a source that is read again comes without them.
        run(_DIGESTS.format(links=held))
    run(f"DELETE FROM settled_group WHERE kind = '{kind}'")
    run(f"INSERT INTO settled_group (kind, name, digest) SELECT '{kind}', name, digest FROM now_group")
    run("DROP TABLE pair; DROP TABLE grouped; DROP TABLE now_group; DROP TABLE due; DROP TABLE due_pair")


def _write(connection: Connection, columns: Sequence[str], found: _Found) -> None:
    """Write links where they differ."""
    table: dict[str, Sequence[object]] = {"document_id": [*found]}
    table |= {name: [links.get(name) for links in found.values()] for name in columns}
    changed = " OR ".join(f"document.{name} IS DISTINCT FROM found.{name}" for name in columns)
    with offered(connection, "found", table):
        connection.exec_driver_sql(
            f"UPDATE document SET {', '.join(f'{name} = found.{name}' for name in columns)} FROM found "
            f"WHERE document.document_id = found.document_id AND ({changed})"
        )


def _versions(connection: Connection, part: int) -> _Found:
    """Return what documents of some groups are other readings of, or replace."""
    verdicts = Verdicts()
    for pairs in _together(_pairs(connection, part)):
        known = _known(connection, {document for pair in pairs for document in pair})
        for one, other in pairs:
            verdicts.judge(known[one], known[other])
    links = verdicts.links()
    found: _Found = {document: {} for document in _documents(connection, part)}
    for name, told in (("same_as", links.same_as), ("supersedes", links.supersedes)):
        for document, other in told.items():
            found[document][name] = other
    return found


def _extracts(connection: Connection, part: int) -> _Found:
    """Return which minutes count for extracts."""
    documents, pairs = _documents(connection, part), list(_pairs(connection, part))
    known, items = _known(connection, documents), _items(_ask(connection, _ITEMS, documents))
    aside = {document for (document,) in connection.execute(text(_ASIDE)) if document in known}
    found = extracts(known, pairs, items, aside)
    return {one: {"extract_of": found[one]} if one in found else {} for one, _ in pairs}


def _documents(connection: Connection, part: int) -> list[str]:
    """Return the documents of some groups."""
    return [document for (document,) in connection.execute(text(_OF_PART), {"part": part})]


def _known(connection: Connection, documents: Iterable[str]) -> dict[str, Version]:
    """Return documents as they are compared."""
    asked = sorted(documents)
    above = {row["document_id"]: row["parent_id"] for row in _ask(connection, _PARENTS, asked)}
    parents = _parents(above)
    rows = _ask(connection, _VERSIONS, asked)
    return {version.document_id: version for version in (_version(row, parents) for row in rows)}


def _ask(connection: Connection, sql: str, documents: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield what the database says of some documents, by column name and in their order."""
    wanted = iter(sorted(documents))
    while some := list(islice(wanted, _HELD)):
        with offered(connection, "asked", {"document_id": some}):
            yield from (dict(row) for row in connection.execute(text(sql)).mappings())


def _pairs(connection: Connection, part: int) -> Iterator[tuple[str, str]]:
    """Yield pairs of documents of some groups, those of like documents after each other."""
    run = runner(connection)
    ((first, last),) = run(f"SELECT min(rowid), max(rowid) FROM due_pair WHERE part = {part}").fetchall()
    for row in range(first or 0, -1 if last is None else last + 1, _PAIRS):
        until = min(last, row + _PAIRS - 1)
        rows = run(f"SELECT one, other FROM due_pair WHERE rowid BETWEEN {row} AND {until} ORDER BY rowid")
        # A document stands in many pairs, and its id once in memory.
        ids: dict[str, str] = {}
        for one, other in rows.fetchall():
            yield ids.setdefault(one, one), ids.setdefault(other, other)


def _together(pairs: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Yield pairs in their order, some at a time, which are of few documents."""
    some: list[tuple[str, str]] = []
    held: set[str] = set()
    for pair in pairs:
        if len(held) + 2 > _HELD and not held.issuperset(pair):
            yield some
            some, held = [], set()
        some.append(pair)
        held.update(pair)
    if some:
        yield some


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
