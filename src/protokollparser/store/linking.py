"""Links between versions of documents, written anew from all that is stored."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select, text, update

from protokollparser.core.records.documents import LogicalDocument
from protokollparser.store.extracts import ItemMark, Number, extracts
from protokollparser.store.schema import tables
from protokollparser.store.versions import FEWEST_WORDS, Version, link

# Documents with equal fingerprints form a group; groups meet by some of their least hashes. A hash of very
# many groups is a phrase that all of them use.
_PAIRS = f"""
WITH print AS (
    SELECT document_id, CAST(shingles AS UBIGINT[]) AS shingles, hash(CAST(shingles AS VARCHAR)) AS alike
    FROM fingerprint WHERE words >= {FEWEST_WORDS}
), near AS (
    SELECT alike, unnest(list_slice(any_value(shingles), 1, 24)) AS hash FROM print GROUP BY alike
), telling AS (
    SELECT * FROM near WHERE hash IN (SELECT hash FROM near GROUP BY hash HAVING count(*) BETWEEN 2 AND 64)
), met AS (
    SELECT a.alike AS one, b.alike AS other FROM telling AS a JOIN telling AS b USING (hash)
    WHERE a.alike < b.alike GROUP BY ALL HAVING count(*) >= 2
    UNION
    SELECT alike, alike FROM print
)
SELECT DISTINCT least(a.document_id, b.document_id), greatest(a.document_id, b.document_id)
FROM met JOIN print AS a ON a.alike = met.one JOIN print AS b ON b.alike = met.other
WHERE a.document_id <> b.document_id
"""
_VERSIONS = """
SELECT d.document_id, d.kind, d.title, d.body, d.host_municipality, d.case_number, d.document_date,
    d.period_start, d.period_end, d.version, s.text_origin, s.status, f.words, f.shingles, f.figures,
    (SELECT list(DISTINCT m.meeting_date) FROM meeting AS m
        WHERE m.document_id = d.document_id AND m.status = 'held' AND m.meeting_date IS NOT NULL) AS days,
    (SELECT [min(i.paragraph), max(i.paragraph)] FROM agenda_item AS i
        WHERE i.document_id = d.document_id) AS paragraphs,
    EXISTS (SELECT 1 FROM signature AS g WHERE g.document_id = d.document_id AND g.signed) AS signed
FROM document AS d
JOIN source AS s ON s.source_id = d.source_id
JOIN fingerprint AS f ON f.document_id = d.document_id
WHERE d.document_id IN :wanted
"""
# Paragraphs of minutes that other minutes of that day have too, by their numbers.
_ITEMS = """
WITH dated AS (
    SELECT document_id, meeting_date AS day FROM meeting WHERE status = 'held' AND meeting_date IS NOT NULL
    UNION
    SELECT document_id, document_date FROM document
    WHERE kind IN ('minutes', 'minutes_extract') AND document_date IS NOT NULL
), numbered AS (
    SELECT DISTINCT d.document_id, d.day, i.paragraph, i.paragraph_suffix
    FROM dated AS d JOIN agenda_item AS i ON i.document_id = d.document_id
    JOIN item_fingerprint AS f ON f.item_id = i.item_id
), again AS (
    SELECT DISTINCT a.document_id FROM numbered AS a JOIN numbered AS b
    ON a.day = b.day AND a.paragraph = b.paragraph AND a.document_id <> b.document_id
)
SELECT i.document_id, i.paragraph, i.paragraph_suffix, i.title, f.shingles, f.figures
FROM agenda_item AS i JOIN item_fingerprint AS f ON f.item_id = i.item_id
WHERE i.document_id IN (SELECT document_id FROM again)
ORDER BY i.document_id, i.page, i.char_start
"""


def relink(connection: Connection) -> int:
    """Link all versions of documents, and return how many documents no longer count for themselves."""
    pairs = [(str(one), str(other)) for one, other in connection.execute(text(_PAIRS))]
    items = _items(connection)
    wanted = sorted({document for pair in pairs for document in pair}.union(items))
    parents = _parents(connection)
    question = text(_VERSIONS).bindparams(bindparam("wanted", expanding=True))
    rows = connection.execute(question, {"wanted": wanted}).mappings() if wanted else ()
    versions = {version.document_id: version for version in (_version(dict(row), parents) for row in rows)}
    links = link(versions.values(), pairs)
    parts = extracts(versions, items, links)
    table = tables()[LogicalDocument.table]
    names = ("same_as", "supersedes", "extract_of")
    for document, *stored in connection.execute(select(*(table.c[name] for name in ("document_id", *names)))):
        now = [found.get(document) for found in (links.same_as, links.supersedes, parts)]
        if now != stored:
            values = dict(zip(names, now, strict=True))
            connection.execute(update(table).where(table.c.document_id == document).values(values))
    return len(links.same_as) + len(links.supersedes) + len(parts)


def _items(connection: Connection) -> dict[str, dict[Number, ItemMark]]:
    """Return the paragraphs, by document and number, of minutes that may repeat each other."""
    found: dict[str, dict[Number, ItemMark]] = defaultdict(dict)
    for document, number, suffix, title, shingles, figures in connection.execute(text(_ITEMS)):
        mark = ItemMark(title, tuple(shingles), tuple(figures))
        found[document].setdefault((number, suffix), mark)
    return found


def _parents(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return for each document those that contain it, the innermost first."""
    above = dict(map(tuple, connection.execute(text("SELECT document_id, parent_id FROM document"))))
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for document in above:
        chain: list[str] = []
        parent = above[document]
        while parent is not None and parent not in chain:
            chain.append(parent)
            parent = above.get(parent)
        found[document] = tuple(chain)
    return found


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
        shingles=tuple(row["shingles"]),
        figures=tuple(row["figures"]),
        parents=parents[row["document_id"]],
    )
